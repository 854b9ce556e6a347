// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of a frame as a palette. Private to app/film.
#pragma once

#include <QRgb>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace poolscope {

struct GifPalette {
    std::vector<QRgb> colours;
    std::unordered_map<QRgb, std::uint8_t> place;  // of every colour of the frame, in `colours`
};

// Exact where `pixels` have no more than `most` (2 to 256) colours; otherwise chosen by libimagequant, every colour
// going to the nearest, without dither: noise in flat cells would say something about the data that is not there.
// Nothing when there is not enough memory. The order of the pixels does not matter.
std::optional<GifPalette> gifPalette(std::vector<QRgb> pixels, std::size_t most);

}  // namespace poolscope
