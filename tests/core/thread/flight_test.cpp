// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/flight.h"

#include <gtest/gtest.h>

#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;

// Two windows that overlap, both won by the 9 in the middle; 0.7 and 0.9 come back to it.
Evaluation overlapping() {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 2, 3}, std::vector<float>{1, 9, 1, 1, 2, 1});
    return evaluated(x, [](Experiment& e) {
        e.window.stride = {1, 1};
        e.gradient.kind = Upstream::Given;
        e.gradient.given = std::make_shared<Tensor>(Shape{1, 1, 1, 2}, std::vector<float>{0.7F, 0.9F});
    });
}

// All panels of a layout beside each other.
struct Row {
    Row(const PanelContext& context, const std::vector<PanelKind>& kinds) {
        for (const PanelKind kind : kinds) panels.push_back(layoutPanel(kind, context, {200, 240}));
        for (std::size_t i = 0; i < panels.size(); ++i)
            placed.push_back({&panels[i], {static_cast<double>(i) * 220, 0}});
    }
    std::vector<Panel> panels;
    std::vector<PlacedPanel> placed;
};

void expectNear(const Rect& a, const std::optional<Rect>& b) {
    ASSERT_TRUE(b.has_value());
    EXPECT_NEAR(a.centre().x, b->centre().x, 1e-6);
    EXPECT_NEAR(a.centre().y, b->centre().y, 1e-6);
}

TEST(Flights, LeaveAndLandAtTheirOwnCells) {
    const Evaluation e = overlapping();
    const FigureStyle style;
    const Pictures pictures = makePictures(e, {}, style.theme(), playbackAt(1, e.grid));
    PanelContext context{e, pictures, {}, style};
    const CellRef window{0, 1};
    const Row board(context, {PanelKind::Input, PanelKind::Patches, PanelKind::Output});
    const auto tokensAt = [&](double t) {
        context.moment = momentIn(2, t, e.grid);
        return flightOf(context, board.placed).tokens;
    };
    EXPECT_TRUE(tokensAt(0).empty()) << "the frame goes first";
    const auto leaving = tokensAt(beginOf(Stage::ToColumn));
    const auto landing = tokensAt(beginOf(Stage::Marked) - 1e-9);
    ASSERT_EQ(leaving.size(), 4U);
    for (std::int64_t tap = 0; tap < 4; ++tap) {
        const auto i = static_cast<std::size_t>(tap);
        expectNear(leaving[i].rect, cellIn(board.placed[0], AreaKind::Input, e.grid.tapCell(window, tap)));
        expectNear(landing[i].rect, tapIn(board.placed[1], e.grid, window, tap));
    }
    EXPECT_TRUE(tokensAt(beginOf(Stage::Marked)).empty()) << "the panel has the column";
    const auto winner = tokensAt(beginOf(Stage::Answered) - 1e-9);
    ASSERT_EQ(winner.size(), 1U);
    EXPECT_EQ(winner[0].words, "9");
    expectNear(winner[0].rect, outputIn(board.placed[2], window));
}

TEST(Flights, FromRowToRowTheyTakeTheWayOfTheThread) {
    const Evaluation e = overlapping();
    const FigureStyle style;
    const Pictures pictures = makePictures(e, {}, style.theme(), playbackAt(1, e.grid));
    PanelContext context{e, pictures, {}, style};
    Row board(context, {PanelKind::Input, PanelKind::Patches, PanelKind::Output});
    board.placed[2].at = {0, 280};  // at the start of the next row
    const Rect patches = board.placed[1].rect();
    bool around = false;
    for (double t = beginOf(Stage::FromColumn); t < beginOf(Stage::Answered); t += 0.002) {
        context.moment = momentIn(2, t, e.grid);
        for (const FlightToken& token : flightOf(context, board.placed).tokens) {
            const Point centre = token.rect.centre();
            around = around || token.rect.right() > patches.right();
            const bool left = centre.x < patches.x;
            EXPECT_TRUE(!left || centre.y > patches.bottom()) << "across X, at " << centre.x << "," << centre.y;
        }
    }
    EXPECT_TRUE(around);
}

TEST(Flights, TheGradientLandsInItsColumnAndIsAddedWithItsSum) {
    const Evaluation e = overlapping();
    const FigureStyle style;
    const Pictures pictures = makePictures(e, {}, style.theme(), playbackAt(3, e.grid));
    PanelContext context{e, pictures, {}, style};
    const std::vector<PanelKind> kinds{PanelKind::Gradient, PanelKind::GradientPatches, PanelKind::Upstream};
    const CellRef window{0, 1};
    const auto at = [&](double t) {
        context.moment = momentIn(4, t, e.grid);
        return Row(context, kinds);
    };
    const Row leaving = at(beginOf(Stage::ToColumn));
    Flight flight = flightOf(context, leaving.placed);
    ASSERT_EQ(flight.tokens.size(), 1U);
    expectNear(flight.tokens[0].rect, outputIn(leaving.placed[2], window));
    const Row landed = at(beginOf(Stage::Marked) - 1e-9);
    flight = flightOf(context, landed.placed);
    expectNear(flight.tokens[0].rect, tapIn(landed.placed[1], e.grid, window, e.winner(window)));
    const Row over = at(1);
    flight = flightOf(context, over.placed);
    ASSERT_EQ(flight.tokens.size(), 1U);
    EXPECT_EQ(flight.tokens[0].words, "1.6") << "until the picture of dX is there";
    EXPECT_EQ(flight.sum, "0.7 + 0.9 = 1.6");
    expectNear(flight.tokens[0].rect, cellIn(over.placed[0], AreaKind::Gradient, {0, 1}));
}

}  // namespace
}  // namespace poolscope
