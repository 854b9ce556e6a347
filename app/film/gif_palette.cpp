// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/gif_palette.h"

#include <libimagequant.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace poolscope {
namespace {

// Above this many, libimagequant works with several threads, and its palettes depend on how many there are.
constexpr std::size_t kMostEntries = 2000;

struct ColourCount {
    QRgb colour = 0;
    std::int64_t count = 0;
};

std::vector<ColourCount> counted(std::vector<QRgb> pixels) {
    std::sort(pixels.begin(), pixels.end());
    std::vector<ColourCount> result;
    for (const QRgb pixel : pixels) {
        if (result.empty() || result.back().colour != pixel) result.push_back({pixel, 0});
        ++result.back().count;
    }
    return result;
}

// Colours that agree but for their last `bits` are one.
std::vector<ColourCount> coarser(const std::vector<ColourCount>& colours, unsigned bits) {
    const QRgb keep = 0x010101U * ((0xFFU << bits) & 0xFFU) | 0xFF000000U;
    const QRgb middle = 0x010101U * (1U << (bits - 1));
    std::vector<ColourCount> result;
    for (const ColourCount& entry : colours) result.push_back({(entry.colour & keep) | middle, entry.count});
    std::sort(result.begin(), result.end(),
              [](const ColourCount& a, const ColourCount& b) { return a.colour < b.colour; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < result.size(); ++i) {
        if (result[i].colour == result[last].colour) {
            result[last].count += result[i].count;
        } else {
            result[++last] = result[i];
        }
    }
    result.resize(last + 1);
    return result;
}

template <auto destroy>
struct Destroyer {
    template <class T>
    void operator()(T* pointer) const {
        destroy(pointer);
    }
};

// Empty when there is not enough memory.
std::vector<QRgb> chosenColours(const std::vector<ColourCount>& colours, std::size_t most) {
    const std::unique_ptr<liq_attr, Destroyer<&liq_attr_destroy>> attributes(liq_attr_create());
    if (!attributes) return {};
    const std::unique_ptr<liq_histogram, Destroyer<&liq_histogram_destroy>> histogram(
        liq_histogram_create(attributes.get()));
    if (!histogram || liq_set_max_colors(attributes.get(), static_cast<int>(most)) != LIQ_OK) return {};
    std::vector<liq_histogram_entry> entries;
    for (const ColourCount& entry : colours) {
        constexpr std::int64_t kMostCount = std::numeric_limits<int>::max();
        entries.push_back(
            {{static_cast<unsigned char>(qRed(entry.colour)), static_cast<unsigned char>(qGreen(entry.colour)),
              static_cast<unsigned char>(qBlue(entry.colour)), 255},
             static_cast<unsigned>(std::min(entry.count, kMostCount))});
    }
    liq_result* made = nullptr;
    if (liq_histogram_add_colors(histogram.get(), attributes.get(), entries.data(), static_cast<int>(entries.size()),
                                 0) != LIQ_OK ||
        liq_histogram_quantize(histogram.get(), attributes.get(), &made) != LIQ_OK) {
        return {};
    }
    const std::unique_ptr<liq_result, Destroyer<&liq_result_destroy>> result(made);
    const liq_palette* palette = liq_get_palette(made);
    std::vector<QRgb> chosen;
    for (unsigned i = 0; i < palette->count; ++i) {
        const liq_color& c = palette->entries[i];
        chosen.push_back(qRgb(c.r, c.g, c.b));
    }
    return chosen;
}

std::uint8_t nearest(const std::vector<QRgb>& colours, QRgb colour) {
    const auto distance = [colour](QRgb other) {
        const int r = qRed(colour) - qRed(other);
        const int g = qGreen(colour) - qGreen(other);
        const int b = qBlue(colour) - qBlue(other);
        return r * r + g * g + b * b;
    };
    const auto found = std::min_element(colours.begin(), colours.end(),
                                        [&](QRgb left, QRgb right) { return distance(left) < distance(right); });
    return static_cast<std::uint8_t>(found - colours.begin());
}

}  // namespace

std::optional<GifPalette> gifPalette(std::vector<QRgb> pixels, std::size_t most) {
    const std::vector<ColourCount> colours = counted(std::move(pixels));
    GifPalette palette;
    if (colours.size() <= most) {
        for (const ColourCount& entry : colours) palette.colours.push_back(entry.colour);
    } else {
        std::vector<ColourCount> entries = colours;
        for (unsigned bits = 1; entries.size() > kMostEntries; ++bits) entries = coarser(colours, bits);
        palette.colours = chosenColours(entries, most);
        if (palette.colours.empty()) return std::nullopt;
    }
    palette.place.reserve(colours.size());
    for (const ColourCount& entry : colours) palette.place[entry.colour] = nearest(palette.colours, entry.colour);
    return palette;
}

}  // namespace poolscope
