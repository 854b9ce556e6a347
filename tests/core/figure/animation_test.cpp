// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/animation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/support/example.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;
using test::wordsOf;

// 2x2 windows.
WindowGrid fourWindows() {
    return evaluated(smallImage()).grid;
}

WindowGrid gridOf(std::int64_t side) {
    return evaluated(std::make_shared<const Tensor>(Shape{1, 1, side, side},
                                                    std::vector<float>(static_cast<std::size_t>(side * side), 1.0F)))
        .grid;
}

std::vector<AnimationFrame> framesOf(const AnimationSpec& spec, const std::vector<bool>& hidden = {}) {
    const auto frames = animationFrames(spec, fourWindows(), hidden);
    EXPECT_TRUE(frames) << (frames ? "" : frames.error().message);
    return frames.value_or(std::vector<AnimationFrame>{});
}

// "F0 F1* ...": the phase, the windows done, and a star where one is at work.
std::string wordsOf(const std::vector<AnimationFrame>& frames) {
    std::string words;
    for (const AnimationFrame& frame : frames) {
        words += (words.empty() ? "" : " ") + std::string(frame.playback.phase == Phase::Forward ? "F" : "B") +
                 std::to_string(frame.playback.done) + (frame.window ? "*" : "");
    }
    return words;
}

Error refused(const AnimationSpec& spec, const WindowGrid& grid, const std::vector<bool>& hidden = {}) {
    const auto frames = animationFrames(spec, grid, hidden);
    EXPECT_FALSE(frames);
    return frames ? Error{} : frames.error();
}

TEST(AnimationFrames, ShowEveryWindowForwardAndBackward) {
    const auto frames = framesOf({});
    EXPECT_EQ(wordsOf(frames), "F0 F1* F2* F3* F4* B0 B1* B2* B3* B4*");
    EXPECT_EQ(frames[2].window, (CellRef{0, 1}));
    EXPECT_EQ(frames[9].window, (CellRef{1, 1}));
    EXPECT_EQ(wordsOf(framesOf({AnimatedPhase::Forward, {}, {}, 2})), "F0 F1* F2* F3* F4*");
    EXPECT_EQ(wordsOf(framesOf({AnimatedPhase::Backward, {}, {}, 2})), "B0 B1* B2* B3* B4*");
}

TEST(AnimationFrames, ShowAPartFromTheWindowBeforeIt) {
    EXPECT_EQ(wordsOf(framesOf({AnimatedPhase::Both, 1, 2, 2})), "F1 F2* F3* B1 B2* B3*");
    EXPECT_EQ(wordsOf(framesOf({AnimatedPhase::Forward, 3, {}, 2})), "F3 F4*");
    EXPECT_EQ(wordsOf(framesOf({AnimatedPhase::Forward, {}, 0, 2})), "F0 F1*");
}

TEST(AnimationFrames, PassOverHiddenWindows) {
    EXPECT_EQ(wordsOf(framesOf({}, {true, false, false, false})), "F0 F2* F3* F4* B0 B2* B3* B4*");
    EXPECT_EQ(wordsOf(framesOf({}, {false, false, true, true})), "F0 F1* F2* F4 B0 B1* B2* B4");
    EXPECT_EQ(wordsOf(framesOf({}, {true, true, true, true})), "F0 F4 B0 B4");
}

TEST(AnimationFrames, HoldTheLastFrame) {
    const auto ticks = [](double fps) {
        const auto frames = framesOf({AnimatedPhase::Both, {}, {}, fps});
        for (std::size_t i = 0; i + 1 < frames.size(); ++i) EXPECT_EQ(frames[i].ticks, 1);
        return frames.back().ticks;
    };
    EXPECT_EQ(ticks(2), 4) << "two seconds";
    EXPECT_EQ(ticks(0.25), 2) << "twice as long as the others";
    EXPECT_EQ(ticks(12.5), 25);
}

TEST(AnimationFrames, RefuseWindowsThatAreNotThere) {
    EXPECT_EQ(refused({AnimatedPhase::Both, -1, {}, 2}, fourWindows()),
              (Error{"animation.from", "there is no window -1: windows are 0 to 3"}));
    EXPECT_EQ(refused({AnimatedPhase::Both, 4, {}, 2}, fourWindows()).where, "animation.from");
    EXPECT_EQ(refused({AnimatedPhase::Both, 0, 4, 2}, fourWindows()).where, "animation.to");
    EXPECT_EQ(refused({AnimatedPhase::Both, {}, -1, 2}, fourWindows()).where, "animation.to");
    EXPECT_EQ(refused({AnimatedPhase::Both, 2, 1, 2}, fourWindows()).message,
              "the last window, 1, comes before the first, 2");
}

TEST(AnimationFrames, RefuseFpsOutOfRange) {
    for (const double fps : {0.0, -1.0, 0.09, 60.5, 1e9, std::nan("")}) {
        EXPECT_EQ(refused({AnimatedPhase::Both, {}, {}, fps}, fourWindows()).where, "animation.fps") << fps;
    }
}

TEST(AnimationFrames, AskBeforeTheyBecomeTooMany) {
    EXPECT_TRUE(animationFrames({}, gridOf(28), {})) << "14x14 windows, there and back";
    EXPECT_EQ(refused({}, gridOf(30), {}).message,
              "all windows make 452 frames, which is more than 400: name the first or the last window to show; "
              "windows are 0 to 224");
    EXPECT_TRUE(animationFrames({AnimatedPhase::Forward, {}, {}, 2}, gridOf(30), {}));
    EXPECT_TRUE(animationFrames({AnimatedPhase::Both, 0, {}, 2}, gridOf(30), {})) << "asked for";
    std::vector<bool> hidden(225, false);
    std::fill(hidden.begin(), hidden.begin() + 30, true);
    EXPECT_TRUE(animationFrames({}, gridOf(30), hidden)) << "196 windows are left";
    EXPECT_EQ(refused({AnimatedPhase::Both, 0, {}, 2}, gridOf(142), {}).where, "animation.from") << "5041 windows";
}

Film filmOf(const Evaluation& e, const AnimationSpec& spec = {}, const FigureSpec& figure = {},
            const ViewSpec& view = {}) {
    auto film = makeFilm(e, view, figure, printStyle(ThemeName::Print, figure.widthMm), spec);
    EXPECT_TRUE(film) << (film ? "" : film.error().message);
    return film.value_or(Film{});
}

TEST(Film, HasFramesOfOneSizeThatSayWhatHappens) {
    FigureSpec figure;
    figure.caption = "A digit";
    const Film film = filmOf(evaluated(smallImage()), {}, figure);
    ASSERT_EQ(film.ticks.size(), 10U);
    const Size size = film.scene(0)->size;
    for (std::size_t i = 0; i < film.ticks.size(); ++i) EXPECT_EQ(film.scene(i)->size, size);
    EXPECT_NE(wordsOf(*film.scene(0)).find("A digit\nForward · no window yet\n"), std::string::npos);
    EXPECT_NE(wordsOf(*film.scene(3)).find("Forward · window 2, counted from 0 to 3 · row 1, column 0\n"),
              std::string::npos);
    EXPECT_NE(wordsOf(*film.scene(9)).find("Backward · window 3, counted from 0 to 3 · row 1, column 1\n"),
              std::string::npos);
}

TEST(Film, AFrameIsTheStillOfThatMoment) {
    const Evaluation e = evaluated(smallImage());
    const Film film = filmOf(e);
    const FigureStyle style = printStyle(ThemeName::Print, 183);
    for (const std::size_t i : {1U, 4U, 6U, 9U}) {
        FigureSpec figure;
        figure.playback = playbackAt(static_cast<std::int64_t>(i < 5 ? i : i - 1), e.grid);
        figure.focus = currentWindow(*figure.playback, e.grid);
        Scene frame = *film.scene(i);
        const Scene still = *composeFigure(e, {}, figure, style);
        frame.marks.pop_back();  // the note
        EXPECT_TRUE(frame.marks == still.marks) << i;
    }
    EXPECT_TRUE(film.scene(5)->marks == film.scene(5)->marks);
    EXPECT_FALSE(film.scene(5)->marks == film.scene(6)->marks);
}

TEST(Film, RefusesWhatCannotBeDrawnOrWatched) {
    const Evaluation e = evaluated(smallImage());
    const auto error = [&](const FigureSpec& figure, const AnimationSpec& spec, const RunControl& run = {}) {
        const auto film = makeFilm(e, {}, figure, printStyle(ThemeName::Print, 183), spec, run);
        return film ? std::string("none") : film.error().where;
    };
    FigureSpec narrow;
    narrow.widthMm = 1;
    EXPECT_EQ(error(narrow, {}), "figure.width");
    EXPECT_EQ(error({}, {AnimatedPhase::Both, 9, {}, 2}), "animation.from");
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(error({}, {}, stop.get_token()), kStopped);
}

TEST(Film, PagesStandStillWhileTheWindowMoves) {
    const Evaluation e = evaluated(std::make_shared<const Tensor>(Shape{1, 1, 28, 28}, std::vector<float>(784, 3.0F)));
    FigureSpec figure;
    figure.panels = {PanelKind::Patches};
    figure.widthMm = 60;
    const Film film = filmOf(e, {AnimatedPhase::Forward, {}, {}, 2}, figure);
    // Where the part of X_col that is shown large is marked in all of it.
    const auto markedAt = [&](std::size_t i) {
        const Scene scene = *film.scene(i);
        for (const Mark& mark : scene.marks) {
            const auto* rect = std::get_if<RectMark>(&mark);
            if (rect && !rect->fill && rect->stroke && rect->stroke->colour == rgb(0x1b2129)) return rect->rect.x;
        }
        ADD_FAILURE() << "nothing is marked";
        return 0.0;
    };
    std::size_t pages = 1;
    for (std::size_t i = 2; i <= 196; ++i) pages += markedAt(i) != markedAt(i - 1) ? 1 : 0;
    EXPECT_GT(pages, 5U);
    EXPECT_LT(pages, 40U);
}

}  // namespace
}  // namespace poolscope
