// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/curve.h"

#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

constexpr double kLine = 1.25;  // in widths of the window's outline: 2.5 px on the screen
constexpr double kCasing = 3;   // the same
constexpr std::uint8_t kDashedCasing = 90;
constexpr double kHeadWidth = 4.4;
constexpr int kPieces = 40;  // of a curve that stands alone
constexpr int kPiecesOfMany = 10;

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

Head headOf(const Way& path, double unit) {
    const double size = std::min(1.0, path.length() / (2 * kHeadLength * unit));
    const Cubic& last = path.pieces.back();
    const Point along = last.direction(1);
    const double reach = kHeadLength * unit * size;
    return {last.to, {last.to.x - along.x * reach, last.to.y - along.y * reach}, along, kHeadWidth * unit * size};
}

// The curve as far as the base of its head.
std::vector<Point> lineOf(const Way& path, const Head& head) {
    Way shortened = path;
    Cubic& last = shortened.pieces.back();
    last.arriving = {last.arriving.x + head.base.x - last.to.x, last.arriving.y + head.base.y - last.to.y};
    last.to = head.base;
    return pointsOf(shortened);
}

double lengthOf(const Cubic& piece) {
    return std::hypot(piece.to.x - piece.from.x, piece.to.y - piece.from.y);
}

Point between(const Point& a, const Point& b, double t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

Cubic straight(const Point& from, const Point& to) {
    return {from, between(from, to, 1.0 / 3), between(from, to, 2.0 / 3), to};
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

double Way::length() const {
    double all = 0;
    for (const Cubic& piece : pieces) all += lengthOf(piece);
    return all;
}

Point Way::at(double t) const {
    double left = t * length();
    for (const Cubic& piece : pieces) {
        const double own = lengthOf(piece);
        if (left <= own && own > 0) return piece.at(left / own);
        left -= own;
    }
    return pieces.back().to;
}

std::vector<Point> pointsOf(const Way& way) {
    const int steps = way.pieces.size() == 1 ? kPieces : kPiecesOfMany;
    std::vector<Point> points{way.pieces.front().from};
    for (const Cubic& piece : way.pieces) {
        for (int i = 1; i <= steps; ++i) points.push_back(piece.at(static_cast<double>(i) / steps));
    }
    return points;
}

Way roundedWay(std::span<const Point> corners, double radius) {
    constexpr double kRound = 0.55;  // how far the control points of a quarter of a circle lie on the way to its corner
    Way way;
    Point at = corners.front();
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const Point& corner = corners[i];
        const Point& next = corners[i + 1];
        const double before = std::hypot(corner.x - at.x, corner.y - at.y);
        const double after = std::hypot(next.x - corner.x, next.y - corner.y);
        const double turn = std::min({radius, before, i + 2 < corners.size() ? after / 2 : after});
        if (!(turn > 0)) continue;
        const Point start = between(corner, at, turn / before);
        const Point end = between(corner, next, turn / after);
        way.pieces.push_back(straight(at, start));
        way.pieces.push_back({start, between(start, corner, kRound), between(end, corner, kRound), end});
        at = end;
    }
    way.pieces.push_back(straight(at, corners.back()));
    return way;
}

Cubic curveBetween(const Rect& leaves, const Rect& arrives) {
    constexpr double kStraight = 0.5;  // how far it keeps to its first and its last direction
    const Point a = leaves.centre();
    const Point b = arrives.centre();
    const double across = b.x - a.x;
    const double down = b.y - a.y;
    if (std::abs(across) < 0.4 * std::abs(down)) {
        const double sign = down < 0 ? -1 : 1;
        const Point from{a.x, a.y + sign * leaves.height / 2};
        const Point to{b.x, b.y - sign * arrives.height / 2};
        const double reach = std::max((to.y - from.y) * sign, 0.0) * kStraight * sign;
        return {from, {from.x, from.y + reach}, {to.x, to.y - reach}, to};
    }
    const double sign = across < 0 ? -1 : 1;
    const Point from{a.x + sign * leaves.width / 2, a.y};
    const Point to{b.x - sign * arrives.width / 2, b.y};
    const double reach = std::max((to.x - from.x) * sign, 0.0) * kStraight * sign;
    return {from, {from.x + reach, from.y}, {to.x - reach, to.y}, to};
}

Scene arrowsScene(std::span<const CurvedArrow> arrows, const FigureStyle& style, const Size& size) {
    Scene scene{size, {}};
    const Theme& t = style.theme();
    const double unit = style.outline;
    for (const CurvedArrow& arrow : arrows) {
        const Head head = headOf(arrow.path, unit);
        // Dashes lie over the gradients that have been given back, which are seen between them.
        const Stroke casing{arrow.dashed ? withAlpha(t.card, kDashedCasing) : t.card, kCasing * unit};
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
