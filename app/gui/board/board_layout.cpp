// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/board_layout.h"

#include <algorithm>

namespace poolscope {
namespace {

constexpr int kLoupe = 104;
constexpr int kTwoLines = 46;  // of the loupe in a presentation, at scale 1
constexpr int kTallLoupe = 126;
constexpr int kLeastBoard = 700;  // narrower boards give the loupe a line more
constexpr int kArrowGap = 24;     // between the panels of the mirrored layout
constexpr int kLeastInRow = 225;  // narrower panels stand two by two
constexpr int kLeastOfTwo = 165;  // lower ones do not
// The algorithm: both passes beside each other, or one below the other.
constexpr int kLeastBeside = 138;
constexpr int kAlgorithmBeside = 930;
constexpr int kLeastBelow = 226;
constexpr int kAlgorithmBelow = 545;  // wide enough for its type in full size
constexpr int kLeastChart = 230;
constexpr int kMostChart = 420;
constexpr int kLeastChartHeight = 140;

struct Rows {
    int columns = 4;
    int rows = 1;
    int gap = kBoardGap;
    int width = 0;

    int heightOf(int panel) const { return rows * panel + (rows - 1) * kBoardGap; }
    int panelIn(int room) const { return (room - (rows - 1) * kBoardGap) / rows; }
};

Rows rowsOf(const BoardRoom& room, int inner, int columns) {
    Rows rows;
    rows.gap = room.mirrored ? kArrowGap : kBoardGap;
    rows.columns = columns;
    rows.rows = room.panels / columns;
    rows.width = (inner - (columns - 1) * rows.gap) / columns;
    return rows;
}

// `height` is what there is for panels.
Rows rowsFor(const BoardRoom& room, int inner, int height) {
    const Rows row = rowsOf(room, inner, 4);
    if (room.panels > 4 || row.width >= kLeastInRow * std::min(room.scale, 1.5)) return row;
    const Rows square = rowsOf(room, inner, 2);
    // Two low rows would leave less of the pictures than a narrow row does.
    return square.panelIn(height) < kLeastOfTwo * std::min(room.scale, 1.5) ? row : square;
}

// The charts stand beside each other, below each other, or there is one, or none.
void planBottom(BoardPlan& plan, const QRect& bottom) {
    plan.algorithm = bottom;
    const int beside = bottom.width() - kAlgorithmBelow - kBoardGap;
    if (bottom.height() < kLeastBelow || beside < kLeastChart) return;
    const bool two = beside >= 2 * kLeastChart + kBoardGap;
    const bool stacked = !two && bottom.height() >= 2 * kLeastChartHeight + kBoardGap;
    const int width = std::min(two ? (beside - kBoardGap) / 2 : beside, kMostChart);
    const int left = bottom.right() + 1 - width;
    if (two) {
        plan.shift = QRect(left, bottom.top(), width, bottom.height());
        plan.histogram = plan.shift->translated(-width - kBoardGap, 0);
    } else if (stacked) {
        const int height = (bottom.height() - kBoardGap) / 2;
        plan.histogram = QRect(left, bottom.top(), width, height);
        plan.shift = QRect(left, bottom.bottom() + 1 - height, width, height);
    } else {
        plan.histogram = QRect(left, bottom.top(), width, bottom.height());
    }
    plan.algorithm->setRight(plan.histogram->left() - kBoardGap - 1);
}

}  // namespace

BoardPlan planBoard(const BoardRoom& room) {
    const int inner = room.size.width() - 2 * kBoardGap;
    int loupe = room.presenting                    ? static_cast<int>(kTwoLines * room.scale)
                : inner < kLeastBoard * room.scale ? kTallLoupe
                                                   : kLoupe;
    int height = room.size.height() - room.top - loupe - 2 * kBoardGap;  // for panels and algorithm
    const Rows rows = rowsFor(room, inner, height);
    const int natural = room.panelHeight(rows.width);
    int panel = std::min(natural, rows.panelIn(height));
    const int left = height - rows.heightOf(panel) - kBoardGap;
    const bool withAlgorithm = !room.presenting && left >= (inner >= kAlgorithmBeside ? kLeastBeside : kLeastBelow);
    if (room.presenting) {
        // What the pictures do not need makes the formula larger.
        const int spare =
            std::clamp(height - rows.heightOf(natural), 0, static_cast<int>((kLoupe + 20 - kTwoLines) * room.scale));
        loupe += spare;
        height -= spare;
    }
    if (!withAlgorithm) panel = rows.panelIn(height);

    BoardPlan plan;
    for (int place = 0; place < room.panels; ++place) {
        plan.panels.emplace_back(kBoardGap + (place % rows.columns) * (rows.width + rows.gap),
                                 room.top + (place / rows.columns) * (panel + kBoardGap), rows.width, panel);
    }
    const int top = room.top + rows.heightOf(panel) + kBoardGap;
    plan.loupe = QRect(kBoardGap, top, inner, loupe);
    if (withAlgorithm) {
        const int below = top + loupe + kBoardGap;
        planBottom(plan, QRect(kBoardGap, below, inner, room.size.height() - below - kBoardGap));
    }
    return plan;
}

}  // namespace poolscope
