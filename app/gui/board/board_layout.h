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
    bool mirrored = false;
    bool presenting = false;
    double scale = 1;                             // of the type
    std::function<int(int width)> panelHeight{};  // that fits the picture of a panel
};

struct BoardPlan {
    std::vector<QRect> panels;  // row by row
    QRect loupe;
    // What the height and the width leave room for.
    std::optional<QRect> algorithm{};
    std::optional<QRect> histogram{};
    std::optional<QRect> shift{};
};

inline constexpr int kBoardGap = 10;

// Four panels in a row where they stay large enough, two by two otherwise; eight in two rows. The algorithm gets what
// is left below, and the charts what it leaves beside it.
BoardPlan planBoard(const BoardRoom& room);

}  // namespace poolscope
