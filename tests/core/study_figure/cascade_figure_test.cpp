// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/cascade_figure.h"

#include <gtest/gtest.h>

#include "tests/core/support/pooling.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

// Two levels of 2x2: Y1 is 9, 248, 100, 0; Y2 is 248, from (0, 3).
const Tensor kTwice = plane(4, {9, 9, 40, 248, 1, 2, 35, 240, 7, 0, 0, 0, 100, 3, 0, 0});

struct Levels {
    explicit Levels(int levels, PoolOp op = PoolOp::Max)
        : study(cascadeStudy(kTwice, square(2, 2), operation(op), levels).value()),
          pictures(makePictures(kTwice, study, displayScale({}, storedRange(kTwice.values)), view, style.theme())),
          figure(layoutCascade(context(), {1000, 700})) {}

    CascadeContext context() const { return {kTwice, study, pictures, view, style}; }
    Scene lit(const StudyFocus& focus) const { return focusOverlay(figure, context(), focus); }
    Rect cells(StudyPlane plane, std::size_t item, const CellRef& first, const Extent& extent) const {
        const Rect r = figure.area(plane, item)->cellRect(first);
        return {r.x, r.y, r.width * static_cast<double>(extent.cols), r.height * static_cast<double>(extent.rows)};
    }

    ViewSpec view;
    FigureStyle style;
    CascadeStudy study;
    CascadePictures pictures;
    StudyFigure figure;
};

TEST(CascadeFigure, ShowsEveryLevelForwardsBackwardsAndPutBack) {
    const Levels drawn(2);
    EXPECT_EQ(drawn.figure.areas.size(), 3U + 3U + 2U);
    const std::string words = test::wordsOf(drawn.figure.scene);
    for (const char* said :
         {"X\n", "Y1\n", "Y2\n", "dX\n", "dY1\n", "dY2\n", "Y1 put back\n", "Y2 put back\n", "4x4\n",
          "2x2 · 2 of 4 tied\n", "1x1 · 0 of 1 tied\n", "ones arrive, Σ 1\n", "3 cells not 0\n", "1 cells not 0\n"}) {
        EXPECT_NE(words.find(said), std::string::npos) << said << "in\n" << words;
    }
}

TEST(CascadeFigure, PutsEachLevelBackWhereItsWinnersWere) {
    const Levels drawn(2);
    const auto& last = drawn.pictures.stages[2];
    EXPECT_EQ(last.unpooled.values[3], 248);
    EXPECT_EQ((*last.unpooledPicture.argb)[3], toArgb(colourOf(248, {0, 255}, Palette::Grey, {})));
    EXPECT_EQ((*last.unpooledPicture.argb)[0], toArgb(colourOf(0, {0, 255}, Palette::Grey, {})));
    EXPECT_EQ((*drawn.pictures.stages[0].gradient.argb)[3],
              toArgb(divergingColourOf(1, 1, themeNamed(ThemeName::Print))));
    EXPECT_EQ((*drawn.pictures.stages[0].gradient.argb)[0], toArgb(rgb(0xffffff)));
}

TEST(CascadeFigure, ACellLightsWhatItIsMadeOfAndWhereItEnds) {
    const Levels drawn(2);
    const StudyFocus focus{StudyPlane::Output, 1, {0, 1}};
    const Scene lit = drawn.lit(focus);
    EXPECT_TRUE(test::isOutlined(lit, drawn.cells(StudyPlane::Output, 1, {0, 1}, {1, 1})));
    EXPECT_TRUE(test::isOutlined(lit, drawn.cells(StudyPlane::Input, 0, {0, 2}, {2, 2})));
    EXPECT_TRUE(test::isOutlined(lit, drawn.cells(StudyPlane::Gradient, 0, {0, 2}, {2, 2})));
    EXPECT_TRUE(test::isOutlined(lit, drawn.cells(StudyPlane::Unpooled, 2, {0, 2}, {2, 2})));
    EXPECT_TRUE(test::isOutlined(lit, drawn.cells(StudyPlane::Output, 2, {0, 0}, {1, 1})));
    EXPECT_FALSE(test::isOutlined(lit, drawn.cells(StudyPlane::Input, 0, {0, 0}, {2, 2})));
    EXPECT_TRUE(test::isMarkedIn(lit, drawn.cells(StudyPlane::Input, 0, {0, 3}, {1, 1}), drawn.style.theme().window));
    EXPECT_EQ(toText(cascadeWords(drawn.context(), focus)),
              "Y1(0, 1) = 248 · gradient 1 · rows of X 0–1 · columns of X 2–3 · won by X(0, 3) · ends in Y2(0, 0)");
}

TEST(CascadeFigure, TheLastCellSeesAllAndItsWinnersLeadDown) {
    const Levels drawn(2);
    const StudyFocus focus{StudyPlane::Gradient, 2, {0, 0}};
    EXPECT_EQ(linkedStages(drawn.study, focus)[0], (CellSet{{0, 1, 2, 3}, {0, 1, 2, 3}}));
    EXPECT_EQ(winnersBelow(drawn.study, 2, {0, 0}), (std::vector<CellRef>{{0, 1}, {0, 3}}));
    const StudyFocus putBack{StudyPlane::Unpooled, 2, {3, 0}};
    EXPECT_EQ(linkedStages(drawn.study, putBack)[1], (CellSet{{1}, {0}}));
    EXPECT_EQ(cascadeWords(drawn.context(), putBack).title, "X(3, 0) = 100");
    EXPECT_EQ(cascadeWords(drawn.context(), {StudyPlane::Output, 2, {1, 0}}), StudyWords{});
    EXPECT_TRUE(drawn.lit({StudyPlane::Output, 3, {0, 0}}).marks.empty());
}

TEST(CascadeFigure, SaysWhyItEnds) {
    const Levels drawn(4);
    ASSERT_TRUE(drawn.study.ended);
    EXPECT_NE(test::wordsOf(drawn.figure.scene).find("No level 3: "), std::string::npos)
        << test::wordsOf(drawn.figure.scene);
}

TEST(CascadeFigure, AveragesHaveNothingToPutBackAndSaySo) {
    const Levels drawn(2, PoolOp::Avg);
    EXPECT_EQ(drawn.figure.area(StudyPlane::Unpooled, 1), nullptr);
    EXPECT_NE(test::wordsOf(drawn.figure.scene).find("Only max and min know a winner"), std::string::npos);
    EXPECT_TRUE(winnersBelow(drawn.study, 2, {0, 0}).empty());
}

TEST(CascadeFigure, EveryPictureLiesWithinAndIsFoundUnderThePointer) {
    const Levels drawn(2);
    for (const StudyArea& area : drawn.figure.areas) {
        EXPECT_LE(area.cells.rect.bottom(), drawn.figure.scene.size.height);
        EXPECT_LE(area.cells.rect.right(), drawn.figure.scene.size.width);
        EXPECT_EQ(focusAt(drawn.figure, area.cells.cellRect({0, 0}).centre()),
                  (StudyFocus{area.plane, area.item, {0, 0}}));
    }
}

TEST(CascadeFigure, IsAsHighInAFileAsItNeedsToBe) {
    const Levels drawn(2);
    const Scene scene = composeCascade(kTwice, drawn.study, drawn.pictures.scale, drawn.view, 500, drawn.style);
    double lowest = 0;
    for (const Mark& mark : scene.marks) {
        if (const auto* map = std::get_if<HeatMapMark>(&mark)) lowest = std::max(lowest, map->rect.bottom());
    }
    EXPECT_LT(lowest, scene.size.height);
    EXPECT_GT(lowest, scene.size.height * 0.9);
}

}  // namespace
}  // namespace poolscope
