// SPDX-License-Identifier: GPL-3.0-or-later
// The arrows between panels, and their words.
#include <algorithm>
#include <cmath>

#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/thread/thread.h"

namespace poolscope {
namespace {

constexpr double kWordHeight = 1.7;  // in sizes of its type
constexpr double kWordInset = 0.75;  // the same, at either side
constexpr double kLane = 1.85;       // from one line of words to the next, the same
constexpr double kMostArrow = 1.8;   // length of an arrow in a wide gap, the same

double typeOf(const FigureStyle& style) {
    return style.body;
}

// Panels that have their legends to the very edge keep the words clear of them.
double belowPanels(const FigureStyle& style) {
    return std::max(0.0, typeOf(style) * kWordHeight * 0.6 - style.inset);
}

bool inOneRow(const Rect& a, const Rect& b) {
    return a.y < b.bottom() && b.y < a.bottom();
}

class ArrowBuilder {
  public:
    ArrowBuilder(std::span<const PlacedPanel> panels, const PoolSpec& pool, const FigureStyle& style)
        : panels_(panels), pool_(pool), style_(style) {}

    std::vector<PanelArrow> build() {
        for (std::size_t i = 0; i < panels_.size(); ++i) {
            for (std::size_t j = i + 1; j < panels_.size(); ++j) {
                add(panels_[i], panels_[j]);
                add(panels_[j], panels_[i]);
            }
        }
        stepAside();
        return std::move(arrows_);
    }

  private:
    void add(const PlacedPanel& from, const PlacedPanel& to) {
        const auto step = stepBetween(from.panel->kind, to.panel->kind, pool_);
        if (!step || hasPanelBetween(from.panel->kind, to.panel->kind)) return;
        PanelArrow arrow{from.panel->kind, to.panel->kind, step->word, 0, {}, {}, {}, {}};
        areNeighbours(from.rect(), to.rect()) ? placeBeside(arrow, from.rect(), to.rect())
                                              : placeAround(arrow, from.rect(), to.rect());
        arrows_.push_back(arrow);
    }

    // One of the panels is a step on the way.
    bool hasPanelBetween(PanelKind from, PanelKind to) const {
        return std::any_of(panels_.begin(), panels_.end(), [&](const PlacedPanel& place) {
            const PanelKind kind = place.panel->kind;
            if (kind == PanelKind::Upstream) return from == PanelKind::Output;
            return stepBetween(from, kind, pool_) && stepBetween(kind, to, pool_);
        });
    }

    // In one row, with no other between them.
    bool areNeighbours(const Rect& a, const Rect& b) const {
        const double left = std::min(a.x, b.x);
        const double right = std::max(a.x, b.x);
        return inOneRow(a, b) && std::none_of(panels_.begin(), panels_.end(), [&](const PlacedPanel& place) {
                   return inOneRow(place.rect(), a) && place.rect().x > left && place.rect().x < right;
               });
    }

    // Smaller where panels are so narrow that words would touch.
    Rect labelAt(const char* word, const Point& centre, double room) const {
        const double wanted = typeOf(style_);
        const double full = textWidth(word, wanted, FontFace::Sans, true) + 2 * kWordInset * wanted;
        const double scale = std::min(1.0, room / full);
        const double height = kWordHeight * wanted * scale;
        return {centre.x - full * scale / 2, centre.y - height / 2, full * scale, height};
    }

    void placeBeside(PanelArrow& arrow, const Rect& from, const Rect& to) const {
        const bool right = from.x < to.x;
        const double left = right ? from.right() : to.right();
        const double gap = (right ? to.x : from.x) - left;
        const double middle = left + gap / 2;
        // Pictures may reach to the edges of their panels: the arrow keeps off them.
        const double half = std::min(gap - 2 * style_.outline, kMostArrow * typeOf(style_)) / 2 * (right ? 1 : -1);
        const double y = from.y + from.height / 2;
        arrow.tail = {middle - half, y};
        arrow.head = {middle + half, y};
        arrow.foot = std::max(from.bottom(), to.bottom());
        // In a gap that is wide enough the word stands on its arrow.
        arrow.label = labelAt(arrow.word, {middle, y - typeOf(style_) * (kWordHeight / 2 + 0.4)}, gap);
        if (arrow.label.height >= kWordHeight * typeOf(style_)) return;
        arrow.label =
            labelAt(arrow.word, {middle, arrow.foot + belowPanels(style_)}, std::min(from.width, to.width) + gap * 0.7);
    }

    // The word stands on its line in the gutter; where that only passes the gutter, beside it.
    void placeAround(PanelArrow& arrow, const Rect& from, const Rect& to) const {
        const double beside = detourRoom(style_) - style_.inset;
        const bool oneGap = from.right() <= to.x && to.x - from.right() < 2 * detourRoom(style_);
        const Rect row = rowAbove(from, to);
        arrow.foot = footOf(row);
        Detour way{from.right() + beside, laneBeneath(row), to.x - beside, detourTurn(style_)};
        if (oneGap) way.leavesX = way.arrivesX = (from.right() + to.x) / 2;
        const auto [left, right] = std::minmax(way.leavesX, way.arrivesX);
        arrow.label = labelAt(arrow.word, {from.centre().x, way.laneY}, from.width * 0.8);
        const double half = arrow.label.width / 2;
        const double middle = right - left > 2 * half ? std::clamp(from.centre().x, left + half, right - half)
                                                      : left - 2 * style_.outline - half;
        arrow.label.x = middle - half;
        const double off = style_.outline - style_.inset / 2;
        arrow.tail = {from.right() + off, from.centre().y};
        arrow.head = {to.x - off, to.centre().y};
        arrow.detour = way;
    }

    // A panel of the row beneath which the way runs.
    Rect rowAbove(const Rect& from, const Rect& to) const {
        Rect above = from;
        if (to.bottom() > from.y) return above;
        above = to;
        for (const PlacedPanel& place : panels_) {
            const Rect rect = place.rect();
            if (rect.bottom() <= from.y && rect.bottom() > above.bottom()) above = rect;
        }
        return above;
    }

    double footOf(const Rect& panel) const {
        double foot = panel.bottom();
        for (const PlacedPanel& place : panels_) {
            if (inOneRow(place.rect(), panel)) foot = std::max(foot, place.rect().bottom());
        }
        return foot;
    }

    // Beneath the words that stand between the panels of the row, and beneath other ways.
    double laneBeneath(const Rect& panel) const {
        const double foot = footOf(panel);
        const auto taken = std::count_if(arrows_.begin(), arrows_.end(), [foot](const PanelArrow& other) {
            return other.detour && other.foot == foot;
        });
        const auto inRow = std::count_if(panels_.begin(), panels_.end(),
                                         [&panel](const PlacedPanel& place) { return inOneRow(place.rect(), panel); });
        const bool onArrows = std::any_of(arrows_.begin(), arrows_.end(), [foot](const PanelArrow& other) {
            return !other.detour && other.foot == foot && other.label.bottom() <= foot;
        });
        const double lines = static_cast<double>(taken) + (inRow > 1 && !onArrows ? 1 : 0);
        return foot + belowPanels(style_) + lines * kLane * typeOf(style_);
    }

    // Words between panels make room for a way that comes by.
    void stepAside() {
        for (const PanelArrow& around : arrows_) {
            if (!around.detour) continue;
            const Detour& way = *around.detour;
            for (PanelArrow& other : arrows_) {
                if (!other.detour && (passes(way.leavesX, around.tail.y, way.laneY, other.label) ||
                                      passes(way.arrivesX, around.head.y, way.laneY, other.label))) {
                    other.label.x -= other.label.width / 2 + 2 * style_.outline;
                }
            }
        }
    }

    bool passes(double x, double y0, double y1, const Rect& label) const {
        const Rect around = label.grown(style_.outline);
        return x > around.x && x < around.right() && std::min(y0, y1) < around.bottom() && around.y < std::max(y0, y1);
    }

    std::span<const PlacedPanel> panels_;
    const PoolSpec& pool_;
    const FigureStyle& style_;
    std::vector<PanelArrow> arrows_;
};

const ThreadLeg* legOf(const PanelArrow& arrow, std::span<const ThreadLeg> legs) {
    const auto leg = std::find_if(legs.begin(), legs.end(), [&arrow](const ThreadLeg& candidate) {
        return candidate.from == arrow.from && candidate.to == arrow.to;
    });
    return leg == legs.end() ? nullptr : &*leg;
}

std::vector<Point> lineOf(const PanelArrow& arrow) {
    if (!arrow.detour) return {arrow.tail, arrow.head};
    return pointsOf(wayAround(arrow.tail, *arrow.detour, arrow.head));
}

void addArrow(Scene& scene, const PanelArrow& arrow, const FigureStyle& style) {
    const Stroke stroke{style.theme().quiet, style.outline * 0.9};
    const std::vector<Point> line = lineOf(arrow);
    const Point& before = line[line.size() - 2];
    const Point along{arrow.head.x - before.x, arrow.head.y - before.y};
    const double length = std::hypot(along.x, along.y);
    if (!(length > 0)) return;
    const double barb = std::min(arrow.detour ? style.outline * 2.4 : length * 0.5, style.outline * 2.4);
    const Point unit{along.x / length * barb, along.y / length * barb};
    const auto wing = [&](double side) {
        return Point{arrow.head.x - unit.x - unit.y * side, arrow.head.y - unit.y + unit.x * side};
    };
    scene.marks.emplace_back(LineMark{line, stroke, std::nullopt});
    scene.marks.emplace_back(LineMark{{wing(0.9), arrow.head, wing(-0.9)}, stroke, std::nullopt});
}

void addWord(Scene& scene, const PanelArrow& arrow, bool threaded, const FigureStyle& style) {
    const Theme& t = style.theme();
    const Stroke edge{threaded ? t.window : t.line, std::max(style.line, style.outline * 0.6)};
    scene.marks.emplace_back(RectMark{arrow.label, threaded ? t.windowSoft : t.card, edge, arrow.label.height / 2});
    scene.marks.emplace_back(textMark(arrow.label.centre(), arrow.label.height / kWordHeight,
                                      {{arrow.word, t.text, true}}, FontFace::Sans, HorizontalAlign::Centre));
}

}  // namespace

std::vector<PanelArrow> arrowsBetween(std::span<const PlacedPanel> panels, const PoolSpec& pool,
                                      const FigureStyle& style) {
    return ArrowBuilder(panels, pool, style).build();
}

std::optional<Detour> detourOf(std::span<const PanelArrow> arrows, PanelKind from, PanelKind to) {
    const auto arrow = std::find_if(arrows.begin(), arrows.end(), [&](const PanelArrow& candidate) {
        return candidate.from == from && candidate.to == to;
    });
    return arrow == arrows.end() ? std::nullopt : arrow->detour;
}

ArrowRoom roomOf(std::span<const PanelArrow> arrows, const FigureStyle& style) {
    ArrowRoom room;
    for (const PanelArrow& arrow : arrows) {
        room.beneath = std::max(room.beneath, arrow.label.bottom() + style.outline - arrow.foot);
        if (arrow.detour) room.beside = detourRoom(style) - style.inset + 1.5 * style.outline;
    }
    return room;
}

Scene arrowScene(std::span<const PanelArrow> arrows, std::span<const ThreadLeg> legs, const FigureStyle& style,
                 const Size& size) {
    Scene scene{size, {}};
    for (const PanelArrow& arrow : arrows) {
        const bool threaded = legOf(arrow, legs) != nullptr;
        if (!threaded) addArrow(scene, arrow, style);
        addWord(scene, arrow, threaded, style);
    }
    return scene;
}

}  // namespace poolscope
