// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/playback.h"

#include <gtest/gtest.h>

#include "core/panel/pictures.h"
#include "core/pool/operation.h"
#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;

Evaluation overlapping(const std::function<void(Experiment&)>& change = [](Experiment&) {}) {
    return evaluated(smallImage(), [&](Experiment& e) {
        e.window.size = {3, 3};
        e.window.stride = {1, 1};
        e.gradient.kind = Upstream::Random;
        change(e);
    });
}

TEST(Playback, StepsRunThroughBothPhasesAndBack) {
    const Evaluation e = evaluated(smallImage());
    EXPECT_EQ(lastStep(e.grid), 8);
    EXPECT_EQ(playbackAt(3, e.grid), (Playback{Phase::Forward, 3}));
    EXPECT_EQ(playbackAt(4, e.grid), (Playback{Phase::Forward, 4})) << "all forward, nothing backward";
    EXPECT_EQ(playbackAt(5, e.grid), (Playback{Phase::Backward, 1}));
    EXPECT_EQ(playbackAt(99, e.grid), (Playback{Phase::Backward, 4}));
    for (std::int64_t step = 0; step <= 8; ++step) EXPECT_EQ(playbackStep(playbackAt(step, e.grid), e.grid), step);
    EXPECT_FALSE(currentWindow(playbackAt(0, e.grid), e.grid).has_value());
    EXPECT_EQ(currentWindow(playbackAt(3, e.grid), e.grid), (CellRef{1, 0}));
    EXPECT_EQ(currentWindow(playbackAt(6, e.grid), e.grid), (CellRef{0, 1}));
    EXPECT_EQ(windowsForward(playbackAt(6, e.grid), e.grid), 4);
    EXPECT_EQ(windowsBackward(playbackAt(3, e.grid), e.grid), 0);
    EXPECT_EQ(windowsBackward(std::nullopt, e.grid), 4);
}

TEST(Playback, StepsPassOverHiddenWindowsInBothPhases) {
    const WindowGrid grid = evaluated(smallImage()).grid;  // four windows
    const std::vector<bool> hidden{true, false, true, false};
    std::vector<std::int64_t> on;
    for (std::int64_t step = 0; step < 8; step = nextStep(step, 1, grid, hidden)) on.push_back(step);
    EXPECT_EQ(on, (std::vector<std::int64_t>{0, 2, 4, 6})) << "step k has finished window k-1";
    EXPECT_EQ(nextStep(0, 3, grid, hidden), 6);
    EXPECT_EQ(nextStep(6, -1, grid, hidden), 4);
    EXPECT_EQ(nextStep(2, -1, grid, hidden), 0);
    EXPECT_EQ(nextStep(6, 9, grid, hidden), 8);
    EXPECT_EQ(nextStep(3, 2, grid, {}), 5);
    EXPECT_EQ(nextStep(3, -9, grid, {}), 0);
    EXPECT_EQ(nextStep(0, 1, grid, {true, true, true, true}), 8) << "nothing to show but the end";
}

TEST(Playback, TheGradientGrowsWindowByWindow) {
    const Evaluation e = evaluated(smallImage());
    const auto sumAfter = [&](std::int64_t windows) { return statisticsOf(partialGradient(e, windows, {})).sum; };
    for (std::int64_t n = 0; n <= 4; ++n) EXPECT_EQ(sumAfter(n), n);
    EXPECT_EQ(partialGradient(e, 1, {})[0], 1) << "the first window sends its gradient to its first nine";
}

TEST(Playback, AllWindowsTogetherAreTheGradientBitForBit) {
    for (const Operation& row : operations()) {
        for (const TieRule ties : {TieRule::First, TieRule::Split, TieRule::All}) {
            for (const Overlap overlap : {Overlap::Add, Overlap::Loop, Overlap::Col2im}) {
                const Evaluation e = overlapping([&](Experiment& x) {
                    x.pool.op = row.word.value;
                    x.pool.ties = ties;
                    x.pool.overlap = overlap;
                });
                EXPECT_EQ(partialGradient(e, e.grid.output().count(), {}), e.backward->dx.values);
            }
        }
    }
}

TEST(Playback, BlackWindowsCanBeLeftOut) {
    const Evaluation e = evaluated(smallImage());
    const std::vector<bool> black = blackWindows(e);
    EXPECT_EQ(black, (std::vector<bool>{false, false, false, true}));
    EXPECT_EQ(statisticsOf(partialGradient(e, 4, black)).sum, 3);

    ViewSpec view;
    view.hideBlack = true;
    const Theme& t = themeNamed(ThemeName::Light);
    const Pictures hidden = makePictures(e, view, t);
    const Pictures all = makePictures(e, {}, t);
    EXPECT_EQ(hidden.output.argb->at(3), toArgb(t.padding));
    EXPECT_EQ(hidden.output.argb->at(0), all.output.argb->at(0));
    EXPECT_EQ(hidden.patches.argb->at(3), toArgb(t.padding)) << "its column of X_col";
    EXPECT_EQ(shownGradient(e, hidden)[10], 0);
    EXPECT_EQ(shownGradient(e, all)[10], 1);
    EXPECT_EQ(hidden.gradientSum, 3) << "what is hidden is not in the sum that is told";
    EXPECT_EQ(all.gradientSum, std::nullopt);
}

// Where windows are shown several together, those are left out that are all black.
TEST(Playback, BlackWindowsAreLeftOutOfAveragedPicturesToo) {
    Tensor image({1, 1, 4, 4400}, 0.0F);
    for (std::int64_t i = 0; i < 4 * 4400; ++i)
        if (i % 4400 >= 2200 || i % 4400 < 2) image.values[static_cast<std::size_t>(i)] = 9;
    const Evaluation e = evaluated(std::make_shared<const Tensor>(image));
    ViewSpec view;
    view.hideBlack = true;
    const Theme& t = themeNamed(ThemeName::Light);
    const Pictures hidden = makePictures(e, view, t);
    const Pictures all = makePictures(e, {}, t);
    ASSERT_EQ(hidden.output.shown, (Extent{2, 1024}));
    EXPECT_EQ(hidden.output.argb->at(0), all.output.argb->at(0)) << "one of the two windows is not black";
    EXPECT_EQ(hidden.output.argb->at(1), toArgb(t.padding));
    EXPECT_EQ(hidden.output.argb->at(1024 + 511), toArgb(t.padding));
    EXPECT_EQ(hidden.output.argb->at(1024 + 512), all.output.argb->at(512));
    EXPECT_EQ(hidden.upstream.argb->at(511), toArgb(t.padding));
}

TEST(Playback, PicturesMoveWithoutBeingMadeAnew) {
    const Evaluation e = overlapping();
    const Theme& t = themeNamed(ThemeName::Light);
    const Pictures start = makePictures(e, {}, t, playbackAt(2, e.grid));
    const Pictures later = picturesAt(start, playbackAt(6, e.grid), e, t);
    EXPECT_EQ(later.input.argb, start.input.argb);
    const Pictures fresh = makePictures(e, {}, t, playbackAt(6, e.grid));
    EXPECT_EQ(*later.gradient.argb, *fresh.gradient.argb);
    EXPECT_NE(*later.gradient.argb, *start.gradient.argb);
    const Pictures over = picturesAt(later, std::nullopt, e, t);
    EXPECT_EQ(*over.gradient.argb, *makePictures(e, {}, t).gradient.argb);
    EXPECT_TRUE(later.gradientSum);
    EXPECT_FALSE(over.gradientSum) << "all of dX is shown";
}

TEST(CountMaps, SayHowManyWindowsSeeAndWinEachCell) {
    const Evaluation e = overlapping([](Experiment& x) { x.gradient = {}; });
    ViewSpec view;
    view.map = InputMap::Coverage;
    const Pictures seen = makePictures(e, view, themeNamed(ThemeName::Light));
    EXPECT_EQ(seen.countPlane, (std::vector<float>{1, 2, 2, 1, 2, 4, 4, 2, 2, 4, 4, 2, 1, 2, 2, 1}));
    view.map = InputMap::Wins;
    const Pictures won = makePictures(e, view, themeNamed(ThemeName::Light));
    EXPECT_EQ(won.countPlane, e.backward->dx.values) << "with ones from above the wins are the gradient";
}

}  // namespace
}  // namespace poolscope
