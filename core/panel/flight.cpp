// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/flight.h"

#include <algorithm>
#include <cmath>

#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

Rect between(const Rect& a, const Rect& b, double t) {
    const auto mix = [t](double from, double to) { return from + (to - from) * t; };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.width, b.width), mix(a.height, b.height)};
}

// Starts and lands softly.
double eased(double t) {
    return t * t * (3 - 2 * t);
}

std::vector<FlightWave> forwardFlight(const CellRef& window, const PanelContext& context, const PlacedPanel& image,
                                      const PlacedPanel& patches, const PlacedPanel& output) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    FlightWave columns{CodeStep::Patches, {}};
    FlightWave winners{CodeStep::Gather, {}};
    const std::vector<PatchCell> cells = patchColumn(context, false, window);
    const auto target = outputIn(output, window);
    const bool single = hasWinner(e.experiment.pool.op);
    for (std::int64_t tap = 0; tap < e.grid.taps(); ++tap) {
        const PatchCell& cell = cells[static_cast<std::size_t>(tap)];
        const auto from = cellIn(image, AreaKind::Input, e.grid.tapCell(window, tap));
        const auto to = tapIn(patches, e.grid, window, tap);
        if (!cell.data || !to) continue;
        const std::string words = patchText(context, false, cell.value);
        if (from) columns.tokens.push_back({*from, *to, cell.colour, slotColour(t, tap), words});
        if (target && (!single || e.winner(window) == tap)) {
            winners.tokens.push_back({*to, *target, cell.colour, t.window, words});
        }
    }
    return {columns, winners};
}

std::vector<FlightWave> backwardFlight(const CellRef& window, const PanelContext& context, const PlacedPanel& image,
                                       const PlacedPanel& patches, const PlacedPanel& output) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    FlightWave scattered{CodeStep::Scatter, {}};
    FlightWave folded{CodeStep::Fold, {}};
    std::vector<TapGradient> terms;
    windowTerms(e, WindowTaps(e.grid, dataPadding(e.experiment.pool)), window, terms);
    const auto from = outputIn(output, window);
    for (const TapGradient& term : terms) {
        const auto column = tapIn(patches, e.grid, window, term.tap);
        const auto target = cellIn(image, AreaKind::Gradient, e.grid.tapCell(window, term.tap));
        const Colour colour = divergingColourOf(term.gradient, context.pictures.largestUpstream, t.notANumber);
        const std::string words = numberText(term.gradient);
        if (!column) continue;
        if (from) scattered.tokens.push_back({*from, *column, colour, t.window, words});
        if (target) folded.tokens.push_back({*column, *target, colour, t.window, words});
    }
    return {scattered, folded};
}

}  // namespace

std::vector<FlightWave> flightOf(const Playback& next, const PanelContext& context, const PlacedPanel& image,
                                 const PlacedPanel& patches, const PlacedPanel& output) {
    const auto window = currentWindow(next, context.evaluation.grid);
    if (!window || context.evaluation.grid.taps() > kMostFlying) return {};
    auto waves = next.phase == Phase::Forward ? forwardFlight(*window, context, image, patches, output)
                                              : backwardFlight(*window, context, image, patches, output);
    std::erase_if(waves, [](const FlightWave& wave) { return wave.tokens.empty(); });
    return waves;
}

const FlightWave* waveAt(const std::vector<FlightWave>& waves, double progress) {
    if (waves.empty()) return nullptr;
    const auto count = static_cast<double>(waves.size());
    return &waves[static_cast<std::size_t>(std::clamp(progress * count, 0.0, count - 1))];
}

Scene flightScene(const std::vector<FlightWave>& waves, double progress, const FigureStyle& style, const Size& size) {
    Scene scene{size, {}};
    const FlightWave* wave = waveAt(waves, progress);
    if (!wave) return scene;
    const double count = static_cast<double>(waves.size());
    const double t = eased(std::clamp(progress * count - static_cast<double>(wave - waves.data()), 0.0, 1.0));
    for (const FlightToken& token : wave->tokens) {
        const Rect rect = between(token.from, token.to, t);
        scene.marks.emplace_back(RectMark{rect.grown(1.5), rgb(0xffffff), std::nullopt, 3});
        scene.marks.emplace_back(RectMark{rect, token.colour, Stroke{token.edge, style.outline * 0.8}, 2});
        const std::size_t length = characterCount(token.words);
        const double fontSize = std::min(numberSize(rect, length, style), style.small);
        if (fontSize >= style.leastNumber) addNumber(scene, rect, {token.words, false}, token.colour, fontSize);
    }
    return scene;
}

}  // namespace poolscope
