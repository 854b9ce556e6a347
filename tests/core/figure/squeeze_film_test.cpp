// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/squeeze_film.h"

#include <gtest/gtest.h>

#include "tests/core/support/example.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;
using test::wordsOf;

AnimationSpec squeezeOf(AnimatedPhase phase) {
    AnimationSpec spec;
    spec.phase = phase;
    spec.squeeze = true;
    return spec;
}

Result<Film> filmOf(AnimatedPhase phase, const FigureSpec& figure = {}) {
    return makeFilm(evaluated(smallImage()), {}, figure, {}, squeezeOf(phase));
}

TEST(SqueezeFilm, TakesTwoSecondsForEachPhase) {
    for (const auto& [phase, seconds] :
         {std::pair{AnimatedPhase::Forward, 2.0}, std::pair{AnimatedPhase::Backward, 2.0},
          std::pair{AnimatedPhase::Both, 4.0}}) {
        const auto film = filmOf(phase);
        ASSERT_TRUE(film);
        EXPECT_DOUBLE_EQ((FilmTimes{film->fps, film->ticks}.seconds()), seconds);
        const auto times = filmTimes(squeezeOf(phase), evaluated(smallImage()).grid, {});
        ASSERT_TRUE(times);
        EXPECT_EQ(times->ticks, film->ticks);
    }
}

TEST(SqueezeFilm, BackwardBeginsWhereForwardEnds) {
    const auto both = filmOf(AnimatedPhase::Both);
    ASSERT_TRUE(both);
    const std::size_t frames = both->ticks.size();
    const auto rects = [](const Scene& scene) {
        std::vector<Rect> found;
        for (const Mark& mark : scene.marks) {
            if (const auto* rect = std::get_if<RectMark>(&mark)) found.push_back(rect->rect);
        }
        return found;
    };
    EXPECT_EQ(rects(*both->scene(frames / 2 - 1)), rects(*both->scene(frames / 2)));
    EXPECT_NE(*both->scene(frames / 2 - 1), *both->scene(frames / 2)) << "now its colours are those of the gradient";
}

TEST(SqueezeFilm, IsSquareButForItsWords) {
    FigureSpec figure;
    figure.widthMm = 90;
    const auto bare = filmOf(AnimatedPhase::Forward, figure);
    ASSERT_TRUE(bare);
    const Size side = bare->scene(0)->size;
    EXPECT_NEAR(side.width, 90 * kPointsPerMm, 1e-9);
    EXPECT_EQ(side.width, side.height);
    figure.title = "Pooling";
    figure.caption = "a digit";
    const auto named = filmOf(AnimatedPhase::Forward, figure);
    ASSERT_TRUE(named);
    EXPECT_GT(named->scene(0)->size.height, side.height);
    EXPECT_EQ(wordsOf(*named->scene(7)), "Pooling\na digit\n");
    EXPECT_EQ(named->scene(7)->size, named->scene(0)->size);
}

TEST(SqueezeFilm, WhatIsNotPossibleIsRefused) {
    FigureSpec narrow;
    narrow.widthMm = 1;
    EXPECT_EQ(filmOf(AnimatedPhase::Forward, narrow).error().where, "figure.width");
    const auto large = std::make_shared<const Tensor>(Shape{1, 1, 70, 70}, std::vector<float>(4900, 1.0F));
    const auto film = makeFilm(evaluated(large), {}, {}, {}, squeezeOf(AnimatedPhase::Forward));
    ASSERT_FALSE(film);
    EXPECT_EQ(film.error().where, "animation.squeeze");
}

}  // namespace
}  // namespace poolscope
