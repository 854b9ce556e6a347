// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/flight.h"

#include <algorithm>
#include <cmath>

#include "core/panel/panel_parts.h"
#include "core/pool/overlaps.h"
#include "core/scene/text_width.h"
#include "core/thread/thread.h"

namespace poolscope {
namespace {

constexpr double kLag = 0.35;  // of a journey: how much later than the first value the last one starts

// Along the thread that leads from one cell to the other.
Rect onTheWay(const Rect& from, const Rect& to, const Way& path, double t) {
    const Point a = from.centre();
    const Point b = to.centre();
    const Point on = path.at(t);
    const Point first = path.at(0);
    const Point last = path.at(1);
    const double x = on.x + (a.x - first.x) * (1 - t) + (b.x - last.x) * t;
    const double y = on.y + (a.y - first.y) * (1 - t) + (b.y - last.y) * t;
    const Rect size = between(from, to, t);
    return {x - size.width / 2, y - size.height / 2, size.width, size.height};
}

// The values start one after another and each flies as long as the others.
double staggered(double progress, std::int64_t i, std::int64_t count) {
    const double late = count > 1 ? kLag * static_cast<double>(i) / static_cast<double>(count - 1) : 0;
    return eased(std::clamp((progress - late) / (1 - kLag), 0.0, 1.0));
}

class FlightBuilder {
  public:
    FlightBuilder(const PanelContext& context, std::span<const PlacedPanel> panels)
        : context_(context),
          e_(context.evaluation),
          panels_(panels),
          moment_(*context.moment),
          window_(windowOf(moment_, e_.grid)),
          thread_(threadOf(context, linkedCells(e_, {FocusKind::Window, window_, 0}), panels)) {}

    Flight build() {
        moment_.before.phase == Phase::Forward ? addForward() : addBackward();
        return std::move(flight_);
    }

  private:
    const Theme& theme() const { return context_.style.theme(); }

    PlacedPanel placed(PanelKind kind) const {
        const PlacedPanel* found = placedAs(panels_, kind);
        return found ? *found : PlacedPanel{};
    }

    // Of a panel, and a place in it.
    struct Stop {
        PanelKind kind;
        std::optional<Rect> place;
    };

    void add(const Stop& from, const Stop& to, double t, FlightToken token) {
        if (!from.place || !to.place) return;
        const auto leg = std::find_if(thread_.begin(), thread_.end(), [&](const ThreadLeg& candidate) {
            return candidate.from == from.kind && candidate.to == to.kind;
        });
        const auto detour = leg == thread_.end() ? std::nullopt : leg->detour;
        token.rect = onTheWay(*from.place, *to.place, wayBetween(*from.place, *to.place, detour), t);
        flight_.tokens.push_back(std::move(token));
    }

    void addForward() {
        const PlacedPanel patches = placed(PanelKind::Patches);
        const std::vector<PatchCell> cells = patchColumn(context_, false, window_);
        const bool single = hasWinner(e_.experiment.pool.op);
        for (std::int64_t tap = 0; tap < e_.grid.taps(); ++tap) {
            const PatchCell& cell = cells[static_cast<std::size_t>(tap)];
            if (!cell.data) continue;
            const Stop place{PanelKind::Patches, tapIn(patches, e_.grid, window_, tap)};
            const std::string words = patchText(context_, false, cell.value);
            if (moment_.stage == Stage::ToColumn) {
                const CellRef cellOfX = e_.grid.tapCell(window_, tap);
                add({PanelKind::Input, cellIn(placed(PanelKind::Input), AreaKind::Input, cellOfX)}, place,
                    staggered(moment_.progress, tap, e_.grid.taps()),
                    {{}, cell.colour, slotColour(theme(), tap), words});
            } else if (moment_.stage == Stage::FromColumn && (!single || e_.winner(window_) == tap)) {
                add(place, {PanelKind::Output, outputIn(placed(PanelKind::Output), window_)}, eased(moment_.progress),
                    {{}, cell.colour, theme().window, words});
            }
        }
    }

    void addBackward() {
        const std::vector<TapGradient> terms = windowTerms(e_, window_);
        for (const TapGradient& term : terms) addTerm(term, terms.size() == 1);
    }

    void addTerm(const TapGradient& term, bool alone) {
        const PlacedPanel column = placed(PanelKind::GradientPatches);
        const bool hasUpstream = placedAs(panels_, PanelKind::Upstream) != nullptr;
        const PanelKind start = hasUpstream ? PanelKind::Upstream : PanelKind::Output;
        const Stop source{start, outputIn(placed(start), window_)};
        const Stop place{PanelKind::GradientPatches, tapIn(column, e_.grid, window_, term.tap)};
        const CellRef cell = e_.grid.tapCell(window_, term.tap);
        const Stop target{PanelKind::Gradient, cellIn(placed(PanelKind::Gradient), AreaKind::Gradient, cell)};
        const FlightToken token{{},
                                gradientColour(term.gradient, largestOf(context_.pictures.upstreamScale)),
                                theme().window,
                                numberText(term.gradient)};
        if (moment_.stage == Stage::Framed) return;
        if (moment_.stage == Stage::Answered) return addSum(term, target, alone);
        if (column.panel) {
            if (moment_.stage == Stage::ToColumn) add(source, place, eased(moment_.progress), token);
            if (moment_.stage == Stage::FromColumn) add(place, target, eased(moment_.progress), token);
        } else {
            add(source, target, eased(journey()), token);
        }
        if (alone && journey() > 0.8) announce(term, false);
    }

    // Of the whole way, from the start to the end of the travels.
    double journey() const {
        const double start = beginOf(Stage::ToColumn);
        return (timeOf(moment_) - start) / (beginOf(Stage::Answered) - start);
    }

    Colour gradientColour(double value, double largest) const { return divergingColourOf(value, largest, theme()); }

    void addSum(const TapGradient& term, const Stop& target, bool alone) {
        const Addition sum = additionTo(e_, context_.pictures.hidden, window_, term);
        add(target, target, 1,
            {{},
             gradientColour(sum.after, largestOf(context_.pictures.gradientScale)),
             theme().window,
             numberText(sum.after)});
        if (alone) announce(term, true);
    }

    void announce(const TapGradient& term, bool known) {
        const Addition sum = additionTo(e_, context_.pictures.hidden, window_, term);
        if (sum.others == 0) return;
        const bool overwritten = overwrites(e_.experiment.pool.overlap);
        flight_.sum = numberText(sum.before) + (overwritten ? " → " + numberText(sum.after) : addedText(term.gradient));
        if (known) flight_.sum += " = " + numberText(sum.after);
    }

    const PanelContext& context_;
    const Evaluation& e_;
    std::span<const PlacedPanel> panels_;
    const Moment moment_;
    const CellRef window_;
    const std::vector<ThreadLeg> thread_;
    Flight flight_;
};

void addToken(Scene& scene, const FlightToken& token, const FigureStyle& style) {
    scene.marks.emplace_back(RectMark{token.rect.grown(1.5), rgb(0xffffff), std::nullopt, 3});
    scene.marks.emplace_back(RectMark{token.rect, token.colour, Stroke{token.edge, style.outline * 0.8}, 2});
    const double size = std::min(numberSize(token.rect, characterCount(token.words), style), style.small);
    if (size >= style.leastNumber) addNumber(scene, token.rect, {token.words, false}, token.colour, size);
}

// Beneath the token, where it covers no heading; above it where there is no room.
void addSumLabel(Scene& scene, const Rect& token, const std::string& words, const FigureStyle& style) {
    const Theme& t = style.theme();
    const double size = style.body;
    const double width = textWidth(words, size, FontFace::Mono, true) + size * 1.2;
    const double height = size * 1.8;
    const double x = std::clamp(token.centre().x - width / 2, 4.0, std::max(4.0, scene.size.width - width - 4));
    const double below = token.bottom() + size * 0.5;
    const bool fits = below + height <= scene.size.height - 4;
    const Rect label{x, fits ? below : token.y - height - size * 0.5, width, height};
    scene.marks.emplace_back(RectMark{label, t.card, Stroke{t.window, style.line * 1.5}, height / 2});
    scene.marks.emplace_back(
        textMark(label.centre(), size, {{words, t.text, true}}, FontFace::Mono, HorizontalAlign::Centre));
}

}  // namespace

Flight flightOf(const PanelContext& context, std::span<const PlacedPanel> panels) {
    if (!context.moment || context.evaluation.grid.taps() > kMostFlying) return {};
    return FlightBuilder(context, panels).build();
}

Scene flightScene(const Flight& flight, const FigureStyle& style, const Size& size) {
    Scene scene{size, {}};
    for (const FlightToken& token : flight.tokens) addToken(scene, token, style);
    if (!flight.sum.empty() && !flight.tokens.empty())
        addSumLabel(scene, flight.tokens.front().rect, flight.sum, style);
    return scene;
}

}  // namespace poolscope
