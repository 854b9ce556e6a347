// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/tile_wall.h"

#include <algorithm>
#include <limits>

namespace poolscope {
namespace {

constexpr int kGap = 8;
constexpr int kLeastWords = 34;

}  // namespace

TileWall TileWall::of(std::int64_t count, const QSize& pictures, int lines, int width) {
    TileWall wall;
    wall.count = count;
    wall.words = pictures.width() < kLeastWords ? 0 : lines * kTileLine + 2;
    wall.tile = {pictures.width() + kGap, pictures.height() + wall.words + kGap};
    const int room = width - 2 * kTileMargin + kGap;
    wall.columns = std::max(1, room / wall.tile.width());
    // What is left over stands on both sides.
    wall.left = kTileMargin + std::max(0, (room - wall.columns * wall.tile.width()) / 2);
    return wall;
}

std::int64_t TileWall::height() const {
    return (count + columns - 1) / columns * tile.height() + 2 * kTileMargin - kGap;
}

QRect TileWall::rectOf(std::size_t place, int scroll) const {
    const auto at = static_cast<std::int64_t>(place);
    constexpr std::int64_t kFar = std::numeric_limits<int>::max() / 4;
    const std::int64_t top = kTileMargin + at / columns * tile.height() - scroll;
    return {left + static_cast<int>(at % columns) * tile.width(), static_cast<int>(std::clamp(top, -kFar, kFar)),
            tile.width() - kGap, tile.height() - kGap};
}

std::optional<std::size_t> TileWall::placeAt(const QPoint& point, int scroll) const {
    const int column = (point.x() - left) / tile.width();
    const std::int64_t down = std::int64_t{point.y()} + scroll - kTileMargin;
    if (point.x() < left || column >= columns || down < 0) return std::nullopt;
    const auto place = static_cast<std::size_t>(down / tile.height() * columns + column);
    if (place >= static_cast<std::size_t>(count) || !rectOf(place, scroll).contains(point)) return std::nullopt;
    return place;
}

std::pair<std::size_t, std::size_t> TileWall::inSight(int scroll, int height) const {
    const std::int64_t top = std::max(0, (scroll - kTileMargin) / tile.height());
    const std::int64_t bottom = (std::int64_t{scroll} + height) / tile.height() + 1;
    return {static_cast<std::size_t>(std::min(count, top * columns)),
            static_cast<std::size_t>(std::min(count, bottom * columns))};
}

int TileWall::scrollFrom(const TileWall& before, int scroll) const {
    if (before.tile == tile && before.columns == columns) return scroll;
    const std::int64_t row = before.tile.isEmpty() ? 0 : std::max(0, scroll - kTileMargin) / before.tile.height();
    if (row == 0) return scroll;
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(kMost, kTileMargin + row * before.columns / columns * tile.height()));
}

}  // namespace poolscope
