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

inline bool hasEllipseAt(const Scene& scene, const Point& centre) {
    return std::any_of(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
        const auto* ellipse = std::get_if<EllipseMark>(&mark);
        return ellipse && std::abs(ellipse->box.centre().x - centre.x) < 0.5 &&
               std::abs(ellipse->box.centre().y - centre.y) < 0.5;
    });
}

}  // namespace poolscope::test
