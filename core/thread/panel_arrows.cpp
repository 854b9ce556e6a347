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
        for (std::size_t i = 0; i + 1 < panels_.size(); ++i) {
            add(panels_[i], panels_[i + 1]);
            add(panels_[i + 1], panels_[i]);
        }
        return std::move(arrows_);
    }

  private:
    void add(const PlacedPanel& from, const PlacedPanel& to) {
        const auto step = stepBetween(from.panel->kind, to.panel->kind, pool_);
        if (!step || hasPanelBetween(from.panel->kind, to.panel->kind)) return;
        PanelArrow arrow{from.panel->kind, to.panel->kind, step->word, {}, {}, {}, false};
        inOneRow(from.rect(), to.rect()) ? placeBeside(arrow, from.rect(), to.rect())
                                         : placeBeneath(arrow, from.rect(), to.rect());
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
        arrow.label = labelAt(arrow.word, {middle, std::max(from.bottom(), to.bottom()) + belowPanels(style_)},
                              std::min(from.width, to.width) + gap * 0.7);
    }

    // From the end of a row to the start of the next: the word stands under its panel, with the arrow beside it.
    void placeBeneath(PanelArrow& arrow, const Rect& from, const Rect& to) const {
        arrow.breaksRow = true;
        arrow.label = labelAt(arrow.word, {from.centre().x, from.bottom() + belowPanels(style_)}, from.width * 0.6);
        const double size = typeOf(style_);
        const bool left = to.x < from.x;
        const double x = left ? arrow.label.x - size * 0.3 : arrow.label.right() + size * 0.3;
        const double y = arrow.label.centre().y;
        arrow.tail = {x, y - size * 0.4};
        arrow.head = {x + size * (left ? -1.2 : 1.2), y + size * 0.5};
    }

    std::span<const PlacedPanel> panels_;
    const PoolSpec& pool_;
    const FigureStyle& style_;
    std::vector<PanelArrow> arrows_;
};

// Where a curve comes by at this height.
std::optional<double> xAt(const Cubic& path, double y) {
    constexpr int kSteps = 200;
    for (int i = 0; i < kSteps; ++i) {
        const Point a = path.at(double{1} * i / kSteps);
        const Point b = path.at(double{1} * (i + 1) / kSteps);
        if (std::min(a.y, b.y) <= y && y < std::max(a.y, b.y)) return (a.x + b.x) / 2;
    }
    return std::nullopt;
}

const ThreadLeg* legOf(const PanelArrow& arrow, std::span<const ThreadLeg> legs) {
    const auto leg = std::find_if(legs.begin(), legs.end(), [&arrow](const ThreadLeg& candidate) {
        return candidate.from == arrow.from && candidate.to == arrow.to;
    });
    return leg == legs.end() ? nullptr : &*leg;
}

// The word between two rows stands on its leg; words in its way step aside, to the left, for they are read first.
std::vector<PanelArrow> settled(std::span<const PanelArrow> arrows, std::span<const ThreadLeg> legs) {
    std::vector<PanelArrow> all(arrows.begin(), arrows.end());
    for (PanelArrow& between : all) {
        const ThreadLeg* leg = between.breaksRow ? legOf(between, legs) : nullptr;
        const auto x = leg ? xAt(leg->path, between.label.centre().y) : std::nullopt;
        if (!x) continue;
        between.label.x = *x - between.label.width / 2;
        for (PanelArrow& other : all) {
            const double apart = other.label.centre().x - between.label.centre().x;
            const double wanted = (other.label.width + between.label.width) / 2 + other.label.height * 0.25;
            if (&other == &between || std::abs(other.label.y - between.label.y) > other.label.height) continue;
            if (std::abs(apart) >= wanted) continue;
            const bool left = other.label.x - wanted - apart > 0;
            other.label.x += (left ? -wanted : wanted) - apart;
        }
    }
    return all;
}

void addArrow(Scene& scene, const PanelArrow& arrow, const FigureStyle& style) {
    const Stroke stroke{style.theme().quiet, style.outline * 0.9};
    const Point along{arrow.head.x - arrow.tail.x, arrow.head.y - arrow.tail.y};
    const double length = std::hypot(along.x, along.y);
    if (!(length > 0)) return;
    const double barb = std::min(length * 0.5, style.outline * 2.4);
    const Point unit{along.x / length * barb, along.y / length * barb};
    const auto wing = [&](double side) {
        return Point{arrow.head.x - unit.x - unit.y * side, arrow.head.y - unit.y + unit.x * side};
    };
    scene.marks.emplace_back(LineMark{{arrow.tail, arrow.head}, stroke, std::nullopt});
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

double wordReach(const FigureStyle& style) {
    return typeOf(style) * kWordHeight / 2 + belowPanels(style) + style.outline;
}

std::vector<PanelArrow> arrowsBetween(std::span<const PlacedPanel> panels, const PoolSpec& pool,
                                      const FigureStyle& style) {
    return ArrowBuilder(panels, pool, style).build();
}

Scene arrowScene(std::span<const PanelArrow> arrows, std::span<const ThreadLeg> legs, const FigureStyle& style,
                 const Size& size) {
    Scene scene{size, {}};
    for (const PanelArrow& arrow : settled(arrows, legs)) {
        const bool threaded = legOf(arrow, legs) != nullptr;
        if (!threaded) addArrow(scene, arrow, style);
        addWord(scene, arrow, threaded, style);
    }
    return scene;
}

}  // namespace poolscope
