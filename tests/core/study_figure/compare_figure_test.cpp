// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/compare_figure.h"

#include <gtest/gtest.h>

#include "core/study_figure/study_caption.h"
#include "tests/core/support/pooling.h"
#include "tests/core/support/scene_marks.h"

namespace poolscope {
namespace {

const Tensor kSmall = plane(4, {9, 9, 40, 248, 1, 2, 35, 240, 7, 0, 0, 0, 100, 3, 0, 0});

// A comparison of the small image with everything that is drawn of it.
struct Comparison {
    explicit Comparison(const CompareSpec& spec, const Tensor& x = kSmall, const Experiment& experiment = {})
        : study(compareStudy(experiment, x, spec).value()),
          pictures(makePictures(study, displayScale({}, storedRange(x.values)), view, style.theme())),
          figure(layoutCompare(context(), {1000, 700})) {}

    CompareContext context() const { return {study, pictures, view, style}; }
    Scene lit(const StudyFocus& focus) const { return focusOverlay(figure, context(), focus); }
    Rect cell(StudyPlane plane, std::size_t item, const CellRef& cell) const {
        return figure.area(plane, item)->cellRect(cell);
    }

    ViewSpec view;
    FigureStyle style;
    CompareStudy study;
    ComparePictures pictures;
    StudyFigure figure;
};

constexpr CompareSpec kOperations{CompareBy::Operations, true, MovedImages::Plane};

TEST(CompareFigure, NamesEveryComparandWithItsSizeAndItsChange) {
    for (const CompareBy by : {CompareBy::Operations, CompareBy::Windows, CompareBy::References}) {
        const Comparison drawn({by, true, MovedImages::Plane});
        const std::string words = test::wordsOf(drawn.figure.scene);
        for (const ComparedOutput& comparand : drawn.study.comparands) {
            EXPECT_NE(words.find("\n" + comparand.by.name), std::string::npos) << comparand.by.name;
        }
        EXPECT_NE(words.find("shift "), std::string::npos) << words;
        EXPECT_NE(words.find("\n2x2"), std::string::npos) << words;
        EXPECT_NE(words.find("Input X"), std::string::npos);
    }
}

TEST(CompareFigure, BehindFiltersItIsXThatMoves) {
    Comparison drawn(kOperations);
    const auto saysOf = [&](const std::string& words) {
        drawn.figure = layoutCompare(drawn.context(), {1000, 700});
        return test::wordsOf(drawn.figure.scene).find(words) != std::string::npos;
    };
    EXPECT_TRUE(saysOf("The image"));
    drawn.study.filtered = true;
    EXPECT_FALSE(saysOf("The image"));
    EXPECT_TRUE(saysOf("X itself"));
}

TEST(CompareFigure, ColoursAreThoseOfThePaletteAndWhiteIsZero) {
    const Comparison drawn(kOperations);
    const auto& max = drawn.pictures.cards[0];
    EXPECT_EQ(max.scale, (ValueScale{0, 255}));
    EXPECT_EQ((*max.y.argb)[1], toArgb(colourOf(248, {0, 255}, Palette::Grey, {})));
    EXPECT_EQ((*drawn.pictures.x.argb)[3], (*max.y.argb)[1]);  // the same value, the same colour
    EXPECT_EQ((*max.dx.argb)[1], toArgb(rgb(0xffffff)));
    EXPECT_EQ((*max.dx.argb)[3], toArgb(divergingColourOf(1, 1, themeNamed(ThemeName::Print))));
    // The same windows: the gradient of the average is as pale as it is small.
    EXPECT_EQ((*drawn.pictures.cards[1].dx.argb)[3], toArgb(divergingColourOf(0.25, 1, themeNamed(ThemeName::Print))));
}

TEST(CompareFigure, TheGradientsScaleHasTheValuesPresent) {
    const Comparison references({CompareBy::References, true, MovedImages::Plane});
    const std::string ones = test::wordsOf(references.figure.scene);
    EXPECT_NE(ones.find("dX\n0\n1\n"), std::string::npos) << "of one sign: from 0\n" << ones;
    const Comparison windows({CompareBy::Windows, true, MovedImages::Plane});
    EXPECT_NE(test::wordsOf(windows.figure.scene).find("dX 0 to 1\n"), std::string::npos);
    // Of softmax the gradient of values far below the mean is negative.
    const std::string both = test::wordsOf(Comparison(kOperations).figure.scene);
    EXPECT_NE(both.find("dX\n−1\n1\n"), std::string::npos) << both;
}

TEST(CompareFigure, ValuesBeyondTheScaleHaveOneOfTheirOwnAndSaySo) {
    const Comparison drawn(kOperations);
    const auto& lp = drawn.pictures.cards[4];  // sqrt(40² + 248² + 35² + 240²) = 349
    EXPECT_GT(lp.scale.high, 300);
    EXPECT_NE(test::wordsOf(drawn.figure.scene).find("Lp, p = 2  0 to 349"), std::string::npos)
        << test::wordsOf(drawn.figure.scene);
}

TEST(CompareFigure, AScaleOfItsOwnIsSaidHoweverLittleRoomThereIs) {
    for (double width = 700; width >= 260; width -= 20) {
        Comparison drawn(kOperations);
        drawn.figure = layoutCompare(drawn.context(), {width, 400});
        EXPECT_NE(test::wordsOf(drawn.figure.scene).find("0 to 349"), std::string::npos) << width;
    }
}

TEST(CompareFigure, EveryPictureIsFoundUnderThePointer) {
    for (const CompareBy by : {CompareBy::Operations, CompareBy::Windows, CompareBy::References}) {
        const Comparison drawn({by, true, MovedImages::Nothing});
        EXPECT_EQ(drawn.figure.areas.size(), 1 + 2 * drawn.study.comparands.size());
        for (const StudyArea& area : drawn.figure.areas) {
            const Rect rect = area.cells.cellRect({0, 0});
            EXPECT_EQ(focusAt(drawn.figure, rect.centre()), (StudyFocus{area.plane, area.item, {0, 0}}));
            EXPECT_GE(area.cells.rect.x, 0);
            EXPECT_LE(area.cells.rect.right(), drawn.figure.scene.size.width);
            EXPECT_LE(area.cells.rect.bottom(), drawn.figure.scene.size.height);
        }
        EXPECT_FALSE(focusAt(drawn.figure, {0, 0}));
    }
}

TEST(CompareFigure, PointingAtTheInputLightsItsWindowsInEveryOutput) {
    const Comparison drawn(kOperations);
    const Scene lit = drawn.lit({StudyPlane::Input, 0, {2, 1}});
    EXPECT_TRUE(test::isOutlined(lit, drawn.cell(StudyPlane::Input, 0, {2, 1})));
    for (std::size_t i = 0; i < drawn.study.comparands.size(); ++i) {
        EXPECT_TRUE(test::isOutlined(lit, drawn.cell(StudyPlane::Gradient, i, {2, 1}))) << i;
    }
    for (std::size_t i = 0; i < 6; ++i) EXPECT_TRUE(test::isOutlined(lit, drawn.cell(StudyPlane::Output, i, {1, 0})));
    // Every 2nd pixel does not see an odd column; the blur does, from both sides.
    EXPECT_FALSE(test::isOutlined(lit, drawn.cell(StudyPlane::Output, 6, {1, 0})));
    const Rect left = drawn.cell(StudyPlane::Output, 7, {1, 0});
    const Rect right = drawn.cell(StudyPlane::Output, 7, {1, 1});
    EXPECT_TRUE(test::isOutlined(lit, {left.x, left.y, right.right() - left.x, left.height}));
    const std::string words = test::wordsOf(lit);
    EXPECT_NE(words.find("X(2, 1) = 0\n"), std::string::npos) << words;
    EXPECT_NE(words.find("100  dX 0\n"), std::string::npos) << words;
    EXPECT_NE(words.find("not seen  dX 0\n"), std::string::npos) << words;
}

TEST(CompareFigure, PointingAtAnOutputLightsItsWindowAndItsPlaceElsewhere) {
    const Comparison drawn({CompareBy::Windows, false, MovedImages::Nothing});
    // 2x2 with stride 2: cell (0, 1) is rows 0 and 1, columns 2 and 3.
    const StudyFocus focus{StudyPlane::Output, 1, {0, 1}};
    const Scene lit = drawn.lit(focus);
    const Rect a = drawn.cell(StudyPlane::Input, 0, {0, 2});
    const Rect window{a.x, a.y, 2 * a.width, 2 * a.height};
    EXPECT_TRUE(test::isOutlined(lit, window));
    EXPECT_TRUE(test::isOutlined(lit, drawn.cell(StudyPlane::Output, 1, {0, 1})));
    // 2x2 with stride 1: the windows at rows 0 and 1, columns 1 and 2 overlap it.
    const Rect first = drawn.cell(StudyPlane::Output, 0, {0, 1});
    EXPECT_TRUE(test::isOutlined(lit, {first.x, first.y, 2 * first.width, 2 * first.height}));
    EXPECT_EQ(compareWords(drawn.context(), focus).title, "2x2, stride 2 (0, 1)");
}

TEST(CompareFigure, SaysWhyAWindowIsNotPossible) {
    const Comparison drawn({CompareBy::Windows, false, MovedImages::Nothing}, plane(3, std::vector<float>(9, 1)));
    EXPECT_NE(test::wordsOf(drawn.figure.scene).find("Not possible: "), std::string::npos);
    EXPECT_EQ(drawn.figure.area(StudyPlane::Output, 6), nullptr);
    EXPECT_TRUE(drawn.lit({StudyPlane::Output, 6, {0, 0}}).marks.empty());
}

TEST(CompareFigure, KeysMoveWithinAPictureAndOnToTheNext) {
    const Comparison drawn(kOperations);
    const StudyFocus first = movedFocus(drawn.figure, std::nullopt, {});
    EXPECT_EQ(first, (StudyFocus{StudyPlane::Input, 0, {2, 2}}));
    EXPECT_EQ(movedFocus(drawn.figure, first, {-1, 1}), (StudyFocus{StudyPlane::Input, 0, {1, 3}}));
    EXPECT_EQ(movedFocus(drawn.figure, first, {2, 0}), first);  // the edge
    EXPECT_EQ(steppedFocus(drawn.figure, first, 1), (StudyFocus{StudyPlane::Output, 0, {1, 1}}));
    EXPECT_EQ(steppedFocus(drawn.figure, first, -1), (StudyFocus{StudyPlane::Gradient, 7, {2, 2}}));
}

TEST(CompareFigure, IsAsHighInAFileAsItNeedsToBe) {
    for (const CompareBy by : {CompareBy::Operations, CompareBy::Windows, CompareBy::References}) {
        const Comparison drawn({by, true, MovedImages::Nothing});
        const Scene scene = composeCompare(drawn.study, drawn.pictures.scale, drawn.view, 500, drawn.style);
        double lowest = 0;
        for (const Mark& mark : scene.marks) {
            const auto* map = std::get_if<HeatMapMark>(&mark);
            if (!map || map->cells.rows == 1) continue;
            lowest = std::max(lowest, map->rect.bottom());
            EXPECT_GE(map->rect.width, 40);
        }
        EXPECT_LT(lowest, scene.size.height);
        EXPECT_GT(lowest, scene.size.height * 0.8);
    }
    EXPECT_EQ(compareText({}, CompareBy::Operations), "operations, size 2x2, stride 2x2");
    EXPECT_EQ(compareText({}, CompareBy::Windows), "max over sizes and strides");
}

}  // namespace
}  // namespace poolscope
