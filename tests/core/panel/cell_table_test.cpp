// SPDX-License-Identifier: GPL-3.0-or-later
// Panels as tables of words.
#include <gtest/gtest.h>

#include "core/panel/cell_table.h"

namespace poolscope {
namespace {

struct Made {
    Experiment experiment;
    Evaluation evaluation;
    ViewSpec view;
    FigureStyle style;
    Pictures pictures;

    explicit Made(const PoolSpec& pool = {}, const std::optional<Playback>& playback = {}) {
        const auto x = std::make_shared<const Tensor>(
            Shape{1, 1, 4, 4}, std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2});
        experiment.pool = pool;
        evaluation = *evaluate(experiment, x);
        pictures = makePictures(evaluation, view, themeNamed(ThemeName::Light), playback);
    }
    PanelContext context() const { return {evaluation, pictures, view, style}; }
    std::string words(PanelKind kind, const CellRef& cell) const { return cellWords(kind, context(), cell); }
};

TEST(CellTable, HasTheRowsAndColumnsOfThePanel) {
    const Made made;
    EXPECT_EQ(cellTable(PanelKind::Input, made.context()), (Extent{4, 4}));
    EXPECT_EQ(cellTable(PanelKind::Output, made.context()), (Extent{2, 2}));
    EXPECT_EQ(cellTable(PanelKind::Patches, made.context()), (Extent{4, 4}));
    EXPECT_EQ(cellTable(PanelKind::Image, made.context()), (Extent{0, 0})) << "there is none";
    EXPECT_FALSE(hasCellTable(PanelKind::Kernel));
    for (const PanelRow& row : kPanelRows) {
        if (!hasCellTable(row.kind) || !hasPanel(made.evaluation, row.kind)) continue;
        const Extent all = cellTable(row.kind, made.context());
        ASSERT_GT(all.count(), 0) << row.word;
        EXPECT_FALSE(made.words(row.kind, {all.rows - 1, all.cols - 1}).empty()) << row.word;
    }
}

TEST(CellTable, SaysWhoWins) {
    const Made max;
    EXPECT_EQ(max.words(PanelKind::Input, {1, 1}), "row 1, column 1, 6, winner of window 0, 0");
    EXPECT_EQ(max.words(PanelKind::Output, {0, 0}), "row 0, column 0, 6, won by row 1, column 1");
    EXPECT_EQ(max.words(PanelKind::Patches, {3, 0}), "place 3, window 0, 0, 6, winner");
    EXPECT_EQ(max.words(PanelKind::GradientPatches, {3, 0}), "place 3, window 0, 0, 1");
    EXPECT_EQ(max.words(PanelKind::GradientPatches, {0, 0}), "place 0, window 0, 0, 0");
    PoolSpec spec;
    spec.op = PoolOp::Avg;
    const Made avg(spec);
    EXPECT_EQ(avg.words(PanelKind::Input, {1, 1}), "row 1, column 1, 6");
    EXPECT_EQ(avg.words(PanelKind::Output, {0, 0}), "row 0, column 0, 3.5");
}

TEST(CellTable, TellsNothingBeforeItIsComputed) {
    const Made begun({}, Playback{Phase::Forward, 1});
    EXPECT_EQ(begun.words(PanelKind::Output, {0, 1}), "row 0, column 1, not computed yet");
    EXPECT_EQ(begun.words(PanelKind::Input, {1, 1}), "row 1, column 1, 6, winner of window 0, 0");
    EXPECT_EQ(begun.words(PanelKind::Input, {1, 3}), "row 1, column 3, 8");
    EXPECT_EQ(begun.words(PanelKind::Patches, {0, 3}), "place 0, window 1, 1, not computed yet");
}

TEST(CellTable, FollowsWhatIsLit) {
    const Made made;
    const auto at = [&](PanelKind kind, const Focus& focus) {
        return litTableCell(kind, made.evaluation.grid, linkedCells(made.evaluation, focus));
    };
    EXPECT_EQ(at(PanelKind::Output, {FocusKind::Window, {1, 0}, 0}), (CellRef{1, 0}));
    EXPECT_EQ(at(PanelKind::Patches, {FocusKind::Window, {1, 0}, 0}), (CellRef{0, 2})) << "the winner's place";
    EXPECT_EQ(at(PanelKind::Patches, {FocusKind::Patch, {1, 0}, 2}), (CellRef{2, 2}));
    EXPECT_EQ(at(PanelKind::Input, {FocusKind::Input, {3, 1}, 0}), (CellRef{3, 1}));
    EXPECT_EQ(at(PanelKind::Output, {}), std::nullopt);
}

}  // namespace
}  // namespace poolscope
