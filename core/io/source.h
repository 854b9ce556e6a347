// SPDX-License-Identifier: GPL-3.0-or-later
// What the user calls a source ("mnist:18", "digits.npy#3-7"), and what was loaded from it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/io/array.h"
#include "core/io/reading.h"
#include "core/tensor/value_scale.h"

namespace poolscope {

// The images from `first` to `last` along N, both included.
struct ImageRange {
    std::int64_t first = 0;
    std::int64_t last = 0;

    std::int64_t count() const { return last - first + 1; }
    bool operator==(const ImageRange&) const = default;
};

struct SourceRef {
    bool mnist = false;
    bool embedded = false;  // drawn or pasted: in no file; `path` is what it is called
    std::string path;       // empty for mnist
    std::string member;     // array of an NPZ
    std::optional<ImageRange> images;
    Reading reading;  // how an array becomes images

    bool operator==(const SourceRef&) const = default;
};

// Takes "mnist:I", "mnist:A-B", "PATH", "PATH#I", "PATH#A-B", "PATH#NAME", "PATH#NAME#I". `exists` tells whether a
// path is there: one that exists with a # in its name is taken whole. Errors name the text.
Result<SourceRef> parseSource(const std::string& text, const std::function<bool(const std::string&)>& exists);

// Everything a source holds; the images chosen are a range of it.
struct Source {
    std::string name;    // as the user gave it
    std::string format;  // "idx.gz", "npy", "png", ...
    std::string dtype;
    std::shared_ptr<const Tensor> images;
    StoredRange range{};        // of all images; see setImages()
    std::vector<int> labels{};  // empty, or one per image
    std::string sha256{};       // of the file, 64 hex digits in lower case; empty where there is none
    bool picture = false;       // read from a picture, whose colours may be chosen
    bool rgb = false;           // a picture read with three channels
    Inexact inexact{};
    std::vector<Note> notes{};
    std::vector<std::int64_t> stored{};  // the shape of the array that it was; empty for what was drawn
    std::string pasted{};                // the text of numbers that are in no file, to be read otherwise

    std::int64_t count() const { return images ? images->shape.n : 0; }
    // The shape of some of the images.
    Shape imagesOf(const ImageRange& chosen) const {
        return {chosen.count(), images->shape.c, images->shape.h, images->shape.w};
    }
    // The images, and their range by the type of the source, which must be set.
    void setImages(Tensor all);
};

// The range asked for, or all images; an error naming the legal range when it is not there.
Result<ImageRange> chosenImages(const SourceRef& ref, const Source& source);

}  // namespace poolscope
