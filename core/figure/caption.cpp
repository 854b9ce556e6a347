// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/caption.h"

#include "core/figure/figure.h"
#include "core/filter/filter.h"

namespace poolscope {

namespace {

// What was made of each image as it was read: ", rows 8–13 and columns 8–13, resized to 3x3".
std::string readingText(const Reading& reading) {
    std::string text;
    if (reading.transpose) text += ", transposed";
    if (reading.crop) {
        const auto [first, size] = *reading.crop;
        text += ", rows " + std::to_string(first.row) + "–" + std::to_string(first.row + size.rows - 1) +
                " and columns " + std::to_string(first.col) + "–" + std::to_string(first.col + size.cols - 1);
    }
    if (reading.resize) text += ", resized to " + toText(*reading.resize);
    return text;
}

// ", random gradient of seed 4"; nothing for ones.
std::string gradientText(const GradientSpec& gradient) {
    switch (gradient.kind) {
        case Upstream::Ones:
            break;
        case Upstream::Random:
            return ", random gradient of seed " + std::to_string(gradient.seed);
        case Upstream::OneCell:
            return ", gradient from window (" + std::to_string(gradient.cell.row) + ", " +
                   std::to_string(gradient.cell.col) + ") alone";
        case Upstream::Given:
            return gradient.file.empty() ? ", painted gradient" : ", gradient from " + gradient.file;
    }
    return "";
}

}  // namespace

std::string channelText(const Source& source, const Experiment& experiment) {
    const std::int64_t channels = source.images.shape.c;
    const std::int64_t maps = experiment.filters.mapsPerChannel();
    std::string text;
    if (channels > 1) text += ", channel " + std::to_string(experiment.plane / maps % channels) + " (counted from 0)";
    if (maps > 1) {
        const auto map = static_cast<std::size_t>(experiment.plane % maps);
        text += ", filter " + std::string(filterBank()[experiment.filters.filters[map]].name);
    }
    return text;
}

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
    text += channelText(source, experiment);
    if (!source.labels.empty()) text += ", label " + source.nameOf(source.labels[static_cast<std::size_t>(i)]);
    if (images.count() > 1) text += ", one of images " + numbersText(source, images);
    return text + readingText(experiment.source.reading);
}

std::string parametersAndGradient(const Experiment& experiment) {
    return parameterText(experiment) + gradientText(experiment.gradient);
}

std::string figureCaption(const Source& source, const Experiment& experiment) {
    return imageCaption(source, experiment) + ": " + parametersAndGradient(experiment);
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
    return text + readingText(experiment.source.reading);
}

}  // namespace poolscope
