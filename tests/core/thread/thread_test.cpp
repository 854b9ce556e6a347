// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/thread.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/scene/place.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;
using enum PanelKind;

constexpr Size kPanel{200, 260};
constexpr double kBetween = 24;

// Panels in rows, as a board or a figure has them.
class Board {
  public:
    Board(Evaluation evaluation, const std::vector<PanelKind>& kinds, std::size_t columns, ViewSpec view = {})
        : evaluation_(std::move(evaluation)),
          view_(view),
          pictures_(makePictures(evaluation_, view_, style_.theme())),
          columns_(columns) {
        for (const PanelKind kind : kinds) panels_.push_back(layoutPanel(kind, context(), kPanel));
    }

    PanelContext context() const { return {evaluation_, pictures_, view_, style_}; }
    const FigureStyle& style() const { return style_; }
    void play(const Playback& playback) { pictures_ = picturesAt(pictures_, playback, evaluation_, style_.theme()); }
    void scroll(PanelKind kind, const PatchScroll& scroll) {
        for (Panel& panel : panels_) {
            if (panel.kind == kind) panel = layoutPanel(kind, context(), kPanel, scroll);
        }
    }
    std::vector<PlacedPanel> placed() const {
        std::vector<PlacedPanel> places;
        for (std::size_t i = 0; i < panels_.size(); ++i) {
            places.push_back({&panels_[i],
                              {static_cast<double>(i % columns_) * (kPanel.width + kBetween),
                               static_cast<double>(i / columns_) * (kPanel.height + kBetween)}});
        }
        return places;
    }
    std::vector<ThreadLeg> legs(const CellRef& window) const {
        const Links links = linkedCells(evaluation_, {FocusKind::Window, window, 0});
        return threadOf(context(), links, placed());
    }
    // The cell in the board.
    Rect cell(PanelKind kind, AreaKind area, const CellRef& at) const {
        for (const PlacedPanel& place : placed()) {
            if (place.panel->kind == kind) return *cellIn(place, area, at);
        }
        return {};
    }

    // In how many cells but those at its ends the leg meets the number.
    int numbersOn(const ThreadLeg& leg) const {
        const std::vector<Point> line = pointsOf(leg.path);
        int met = 0;
        for (const PlacedPanel& place : placed()) {
            const CellArea* area = place.panel->plane();
            if (!area || (place.panel->kind != leg.from && place.panel->kind != leg.to)) continue;
            for (std::int64_t i = 0; i < area->cells.count(); ++i) {
                const CellRef cell{area->origin.row + i / area->cells.cols, area->origin.col + i % area->cells.cols};
                const Rect rect = movedBy(area->cellRect(cell), place.at);
                const bool own = rect.grown(1).contains(line.front()) || rect.grown(1).contains(line.back());
                const Rect number{rect.x + rect.width * 0.3, rect.y + rect.height * 0.35, rect.width * 0.4,
                                  rect.height * 0.3};
                met +=
                    !own && std::any_of(line.begin(), line.end(), [&](const Point& p) { return number.contains(p); });
            }
        }
        return met;
    }

  private:
    Evaluation evaluation_;
    ViewSpec view_;
    FigureStyle style_;
    Pictures pictures_;
    std::size_t columns_;
    std::vector<Panel> panels_;
};

const std::vector<PanelKind> kRow{Input, Patches, Output, Gradient};
const std::vector<PanelKind> kLoop{Input, Patches, Summary, Output, Gradient, GradientPatches, Routing, Upstream};

bool isOnEdge(const Point& p, const Rect& rect) {
    const auto near = [](double a, double b) { return std::abs(a - b) < 1e-6; };
    const bool across = p.x > rect.x - 1e-6 && p.x < rect.right() + 1e-6;
    const bool down = p.y > rect.y - 1e-6 && p.y < rect.bottom() + 1e-6;
    return (down && (near(p.x, rect.x) || near(p.x, rect.right()))) ||
           (across && (near(p.y, rect.y) || near(p.y, rect.bottom())));
}

std::vector<std::string> wordsOf(const std::vector<ThreadLeg>& legs) {
    std::vector<std::string> words;
    for (const ThreadLeg& leg : legs) words.emplace_back(leg.word);
    return words;
}

TEST(Thread, LeadsFromTheWindowToItsColumnFromTheWinnerToYAndBack) {
    const Board board(evaluated(smallImage()), kRow, 4);
    const auto legs = board.legs({0, 1});  // 40 248 35 240: place 1 wins
    ASSERT_EQ(wordsOf(legs), (std::vector<std::string>{"lay out", "largest", "give back"}));
    const Rect first = board.cell(Input, AreaKind::Input, {0, 2});
    const Rect last = board.cell(Input, AreaKind::Input, {1, 3});
    EXPECT_TRUE(isOnEdge(legs[0].path.at(0), {first.x, first.y, last.right() - first.x, last.bottom() - first.y}));
    const Rect top = board.cell(Patches, AreaKind::Lens, {0, 1});
    EXPECT_TRUE(isOnEdge(legs[0].path.at(1), {top.x, top.y, top.width, top.height * 4}));
    EXPECT_TRUE(isOnEdge(legs[1].path.at(0), board.cell(Patches, AreaKind::Lens, {1, 1})));
    EXPECT_TRUE(isOnEdge(legs[1].path.at(1), board.cell(Output, AreaKind::Output, {0, 1})));
    EXPECT_TRUE(isOnEdge(legs[2].path.at(0), board.cell(Output, AreaKind::Output, {0, 1})));
    EXPECT_TRUE(isOnEdge(legs[2].path.at(1), board.cell(Gradient, AreaKind::Gradient, {0, 3})));
    EXPECT_EQ((std::vector<bool>{legs[0].givesBack, legs[1].givesBack, legs[2].givesBack}),
              (std::vector<bool>{false, false, true}));
}

TEST(Thread, RunsAroundTheLoop) {
    const Board board(evaluated(smallImage()), kLoop, 4);
    const auto legs = board.legs({0, 1});
    std::vector<std::pair<PanelKind, PanelKind>> ways;
    for (const ThreadLeg& leg : legs) {
        ways.emplace_back(leg.from, leg.to);
        EXPECT_EQ(leg.path.at(1).x < leg.path.at(0).x, leg.givesBack) << leg.word;
    }
    EXPECT_EQ(ways, (std::vector<std::pair<PanelKind, PanelKind>>{{Input, Patches},
                                                                  {Patches, Summary},
                                                                  {Summary, Output},
                                                                  {Upstream, Routing},
                                                                  {Routing, GradientPatches},
                                                                  {GradientPatches, Gradient}}));
}

TEST(Thread, LeavesOutWhatIsNotInView) {
    auto x = std::make_shared<Tensor>(Shape{1, 1, 64, 64});
    Board board(evaluated(x), kRow, 4);
    EXPECT_EQ(wordsOf(board.legs({0, 0})), (std::vector<std::string>{"lay out", "largest", "give back"}));
    board.scroll(Patches, {500, {}});
    EXPECT_EQ(wordsOf(board.legs({0, 0})), (std::vector<std::string>{"give back"}));
}

// Of all windows, in a row and in two rows: no number is struck through.
TEST(Thread, RunsOverNoNumberOfAnotherCell) {
    ViewSpec view;
    view.numbers = Numbers::On;
    for (const auto& [kinds, columns] : std::vector<std::pair<std::vector<PanelKind>, std::size_t>>{
             {kRow, 4}, {kRow, 2}, {{Input, Output}, 2}, {{Input, Output, Upstream, Gradient}, 4}}) {
        for (const std::int64_t size : {2, 3}) {
            const auto dense = [size](Experiment& e) {
                e.window.size = {size, size};
                e.window.stride = {1, 1};
            };
            const Board board(evaluated(smallImage(), dense), kinds, columns, view);
            const Extent output = board.context().evaluation.grid.output();
            for (std::int64_t i = 0; i < output.count(); ++i) {
                const CellRef window{i / output.cols, i % output.cols};
                for (const ThreadLeg& leg : board.legs(window)) {
                    EXPECT_EQ(board.numbersOn(leg), 0) << leg.word << " of window " << window.row << ", " << window.col
                                                       << ", size " << size << ", " << columns << " columns";
                }
            }
        }
    }
}

TEST(Thread, FollowsThePlayback) {
    Board board(evaluated(smallImage()), kRow, 4);
    board.play({Phase::Forward, 1});
    EXPECT_EQ(wordsOf(board.legs({0, 0})), (std::vector<std::string>{"lay out", "largest"}));
    EXPECT_TRUE(board.legs({0, 1}).empty()) << "its winner is a question still";
    board.play({Phase::Backward, 1});
    EXPECT_EQ(board.legs({0, 0}).size(), 3U);
    EXPECT_EQ(board.legs({0, 1}).size(), 2U);
}

TEST(Thread, WithoutAWinnerLeavesTheColumnAndGivesBackToTheWindow) {
    std::set<std::string> words;
    for (const PoolOp op : {PoolOp::Max, PoolOp::Min, PoolOp::Avg, PoolOp::Median, PoolOp::Lp, PoolOp::Softmax}) {
        for (const PatchView patches : {PatchView::Matrix, PatchView::Tiles}) {
            ViewSpec view;
            view.patches = patches;
            const Board board(evaluated(smallImage(), [op](Experiment& e) { e.pool.op = op; }), kRow, 4, view);
            const auto legs = board.legs({1, 0});
            ASSERT_EQ(legs.size(), 3U);
            words.insert(legs[1].word);
            if (hasWinner(op)) continue;
            const Rect first = board.cell(Gradient, AreaKind::Gradient, {2, 0});
            EXPECT_TRUE(isOnEdge(legs[2].path.at(1), {first.x, first.y, 2 * first.width, 2 * first.height}));
        }
    }
    EXPECT_EQ(words.size(), 6U) << "each operation has its own";
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// Where the words stand once the thread is there.
std::vector<Rect> pillsIn(const Scene& scene) {
    std::vector<Rect> pills;
    for (const Mark& mark : scene.marks) {
        if (const auto* rect = std::get_if<RectMark>(&mark)) pills.push_back(rect->rect);
    }
    return pills;
}

TEST(PanelArrows, EveryStepHasItsWordAndNoneCoversAnother) {
    for (const auto& [kinds, columns, wanted] :
         {std::tuple{kRow, std::size_t{4}, std::size_t{3}}, std::tuple{kRow, std::size_t{2}, std::size_t{3}},
          std::tuple{kLoop, std::size_t{4}, std::size_t{6}}}) {
        const Board board(evaluated(smallImage()), kinds, columns);
        const auto arrows = arrowsBetween(board.placed(), {}, board.style());
        ASSERT_EQ(arrows.size(), wanted);
        for (const CellRef& window : {CellRef{0, 0}, CellRef{0, 1}, CellRef{1, 0}, CellRef{1, 1}}) {
            const auto pills = pillsIn(arrowScene(arrows, board.legs(window), board.style(), {1000, 600}));
            ASSERT_EQ(pills.size(), wanted);
            for (std::size_t i = 0; i < pills.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(overlap(pills[i], pills[j]));
            }
        }
    }
}

TEST(PanelArrows, LeadAroundThePanelsThatStandBetween) {
    const Board board(evaluated(smallImage()), {Gradient, Input, Output}, 3);
    const auto arrows = arrowsBetween(board.placed(), {}, board.style());
    ASSERT_EQ(arrows.size(), 2U);
    EXPECT_TRUE(detourOf(arrows, Output, Gradient));
    EXPECT_FALSE(detourOf(arrows, Input, Output)) << "they stand beside each other";
}

// A gradient comes from Y or dout, and from no panel before them.
TEST(PanelArrows, GiveNothingBackFromXOrItsColumns) {
    for (const PanelKind before : {Input, Patches}) {
        const Board board(evaluated(smallImage()), {before, Upstream, Routing}, 3);
        const auto arrows = arrowsBetween(board.placed(), {}, board.style());
        ASSERT_EQ(arrows.size(), 1U);
        EXPECT_EQ(arrows.front().from, Upstream);
        EXPECT_EQ(arrows.front().to, Routing);
    }
}

TEST(PanelArrows, GiveWayToTheThread) {
    const Board board(evaluated(smallImage()), kRow, 4);
    const auto arrows = arrowsBetween(board.placed(), {}, board.style());
    const auto linesIn = [&](const std::vector<ThreadLeg>& legs) {
        const Scene scene = arrowScene(arrows, legs, board.style(), {1000, 300});
        return std::count_if(scene.marks.begin(), scene.marks.end(),
                             [](const Mark& mark) { return std::holds_alternative<LineMark>(mark); });
    };
    EXPECT_GT(linesIn({}), 0);
    EXPECT_EQ(linesIn(board.legs({0, 0})), 0);
}

}  // namespace
}  // namespace poolscope
