// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/image_words.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {

std::string measureText(ImageMeasure measure, double value) {
    if (measureRow(measure).share || std::isnan(value)) return percentText(value);
    return plainNumber(std::abs(value) < 1e6 ? std::round(value * 10) / 10 : value);
}

std::string imageName(const Source& source, std::int64_t image) {
    std::string text = "image " + std::to_string(source.number(image));
    if (!source.labels.empty()) text += ", label " + source.nameOf(source.labels[static_cast<std::size_t>(image)]);
    return text;
}

std::string shortImageName(const Source& source, std::int64_t image) {
    std::string text = std::to_string(source.number(image));
    if (!source.labels.empty()) text += " · " + source.nameOf(source.labels[static_cast<std::size_t>(image)]);
    return text;
}

std::string outlierSentence(const ImageStudy& study, const Source& source, ImageMeasure measure) {
    const std::vector<double> values = study.valuesOf(measure);
    const Spread spread = spreadOf(values);
    if (spread.defined == 0) return {};
    const std::int64_t most = sortedPlaces(values).front();
    const double largest = values[static_cast<std::size_t>(most)];
    const std::int64_t others = std::count(values.begin(), values.end(), largest) - 1;
    std::string name = imageName(source, study.first + most);
    name.front() = 'I';
    std::string text = name + (source.labels.empty() ? " " : ", ") + measureRow(measure).most + ": " +
                       measureText(measure, largest) + (others > 0 ? " (as " + countText(others, "other") + ")" : "") +
                       ", where the median is " + measureText(measure, spread.median) + ".";
    const auto beyond = [&](std::int64_t count, const char* side, double fence) {
        if (count == 0) return;
        text += " " + std::to_string(count) + " of " + countText(static_cast<std::int64_t>(spread.defined), "image") +
                (count == 1 ? " lies " : " lie ") + side + " " + measureText(measure, fence) + ".";
    };
    if (spread.lower == spread.upper) return text;  // most are the same, and every other would be far from them
    beyond(spread.above, "far above the others, beyond", spread.upper);
    beyond(spread.below, "far below the others, under", spread.lower);
    return text;
}

std::string comparedNote(const CollisionStudy& study) {
    std::string text;
    if (study.sampled()) {
        text = std::to_string(study.compared) + " of " + countText(study.images, "image") +
               ", evenly spread, were compared";
    }
    if (study.notFinite > 0) {
        text += (text.empty() ? "" : "; ") + countText(study.notFinite, "image") +
                (study.notFinite == 1 ? " was" : " were") + " left out, since not all values are finite";
    }
    return text;
}

}  // namespace poolscope
