// SPDX-License-Identifier: GPL-3.0-or-later
// Small pictures as marks.
#include "core/panel/thumbnail.h"

#include <algorithm>
#include <cmath>

namespace poolscope {

Rect addThumbnail(Scene& scene, const Picture& picture, const Rect& room, const Stroke& frame,
                  const FigureStyle& style) {
    const auto rows = static_cast<double>(picture.cells.rows);
    const auto cols = static_cast<double>(picture.cells.cols);
    const double side = std::max(0.0, std::min(room.width / cols, room.height / rows));
    Rect rect{room.x, room.y, side * cols, side * rows};
    if (style.wholePoints) {
        rect = {std::round(rect.x), std::round(rect.y), std::floor(rect.width), std::floor(rect.height)};
    }
    scene.marks.emplace_back(heatMapOf(rect, picture));
    scene.marks.emplace_back(RectMark{rect.grown(frame.width / 2), std::nullopt, frame});
    return rect;
}

}  // namespace poolscope
