// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/colour_reading.h"

#include <algorithm>

#include "app/file/load_source.h"
#include "app/file/stored_file.h"
#include "app/paint/image_tensor.h"
#include "core/io/picture.h"
#include "core/tensor/tensor.h"

namespace poolscope {
namespace {

constexpr std::int64_t kChannels = 3;

Note greyNote() {
    return {"the picture is read in grey: with its colours it would have more than " + std::to_string(kMaxArrayValues) +
            " values"};
}

bool hasColours(const Tensor& images) {
    for (std::int64_t n = 0; n < images.shape.n; ++n) {
        const auto red = images.plane(n * kChannels);
        for (const std::int64_t c : {1, 2}) {
            if (!std::ranges::equal(red, images.plane(n * kChannels + c))) return true;
        }
    }
    return false;
}

// Three channels leave room for fewer pages than one.
bool mayLackPages(const Source& source) {
    const Shape& shape = source.images.shape;
    return shape.n > 1 && (shape.n + 1) * kChannels * shape.plane().count() > kMaxArrayValues;
}

}  // namespace

Result<Source> decodeInColour(SharedFile bytes, const SourceRef& ref, const RunControl& run) {
    const InputFormat* format = recognised(inputFormats(), *bytes);
    if (format == nullptr || !format->isPicture) return decodeSource(std::move(bytes), ref, false, run);
    auto colour = decodeSource(bytes, ref, true, run.part(0, 0.8));
    if (run.isStopped()) return colour;
    if (colour && !mayLackPages(*colour))
        return hasColours(*colour->images.tensor()) ? std::move(colour) : inGrey(*colour);
    auto grey = decodeSource(std::move(bytes), ref, false, run.part(0.8, 1));
    if (grey) grey->notes.insert(grey->notes.begin(), greyNote());
    return grey;
}

Source sourceOf(const QImage& image, const std::string& name) {
    Source source;
    source.name = name;
    source.format = "image";
    source.dtype = "uint8";
    source.picture = true;
    const bool fits = kChannels * image.width() * image.height() <= kMaxArrayValues;
    const bool colours = !image.allGray();
    source.rgb = colours && fits;
    source.setImages(source.rgb ? toColourTensor(image) : toTensor(image));
    if (colours && !fits) source.notes.push_back(greyNote());
    return source;
}

Source inGrey(const Source& source) {
    const auto coloured = source.images.tensor();
    const Tensor& all = *coloured;
    Tensor grey(Shape{all.shape.n, 1, all.shape.h, all.shape.w});
    for (std::int64_t n = 0; n < all.shape.n; ++n) {
        const auto red = all.plane(n * kChannels);
        const auto green = all.plane(n * kChannels + 1);
        const auto blue = all.plane(n * kChannels + 2);
        const auto to = grey.plane(n);
        for (std::size_t i = 0; i < to.size(); ++i) {
            to[i] = static_cast<float>(greyOf(red[i], green[i], blue[i], !source.dtype.starts_with("float")));
        }
    }
    Source result = source;
    result.rgb = false;
    // As a picture in grey is stored: (H, W), or (N, H, W) of several.
    if (result.stored.size() == 4) {
        result.stored.erase(result.stored.begin() + 1);
        if (result.stored.front() == 1) result.stored.erase(result.stored.begin());
    }
    result.setImages(std::move(grey));
    return result;
}

}  // namespace poolscope
