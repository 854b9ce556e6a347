// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/window_grid.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/core/support/cases.h"
#include "tests/core/support/naive.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

Extent outputOf(const WindowSpec& spec, const Extent& input) {
    const auto grid = makeGrid(spec, input);
    EXPECT_TRUE(grid) << toText(spec) << " on " << toText(input) << ": " << grid.error().message;
    return grid ? grid->output() : Extent{};
}

TEST(OutputSize, IsTheFloorOfWhatFits) {
    EXPECT_EQ(outputOf(square(2, 2), {28, 28}), (Extent{14, 14}));
    EXPECT_EQ(outputOf(square(3, 2), {28, 28}), (Extent{13, 13}));
    EXPECT_EQ(outputOf(square(3, 2, 1), {28, 28}), (Extent{14, 14}));
    EXPECT_EQ(outputOf(square(2, 2), {5, 7}), (Extent{2, 3}));
    EXPECT_EQ(outputOf(square(1, 1), {1, 1}), (Extent{1, 1}));
    EXPECT_EQ(outputOf(square(3, 1, 0, 2), {6, 5}), (Extent{2, 1}));
}

TEST(OutputSize, WithCeilLetsAWindowOverhangTheEnd) {
    EXPECT_EQ(outputOf(square(2, 2, 0, 1, true), {5, 7}), (Extent{3, 4}));
    EXPECT_EQ(outputOf(square(3, 2, 0, 1, true), {4, 4}), (Extent{2, 2}));
}

TEST(OutputSize, WithCeilOneWindowMayBeLargerThanTheImage) {
    EXPECT_EQ(outputOf(square(4, 2, 0, 1, true), {3, 3}), (Extent{1, 1}));
    EXPECT_EQ(outputOf(square(5, 3, 0, 1, true), {3, 3}), (Extent{1, 1}));
    EXPECT_EQ(makeGrid(square(4, 1, 0, 1, true), {3, 3}).error().where, "window.size");
    EXPECT_EQ(makeGrid(square(5, 2, 0, 1, true), {3, 3}).error().where, "window.size");
    EXPECT_EQ(makeGrid(square(4, 2), {3, 3}).error().where, "window.size");
}

TEST(OutputSize, WithCeilNoWindowStartsInTheTrailingPadding) {
    // ceil((4 + 1 + 1 - 2) / 3) + 1 = 3, but window 2 would start at 2*3 - 1 = 5, in the padding after the image.
    EXPECT_EQ(outputOf(square(2, 3, 1, 1, true), {4, 4}), (Extent{2, 2}));
    // Padding before only: window 2 starts at 5 - 1 = 4, past the end.
    WindowSpec spec = square(3, 3, 0, 1, true);
    spec.padding.top = spec.padding.left = 1;
    EXPECT_EQ(outputOf(spec, {5, 5}), (Extent{2, 2}));
    EXPECT_EQ(outputOf(spec, {6, 6}), (Extent{3, 3}));
}

TEST(OutputSize, OfEachAxisIsItsOwn) {
    const WindowSpec spec{{3, 2}, {2, 3}, {PadMode::Explicit, 1, 0, 0, 1}, {1, 2}, false};
    // Rows: (7 + 1 - 3) / 2 + 1 = 3. Columns: reach 3, (8 + 1 - 3) / 3 + 1 = 3.
    EXPECT_EQ(outputOf(spec, {7, 8}), (Extent{3, 3}));
}

WindowGrid sameGrid(PadMode mode, std::int64_t size, std::int64_t stride, std::int64_t input) {
    WindowSpec spec = square(size, stride);
    spec.padding.mode = mode;
    const auto grid = makeGrid(spec, {input, input});
    EXPECT_TRUE(grid);
    return *grid;
}

TEST(SamePadding, OutputIsTheInputDividedByTheStrideRoundedUp) {
    for (const PadMode mode : {PadMode::SameUpper, PadMode::SameLower}) {
        EXPECT_EQ(sameGrid(mode, 3, 1, 28).output(), (Extent{28, 28}));
        EXPECT_EQ(sameGrid(mode, 3, 2, 28).output(), (Extent{14, 14}));
        EXPECT_EQ(sameGrid(mode, 2, 3, 7).output(), (Extent{3, 3}));
    }
}

TEST(SamePadding, PutsTheOddCellWhereItsNameSays) {
    const AxisGrid upper = sameGrid(PadMode::SameUpper, 2, 1, 5).rows;
    EXPECT_EQ(upper.before, 0);
    EXPECT_EQ(upper.after, 1);
    const AxisGrid lower = sameGrid(PadMode::SameLower, 2, 1, 5).rows;
    EXPECT_EQ(lower.before, 1);
    EXPECT_EQ(lower.after, 0);
    // An even total is shared, a stride wider than the window needs none.
    EXPECT_EQ(sameGrid(PadMode::SameLower, 3, 1, 5).rows.before, 1);
    EXPECT_EQ(sameGrid(PadMode::SameUpper, 1, 3, 7).rows.after, 0);
}

struct Refusal {
    const char* why;
    WindowSpec spec;
    Extent input;
    const char* where;
    const char* value;  // must occur in the message
};

WindowSpec with(void (*change)(WindowSpec&)) {
    WindowSpec spec = square(2, 2);
    change(spec);
    return spec;
}

TEST(Refused, NamesTheFieldAndTheValue) {
    constexpr std::int64_t kHuge = std::int64_t{1} << 62;
    const Refusal refusals[] = {
        {"size 0", square(0, 2), {4, 4}, "window.size", "0"},
        {"negative size", with([](WindowSpec& s) { s.size.cols = -3; }), {4, 4}, "window.size", "-3"},
        {"huge size", square(kHuge, 1), {4, 4}, "window.size", "4611686018427387904"},
        {"size above the image", square(5, 1), {4, 9}, "window.size", "5"},
        {"size above the padded image", square(7, 1, 1), {4, 4}, "window.size", "7"},
        {"dilated size above the image", square(3, 1, 0, 2), {4, 4}, "window.size", "3"},
        {"stride 0", square(2, 0), {4, 4}, "window.stride", "0"},
        {"negative stride", with([](WindowSpec& s) { s.stride.rows = -1; }), {4, 4}, "window.stride", "-1"},
        {"huge stride", square(2, kHuge), {4, 4}, "window.stride", "4611686018427387904"},
        {"dilation 0", square(2, 2, 0, 0), {4, 4}, "window.dilation", "0"},
        {"negative dilation", square(2, 2, 0, -2), {4, 4}, "window.dilation", "-2"},
        {"huge dilation", square(2, 2, 0, kHuge), {4, 4}, "window.dilation", "4611686018427387904"},
        {"negative padding", with([](WindowSpec& s) { s.padding.top = -1; }), {4, 4}, "window.padding", "-1"},
        {"negative left", with([](WindowSpec& s) { s.padding.left = -4; }), {4, 4}, "window.padding", "-4"},
        {"as wide as the window", square(2, 1, 2), {4, 4}, "window.padding", "2"},
        {"bottom alone", with([](WindowSpec& s) { s.padding.bottom = 3; }), {4, 4}, "window.padding", "3"},
        {"right alone", with([](WindowSpec& s) { s.padding.right = 5; }), {4, 4}, "window.padding", "5"},
        {"huge padding", square(2, 2, kHuge), {4, 4}, "window.padding", "4611686018427387904"},
        {"no rows", square(1, 1), {0, 4}, "input", "rows"},
        {"no columns", square(1, 1), {4, 0}, "input", "columns"},
    };
    for (const Refusal& r : refusals) {
        const auto grid = makeGrid(r.spec, r.input);
        ASSERT_FALSE(grid) << r.why;
        EXPECT_EQ(grid.error().where, r.where) << r.why << ": " << grid.error().message;
        EXPECT_NE(grid.error().message.find(r.value), std::string::npos) << r.why << ": " << grid.error().message;
    }
}

TEST(Refused, AWindowWhoseTapsAllMissTheImage) {
    // Two taps 4 apart, padding 2 on both sides of 2 rows: window 0 has taps at -2 and 2. PyTorch's "padding at most
    // half the size" looks at the size alone and knows nothing of that.
    const auto grid = makeGrid(square(2, 1, 2, 4), {2, 2});
    ASSERT_FALSE(grid);
    EXPECT_EQ(grid.error().where, "window.padding");
    EXPECT_NE(grid.error().message.find("padding 2"), std::string::npos) << grid.error().message;
    EXPECT_NE(grid.error().message.find("dilation 4"), std::string::npos) << grid.error().message;
    // With three rows the tap at 2 is inside.
    EXPECT_TRUE(makeGrid(square(2, 3, 2, 4), {3, 3}));
}

TEST(Refused, ProductsThatWouldWrapAround) {
    constexpr std::int64_t kBig = std::int64_t{1} << 31;
    EXPECT_FALSE(makeGrid(square(1 << 20, 1, 0, kBig - 1), {28, 28}));
    EXPECT_FALSE(makeGrid(square(kBig, kBig, kBig - 1, kBig), {28, 28}));
    EXPECT_FALSE(makeGrid(square((std::int64_t{1} << 62) + 1, 1), {28, 28}));
    WindowSpec same = square(1 << 20, kBig - 1, 0, kBig - 1);
    same.padding.mode = PadMode::SameLower;
    EXPECT_FALSE(makeGrid(same, {28, 28}));  // windows of 2^51 rows with no tap on the image
}

TEST(Grid, ForgetsPaddingNumbersUnderTheSameModes) {
    WindowSpec spec = square(3, 1, -7);
    spec.padding.mode = PadMode::SameUpper;
    EXPECT_EQ(outputOf(spec, {5, 5}), (Extent{5, 5}));
}

TEST(Uncovered, CountsWhatFloorModeLeavesOver) {
    EXPECT_EQ(makeGrid(square(2, 2), {5, 6})->rows.uncovered(), 1);
    EXPECT_EQ(makeGrid(square(2, 2), {5, 6})->cols.uncovered(), 0);
}

TEST(Uncovered, CountsTheGapsOfAStrideAboveTheSize) {
    // Windows on rows 0-1, 3-4, 6-7; rows 2, 5 and 8 are left out.
    EXPECT_EQ(makeGrid(square(2, 3), {9, 9})->rows.uncovered(), 3);
}

TEST(Uncovered, CountsTheHolesOfDilation) {
    // Taps 0, 2 and, three further on, 3, 5: rows 1 and 4 have none, nor has 6.
    EXPECT_EQ(makeGrid(square(2, 3, 0, 2), {7, 7})->rows.uncovered(), 3);
}

TEST(TapPlace, TellsPaddingFromOverhang) {
    // Rows -1..5 with one row of padding on either side of four; ceil mode adds a window at row 3 with a tap at 5.
    const auto grid = makeGrid(square(3, 2, 1, 1, true), {5, 4});
    ASSERT_TRUE(grid);
    EXPECT_EQ(grid->output(), (Extent{3, 3}));
    EXPECT_EQ(grid->tapPlace({0, 0}, 0), TapPlace::Padding);
    EXPECT_EQ(grid->tapPlace({0, 0}, 4), TapPlace::Inside);
    EXPECT_EQ(grid->tapPlace({1, 2}, 3), TapPlace::Inside);
    EXPECT_EQ(grid->tapPlace({1, 2}, 4), TapPlace::Padding);
    EXPECT_EQ(grid->tapPlace({1, 2}, 5), TapPlace::Overhang);
    EXPECT_FALSE(grid->isData({1, 2}, 5, PadValue::Zero));
    EXPECT_TRUE(grid->isData({1, 2}, 4, PadValue::Zero));
    EXPECT_FALSE(grid->isData({1, 2}, 4, PadValue::Ignore));
}

// What an axis says of itself against a plain loop over its taps.
void expectPlainAxis(const AxisGrid& axis, const naive::Axis& plain, const std::string& what) {
    EXPECT_EQ(axis.before, plain.before) << what;
    EXPECT_EQ(axis.after, plain.after) << what;
    ASSERT_EQ(axis.output, plain.output) << what;
    EXPECT_EQ(axis.uncovered(), naive::uncovered(plain)) << what;
    std::vector<std::vector<AxisHit>> hits(static_cast<std::size_t>(axis.input));
    for (std::int64_t o = 0; o < plain.output; ++o) {
        for (std::int64_t k = 0; k < plain.size; ++k) {
            const std::int64_t position = plain.position(o, k);
            ASSERT_EQ(axis.position(o, k), position) << what;
            EXPECT_EQ(axis.insideTaps(o).contains(k), plain.inside(position)) << what << " o " << o << " k " << k;
            EXPECT_EQ(axis.declaredTaps(o).contains(k), plain.declared(position)) << what << " o " << o << " k " << k;
            if (plain.inside(position)) hits[static_cast<std::size_t>(position)].push_back({o, k});
        }
    }
    for (std::int64_t i = 0; i < axis.input; ++i) {
        EXPECT_EQ(axis.windowsOver(i), hits[static_cast<std::size_t>(i)]) << what << " at " << i;
    }
}

void expectPlainGrid(const WindowSpec& spec, const Extent& input) {
    const std::string what = toText(spec) + " on " + toText(input);
    const auto grid = makeGrid(spec, input);
    const auto plain = naive::geometry(spec, input);
    ASSERT_EQ(grid.has_value(), plain.has_value()) << what << (grid ? "" : ": " + grid.error().message);
    if (!grid) {
        EXPECT_TRUE(grid.error().where.starts_with("window.")) << what;
        return;
    }
    expectPlainAxis(grid->rows, plain->rows, "rows: " + what);
    expectPlainAxis(grid->cols, plain->cols, "columns: " + what);
}

// Numbers just outside what is legal are among them.
class EverySmallGrid : public testing::TestWithParam<bool> {};

TEST_P(EverySmallGrid, IsWhereALoopPutsIt) {
    const bool ceilMode = GetParam();
    for (std::int64_t input = 1; input <= 7 && !HasFailure(); ++input) {
        for (std::int64_t size = 0; size <= 4; ++size) {
            for (std::int64_t stride = 0; stride <= 4; ++stride) {
                for (std::int64_t dilation = 0; dilation <= 3; ++dilation) {
                    for (std::int64_t before = -1; before <= 4; ++before) {
                        for (std::int64_t after = -1; after <= 4; ++after) {
                            const Padding rows{PadMode::Explicit, before, 0, after, 0};
                            const Padding cols{PadMode::Explicit, 0, before, 0, after};
                            expectPlainGrid({{size, 2}, {stride, 1}, rows, {dilation, 1}, ceilMode}, {input, 3});
                            expectPlainGrid({{2, size}, {1, stride}, cols, {1, dilation}, ceilMode}, {3, input});
                        }
                    }
                    for (const PadMode mode : {PadMode::SameUpper, PadMode::SameLower}) {
                        expectPlainGrid({{size, 2}, {stride, 1}, {mode}, {dilation, 1}, ceilMode}, {input, 3});
                    }
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(FloorAndCeil, EverySmallGrid, testing::Bool());

}  // namespace
}  // namespace poolscope
