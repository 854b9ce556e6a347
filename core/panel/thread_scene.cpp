// SPDX-License-Identifier: GPL-3.0-or-later
// How the thread is drawn.
#include <algorithm>
#include <cmath>

#include "core/panel/thread.h"

namespace poolscope {
namespace {

constexpr double kLine = 1.25;  // in widths of the window's outline: 2.5 px on the screen
constexpr double kCasing = 3;   // the same
constexpr double kHeadLength = 5;
constexpr double kHeadWidth = 4.4;
constexpr int kPieces = 40;  // of a curve

// The head of a leg: a triangle whose tip is where the leg arrives.
struct Head {
    Point tip;
    Point base;
    Point along;  // of unit length
    double width = 0;

    std::vector<Point> corners(double more) const {
        const Point side{-along.y * (width / 2 + more), along.x * (width / 2 + more)};
        const Point back{base.x - along.x * more, base.y - along.y * more};
        const Point front{tip.x + along.x * more, tip.y + along.y * more};
        return {front, {back.x + side.x, back.y + side.y}, {back.x - side.x, back.y - side.y}, front};
    }
};

Head headOf(const Cubic& path, double unit) {
    const double length = std::hypot(path.to.x - path.from.x, path.to.y - path.from.y);
    const double size = std::min(1.0, length / (2 * kHeadLength * unit));
    const Point along = path.direction(1);
    const double reach = kHeadLength * unit * size;
    return {path.to, {path.to.x - along.x * reach, path.to.y - along.y * reach}, along, kHeadWidth * unit * size};
}

// The curve as far as the base of its head.
std::vector<Point> lineOf(const Cubic& path, const Head& head) {
    Cubic shortened = path;
    shortened.to = head.base;
    shortened.arriving = {path.arriving.x + head.base.x - path.to.x, path.arriving.y + head.base.y - path.to.y};
    std::vector<Point> points;
    for (int i = 0; i <= kPieces; ++i) points.push_back(shortened.at(double{1} * i / kPieces));
    return points;
}

}  // namespace

Scene threadScene(std::span<const ThreadLeg> legs, const FigureStyle& style, const Size& size) {
    Scene scene{size, {}};
    const Theme& t = style.theme();
    const double unit = style.outline;
    // Casings beneath all lines, so that none cuts another.
    for (const ThreadLeg& leg : legs) {
        const Head head = headOf(leg.path, unit);
        const Stroke casing{t.card, kCasing * unit};
        scene.marks.emplace_back(LineMark{lineOf(leg.path, head), casing, std::nullopt});
        scene.marks.emplace_back(LineMark{head.corners(0), Stroke{t.card, (kCasing - kLine) * unit}, t.card});
    }
    for (const ThreadLeg& leg : legs) {
        const Head head = headOf(leg.path, unit);
        scene.marks.emplace_back(
            LineMark{lineOf(leg.path, head), Stroke{t.window, kLine * unit, leg.givesBack}, std::nullopt});
        scene.marks.emplace_back(LineMark{head.corners(0), Stroke{t.window, 0.1}, t.window});
    }
    return scene;
}

}  // namespace poolscope
