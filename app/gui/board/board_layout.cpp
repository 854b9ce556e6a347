// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/board_layout.h"

#include <algorithm>

namespace poolscope {
namespace {

// The strip of the loupe and the algorithm.
constexpr int kLeastStrip = 116;
constexpr int kLowStrip = 76;    // beneath two rows of panels, whose pictures need the height
constexpr int kTallStrip = 150;  // where the loupe has a line more because it is narrow
constexpr int kNarrowLoupe = 700;
constexpr int kStrip = 218;  // with the algorithm, one line below the other
constexpr int kLeastAlgorithm = 190;
constexpr int kAlgorithm = 400;  // its width, at least
constexpr int kMostAlgorithm = 560;
constexpr int kLoupeBeside = 440;  // the least that the algorithm leaves of the width
constexpr int kTwoLines = 46;      // of the loupe in a presentation, at scale 1
constexpr int kMostLoupe = 124;    // the same, where the pictures leave room
constexpr int kLeastChart = 140;   // high
constexpr int kMostInRow = 5;      // of a stage
constexpr int kWordsBeneath = 15;  // what the words of the arrows take beneath a stage, at scale 1

// Panels in so many columns, and how large a picture they hold.
struct Rows {
    int columns = 4;
    int rows = 1;
    int width = 0;    // of a panel
    int natural = 0;  // height of a panel whose picture takes its whole width
    int height = 0;   // of a panel
    int gap = 0;      // between rows

    int all() const { return rows * height + (rows - 1) * gap; }
    // The width less what the height takes of it; the margins are the same in every plan.
    int edge() const { return width - (natural - height); }
};

// `height` is what there is for panels.
Rows rowsOf(const BoardRoom& room, int inner, int height, int columns, int gap) {
    Rows rows;
    rows.gap = gap;
    rows.columns = columns;
    rows.rows = (room.panels + columns - 1) / columns;
    rows.width = (inner - (columns - 1) * kArrowGap) / columns;
    rows.natural = room.panelHeight(rows.width);
    rows.height = std::min(rows.natural, (height - (rows.rows - 1) * rows.gap) / rows.rows);
    return rows;
}

Rows largestPictures(const BoardRoom& room, int inner, int height) {
    const Rows row = rowsOf(room, inner, height, 4, kBoardGap);
    if (room.panels > 4) return row;
    // The ways of four panels lead from the first row to the second: an arrow stands there.
    const Rows square = rowsOf(room, inner, height, 2, kArrowGap);
    return square.edge() > row.edge() ? square : row;
}

// Everything beneath the panels.
void planBelow(BoardPlan& plan, const QRect& below) {
    plan.loupe = below;
    if (below.height() < kLeastAlgorithm || below.width() < kLoupeBeside + kBoardGap + kAlgorithm) return;
    const int charts = below.height() - kStrip - kBoardGap;
    if (charts >= kLeastChart) {
        plan.loupe.setHeight(kStrip);
        const int width = (below.width() - kBoardGap) / 2;
        plan.histogram = QRect(below.left(), below.bottom() + 1 - charts, width, charts);
        plan.shift = plan.histogram->translated(width + kBoardGap, 0);
    }
    const int width = std::clamp(below.width() * 2 / 5, kAlgorithm, kMostAlgorithm);
    plan.algorithm = QRect(below.right() + 1 - width, below.top(), width, plan.loupe.height());
    plan.loupe.setRight(plan.algorithm->left() - kBoardGap - 1);
}

// A row of the stage: each panel as wide as its picture is high, but for the wide ones.
void placeRow(std::vector<QRect>& panels, const Rows& rows, const QRect& room, const std::vector<bool>& wide) {
    const std::size_t first = panels.size();
    const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(rows.columns), wide.size() - first);
    const auto begin = wide.begin() + static_cast<std::ptrdiff_t>(first);
    const auto wides = static_cast<int>(std::count(begin, begin + static_cast<std::ptrdiff_t>(count), true));
    const int gaps = (static_cast<int>(count) - 1) * kArrowGap;
    const int narrow = rows.edge();
    const int left = room.width() - gaps - (static_cast<int>(count) - wides) * narrow;
    const int broad = wides > 0 ? std::min(left / wides, narrow * 2) : 0;
    const int all = gaps + wides * broad + (static_cast<int>(count) - wides) * narrow;
    int x = room.left() + (room.width() - all) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const int width = wide[first + i] ? broad : narrow;
        panels.emplace_back(x, room.top(), width, rows.height);
        x += width + kArrowGap;
    }
}

}  // namespace

std::vector<QRect> planStage(const BoardRoom& room, const std::vector<bool>& wide) {
    const int inner = room.size.width() - 2 * kBoardGap;
    const int words = static_cast<int>(kWordsBeneath * room.scale);
    const int high = room.size.height() - room.top - 2 * kBoardGap - words;
    const int gap = kArrowGap + words;
    const int most = std::min(room.panels, kMostInRow);
    Rows best = rowsOf(room, inner, high, most, gap);
    for (int columns = most - 1; columns > 0; --columns) {
        const Rows rows = rowsOf(room, inner, high, columns, gap);
        if (rows.edge() > best.edge()) best = rows;
    }
    std::vector<QRect> panels;
    int top = room.top + kBoardGap + (high - best.all()) / 2;
    while (panels.size() < wide.size()) {
        placeRow(panels, best, {kBoardGap, top, inner, best.height}, wide);
        top += best.height + best.gap;
    }
    return panels;
}

BoardPlan planBoard(const BoardRoom& room) {
    const int inner = room.size.width() - 2 * kBoardGap;
    const int high = room.size.height() - room.top - 2 * kBoardGap;  // for panels and the strip
    const int least = room.presenting        ? static_cast<int>(kTwoLines * room.scale)
                      : room.panels > 4      ? kLowStrip
                      : inner < kNarrowLoupe ? kTallStrip
                                             : kLeastStrip;
    Rows rows = largestPictures(room, inner, high - least);
    if (room.presenting) {
        // What the pictures do not need makes the formula larger, as far as that helps; the rest stays with the panels.
        const int strip = std::clamp(high - rows.all(), least, static_cast<int>(kMostLoupe * room.scale));
        rows.height = (high - strip - (rows.rows - 1) * rows.gap) / rows.rows;
    }
    BoardPlan plan;
    for (int place = 0; place < room.panels; ++place) {
        plan.panels.emplace_back(kBoardGap + (place % rows.columns) * (rows.width + kArrowGap),
                                 room.top + (place / rows.columns) * (rows.height + rows.gap), rows.width, rows.height);
    }
    const int top = room.top + rows.all() + kBoardGap;
    const QRect below(kBoardGap, top, inner, room.size.height() - top - kBoardGap);
    if (room.presenting) {
        plan.loupe = below;
    } else {
        planBelow(plan, below);
    }
    return plan;
}

}  // namespace poolscope
