// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure_names.h"

#include "app/cli/messages.h"
#include "core/figure/figure.h"
#include "core/filter/filter.h"

namespace poolscope {
namespace {

// The text for a word in braces.
Outcome<std::string> textFor(const std::string& word, const Input& input, std::int64_t i,
                             const Experiment& experiment) {
    if (word == "index") return std::to_string(i);
    if (word == "size") return toText(experiment.window.size);
    if (word == "stride") return toText(experiment.window.stride);
    if (word == "op") return std::string(toText(experiment.pool.op));
    if (word == "label") {
        if (const auto label = input.label(i)) return std::to_string(*label);
        return failed({"-o", input.source.name + " has no labels to put in the place of {label}"});
    }
    return usage("-o", "there is no " + quoteArgument("{" + word + "}") +
                           "; a file name may hold {index}, {label}, {size}, {stride} and {op}");
}

std::string fileName(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

bool isPerImage(const std::string& pattern) {
    return pattern.find("{index}") != std::string::npos || pattern.find("{label}") != std::string::npos;
}

Outcome<std::string> expandName(const std::string& pattern, const Input& input, std::int64_t i,
                                const Experiment& experiment) {
    std::string name;
    std::size_t at = 0;
    for (;;) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        name += pattern.substr(at, close == std::string::npos ? close : open - at);
        if (close == std::string::npos) return name;
        const auto text = textFor(pattern.substr(open + 1, close - open - 1), input, i, experiment);
        if (!text) return tl::unexpected(text.error());
        name += *text;
        at = close + 1;
    }
}

std::string captionFor(const Input& input, const Experiment& experiment) {
    const ImageRange& images = experiment.images;
    const Shape& shape = input.source.images->shape;
    const std::int64_t maps = experiment.filters.mapsPerChannel();
    const std::int64_t channel = experiment.plane / maps;  // n*C + c
    const std::int64_t i = images.first + channel / shape.c;
    std::string text = input.ref.mnist ? "MNIST test image " + std::to_string(i) : fileName(input.source.name);
    if (!input.ref.mnist && shape.n > 1) text += ", image " + std::to_string(i);
    if (shape.c > 1) text += ", channel " + std::to_string(channel % shape.c);
    if (maps > 1) {
        const auto map = static_cast<std::size_t>(experiment.plane % maps);
        text += ", filter " + std::string(filterBank()[experiment.filters.filters[map]].name);
    }
    if (const auto label = input.label(i)) text += ", label " + std::to_string(*label);
    if (images.count() > 1) {
        text += ", one of images " + std::to_string(images.first) + " to " + std::to_string(images.last);
    }
    return text + ": " + parameterText(experiment);
}

}  // namespace poolscope
