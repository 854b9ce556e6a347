// SPDX-License-Identifier: GPL-3.0-or-later
// The squeeze for those who do not want movement: four pictures and what happens between them.
#include <algorithm>
#include <cmath>

#include "core/pool/operation.h"
#include "core/scene/place.h"
#include "core/scene/words.h"
#include "core/thread/squeeze.h"

namespace poolscope {
namespace {

struct StationWords {
    std::string title;
    std::string note;
};

std::string counted(std::int64_t count, const char* what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

const char* keptBy(Winner winner) {
    switch (winner) {
        case Winner::Largest:
            return "each marks its largest";
        case Winner::Smallest:
            return "each marks its smallest";
        case Winner::None:
            break;
    }
    return "each is summed up";
}

std::array<StationWords, 4> wordsOf(const Squeeze& squeeze) {
    const Extent input = squeeze.grid.input();
    const Extent output = squeeze.grid.output();
    const std::string windows = counted(output.count(), "window");
    const std::string numbers = counted(input.count(), "number");
    const Winner winner = operationOf(squeeze.op).winner;
    const bool mixes = winner == Winner::None;
    if (squeeze.way == SqueezeWay::Forward) {
        return {{{"The picture", numbers},
                 {"drifts apart into windows", windows + ": " + keptBy(winner)},
                 {mixes ? "each becomes one number" : "winners grow, others fade",
                  std::to_string(output.count()) + " left"},
                 {"and closes up", toText(output) + " instead of " + toText(input)}}};
    }
    return {{{"The output's gradient", counted(output.count(), "number")},
             {"drifts apart", "one number a window"},
             {mixes ? "each is shared out" : "each goes to its winner", mixes ? "over its window" : "the others get 0"},
             {"and closes up", toText(input) + ": overlaps add"}}};
}

}  // namespace

Scene squeezeStills(const Squeeze& squeeze, const Size& size, const FigureStyle& style) {
    const Theme& t = style.theme();
    const std::array<double, 4> stations = squeezeStations(squeeze.way);
    const std::array<StationWords, 4> words = wordsOf(squeeze);
    const double gap = style.body;
    const double head = style.heading * 1.5 + style.small * 1.9;
    const auto sideWith = [&](double columns) {
        const double rows = static_cast<double>(stations.size()) / columns;
        return std::max(1.0, std::min((size.width - gap * (columns + 1)) / columns,
                                      (size.height - gap * (rows + 1)) / rows - head));
    };
    const std::size_t columns = sideWith(4) >= sideWith(2) ? 4 : 2;
    const auto across = static_cast<double>(columns);
    const double rows = static_cast<double>(stations.size()) / across;
    const double side = sideWith(across);
    // Room for the words, and the whole in the middle.
    const double width = std::min((size.width - gap * (across + 1)) / across, std::max(side, style.heading * 16));
    const double start = (size.width - across * width - (across - 1) * gap) / 2;
    const double top = std::max(gap, (size.height - rows * (side + head) - (rows - 1) * gap) / 2);
    Scene scene{size, {}};
    for (std::size_t i = 0; i < stations.size(); ++i) {
        const double x = start + static_cast<double>(i % columns) * (width + gap);
        const double y = top + static_cast<double>(i / columns) * (side + head + gap);
        const std::string number = std::to_string(i + 1);
        scene.marks.emplace_back(textMark({x, y + style.heading * 0.6}, style.heading, {{number, t.primary, true}}));
        const double left = x + style.heading * 1.2;
        addWords(scene, {left, y + style.heading * 0.6}, style.heading, {words[i].title, t.text, true},
                 x + width - left);
        addWords(scene, {left, y + style.heading * 1.5 + style.small * 0.5}, style.small, {words[i].note, t.quiet},
                 x + width - left);
        placeScene(scene, squeezeScene(squeeze, stations[i], {side, side}, style), {x, y + head});
    }
    return scene;
}

}  // namespace poolscope
