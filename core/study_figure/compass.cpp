// SPDX-License-Identifier: GPL-3.0-or-later
// Compasses made from studies.
#include "core/study_figure/compass.h"

#include "core/base/text.h"
#include "core/experiment/display.h"
#include "core/study_figure/study_charts.h"
#include "core/study_figure/study_parts.h"

namespace poolscope {
namespace {

constexpr std::size_t kMiddle = 4;

// One place of the compass: the image there, and what the study says of it.
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

CompassTile tileOf(const Place& place, const Tensor& values, const ValueScale& scale, const CompassLook& look) {
    CompassTile tile{place.name, "", "", "", false, {}};
    tile.picture = planePicture(values.plane(look.plane), values.shape.plane(), scale, look.palette,
                                themeNamed(look.theme), kMostCells);
    return tile;
}

CompassTile inputTile(const Place& place, const Tensor& x, const ValueScale& scale, const CompassLook& look) {
    CompassTile tile = tileOf(place, x, scale, look);
    if (!place.found) return tile;
    // How many of several images stayed the same is not counted of what enters the pooling.
    judge(tile, place.found->input, place.found->input.isNone() ? place.found->count : 0, place.found->count);
    return tile;
}

CompassTile outputTile(const Place& place, const Tensor& y, const ValueScale& scale, const CompassLook& look) {
    CompassTile tile = tileOf(place, y, scale, look);
    if (place.found) judge(tile, place.found->output, place.found->identical, place.found->count);
    return tile;
}

Result<CompassPair> compass(const Experiment& experiment, const std::vector<Place>& places, const CompassLook& look,
                            const RunControl& run) {
    const Tensor& image = places.front().image;
    const auto pass = passingOf(experiment, image.shape);
    if (!pass) return tl::unexpected(pass.error());
    CompassPair pair;
    ValueScale scale;
    for (const Place& place : places) {
        const auto passage = (*pass)(place.image, run);
        if (!passage) return tl::unexpected(passage.error());
        const Tensor& x = passage->x ? *passage->x : place.image;
        if (&place == &places.front()) {
            scale = widenedScale(inputScale(look.range, look.stored, experiment.filters, x.plane(look.plane)),
                                 look.range, passage->y.plane(look.plane));
        }
        pair.input.tiles[place.tile] = inputTile(place, x, scale, look);
        pair.output.tiles[place.tile] = outputTile(place, passage->y, scale, look);
    }
    const bool filtered = experiment.filters != FilterSpec{};
    if (filtered) pair.input.tiles[kMiddle]->name = "X";
    pair.output.tiles[kMiddle]->name = "the output";
    const std::int64_t planes = image.shape.c * experiment.filters.mapsPerChannel();
    if (planes > 1) pair.output.head.note = "one plane of " + std::to_string(planes) + "; the figures are of all";
    if (filtered) pair.input.head.note = pair.output.head.note;
    return pair;
}

// "moved by 1 pixel": what was done to the image, from which filters may make X.
void addTitles(CompassPair& pair, const Experiment& experiment, const std::string& motion) {
    const bool filtered = experiment.filters != FilterSpec{};
    pair.input.head.title = (filtered ? "X of the image " : "X ") + motion;
    pair.output.head.title = (filtered ? "Y of the image " : "Y of X ") + motion;
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
    addTitles(*pair, experiment, "moved by " + countText(by, "pixel"));
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
    addTitles(*pair, experiment, "turned by " + angle);
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
