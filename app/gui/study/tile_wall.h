// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tiles of a wall stand that scrolls, row by row: geometry alone.
#pragma once

#include <QRect>
#include <cstdint>
#include <optional>
#include <utility>

namespace poolscope {

struct TileWall {
    std::int64_t count = 0;
    int columns = 1;
    QSize tile;     // with its words and the gap after it
    int words = 0;  // height of the lines beneath the pictures
    int left = 0;   // of the first column

    // `pictures` is what stands side by side in a tile; one that is too narrow for words has none.
    static TileWall of(std::int64_t count, const QSize& pictures, int lines, int width);

    std::int64_t height() const;
    // In the viewport, scrolled down by so much.
    QRect rectOf(std::size_t place, int scroll) const;
    std::optional<std::size_t> placeAt(const QPoint& point, int scroll) const;
    // The places in sight, from the first to beyond the last.
    std::pair<std::size_t, std::size_t> inSight(int scroll, int height) const;
    // How far to scroll so that what stands at the top of `before` stands at the top here; what it was where both have
    // tiles of one size.
    int scrollFrom(const TileWall& before, int scroll) const;
};

inline constexpr int kTileMargin = 12;  // around the wall
inline constexpr int kTileLine = 15;    // of words

}  // namespace poolscope
