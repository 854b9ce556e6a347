// SPDX-License-Identifier: GPL-3.0-or-later
// How an array becomes images: which axis holds the channels, rows that are images, labels within the array.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/word.h"
#include "core/tensor/resample.h"
#include "core/tensor/stored_images.h"

namespace poolscope {

struct Array;

// Auto: as the shape and a header line suggest. Otherwise nothing is guessed.
enum class Axes { Auto, Nchw, Nhwc };
inline constexpr std::array<Word<Axes>, countOf<Axes>()> kAxesWords{{
    {Axes::Auto, "auto", TRANSLATABLE("core", "automatic"),
     TRANSLATABLE("core", "As the shape and a header line suggest")},
    {Axes::Nchw, "nchw", TRANSLATABLE("core", "channels first"),
     TRANSLATABLE("core", "(H, W), (N, H, W) or (N, C, H, W), as PyTorch has them")},
    {Axes::Nhwc, "nhwc", TRANSLATABLE("core", "channels last"),
     TRANSLATABLE("core", "(H, W, C) or (N, H, W, C), as Keras and picture libraries have them")},
}};
static_assert(isComplete<Axes>(kAxesWords));

// What the only comma in each line of a table is. Auto: as the language of the reader has it where numbers were pasted,
// in a file what separates two of them.
enum class Comma { Auto, Separator, Decimal };
inline constexpr std::array<Word<Comma>, countOf<Comma>()> kCommaWords{{
    {Comma::Auto, "auto", TRANSLATABLE("core", "automatic"), ""},
    {Comma::Separator, "separator", TRANSLATABLE("core", "between numbers"),
     TRANSLATABLE("core", "0,5 are two numbers")},
    {Comma::Decimal, "decimal", TRANSLATABLE("core", "decimal"), TRANSLATABLE("core", "0,5 is one half")},
}};
static_assert(isComplete<Comma>(kCommaWords));

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
    std::string names{};         // of the labels, one a line: a text file; empty: labels.txt beside, where there is one
    std::optional<Crop> crop{};  // of every image as it would be shown, so after the transposition
    std::optional<Extent> resize{};  // of what is left then, by areaAveraged()
    Comma comma = Comma::Auto;

    bool operator==(const Reading&) const = default;
};

// What can be legal for some images: `reshape` is empty or two or three sizes of 1 or more whose product is at most
// kMaxArrayValues, the crop begins at 0 or later and has a cell, the new size has a cell and at most kMaxArrayValues.
// Errors have where = "source.reading.reshape" and the like.
Result<void> checkReading(const Reading& reading);

// Whether the first axis of an array of that shape counts its images, each as many values as all the others.
bool countsImages(std::span<const std::int64_t> shape, const Reading& reading);

// Another way to read the same source.
struct OtherReading {
    Reading reading;
    std::string button;  // what it does, as the window offers it: "Read channels first"
    std::string option;  // the same in words of the command line: "--axes nchw reads it channels first"
};

// What the user should know of how a source was read.
struct Note {
    std::string text;                     // a sentence without its point
    std::optional<OtherReading> other{};  // where something was guessed
};

// As the command line says it, with the option that reads it otherwise.
std::string toText(const Note& note);

struct Images {
    StoredImages images;
    std::vector<int> labels;  // one per image, where the array holds them; else empty
    std::vector<Note> notes;  // what was guessed
};

// Channels are last where the last axis is 1, 3 or 4 and the two before it are each at least four times as large and 5
// or more, or where `reading` says so; else as toImages() says. A column that a header line calls a label gives the
// labels, and so does the first number of rows that are one longer than `reading.reshape`. Then the images are
// transposed, cropped and resized, in that order. Errors have where = `name`.
Result<Images> imagesOf(Array array, const Reading& reading, const std::string& name);

// Images that are read already, cropped and resized as `reading` says. Errors as those of imagesOf().
Result<StoredImages> resized(StoredImages images, const Reading& reading, const std::string& name);

}  // namespace poolscope
