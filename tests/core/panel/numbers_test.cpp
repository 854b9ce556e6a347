// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/scene/text_width.h"

namespace poolscope {
namespace {

TEST(LongestNumber, CountsTheCharactersOfTheOneThatHasMost) {
    const auto longest = [](const std::vector<float>& values) { return longestNumber(values, {}, 0); };
    EXPECT_EQ(longest({}), 1U);
    EXPECT_EQ(longest({7, 7, 128, 12, 128}), 3U);
    EXPECT_EQ(longest({0, 0.25F, 0, 255}), 4U);
    EXPECT_EQ(longest({255, -12, -128, 256}), 4U);
}

TEST(NumberText, RoundsAndNeverCuts) {
    EXPECT_EQ(numberText(0.006307), "0.006307");
    EXPECT_EQ(numberText(0.006307, 3), "0.00631");
    EXPECT_EQ(numberText(0.006307, 2), "0.0063");
    EXPECT_EQ(numberText(1.0 / 3), "0.3333");
    EXPECT_EQ(numberText(-1.0 / 3, 2), "-0.33");
    EXPECT_EQ(numberText(127.46), "127.5");
    EXPECT_EQ(numberText(12345.678), "12346");
    EXPECT_EQ(numberText(12345.678, 2), "12346") << "an exponent is not shorter";
    EXPECT_EQ(numberText(1e-7), "1e-7");
    EXPECT_EQ(numberText(-1.26e-7, 2), "-1.3e-7");
    EXPECT_EQ(numberText(0.5, 2), "0.5");
    EXPECT_EQ(numberText(double{0.1F}, 3), "0.1");
    EXPECT_EQ(numberText(0.996, 2), "1.00") << "not 1, which is another value";
    EXPECT_EQ(numberText(-2.003, 2), "-2.0");
    EXPECT_EQ(numberText(2.003e-9, 2), "2.0e-9");
    EXPECT_EQ(numberText(2e-9, 2), "2e-9");
}

TEST(NumberText, WholeNumbersAreShownInFullWhereThereIsRoom) {
    EXPECT_EQ(numberText(33805), "33805");
    EXPECT_EQ(numberText(1234567), "1234567");
    EXPECT_EQ(numberText(1234567, 3), "1.23e6");
    EXPECT_EQ(numberText(253, 2), "253") << "an exponent is not shorter";
    EXPECT_EQ(numberText(-65535, 2), "-65535");
    EXPECT_EQ(numberText(1e20), "1e20");
}

TEST(NumberText, KnowsWhatIsNoNumber) {
    EXPECT_EQ(numberText(std::nan("")), "NaN");
    EXPECT_EQ(numberText(-std::nan("")), "NaN");
    EXPECT_EQ(numberText(-std::numeric_limits<double>::infinity()), "−∞");
    EXPECT_EQ(numberText(-0.0), "0");
}

TEST(ValueText, IsAPartOfTheTopWhereTheViewAsksForParts) {
    ViewSpec unit;
    unit.values = NumberScale::Unit;
    EXPECT_EQ(valueText(248, {}, 255), "248");
    EXPECT_EQ(valueText(248, unit, 255), "0.973");
    EXPECT_EQ(valueText(4, unit, 16), "0.250");
    EXPECT_EQ(valueText(-3, unit, 6), "-0.500");
    EXPECT_EQ(valueText(-0.0, unit, 6), "0.000");
    EXPECT_EQ(valueText(2.5, unit, 0), "2.5") << "gradients and counts are parts of nothing";
    EXPECT_EQ(valueText(std::nan(""), unit, 255), "NaN");
}

// Every number that is shown lies within its cell, whatever its values and the size of the cell are.
TEST(CellNumbers, NeverRunOutOfTheirCells) {
    const std::vector<std::vector<float>> planes{
        {0, 248, 255},      {0.006307F, 0.1F, 0.5F},     {-1e-7F, 12345.678F, 3e38F}, {NAN, INFINITY, -INFINITY},
        {1.0F / 3, -0.25F}, {123456789.0F, -65535, 0.5F}};
    const FigureStyle style;
    for (const std::vector<float>& values : planes) {
        for (double width = 4; width < 80; width *= 1.3) {
            for (const Numbers wanted : {Numbers::Auto, Numbers::On}) {
                ViewSpec view;
                view.numbers = wanted;
                const auto numbers = fitNumbers(values, view, 0, {0, 0, width, 20}, style);
                EXPECT_TRUE(numbers || wanted == Numbers::Auto);
                if (!numbers) continue;
                EXPECT_TRUE(wanted == Numbers::On || numbers->size >= style.leastNumber);
                for (const float value : values) {
                    const std::string words = valueText(value, view, 0, numbers->digits);
                    EXPECT_LT(textWidth(words, numbers->size, FontFace::Mono), width) << words;
                }
            }
        }
    }
}

TEST(CellNumbers, HaveAsManyDigitsAsFit) {
    const std::vector<float> values{0.006307F, 0.5F};
    const FigureStyle style;
    const auto digits = [&](std::size_t characters) {
        const double width = monoWidth(characters, style.leastNumber) / 0.9 + 0.01;
        const auto numbers = fitNumbers(values, {}, 0, {0, 0, width, 20}, style);
        return numbers ? numbers->digits : 0;
    };
    EXPECT_EQ(digits(8), 4);
    EXPECT_EQ(digits(7), 3);
    EXPECT_EQ(digits(6), 2);
    EXPECT_EQ(digits(5), 0) << "none rather than some";
}

}  // namespace
}  // namespace poolscope
