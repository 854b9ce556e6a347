// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "app/paint/load_source.h"

namespace poolscope {
namespace {

bool isArrayFormat(std::string_view format) {
    constexpr std::array<std::string_view, 5> kArrays{"npy", "npz", "idx", "idx.gz", "csv"};
    return std::find(kArrays.begin(), kArrays.end(), format) != kArrays.end();
}

}  // namespace

std::optional<int> Input::label(std::int64_t i) const {
    if (source.labels.empty()) return std::nullopt;
    return source.labels[static_cast<std::size_t>(i)];
}

void declareSource(Arguments& arguments) {
    arguments.addOperands("SOURCE",
                          "mnist:I or mnist:A-B: images of the MNIST test set, 0 to 9999. PATH: a picture (PNG, JPEG, "
                          "BMP, GIF, WebP, TIFF, PGM, PPM), an array (NPY, NPZ, CSV), or IDX images, raw or gzip; what "
                          "it is shows in its content, not its name. PATH#I or PATH#A-B chooses images along the first "
                          "axis, PATH#NAME an array of an NPZ. Arrays are (H,W), (N,H,W) or (N,C,H,W).",
                          1);
}

Outcome<SourceRef> readSource(const Arguments& arguments) {
    const std::vector<std::string> operands = arguments.operands();
    if (operands.empty()) return usage("SOURCE", "is missing: name a file, or images of the test set as mnist:18");
    const auto ref = parseSource(operands.front());
    if (!ref) return failed(ref.error());
    return *ref;
}

void declareRgb(Arguments& arguments) {
    arguments.addFlag("--rgb", "Read a picture as three channels instead of grey.");
}

Outcome<Input> loadInput(const SourceRef& ref, bool rgb) {
    auto source = loadSource(ref, rgb);
    if (!source) return failed(source.error());
    if (rgb && isArrayFormat(source->format)) {
        return usage("--rgb", "is for pictures; " + source->name + " holds an array, which has the channels it has");
    }
    const auto images = chosenImages(ref, *source);
    if (!images) return failed(images.error());
    Input input{ref, std::move(*source), *images, nullptr};
    const Tensor& all = *input.source.images;
    input.x = images->count() == all.shape.n
                  ? input.source.images
                  : std::make_shared<const Tensor>(selectImages(all, images->first, images->last));
    return input;
}

Experiment experimentOn(const Input& input, const ImageRange& images, const PoolingChoice& pooling) {
    Experiment experiment;
    experiment.source = input.ref;
    experiment.images = images;
    experiment.filters = pooling.filters;
    experiment.window = pooling.window;
    experiment.pool = pooling.pool;
    return experiment;
}

}  // namespace poolscope
