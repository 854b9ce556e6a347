// SPDX-License-Identifier: GPL-3.0-or-later
// Marks moved by an offset.
#include "core/figure/place.h"

namespace poolscope {
namespace {

Point movedBy(const Point& p, const Point& by) {
    return {p.x + by.x, p.y + by.y};
}

Rect movedBy(const Rect& r, const Point& by) {
    return {r.x + by.x, r.y + by.y, r.width, r.height};
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

}  // namespace

void place(Scene& scene, Scene part, const Point& at) {
    for (Mark& mark : part.marks) {
        std::visit(Move{at}, mark);
        scene.marks.push_back(std::move(mark));
    }
}

}  // namespace poolscope
