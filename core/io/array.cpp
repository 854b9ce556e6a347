// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/array.h"

#include <algorithm>
#include <cmath>

#include "core/base/word.h"
#include "core/io/input_format.h"

namespace poolscope {

const InputFormat* recognised(std::span<const InputFormat* const> formats, std::span<const std::byte> bytes) {
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [bytes](const InputFormat* format) { return format->recognises(bytes); });
    return found == formats.end() ? nullptr : *found;
}

Result<Array> readArray(std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
    const InputFormat& format = *recognised(kArrayFormats, bytes);
    if (format.members != nullptr) return fail(name, "this is an NPZ archive; name one of its arrays");
    if (&format != &kCsvFormat) return format.read(bytes, {name, {}, false, run});
    if (bytes.empty()) return fail(name, "the file is empty");
    std::vector<std::string_view> titles;
    for (const InputFormat* known : kArrayFormats) {
        if (known->members == nullptr && known != &kCsvFormat && !known->title.empty()) titles.push_back(known->title);
    }
    return fail(name, "this is not an array file; legal are " + joined(titles));
}

void Inexact::count(double value) {
    const auto held = static_cast<float>(value);
    if (std::isnan(value) || static_cast<double>(held) == value) return;
    ++(std::isinf(held) ? infinite : rounded);
}

std::string inexactNote(const Inexact& inexact, std::int64_t values) {
    const auto share = [values](std::int64_t count) {
        return std::to_string(count) + " of " + std::to_string(values) + (values == 1 ? " value " : " values ");
    };
    std::string text;
    if (inexact.rounded > 0)
        text = share(inexact.rounded) + (inexact.rounded == 1 ? "was" : "were") +
               " rounded to float32, so that values may tie that differ";
    if (inexact.infinite > 0) {
        text += (text.empty() ? "" : "; ") + share(inexact.infinite) + "became infinite, too large for float32";
    }
    return text;
}

std::string shapeText(std::span<const std::int64_t> shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

Result<StoredImages> toImages(Array array, const std::string& name) {
    const std::vector<std::int64_t>& shape = array.shape;
    Shape nchw;
    switch (shape.size()) {
        case 2:
            nchw = {1, 1, shape[0], shape[1]};
            break;
        case 3:
            nchw = {shape[0], 1, shape[1], shape[2]};
            break;
        case 4:
            nchw = {shape[0], shape[1], shape[2], shape[3]};
            break;
        default:
            return fail(name, "the array has shape " + shapeText(shape) + " with " + std::to_string(shape.size()) +
                                  (shape.size() == 1 ? " dimension" : " dimensions") +
                                  "; legal are 2 (H, W), 3 (N, H, W) and 4 (N, C, H, W); on the command line --reshape "
                                  "H,W makes images of other arrays");
    }
    if (nchw.c == 0 || nchw.h == 0 || nchw.w == 0) {
        return fail(name, "the array has shape " + shapeText(shape) +
                              "; channels, height and width must be at least 1 (only the number of images may be 0)");
    }
    if (!array.bytes.empty()) return StoredImages(nchw, std::move(array.bytes));
    return StoredImages(Tensor(nchw, std::move(array.values)));
}

void Array::widen() {
    if (bytes.empty()) return;
    values.assign(bytes.begin(), bytes.end());
    bytes = {};
}

}  // namespace poolscope
