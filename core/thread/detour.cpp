// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/detour.h"

#include <vector>

namespace poolscope {
namespace {

constexpr double kTurn = 2.2;  // radius, in widths of the window's outline

}  // namespace

double detourTurn(const FigureStyle& style) {
    return kTurn * style.outline;
}

double detourRoom(const FigureStyle& style) {
    return kHeadLength * style.outline + detourTurn(style);
}

Way wayAround(const Point& leaves, const Detour& detour, const Point& arrives) {
    std::vector<Point> corners{leaves, {detour.leavesX, leaves.y}};
    if (detour.leavesX != detour.arrivesX) {
        corners.push_back({detour.leavesX, detour.laneY});
        corners.push_back({detour.arrivesX, detour.laneY});
    }
    corners.push_back({detour.arrivesX, arrives.y});
    corners.push_back(arrives);
    return roundedWay(corners, detour.turn);
}

Way wayBetween(const Rect& leaves, const Rect& arrives, const std::optional<Detour>& detour) {
    if (!detour) return {{curveBetween(leaves, arrives)}};
    const double from = detour->leavesX < leaves.centre().x ? leaves.x : leaves.right();
    const double to = detour->arrivesX < arrives.centre().x ? arrives.x : arrives.right();
    return wayAround({from, leaves.centre().y}, *detour, {to, arrives.centre().y});
}

}  // namespace poolscope
