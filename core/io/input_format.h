// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each format that is read. A format is one file of code that ends with its row; below, the rows stand in
// the order in which they are tried. Recognised by content, never by name.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/io/array.h"
#include "core/io/image_selection.h"

namespace poolscope {

// One array of an archive.
struct ArchiveMember {
    std::string name;
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::string problem;  // why it cannot be read; empty when its header is good
};

struct InputRequest {
    std::string name;                   // what errors call the file
    std::optional<std::string> member;  // of an archive; none: the only one
    bool rgb = false;                   // three channels of a picture, else grey
    RunControl run{};
    Reading reading{};  // by which images are counted, and of text what its commas are
    // Of an array that is above the limit as a whole, the images to be read; it is read whole where it can be.
    std::optional<ImageSelection> images{};
    bool factsOnly = false;   // of what is above the limit, all but the values
    bool keepsBytes = false;  // an array of uint8 that is read whole and in order becomes bytes, not values
    SharedFile file{};        // holds the bytes that are read, where such an array may share them
    std::int64_t mostValues = kMaxArrayValues;
    // Of IDX that is known to be whole, no more images than these: what comes after them is neither read nor checked.
    std::optional<std::int64_t> firstImages{};
};

struct InputFormat {
    std::string_view name;      // in the output of `poolscope info`, unless Array::format says more; may not change
    std::string_view title;     // in messages; empty where another row speaks for it
    std::string_view patterns;  // of file names, for dialogs: "*.tif *.tiff"
    std::string_view media{};   // what desktops call the type: "image/tiff"; several between spaces
    bool (*recognises)(std::span<const std::byte> bytes) = nullptr;
    // The whole payload, checked.
    Result<Array> (*read)(std::span<const std::byte> bytes, const InputRequest& request) = nullptr;
    // Archives alone: what is in them, in their order, by headers alone. `name` is what errors call the file.
    Result<std::vector<ArchiveMember>> (*members)(std::span<const std::byte> bytes, const std::string& name) = nullptr;
    bool isPicture = false;        // has colours, for InputRequest::rgb
    bool hasLabelsBeside = false;  // in a file of their own (core/io/labels.h)
};

extern const InputFormat kPngFormat;
extern const InputFormat kJpegFormat;
extern const InputFormat kBmpFormat;
extern const InputFormat kGifFormat;
extern const InputFormat kWebpFormat;
extern const InputFormat kTiffFormat;
extern const InputFormat kPnmFormat;
extern const InputFormat kHeifFormat;

inline constexpr std::array kPictureFormats{&kPngFormat,  &kJpegFormat, &kBmpFormat, &kGifFormat,
                                            &kWebpFormat, &kTiffFormat, &kPnmFormat, &kHeifFormat};

extern const InputFormat kNpyFormat;
extern const InputFormat kNpzFormat;
extern const InputFormat kIdxFormat;
extern const InputFormat kGzipFormat;
extern const InputFormat kCsvFormat;

// Text comes last: it takes all that no other format is.
inline constexpr std::array kArrayFormats{&kNpyFormat, &kNpzFormat, &kIdxFormat, &kGzipFormat, &kCsvFormat};

// The first of the formats that these bytes are in; null when there is none.
const InputFormat* recognised(std::span<const InputFormat* const> formats, std::span<const std::byte> bytes);

}  // namespace poolscope
