// SPDX-License-Identifier: GPL-3.0-or-later
// Compasses made from studies.
#include "core/study_figure/compass.h"

#include "core/base/text.h"
#include "core/experiment/display.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostCells = 128;  // on a side of a small picture
constexpr std::size_t kMiddle = 4;

// One place of the compass: what is seen there, and what the study says of it.
struct Place {
    std::size_t tile = 0;
    std::string name;
    Tensor image;
    const MotionChange* found = nullptr;  // null in the middle
};

void judge(CompassTile& tile, const RelativeChange& change, std::int64_t same, std::int64_t count) {
    tile.same = same == count;
    const double share = change.fraction();
    tile.verdict = !tile.same   ? (std::isnan(share) ? "change " : "changed ") + percentText(share)
                   : count == 1 ? "same"
                                : "all " + std::to_string(count) + " same";
    if (!tile.same) tile.brief = percentText(share);
    if (count > 1 && !tile.same && same > 0)
        tile.more = std::to_string(same) + " of " + std::to_string(count) + " same";
}

CompassTile inputTile(const Place& place, std::int64_t plane, const ValueScale& scale, const CompassLook& look) {
    CompassTile tile{place.name, "", "", "", false, {}};
    tile.picture = planePicture(place.image.plane(plane), place.image.shape.plane(), scale, look.palette,
                                themeNamed(look.theme), kMostCells);
    if (!place.found) return tile;
    // How many of several images stayed the same is not counted of the images themselves.
    judge(tile, place.found->input, place.found->input.isNone() ? place.found->count : 0, place.found->count);
    return tile;
}

CompassTile outputTile(const Place& place, const Tensor& y, const ValueScale& scale, const CompassLook& look) {
    CompassTile tile{place.name, "", "", "", false, {}};
    tile.picture =
        planePicture(y.plane(look.plane), y.shape.plane(), scale, look.palette, themeNamed(look.theme), kMostCells);
    if (place.found) judge(tile, place.found->output, place.found->identical, place.found->count);
    return tile;
}

Result<CompassPair> compass(const Experiment& experiment, const std::vector<Place>& places, const CompassLook& look,
                            const RunControl& run) {
    const Tensor& image = places.front().image;
    const auto reduction = poolingOf(experiment, image.shape);
    if (!reduction) return tl::unexpected(reduction.error());
    const std::int64_t plane = look.plane / experiment.filters.mapsPerChannel();
    const bool filtered = experiment.filters != FilterSpec{};
    CompassPair pair;
    ValueScale before;
    ValueScale after;
    for (const Place& place : places) {
        const auto y = (*reduction)(place.image, run);
        if (!y) return tl::unexpected(y.error());
        if (&place == &places.front()) {
            const auto out = y->plane(look.plane);
            before = displayScale(look.range, look.stored);
            after = widenedScale(inputScale(look.range, look.stored, experiment.filters, out), look.range, out);
            if (!filtered) before = after;
        }
        pair.input.tiles[place.tile] = inputTile(place, plane, before, look);
        pair.output.tiles[place.tile] = outputTile(place, *y, after, look);
    }
    pair.output.tiles[kMiddle]->name = "the output";
    const std::int64_t planes = image.shape.c * experiment.filters.mapsPerChannel();
    if (planes > 1) pair.output.head.note = "one plane of " + std::to_string(planes) + "; the figures are of all";
    return pair;
}

}  // namespace

Result<CompassPair> shiftCompass(const Experiment& experiment, const Tensor& image, const ShiftStudy& study,
                                 std::int64_t by, const CompassLook& look, const RunControl& run) {
    std::vector<Place> places{{kMiddle, "the image", image, nullptr}};
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        const CellRef to{kDirections[i].row * by, kDirections[i].col * by};
        places.push_back(
            {i < kMiddle ? i : i + 1, std::string(directionName(i)), shiftedImages(image, to), &study.directions[i]});
    }
    auto pair = compass(experiment, places, look, run);
    if (!pair) return pair;
    pair->input.head.title = "X moved by " + countText(by, "pixel");
    pair->output.head.title = "Y of X moved by " + countText(by, "pixel");
    return pair;
}

Result<CompassPair> turnCompass(const Experiment& experiment, const Tensor& image, const TurnStudy& study,
                                const CompassLook& look, const RunControl& run) {
    const std::string angle = shortestNumber(study.degrees) + "°";
    const std::vector<Place> places{
        {kMiddle, "the image", image, nullptr},
        {3, angle + " counter-clockwise", rotatedImages(image, study.degrees), &study.counterClockwise},
        {5, angle + " clockwise", rotatedImages(image, -study.degrees), &study.clockwise}};
    auto pair = compass(experiment, places, look, run);
    if (!pair) return pair;
    pair->input.head.title = "X turned by " + angle;
    pair->output.head.title = "Y of X turned by " + angle;
    return pair;
}

std::string compassText(const ShiftCompass& compass) {
    std::string words = compass.head.title + ".";
    for (const auto& tile : compass.tiles) {
        if (!tile || tile->verdict.empty()) continue;
        words += "\n" + tile->name + ": " + tile->verdict + (tile->more.empty() ? "" : ", " + tile->more);
    }
    return words;
}

}  // namespace poolscope
