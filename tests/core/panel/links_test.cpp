// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/links.h"

#include <gtest/gtest.h>

#include "tests/core/support/example.h"

namespace poolscope {
namespace {

using test::evaluated;
using test::smallImage;

void overlapping(Experiment& e) {
    e.window.size = {3, 3};
    e.window.stride = {1, 1};
}

TEST(Links, OfAnOutputCellAreItsWindowAndWinner) {
    const Evaluation e = evaluated(smallImage());
    const Links links = linkedCells(e, {FocusKind::Window, {0, 0}, 0});
    EXPECT_EQ(links.window, (CellRef{0, 0}));
    EXPECT_EQ(links.winner, 0);
    EXPECT_EQ(links.tied, (std::vector<std::int64_t>{0, 1}));
    EXPECT_FALSE(links.cell.has_value());
}

TEST(Links, OfAnInputCellAreAllWindowsOverItAndTheTermsOfItsGradient) {
    const Evaluation e = evaluated(smallImage(), [](Experiment& x) {
        overlapping(x);
        x.gradient.kind = Upstream::Given;
        x.gradient.given =
            std::make_shared<const Tensor>(Shape{1, 1, 2, 2}, std::vector<float>{0.5F, 0.7F, 0.3F, 0.9F});
    });
    // 248 at (0, 3) wins the upper right window alone; 240 at (1, 3) the lower right one.
    const Links top = linkedCells(e, {FocusKind::Input, {0, 3}, 0});
    EXPECT_EQ(top.coveringCount, 1);
    EXPECT_EQ(top.terms, (std::vector<GradientTerm>{{{0, 1}, 0.7F}}));
    const Links middle = linkedCells(e, {FocusKind::Gradient, {1, 2}, 0});
    EXPECT_EQ(middle.coveringCount, 4);
    EXPECT_EQ(middle.covering, (std::vector<CellRef>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
    EXPECT_TRUE(middle.terms.empty()) << "35 wins no window";
    EXPECT_EQ(middle.window, (CellRef{0, 0})) << "then the first that covers it is shown";
}

TEST(Links, TermsAddUpToTheGradientOfEveryCell) {
    const Evaluation e = evaluated(smallImage(), [](Experiment& x) {
        overlapping(x);
        x.pool.op = PoolOp::Avg;
    });
    for (std::int64_t i = 0; i < 16; ++i) {
        const CellRef cell{i / 4, i % 4};
        double sum = 0;
        for (const GradientTerm& term : linkedCells(e, {FocusKind::Input, cell, 0}).terms) sum += term.gradient;
        EXPECT_EQ(static_cast<float>(sum), e.backward->dx.at(0, cell)) << i;
    }
}

// The 9 wins both windows; the 2 wins the third, and loses to the 9 in the second.
TEST(Links, AnAdditionIsWhatHappensToTheCell) {
    const auto addition = [](Overlap overlap, std::int64_t window) {
        const auto x = std::make_shared<const Tensor>(Shape{1, 1, 1, 4}, std::vector<float>{1, 9, 2, 1});
        const Evaluation e = evaluated(x, [overlap](Experiment& experiment) {
            experiment.window = {{1, 2}, {1, 1}, {}, {1, 1}, false};
            experiment.pool.overlap = overlap;
            experiment.gradient.kind = Upstream::Given;
            experiment.gradient.given =
                std::make_shared<const Tensor>(Shape{1, 1, 1, 3}, std::vector<float>{0.5F, 0.25F, 4});
        });
        std::vector<TapGradient> terms;
        windowTerms(e, WindowTaps(e.grid, PadValue::Ignore), {0, window}, terms);
        const Addition sum = additionTo(e, {}, {0, window}, terms.front());
        return std::vector<double>{static_cast<double>(sum.others), sum.before, sum.after};
    };
    using Numbers = std::vector<double>;
    EXPECT_EQ(addition(Overlap::Add, 1), (Numbers{1, 0.5, 0.75}));
    EXPECT_EQ(addition(Overlap::Loop, 1), (Numbers{1, 0.5, 0.25}));
    EXPECT_EQ(addition(Overlap::Col2im, 1), (Numbers{1, 0.25, 0.5})) << "the first window has the last tap";
    EXPECT_EQ(addition(Overlap::Loop, 2), (Numbers{0, 0, 4}));
    EXPECT_EQ(addition(Overlap::Col2im, 2), (Numbers{1, 4, 0})) << "the zero of the second window stays";
    for (const Overlap overlap : {Overlap::Add, Overlap::Loop, Overlap::Col2im})
        EXPECT_EQ(addition(overlap, 0), (Numbers{0, 0, 0.5}));
}

TEST(Links, OfAPatchCellAreItsWindowSlotAndPixel) {
    const Evaluation e = evaluated(smallImage());
    const Links links = linkedCells(e, {FocusKind::Patch, {1, 0}, 2});
    EXPECT_EQ(links.window, (CellRef{1, 0}));
    EXPECT_EQ(links.slot, 2);
    EXPECT_EQ(links.cell, (CellRef{3, 0}));
}

TEST(Links, APatchCellInThePaddingHasNoPixel) {
    const Evaluation e = evaluated(smallImage(), [](Experiment& x) {
        x.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
    });
    EXPECT_FALSE(linkedCells(e, {FocusKind::Patch, {0, 0}, 0}).cell.has_value());
    EXPECT_EQ(linkedCells(e, {FocusKind::Patch, {0, 0}, 3}).cell, (CellRef{0, 0}));
}

TEST(Links, WhatDoesNotExistHasNone) {
    const Evaluation e = evaluated(smallImage());
    EXPECT_FALSE(focusExists(e, {FocusKind::Window, {2, 0}, 0}));
    EXPECT_FALSE(focusExists(e, {FocusKind::Input, {4, 0}, 0}));
    EXPECT_FALSE(focusExists(e, {FocusKind::Slot, {}, 4}));
    EXPECT_FALSE(linkedCells(e, {FocusKind::Window, {2, 0}, 0}).window.has_value());
}

TEST(Links, TheTelltaleWindowHasTheLargestSpread) {
    EXPECT_EQ(telltaleWindow(evaluated(smallImage())), (CellRef{0, 1}));
}

}  // namespace
}  // namespace poolscope
