// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/cell_colours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace poolscope {
namespace {

const CellColours kGrey{{0, 10}, Palette::Grey, false, &themeNamed(ThemeName::Light)};

// 7 by 10 cells of a plane as 4 by 4 blocks of one or two rows and two or three columns; one of them has a NaN.
TEST(PartPicture, ShowsTheMeansOfUnevenBlocks) {
    const PlanePart part{{9, 13}, {1, 2}, {7, 10}};
    const std::array<std::size_t, 5> rows{1, 2, 4, 6, 8};
    const std::array<std::size_t, 5> cols{2, 4, 7, 9, 12};
    std::vector<float> plane(9 * 13);
    for (std::size_t i = 0; i < plane.size(); ++i) plane[i] = static_cast<float>(i * 29 % 11);
    plane[5 * 13 + 4] = NAN;
    const Picture picture = partPicture({plane}, part, kGrey, 4);
    ASSERT_EQ(picture.shown, (Extent{4, 4}));
    for (std::size_t r = 0; r < 4; ++r) {
        for (std::size_t c = 0; c < 4; ++c) {
            double sum = 0;
            double count = 0;
            for (std::size_t y = rows[r]; y < rows[r + 1]; ++y) {
                for (std::size_t x = cols[c]; x < cols[c + 1]; ++x, ++count) sum += plane[y * 13 + x];
            }
            const auto mean = static_cast<float>(sum / count);
            EXPECT_EQ((*picture.argb)[r * 4 + c], toArgb(kGrey.of(mean))) << r << " " << c;
        }
    }
}

// Planes that are shown as they are, and such that several threads reduce.
TEST(ShownPlane, IsThePictureAndTheRangeOfAllValues) {
    for (const Extent& cells : {Extent{20, 30}, Extent{1500, 2100}, Extent{4500, 1100}}) {
        std::vector<float> plane(static_cast<std::size_t>(cells.count()));
        for (std::size_t i = 0; i < plane.size(); ++i) plane[i] = static_cast<float>(i * 7919 % 997) / 100.0F;
        plane[plane.size() / 2] = -3;
        plane.back() = 20;
        plane.front() = INFINITY;
        plane[1] = NAN;
        const ShownPlane shown = shownPlane(plane, cells, BlockValue::Mean);
        EXPECT_EQ(shown.range, (FiniteRange{-3, 20, true}));
        const Picture picture = colouredPicture(shown, kGrey);
        EXPECT_EQ(picture.cells, cells);
        EXPECT_EQ(picture.shown,
                  (Extent{std::min<std::int64_t>(cells.rows, 1024), std::min<std::int64_t>(cells.cols, 1024)}));
        EXPECT_EQ(*picture.argb, *partPicture({plane}, {cells, {}, cells}, kGrey).argb);
        const auto cols = picture.shown.cols;
        for (const std::int64_t row : {picture.shown.rows / 3, picture.shown.rows - 1}) {
            const std::int64_t top = row * cells.rows / picture.shown.rows;
            const std::int64_t left = 9 * cells.cols / cols;
            const std::int64_t bottom = (row + 1) * cells.rows / picture.shown.rows;
            const std::int64_t right = 10 * cells.cols / cols;
            double sum = 0;
            for (std::int64_t y = top; y < bottom; ++y) {
                for (std::int64_t x = left; x < right; ++x) sum += plane[static_cast<std::size_t>(y * cells.cols + x)];
            }
            const auto mean = static_cast<float>(sum / static_cast<double>((bottom - top) * (right - left)));
            EXPECT_EQ(shown.values[static_cast<std::size_t>(row * cols + 9)], mean);
        }
    }
}

// In colours around zero a block is the cell furthest from zero: of a few gradients among zeros a mean shows nothing.
TEST(ShownPlane, FurthestFromZeroStandsForABlock) {
    const Extent cells{1030, 2600};
    std::vector<float> plane(static_cast<std::size_t>(cells.count()));
    const auto at = [&](std::int64_t row, std::int64_t col) -> float& {
        return plane[static_cast<std::size_t>(flatIndex(cells, {row, col}))];
    };
    at(0, 0) = 49;
    at(0, 1) = 3;
    at(1029, 2599) = -7;
    at(1029, 2598) = 6.5F;
    at(500, 1000) = NAN;
    at(500, 1001) = INFINITY;
    const ShownPlane shown = shownPlane(plane, cells, BlockValue::Furthest);
    EXPECT_EQ(shown.range, (FiniteRange{-7, 49, true}));
    EXPECT_EQ(shown.values.front(), 49);
    EXPECT_EQ(shown.values.back(), -7);
    EXPECT_EQ(std::count_if(shown.values.begin(), shown.values.end(), [](float v) { return std::isnan(v); }), 1);
    EXPECT_EQ(std::count(shown.values.begin(), shown.values.end(), 0.0F), 1024 * 1024 - 3);
    const CellColours aroundZero{{-49, 49}, Palette::Grey, true, &themeNamed(ThemeName::Light), BlockValue::Furthest};
    EXPECT_EQ(*colouredPicture(shown, aroundZero).argb, *partPicture({plane}, {cells, {}, cells}, aroundZero).argb);
}

// One in nine of them is seen as a mean, one in sixteen is not; nor are values that cancel out.
TEST(BlockValue, IsTheMeanWhereThatIsSeen) {
    const Extent cells{720, 720};
    const auto every = [&](std::int64_t pitch, float other) {
        std::vector<float> plane(static_cast<std::size_t>(cells.count()));
        for (std::int64_t i = 0; i < cells.count(); ++i) {
            const CellRef at{i / cells.cols, i % cells.cols};
            if (at.col % pitch != 0 || (at.row + at.col / pitch) % pitch != 0) continue;
            plane[static_cast<std::size_t>(i)] = at.row % 2 == 0 ? 1 : other;
        }
        return plane;
    };
    EXPECT_EQ(blockValueOf(every(3, 1), cells), BlockValue::Mean);
    EXPECT_EQ(blockValueOf(every(4, 1), cells), BlockValue::Furthest);
    EXPECT_EQ(blockValueOf(every(1, -1), cells), BlockValue::Furthest);
    EXPECT_EQ(blockValueOf(every(1, 1), cells), BlockValue::Mean);
}

// More values than are remembered and than one task takes, and 0 beside -0 and NaN.
TEST(PartPicture, GivesEachValueItsOwnColour) {
    for (const bool isSigned : {false, true}) {
        const CellColours colours{{-50, 50}, Palette::Viridis, isSigned, &themeNamed(ThemeName::Dark)};
        std::vector<float> plane(200 * 900);
        for (std::size_t i = 0; i < plane.size(); ++i) plane[i] = static_cast<float>(i * 7919 % 9973) / 97.0F - 50;
        plane[17] = -0.0F;
        plane[18] = 0;
        plane[19] = NAN;
        const Picture picture = partPicture({plane}, {{200, 900}, {}, {200, 900}}, colours);
        for (std::size_t i = 0; i < plane.size(); ++i) ASSERT_EQ((*picture.argb)[i], toArgb(colours.of(plane[i]))) << i;
    }
}

}  // namespace
}  // namespace poolscope
