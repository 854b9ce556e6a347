// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "core/base/tasks.h"

namespace poolscope {
namespace {

// The channels of a pixel, taken at once.
using Channels = float __attribute__((vector_size(16)));

Channels channelsAt(const std::vector<float>& values, std::int64_t cell) {
    Channels channels;
    std::memcpy(&channels, values.data() + 4 * cell, sizeof channels);
    return channels;
}

bool single(const PixelShare& tap) {
    return tap.first == tap.last;
}

bool same(const PixelShare& a, const PixelShare& b) {
    return single(a) && single(b) && a.first == b.first;
}

float shareOf(const PixelShare& tap, std::int64_t cell) {
    if (cell == tap.first) return tap.firstShare;
    return cell == tap.last ? tap.lastShare : 1.0F;
}

float weightOf(const PixelShare& tap) {
    return single(tap) ? tap.firstShare : tap.firstShare + tap.lastShare + static_cast<float>(tap.last - tap.first - 1);
}

// The mean over the rows under one pixel row, four channels a cell. One plain loop over bytes, so that compilers make
// vector code of it: this is where the time goes.
void averageRows(std::span<const std::uint32_t> argb, std::size_t cols, const PixelShare& rows,
                 std::vector<float>& mean) {
    mean.assign(cols * 4, 0.0F);
    const float total = weightOf(rows);
    for (std::int64_t row = rows.first; row <= rows.last; ++row) {
        const std::span<const std::uint32_t> line = argb.subspan(static_cast<std::size_t>(row) * cols, cols);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
        const float share = shareOf(rows, row) / total;
        float* sums = mean.data();
        for (std::size_t i = 0; i < cols * 4; ++i) sums[i] += share * static_cast<float>(bytes[i]);
    }
}

std::uint32_t averageCols(const std::vector<float>& mean, const PixelShare& cols) {
    Channels sums = cols.firstShare * channelsAt(mean, cols.first);
    for (std::int64_t col = cols.first + 1; col < cols.last; ++col) sums += channelsAt(mean, col);
    if (!single(cols)) sums += cols.lastShare * channelsAt(mean, cols.last);
    const Channels rounded = sums / weightOf(cols) + 0.5F;
    std::uint8_t bytes[4];
    for (std::size_t k = 0; k < 4; ++k) bytes[k] = static_cast<std::uint8_t>(rounded[k]);
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, bytes, sizeof pixel);
    return pixel | 0xff000000U;
}

// Colours by how far they stand out from a ground: the larger number stands out more. The colour is its lower bytes.
std::uint32_t ranked(std::uint32_t argb, const Colour& ground) {
    const auto apart = [&](int shift, std::uint8_t of) {
        return static_cast<std::uint32_t>(std::abs(static_cast<int>(argb >> shift & 0xffU) - of));
    };
    return (apart(16, ground.r) + apart(8, ground.g) + apart(0, ground.b)) / 3 << 24 | (argb & 0xffffffU);
}

// Of each column what stands out most in the rows under one pixel row.
void rankRows(std::span<const std::uint32_t> argb, std::size_t cols, const PixelShare& rows, const Colour& ground,
              std::vector<std::uint32_t>& best) {
    best.assign(cols, 0);
    for (std::int64_t row = rows.first; row <= rows.last; ++row) {
        const std::uint32_t* line = argb.data() + static_cast<std::size_t>(row) * cols;
        for (std::size_t i = 0; i < cols; ++i) best[i] = std::max(best[i], ranked(line[i], ground));
    }
}

}  // namespace

std::vector<PixelShare> nearestTaps(const std::vector<double>& snappedEdges, int from, int to) {
    std::vector<PixelShare> taps;
    const auto cells = static_cast<std::int64_t>(snappedEdges.size()) - 1;
    std::int64_t cell = 0;
    for (int pixel = from; pixel < to; ++pixel) {
        while (cell + 1 < cells && snappedEdges[static_cast<std::size_t>(cell) + 1] <= pixel) ++cell;
        taps.push_back({cell, cell});
    }
    return taps;
}

std::vector<PixelShare> areaTaps(std::int64_t cells, double start, double size, int from, int to) {
    std::vector<PixelShare> taps;
    const double perPixel = static_cast<double>(cells) / size;
    for (int pixel = from; pixel < to; ++pixel) {
        const double low = std::clamp((pixel - start) * perPixel, 0.0, static_cast<double>(cells) - 1);
        const double high = std::clamp((pixel + 1 - start) * perPixel, low + 1e-3, static_cast<double>(cells));
        const auto first = static_cast<std::int64_t>(low);
        const auto last = std::max(first, static_cast<std::int64_t>(std::ceil(high)) - 1);
        const double firstShare = first == last ? 1 : static_cast<double>(first + 1) - low;
        taps.push_back({first, last, static_cast<float>(firstShare), static_cast<float>(high - double(last))});
    }
    return taps;
}

std::vector<PixelShare> wholeTaps(std::int64_t cells, double start, double size, int from, int to) {
    std::vector<PixelShare> taps;
    const double perPixel = static_cast<double>(cells) / size;
    const auto firstFrom = [&](int pixel) {
        return static_cast<std::int64_t>(std::ceil((pixel - start) * perPixel - 0.5));
    };
    for (int pixel = from; pixel < to; ++pixel) {
        const std::int64_t first = std::clamp<std::int64_t>(firstFrom(pixel), 0, cells - 1);
        taps.push_back({first, std::clamp(firstFrom(pixel + 1) - 1, first, cells - 1)});
    }
    return taps;
}

QImage resample(const std::vector<std::uint32_t>& argb, const Extent& cells, const std::vector<PixelShare>& cols,
                const std::vector<PixelShare>& rows, const std::optional<Colour>& ground) {
    QImage image(static_cast<int>(cols.size()), static_cast<int>(rows.size()), QImage::Format_RGB32);
    if (image.isNull()) return image;
    const auto width = static_cast<std::size_t>(cells.cols);
    const bool pick = std::all_of(cols.begin(), cols.end(), single);
    uchar* const bits = image.bits();
    const qsizetype pitch = image.bytesPerLine();
    const auto drawRows = [&](IndexRange, IndexRange band, const RunControl&) {
        std::vector<float> mean;
        std::vector<std::uint32_t> best;
        for (std::int64_t y = band.begin; y < band.end; ++y) {
            const PixelShare& share = rows[static_cast<std::size_t>(y)];
            auto* line = reinterpret_cast<std::uint32_t*>(bits + y * pitch);
            if (y > band.begin && same(share, rows[static_cast<std::size_t>(y) - 1])) {
                std::memcpy(line, bits + (y - 1) * pitch, cols.size() * sizeof *line);
            } else if (pick && single(share)) {
                const auto source = std::span(argb).subspan(static_cast<std::size_t>(share.first) * width, width);
                for (std::size_t x = 0; x < cols.size(); ++x) {
                    line[x] = source[static_cast<std::size_t>(cols[x].first)] | 0xff000000U;
                }
            } else if (ground) {
                rankRows(argb, width, share, *ground, best);
                for (std::size_t x = 0; x < cols.size(); ++x) {
                    line[x] =
                        *std::max_element(best.begin() + cols[x].first, best.begin() + cols[x].last + 1) | 0xff000000U;
                }
            } else {
                averageRows(argb, width, share, mean);
                for (std::size_t x = 0; x < cols.size(); ++x) line[x] = averageCols(mean, cols[x]);
            }
        }
    };
    const std::int64_t each = std::max<std::int64_t>(cells.cols, std::ssize(cols));
    const std::int64_t high = std::max<std::int64_t>(std::ssize(rows), rows.back().last - rows.front().first);
    // Averages take four floats of a cell.
    const std::int64_t bytes =
        each * high * static_cast<std::int64_t>(pick ? sizeof(std::uint32_t) : 4 * sizeof(float));
    forEachBand(1, std::ssize(rows), each, 1, threadsFor(bytes, availableThreads()), {}, drawRows);
    return image;
}

}  // namespace poolscope
