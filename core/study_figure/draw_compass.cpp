// SPDX-License-Identifier: GPL-3.0-or-later
// A compass as a scene.
#include <algorithm>

#include "core/chart/chart_parts.h"
#include "core/panel/thumbnail.h"
#include "core/scene/text_width.h"
#include "core/scene/words.h"
#include "core/study_figure/compass.h"

namespace poolscope {
namespace {

// Same: a filled disc with an equals sign. Changed: a ring with an equals sign struck through.
void addVerdictMark(Scene& scene, const Point& centre, double radius, bool same, const FigureStyle& style) {
    const Theme& t = style.theme();
    const Rect disc{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    const Colour sign = same ? t.onPrimary : t.text;
    const Stroke line{sign, std::max(style.line, radius * 0.24)};
    if (same) {
        scene.marks.emplace_back(EllipseMark{disc, t.primary, std::nullopt});
    } else {
        scene.marks.emplace_back(EllipseMark{disc, std::nullopt, Stroke{t.quiet, std::max(style.line, radius * 0.24)}});
    }
    const double half = radius * 0.5;
    for (const double y : {centre.y - radius * 0.22, centre.y + radius * 0.22}) {
        scene.marks.emplace_back(LineMark{{{centre.x - half, y}, {centre.x + half, y}}, line, std::nullopt});
    }
    if (same) return;
    scene.marks.emplace_back(LineMark{
        {{centre.x - half * 0.6, centre.y + half}, {centre.x + half * 0.6, centre.y - half}}, line, std::nullopt});
}

void addTile(Scene& scene, const CompassTile& tile, const Rect& room, double words, const FigureStyle& style) {
    const Theme& t = style.theme();
    const bool middle = tile.verdict.empty();
    const Rect picture = addThumbnail(scene, tile.picture, {room.x, room.y, room.width, room.height - words},
                                      middle ? Stroke{t.text, style.outline} : Stroke{t.line, style.line}, style);
    double y = picture.bottom() + style.small * 1.1;
    if (middle) {
        addWords(scene, {picture.x, y}, style.small, {tile.name, t.quiet}, room.right() - picture.x);
        return;
    }
    const double radius = style.small * 0.52;
    addVerdictMark(scene, {picture.x + radius, y}, radius, tile.same, style);
    const double left = picture.x + 2 * radius + style.small * 0.4;
    const bool fits = textWidth(tile.verdict, style.small, FontFace::Sans, tile.same) <= room.right() - left;
    addWords(scene, {left, y}, style.small, {fits || tile.brief.empty() ? tile.verdict : tile.brief, t.text, tile.same},
             room.right() - left);
    y += style.small * 1.3;
    addWords(scene, {left, y}, style.small, {tile.more, t.quiet}, room.right() - left);
}

}  // namespace

Scene drawCompass(const ShiftCompass& compass, const Size& size, const FigureStyle& style) {
    Scene scene{size, {}};
    const double top = addChartHead(scene, compass.head, style);
    const double margin = chartMargin(style);
    const auto hasRow = [&compass](std::size_t row) {
        return compass.tiles[3 * row] || compass.tiles[3 * row + 1] || compass.tiles[3 * row + 2];
    };
    const auto rows = static_cast<double>(int(hasRow(0)) + int(hasRow(1)) + int(hasRow(2)));
    bool two = false;
    for (const auto& tile : compass.tiles) two = two || (tile && !tile->more.empty());
    const double words = style.small * (two ? 3.2 : 2.0);
    const double gap = style.small;
    const double width = (size.width - 2 * margin - 2 * gap) / 3;
    const double height =
        std::min(width + words, (size.height - margin - top - gap * (rows - 1)) / std::max(1.0, rows));
    double y = top;
    for (std::size_t row = 0; row < 3; ++row) {
        if (!hasRow(row)) continue;
        for (std::size_t col = 0; col < 3; ++col) {
            const auto& tile = compass.tiles[3 * row + col];
            if (tile)
                addTile(scene, *tile, {margin + static_cast<double>(col) * (width + gap), y, width, height}, words,
                        style);
        }
        y += height + gap;
    }
    return scene;
}

}  // namespace poolscope
