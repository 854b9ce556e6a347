// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/caption.h"

#include "core/figure/figure.h"
#include "core/filter/filter.h"

namespace poolscope {

std::string imageCaption(const Source& source, const Experiment& experiment) {
    const bool mnist = experiment.source.mnist;
    const ImageRange& images = experiment.images;
    const Shape& shape = source.images.shape;
    const std::int64_t maps = experiment.filters.mapsPerChannel();
    const std::int64_t channel = experiment.plane / maps;  // n*C + c
    const std::int64_t i = images.first + channel / shape.c;
    const std::string number = std::to_string(source.number(i));
    std::string text = mnist ? "MNIST test image " + number : source.name.substr(source.name.rfind('/') + 1);
    if (!mnist && (shape.n > 1 || !source.numbers.empty())) text += ", image " + number;
    if (shape.c > 1) text += ", channel " + std::to_string(channel % shape.c) + " (counted from 0)";
    if (maps > 1) {
        const auto map = static_cast<std::size_t>(experiment.plane % maps);
        text += ", filter " + std::string(filterBank()[experiment.filters.filters[map]].name);
    }
    if (!source.labels.empty()) text += ", label " + source.nameOf(source.labels[static_cast<std::size_t>(i)]);
    if (images.count() > 1) text += ", one of images " + numbersText(source, images);
    return text;
}

std::string figureCaption(const Source& source, const Experiment& experiment) {
    return imageCaption(source, experiment) + ": " + parameterText(experiment);
}

std::string batchCaption(const Source& source, const Experiment& experiment, const ImageRange& images) {
    const bool one = images.count() == 1;
    const std::string name = source.name.substr(source.name.rfind('/') + 1);
    if (images.count() < 1) return name + ", no images";
    const std::string which = (one ? "image " : "images ") + numbersText(source, images);
    std::string text = experiment.source.mnist ? "MNIST test " + which : name;
    if (!experiment.source.mnist && (source.count() > 1 || !source.numbers.empty())) text += ", " + which;
    if (one && !source.labels.empty()) {
        text += ", label " + source.nameOf(source.labels[static_cast<std::size_t>(images.first)]);
    }
    return text;
}

}  // namespace poolscope
