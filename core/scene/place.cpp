// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/place.h"

#include <algorithm>

namespace poolscope {
namespace {

Point movedBy(const Point& p, const Point& by) {
    return {p.x + by.x, p.y + by.y};
}

struct Move {
    Point by;

    void operator()(RectMark& m) const { m.rect = movedBy(m.rect, by); }
    void operator()(EllipseMark& m) const { m.box = movedBy(m.box, by); }
    void operator()(LineMark& m) const {
        for (Point& p : m.points) p = movedBy(p, by);
    }
    void operator()(HatchMark& m) const { m.rect = movedBy(m.rect, by); }
    void operator()(TextMark& m) const { m.at = movedBy(m.at, by); }
    void operator()(HeatMapMark& m) const { m.rect = movedBy(m.rect, by); }
};

struct Lowest {
    double operator()(const RectMark& m) const { return m.rect.bottom(); }
    double operator()(const EllipseMark& m) const { return m.box.bottom(); }
    double operator()(const LineMark& m) const {
        double low = 0;
        for (const Point& p : m.points) low = std::max(low, p.y);
        return low;
    }
    double operator()(const HatchMark& m) const { return m.rect.bottom(); }
    double operator()(const TextMark& m) const { return m.at.y + m.size * 0.5; }
    double operator()(const HeatMapMark& m) const { return m.rect.bottom(); }
};

}  // namespace

Rect movedBy(const Rect& r, const Point& by) {
    return {r.x + by.x, r.y + by.y, r.width, r.height};
}

void placeScene(Scene& scene, Scene part, const Point& at) {
    for (Mark& mark : part.marks) {
        std::visit(Move{at}, mark);
        scene.marks.push_back(std::move(mark));
    }
}

double lowestMark(const Scene& scene) {
    double low = 0;
    for (const Mark& mark : scene.marks) low = std::max(low, std::visit(Lowest{}, mark));
    return low;
}

}  // namespace poolscope
