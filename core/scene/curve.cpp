// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/curve.h"

#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

constexpr double kLine = 1.25;  // in widths of the window's outline: 2.5 px on the screen
constexpr double kCasing = 3;   // the same
constexpr double kHeadLength = 5;
constexpr double kHeadWidth = 4.4;
constexpr int kPieces = 40;  // of a curve

// The head of an arrow: a triangle whose tip is where the curve arrives.
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

Point Cubic::at(double t) const {
    const double s = 1 - t;
    const double a = s * s * s;
    const double b = 3 * s * s * t;
    const double c = 3 * s * t * t;
    const double d = t * t * t;
    return {a * from.x + b * leaving.x + c * arriving.x + d * to.x,
            a * from.y + b * leaving.y + c * arriving.y + d * to.y};
}

Point Cubic::direction(double t) const {
    const double s = 1 - t;
    const auto slope = [&](double p0, double p1, double p2, double p3) {
        return s * s * (p1 - p0) + 2 * s * t * (p2 - p1) + t * t * (p3 - p2);
    };
    const double x = slope(from.x, leaving.x, arriving.x, to.x);
    const double y = slope(from.y, leaving.y, arriving.y, to.y);
    const double length = std::hypot(x, y);
    return length > 0 ? Point{x / length, y / length} : Point{1, 0};
}

Cubic curveBetween(const Rect& leaves, const Rect& arrives, double straight) {
    const Point a = leaves.centre();
    const Point b = arrives.centre();
    const double across = b.x - a.x;
    const double down = b.y - a.y;
    if (std::abs(across) < 0.4 * std::abs(down)) {
        const double sign = down < 0 ? -1 : 1;
        const Point from{a.x, a.y + sign * leaves.height / 2};
        const Point to{b.x, b.y - sign * arrives.height / 2};
        const double reach = std::max((to.y - from.y) * sign, 0.0) * straight * sign;
        return {from, {from.x, from.y + reach}, {to.x, to.y - reach}, to};
    }
    const double sign = across < 0 ? -1 : 1;
    const Point from{a.x + sign * leaves.width / 2, a.y};
    const Point to{b.x - sign * arrives.width / 2, b.y};
    const double reach = std::max((to.x - from.x) * sign, 0.0) * straight * sign;
    return {from, {from.x + reach, from.y}, {to.x - reach, to.y}, to};
}

Scene arrowsScene(std::span<const CurvedArrow> arrows, const FigureStyle& style, const Size& size) {
    Scene scene{size, {}};
    const Theme& t = style.theme();
    const double unit = style.outline;
    for (const CurvedArrow& arrow : arrows) {
        const Head head = headOf(arrow.path, unit);
        const Stroke casing{t.card, kCasing * unit};
        scene.marks.emplace_back(LineMark{lineOf(arrow.path, head), casing, std::nullopt});
        scene.marks.emplace_back(LineMark{head.corners(0), Stroke{t.card, (kCasing - kLine) * unit}, t.card});
    }
    for (const CurvedArrow& arrow : arrows) {
        const Head head = headOf(arrow.path, unit);
        scene.marks.emplace_back(
            LineMark{lineOf(arrow.path, head), Stroke{t.window, kLine * unit, arrow.dashed}, std::nullopt});
        scene.marks.emplace_back(LineMark{head.corners(0), Stroke{t.window, 0.1}, t.window});
    }
    return scene;
}

}  // namespace poolscope
