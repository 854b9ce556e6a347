// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything stands on the board: rectangles from the room there is. Knows no widgets.
#pragma once

#include <QRect>
#include <QSize>
#include <functional>
#include <optional>
#include <vector>

namespace poolscope {

struct BoardRoom {
    QSize size;
    int top = 0;     // what is taken above the panels
    int panels = 4;  // in view: 4 or 8
    bool presenting = false;
    double scale = 1;                             // of the type
    std::function<int(int width)> panelHeight{};  // that fits a square picture as wide as the panel allows
};

struct BoardPlan {
    std::vector<QRect> panels;  // row by row
    QRect loupe;
    // What the height and the width leave room for.
    std::optional<QRect> algorithm{};
    std::optional<QRect> histogram{};
    std::optional<QRect> shift{};
};

inline constexpr int kBoardGap = 12;  // around and below the cards
inline constexpr int kArrowGap = 24;  // between panels: arrows stand there

// The panels of a lesson, as large as they can be, in the middle of the room and nothing else. Those that are `wide`
// take what the others leave of their row.
std::vector<QRect> planStage(const BoardRoom& room, const std::vector<bool>& wide);

// Of four panels in a row and two by two, what gives the larger pictures; eight stand in two rows. The loupe and the
// algorithm share one strip beneath, and the charts get what is left below.
BoardPlan planBoard(const BoardRoom& room);

}  // namespace poolscope
