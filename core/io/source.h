// SPDX-License-Identifier: GPL-3.0-or-later
// What the user calls a source ("mnist:18", "digits.npy#3-7"), and what was loaded from it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/io/array.h"
#include "core/io/image_selection.h"
#include "core/io/reading.h"
#include "core/tensor/stored_images.h"

namespace poolscope {

struct SourceRef {
    bool mnist = false;
    bool embedded = false;  // drawn or pasted: in no file; `path` is what it is called
    std::string path;       // empty for mnist
    std::string member;     // array of an NPZ
    std::optional<ImageSelection> images;
    Reading reading;  // how an array becomes images

    // The embedded images, all of them and as they are.
    bool isTestSet() const { return mnist && !(images && images->isList()) && reading == Reading{}; }
    bool operator==(const SourceRef&) const = default;
};

// Takes "mnist:I", "PATH", "PATH#I", "PATH#NAME", "PATH#NAME#I", where I is what parseSelection() takes. `exists` tells
// whether a path is there: one that exists with a # in its name is taken whole. Errors name the text.
Result<SourceRef> parseSource(const std::string& text, const std::function<bool(const std::string&)>& exists);

// Everything a source holds, or of a list and of an array beyond the limits the images chosen. Those that are worked on
// are a range of what is here, counted from 0.
struct Source {
    std::string name;    // as the user gave it
    std::string format;  // "idx.gz", "npy", "png", ...
    std::string dtype;
    StoredImages images;
    StoredRange range{};                    // of all images; see setImages()
    std::vector<int> labels{};              // empty, or one per image
    std::vector<std::string> classNames{};  // of the labels from 0 on; empty, or one for every label
    std::string sha256{};                   // of the file, 64 hex digits in lower case; empty where there is none
    bool picture = false;                   // read from a picture, whose colours may be chosen
    bool rgb = false;                       // a picture read with three channels
    Inexact inexact{};
    std::vector<Note> notes{};
    std::vector<std::int64_t> stored{};  // the shape of the array that it was; empty for what was drawn
    std::string pasted{};                // the text of numbers that are in no file, to be read otherwise
    // Where not all images are here: which they are, as the file counts them. Empty: all, in their order.
    std::vector<std::int64_t> numbers{};

    std::int64_t count() const { return images.shape.n; }
    // The shape of some of the images.
    Shape imagesOf(const ImageRange& chosen) const {
        return {chosen.count(), images.shape.c, images.shape.h, images.shape.w};
    }
    // The images, and their range by the type of the source, which must be set.
    void setImages(StoredImages all);
    // What a label stands for, else the label itself: "Dress", "3".
    std::string nameOf(int label) const;
    // What the file calls image `i`, 0 <= i < count().
    std::int64_t number(std::int64_t i) const { return numbers.empty() ? i : numbers[static_cast<std::size_t>(i)]; }
};

// The range asked for, or all images that are here; an error naming the legal range when it is not there.
Result<ImageRange> chosenImages(const SourceRef& ref, const Source& source);

// "3", "3 to 7", or of a list "3, 2, 1": the numbers of one or more images of the source.
std::string numbersText(const Source& source, const ImageRange& images);

// Leaves in a source that holds all images those of the selection, with their labels, and notes their numbers. Fails
// where one is not there, naming the legal range, and where together they are above kMaxArrayValues.
Result<void> keepSelected(Source& source, const ImageSelection& selection);

}  // namespace poolscope
