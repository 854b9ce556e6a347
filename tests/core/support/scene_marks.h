// SPDX-License-Identifier: GPL-3.0-or-later
// What a test looks for in a scene.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "core/scene/scene.h"

namespace poolscope::test {

// Every text, one a line.
inline std::string wordsOf(const Scene& scene) {
    std::string words;
    for (const Mark& mark : scene.marks) {
        const auto* text = std::get_if<TextMark>(&mark);
        if (!text) continue;
        for (const TextRun& run : text->runs) words += run.text;
        words += "\n";
    }
    return words;
}

// All marks of a kind, in their order.
template <class T>
std::vector<T> marksOf(const Scene& scene) {
    std::vector<T> marks;
    for (const Mark& mark : scene.marks) {
        if (const auto* one = std::get_if<T>(&mark)) marks.push_back(*one);
    }
    return marks;
}

// True when there is an outline on the rectangle or close around it.
inline bool isOutlined(const Scene& scene, const Rect& rect) {
    constexpr double kSlack = 4;
    return std::any_of(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
        const auto* outline = std::get_if<RectMark>(&mark);
        if (!outline || !outline->stroke) return false;
        const Rect& r = outline->rect;
        return std::abs(r.x - rect.x) <= kSlack && std::abs(r.y - rect.y) <= kSlack &&
               std::abs(r.right() - rect.right()) <= kSlack && std::abs(r.bottom() - rect.bottom()) <= kSlack;
    });
}

// True when something filled with the colour lies within the rectangle.
inline bool isMarkedIn(const Scene& scene, const Rect& rect, const Colour& colour) {
    const Rect cell = rect.grown(0.5);
    return std::any_of(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
        if (const auto* box = std::get_if<RectMark>(&mark)) {
            return box->fill == colour && cell.contains({box->rect.x, box->rect.y}) &&
                   cell.contains({box->rect.right(), box->rect.bottom()});
        }
        const auto* shape = std::get_if<LineMark>(&mark);
        return shape && shape->fill == colour &&
               std::all_of(shape->points.begin(), shape->points.end(),
                           [&](const Point& p) { return cell.contains(p); });
    });
}

}  // namespace poolscope::test
