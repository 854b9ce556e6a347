// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/image_words.h"

#include <algorithm>
#include <numeric>

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

std::string outlierSentence(const ImageStudy& study, const Source& source, ImageMeasure measure, bool ascending,
                            std::optional<std::span<const std::int64_t>> some) {
    const MeasureRow& row = measureRow(measure);
    std::vector<std::int64_t> all(some ? 0 : study.images.size());
    std::iota(all.begin(), all.end(), 0);
    const std::span<const std::int64_t> places = some.value_or(all);
    std::vector<double> values;
    values.reserve(places.size());
    for (const std::int64_t place : places) values.push_back(study.valueOf(measure, static_cast<std::size_t>(place)));
    const Spread spread = spreadOf(values);
    if (spread.defined == 0) return {};
    const auto first = static_cast<std::size_t>(sortedPlaces(values, ascending).front());
    const double value = values[first];
    const std::int64_t others = std::count(values.begin(), values.end(), value) - 1;
    std::string text = imageName(source, study.first + places[first]);
    const bool alone = values.size() == 1;
    if (some && !alone) {
        text = "Of these " + countText(std::ssize(values), "image") + ", " + text;
    } else {
        text.front() = 'I';
    }
    if (spread.defined == 1) {
        return text + ": " + row.title + " " + measureText(measure, value) +
               (alone ? "." : "; of the others it is not defined.");
    }
    text += std::string(source.labels.empty() ? " " : ", ") + (ascending ? row.least : row.most) + ": " +
            measureText(measure, value) + (others > 0 ? " (as " + countText(others, "other") + ")" : "") +
            ", where the median is " + measureText(measure, spread.median) + ".";
    const auto beyond = [&](std::int64_t count, const char* side, double fence) {
        if (count == 0) return;
        text += " " + groupedNumber(count) + " of " + countText(static_cast<std::int64_t>(spread.defined), "image") +
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
        text = groupedNumber(study.compared) + " of " + countText(study.images, "image") +
               ", evenly spread, were compared";
    }
    if (study.notFinite > 0) {
        text += (text.empty() ? "" : "; ") + countText(study.notFinite, "image") +
                (study.notFinite == 1 ? " was" : " were") + " left out, since not all values are finite";
    }
    return text;
}

}  // namespace poolscope
