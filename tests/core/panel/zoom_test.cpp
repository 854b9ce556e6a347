// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of planes and the lens: what is seen is what is there, and pointing at it finds it.
#include "core/panel/zoom.h"

#include <gtest/gtest.h>

#include "core/panel/lens.h"
#include "core/panel/panel_parts.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;

constexpr Size kSize{250, 300};

// Every cell tells where it is.
std::shared_ptr<const Tensor> counting(std::int64_t rows, std::int64_t cols) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < rows * cols; ++i) values.push_back(static_cast<float>(i % 251));
    return std::make_shared<const Tensor>(Shape{1, 1, rows, cols}, std::move(values));
}

struct Desk {
    Desk(
        std::int64_t rows, std::int64_t cols, const std::function<void(Experiment&)>& change = [](Experiment&) {})
        : evaluation(evaluated(counting(rows, cols), change)),
          pictures(makePictures(evaluation, view, style.theme())) {}
    PanelContext context() const { return {evaluation, pictures, view, style, {}, {}, zoom}; }
    Panel panel(PanelKind kind) const { return layoutPanel(kind, context(), kSize); }
    const WindowGrid& grid() const { return evaluation.grid; }
    Links window(const CellRef& at) const { return linkedCells(evaluation, {FocusKind::Window, at, 0}); }

    Evaluation evaluation;
    ViewSpec view;
    FigureStyle style;
    Pictures pictures;
    Zoom zoom;
};

std::vector<std::string> numbersIn(const Scene& scene) {
    std::vector<std::string> found;
    for (const Mark& mark : scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (text && text->align == HorizontalAlign::Centre) found.push_back(text->runs.front().text);
    }
    return found;
}

TEST(Zoom, WhatThePointerIsOnKeepsItsPlaceInEveryPanel) {
    Desk desk(300, 400);
    for (const PanelKind kind : {PanelKind::Input, PanelKind::Output, PanelKind::Gradient, PanelKind::Upstream}) {
        desk.zoom = {};
        const Point at{150, 140};
        const Focus before = focusAt(desk.panel(kind), desk.evaluation, at);
        ASSERT_NE(before.kind, FocusKind::Nothing);
        // Cells are whole, so that every step may be off by half of one.
        for (int i = 0; i < 8; ++i) desk.zoom = *zoomedAt(desk.panel(kind), desk.context(), at, 1.4);
        const Panel panel = desk.panel(kind);
        const Focus after = focusAt(panel, desk.evaluation, at);
        EXPECT_EQ(after.kind, before.kind);
        EXPECT_LE(std::abs(after.cell.row - before.cell.row), 2) << toText(kind);
        EXPECT_LE(std::abs(after.cell.col - before.cell.col), 2) << toText(kind);
        EXPECT_EQ(panel.plane()->pitchX(), std::floor(panel.plane()->pitchX())) << "whole points";
    }
}

TEST(Zoom, PanelsShowCorrespondingParts) {
    Desk desk(300, 400, [](Experiment& e) { e.window.size = {3, 3}, e.window.stride = {2, 2}; });
    desk.zoom = zoomedOn(desk.grid(), {}, {200, 100}, 20);
    const CellArea input = *desk.panel(PanelKind::Input).plane();
    const CellArea output = *desk.panel(PanelKind::Output).plane();
    EXPECT_EQ(input.cells, desk.panel(PanelKind::Gradient).plane()->cells);
    EXPECT_EQ(input.origin, desk.panel(PanelKind::Gradient).plane()->origin);
    EXPECT_TRUE(input.shows({200, 100}));
    const CellRef middle{output.origin.row + output.cells.rows / 2, output.origin.col + output.cells.cols / 2};
    EXPECT_TRUE(input.shows(middleOf(desk.grid(), middle)));
    EXPECT_NEAR(static_cast<double>(input.cells.cols) / static_cast<double>(output.cells.cols), 2, 0.35);
    EXPECT_TRUE(isInView(desk.panel(PanelKind::Output), desk.grid(), desk.window(middle)));
    EXPECT_FALSE(isInView(desk.panel(PanelKind::Output), desk.grid(), desk.window({0, 0})));
}

TEST(Zoom, CellsShowTheirValuesAndAreFound) {
    Desk desk(300, 400);
    desk.zoom = zoomedOn(desk.grid(), {}, {200, 100}, 1000);
    const Panel panel = desk.panel(PanelKind::Input);
    const CellArea& area = *panel.plane();
    EXPECT_LE(area.cells.cols, 2 * kLeastSeen) << "no closer than a few cells";
    std::vector<std::string> values;
    for (std::int64_t r = 0; r < area.cells.rows; ++r) {
        for (std::int64_t c = 0; c < area.cells.cols; ++c) {
            const CellRef cell{area.origin.row + r, area.origin.col + c};
            values.push_back(numberText(desk.evaluation.x->at(0, cell)));
            EXPECT_EQ(focusAt(panel, desk.evaluation, area.cellRect(cell).centre()).cell, cell);
        }
    }
    EXPECT_EQ(numbersIn(panel.scene), values);
}

TEST(Zoom, EndsAtTheEdgesAndGoesBackToAll) {
    Desk desk(30, 40, [](Experiment& e) { e.window.padding = {PadMode::Explicit, 1, 1, 1, 1}; });
    desk.zoom = zoomedOn(desk.grid(), {}, {0, 0}, 4);
    const CellArea corner = *desk.panel(PanelKind::Input).plane();
    EXPECT_EQ(corner.origin, (CellRef{-1, -1})) << "the padding is there";
    const auto moved = panned(desk.panel(PanelKind::Input), desk.grid(), desk.zoom, {-10000, -10000});
    desk.zoom = *moved;
    const CellArea end = *desk.panel(PanelKind::Input).plane();
    EXPECT_EQ(end.origin.row + end.cells.rows, 31);
    EXPECT_EQ(end.origin.col + end.cells.cols, 41);
    EXPECT_TRUE(zoomedAt(desk.panel(PanelKind::Input), desk.context(), {100, 100}, 0.01)->isWhole());
    EXPECT_FALSE(zoomedAt(desk.panel(PanelKind::Patches), desk.context(), {100, 100}, 2).has_value());
}

TEST(Zoom, CellsNotYetComputedAreEmptyInAPartAsWell) {
    Desk desk(30, 40);
    desk.zoom = zoomedOn(desk.grid(), {}, {0, 0}, 5);
    const std::size_t all = numbersIn(desk.panel(PanelKind::Output).scene).size();
    ASSERT_GT(all, 4U);
    desk.pictures = picturesAt(desk.pictures, Playback{Phase::Forward, 2}, desk.evaluation, desk.style.theme());
    EXPECT_EQ(numbersIn(desk.panel(PanelKind::Output).scene).size(), 2U);
}

TEST(Zoom, WhatIsLitStaysWithinThePart) {
    Desk desk(300, 400);
    desk.zoom = zoomedOn(desk.grid(), {}, {200, 100}, 20);
    const Panel panel = desk.panel(PanelKind::Input);
    EXPECT_TRUE(focusOverlay(panel, desk.context(), desk.window({0, 0})).marks.empty());
    EXPECT_FALSE(focusOverlay(panel, desk.context(), desk.window({100, 50})).marks.empty());
}

TEST(Lens, ShowsTheCellsAroundTheFocusWhereCellsAreSmall) {
    const Desk desk(300, 400);
    for (const CellRef& window : {CellRef{0, 0}, CellRef{70, 120}, CellRef{149, 199}}) {
        const Links links = desk.window(window);
        for (const PanelKind kind : {PanelKind::Input, PanelKind::Output, PanelKind::Gradient}) {
            const Panel panel = desk.panel(kind);
            const auto lens = lensOn(panel, desk.context(), links);
            ASSERT_TRUE(lens.has_value()) << toText(kind);
            EXPECT_EQ(lens->cells, (Extent{16, 16}));
            const CellRef shown = kind == PanelKind::Output ? window : middleOf(desk.grid(), window);
            EXPECT_TRUE(lens->shows(shown));
            EXPECT_FALSE(lens->rect.contains(panel.plane()->cellRect(shown).centre())) << "it hides what it shows";
            EXPECT_GE(lens->pitchX(), 4);
        }
    }
    EXPECT_FALSE(lensOn(desk.panel(PanelKind::Input), desk.context(), {}).has_value()) << "nothing is in focus";
}

TEST(Lens, IsNotThereWhereCellsAreSeen) {
    const Desk digit(28, 28);
    EXPECT_FALSE(lensOn(digit.panel(PanelKind::Input), digit.context(), digit.window({3, 3})).has_value());
    Desk desk(300, 400);
    desk.zoom = zoomedOn(desk.grid(), {}, {200, 100}, 40);
    EXPECT_FALSE(lensOn(desk.panel(PanelKind::Input), desk.context(), desk.window({100, 50})).has_value());
}

}  // namespace
}  // namespace poolscope
