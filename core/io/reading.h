// SPDX-License-Identifier: GPL-3.0-or-later
// How an array becomes images: which axis holds the channels, rows that are images, labels within the array.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/word.h"
#include "core/io/array.h"
#include "core/tensor/resample.h"

namespace poolscope {

// Auto: as the shape suggests.
enum class Axes { Auto, Nchw, Nhwc };
inline constexpr std::array<Word<Axes>, countOf<Axes>()> kAxesWords{
    {{Axes::Auto, "auto"}, {Axes::Nchw, "nchw"}, {Axes::Nhwc, "nhwc"}}};
static_assert(isComplete<Axes>(kAxesWords));

// Where labels are that the user names.
struct LabelsRef {
    std::string path;    // empty: in the archive of the images
    std::string member;  // array of an NPZ

    bool empty() const { return path.empty() && member.empty(); }
    bool operator==(const LabelsRef&) const = default;
};

// What the user chose; the default is to go by the array alone.
struct Reading {
    Axes axes = Axes::Auto;
    std::vector<std::int64_t> reshape{};  // H, W or C, H, W of each row; empty: the array has the shape of its images
    bool transpose = false;               // swaps H and W
    LabelsRef labels{};
    std::optional<Crop> crop{};      // of every image as it would be shown, so after the transposition
    std::optional<Extent> resize{};  // of what is left then, by areaAveraged()

    bool operator==(const Reading&) const = default;
};

// What can be legal for some images: `reshape` is empty or two or three sizes of 1 or more whose product is at most
// kMaxArrayValues, the crop begins at 0 or later and has a cell, the new size has a cell and at most kMaxArrayValues.
// Errors have where = "source.reading.reshape" and the like.
Result<void> checkReading(const Reading& reading);

// Whether the first axis of an array of that shape counts its images, each as many values as all the others.
bool countsImages(std::span<const std::int64_t> shape, const Reading& reading);

struct Images {
    Tensor tensor;
    std::vector<int> labels;         // one per image, where the array holds them; else empty
    std::vector<std::string> notes;  // what was guessed, and how to have it otherwise
};

// Channels are last where the last axis is 1, 3 or 4 and the two before it are each at least four times as large and 5
// or more, or where `reading` says so; else as toTensor() says. A column that a header line calls a label gives the
// labels, and so does the first number of rows that are one longer than `reading.reshape`. Then the images are
// transposed, cropped and resized, in that order. Errors have where = `name`.
Result<Images> imagesOf(Array array, const Reading& reading, const std::string& name);

}  // namespace poolscope
