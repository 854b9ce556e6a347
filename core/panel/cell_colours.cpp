// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/cell_colours.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/tasks.h"

namespace poolscope {
namespace {

// The first of `count` cells that block `i` of `blocks` averages: blocks tile the cells and differ by at most one.
std::int64_t blockStart(std::int64_t i, std::int64_t count, std::int64_t blocks) {
    return i * count / blocks;
}

// Rows of a plane, from `first` on.
struct Rows {
    const float* first;
    std::int64_t pitch;
    std::int64_t count;
};

// The sums of the columns of some rows, and the least and the most of all but NaN. Several rows at once, and in loops
// so simple that the compiler takes several values at once, of so many lanes that it does not unroll them into single
// ones.
class ColumnSums {
  public:
    ColumnSums() {
        least_.fill(std::numeric_limits<float>::infinity());
        most_.fill(-std::numeric_limits<float>::infinity());
    }
    void takeAll(const Rows& rows, std::span<double> sums) {
        std::fill(sums.begin(), sums.end(), 0.0);
        std::int64_t y = 0;
        const auto take = [&]<int kRows>() {
            for (; y + kRows <= rows.count; y += kRows) takeRows<kRows>(rows.first + y * rows.pitch, rows.pitch, sums);
        };
        take.template operator()<4>();
        take.template operator()<2>();
        take.template operator()<1>();
    }
    float least() const { return *std::min_element(least_.begin(), least_.end()); }
    float most() const { return *std::max_element(most_.begin(), most_.end()); }

  private:
    static constexpr std::size_t kLanes = 64;

    template <int kRows>
    void takeRows(const float* first, std::int64_t pitch, std::span<double> sums) {
        std::size_t at = 0;
        for (; at + kLanes <= sums.size(); at += kLanes) takeLanes<kRows, kLanes>(first + at, pitch, sums.data() + at);
        for (; at < sums.size(); ++at) takeLanes<kRows, 1>(first + at, pitch, sums.data() + at);
    }
    template <int kRows, std::size_t kCount>
    void takeLanes(const float* v, std::int64_t pitch, double* __restrict sums) {
        for (std::size_t lane = 0; lane < kCount; ++lane) {
            double sum = sums[lane];
            float least = least_[lane];
            float most = most_[lane];
            for (int row = 0; row < kRows; ++row) {
                const float value = v[row * pitch + static_cast<std::int64_t>(lane)];
                sum += value;
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
            sums[lane] = sum;
            least_[lane] = least;
            most_[lane] = most;
        }
    }

    std::array<float, kLanes> least_;
    std::array<float, kLanes> most_;
};

// Adds the values of rows whose least and most are known.
void addTo(FiniteRange& range, const Rows& rows, std::size_t cols, float least, float most) {
    if (std::isfinite(least) && std::isfinite(most)) return range.add(std::array{least, most});
    for (std::int64_t y = 0; y < rows.count; ++y) range.add({rows.first + y * rows.pitch, cols});
}

// Means over blocks, and the range of what they are of.
std::vector<float> reduced(std::span<const float> plane, const PlanePart& part, const Extent& shown,
                           FiniteRange* range = nullptr) {
    std::vector<float> result(static_cast<std::size_t>(shown.count()));
    std::vector<std::int64_t> edges;
    for (std::int64_t c = 0; c <= shown.cols; ++c) edges.push_back(blockStart(c, part.cells.cols, shown.cols));
    std::vector<FiniteRange> ranges(static_cast<std::size_t>(shown.rows));
    const auto reduceRows = [&](IndexRange, IndexRange rows, const RunControl&) {
        std::vector<double> columns(static_cast<std::size_t>(part.cells.cols));
        for (std::int64_t r = rows.begin; r < rows.end; ++r) {
            const std::int64_t top = blockStart(r, part.cells.rows, shown.rows);
            const std::int64_t bottom = blockStart(r + 1, part.cells.rows, shown.rows);
            const Rows block{plane.data() + flatIndex(part.whole, {part.first.row + top, part.first.col}),
                             part.whole.cols, bottom - top};
            ColumnSums sums;
            sums.takeAll(block, columns);
            if (range) {
                addTo(ranges[static_cast<std::size_t>(r)], block, columns.size(), sums.least(), sums.most());
            }
            for (std::int64_t c = 0; c < shown.cols; ++c) {
                const std::int64_t first = edges[static_cast<std::size_t>(c)];
                const std::int64_t end = edges[static_cast<std::size_t>(c) + 1];
                const double sum = std::accumulate(columns.begin() + first, columns.begin() + end, 0.0);
                const auto cells = static_cast<double>((end - first) * (bottom - top));
                result[static_cast<std::size_t>(flatIndex(shown, {r, c}))] = static_cast<float>(sum / cells);
            }
        }
    };
    const int threads = threadsFor(part.cells.count() * std::int64_t{sizeof(float)}, availableThreads());
    forEachBand(1, shown.rows, part.cells.count() / shown.rows, 1, threads, {}, reduceRows);
    for (const FiniteRange& each : ranges) {
        if (range && each.any) range->widen(each.low, each.high);
    }
    return result;
}

// The colours of values, of which many are the same: what was asked before is remembered, as far as there is room.
class ColourMemory {
  public:
    explicit ColourMemory(const CellColours& colours) : colours_(colours) {}

    std::uint32_t of(float value) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        Known& known = known_[bits * 2654435769U >> (32 - kBits)];
        if (!known.is || known.bits != bits) known = {bits, toArgb(colours_.of(value)), true};
        return known.argb;
    }

  private:
    struct Known {
        std::uint32_t bits = 0;
        std::uint32_t argb = 0;
        bool is = false;
    };
    static constexpr int kBits = 11;

    const CellColours& colours_;
    std::array<Known, std::size_t{1} << kBits> known_;
};

std::vector<std::uint32_t> coloursOf(std::span<const float> values, const CellColours& colours) {
    std::vector<std::uint32_t> argb(values.size());
    const std::int64_t count = std::ssize(values);
    const auto colour = [&](std::int64_t task, const RunControl&) {
        ColourMemory memory(colours);
        const auto first = values.begin() + task * kTaskCells;
        const auto end = values.begin() + std::min(count, (task + 1) * kTaskCells);
        std::transform(first, end, argb.begin() + task * kTaskCells, [&](float v) { return memory.of(v); });
    };
    const int threads = threadsFor(count * std::int64_t{sizeof(float)}, availableThreads());
    forEachTask((count + kTaskCells - 1) / kTaskCells, threads, {}, colour);
    return argb;
}

std::uint8_t channelOf(float value, const ValueScale& scale) {
    const double part = std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
    return static_cast<std::uint8_t>(std::lround(part * 255));
}

}  // namespace

Colour CellColours::of(float value) const {
    if (isSigned) return divergingColourOf(value, scale.high, *theme);
    return colourOf(value, scale, palette, theme->notANumber);
}

Colour CellColours::of(float red, float green, float blue) const {
    if (std::isnan(red) || std::isnan(green) || std::isnan(blue)) return theme->notANumber;
    return {channelOf(red, scale), channelOf(green, scale), channelOf(blue, scale)};
}

std::vector<float> partValues(std::span<const float> plane, const PlanePart& part) {
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(part.cells.count()));
    for (std::int64_t r = 0; r < part.cells.rows; ++r) {
        const float* row = plane.data() + (part.first.row + r) * part.whole.cols + part.first.col;
        values.insert(values.end(), row, row + part.cells.cols);
    }
    return values;
}

Picture partPicture(const ValuePlanes& planes, const PlanePart& part, const CellColours& colours, std::int64_t most) {
    Picture picture{part.cells, {std::min(part.cells.rows, most), std::min(part.cells.cols, most)}, nullptr, colours};
    std::vector<std::vector<float>> shown;
    for (const std::span<const float> plane : planes) {
        shown.push_back(picture.shown == part.cells ? partValues(plane, part) : reduced(plane, part, picture.shown));
    }
    std::vector<std::uint32_t> argb(shown.front().size());
    if (shown.size() == 3) {
        for (std::size_t i = 0; i < argb.size(); ++i)
            argb[i] = toArgb(colours.of(shown[0][i], shown[1][i], shown[2][i]));
    } else {
        argb = coloursOf(shown.front(), colours);
    }
    picture.argb = std::make_shared<const std::vector<std::uint32_t>>(std::move(argb));
    return picture;
}

ShownPlane shownPlane(std::span<const float> plane, const Extent& cells, std::int64_t most) {
    ShownPlane result{cells, {std::min(cells.rows, most), std::min(cells.cols, most)}, {}, {}};
    if (result.shown == cells) {
        result.values.assign(plane.begin(), plane.end());
        result.range.add(plane);
    } else {
        result.values = reduced(plane, {cells, {}, cells}, result.shown, &result.range);
    }
    return result;
}

Picture colouredPicture(const ShownPlane& plane, const CellColours& colours) {
    return {plane.cells, plane.shown,
            std::make_shared<const std::vector<std::uint32_t>>(coloursOf(plane.values, colours)), colours};
}

Picture withHidden(Picture picture, const std::vector<bool>& hidden, const Colour& blank) {
    if (hidden.empty()) return picture;
    std::vector<bool> isSeen(static_cast<std::size_t>(picture.shown.count()));
    std::vector<std::int64_t> cols;  // where each column of cells is shown
    for (std::int64_t c = 0; c < picture.shown.cols; ++c)
        cols.resize(static_cast<std::size_t>(blockStart(c + 1, picture.cells.cols, picture.shown.cols)), c);
    for (std::int64_t r = 0; r < picture.shown.rows; ++r) {
        const std::int64_t bottom = blockStart(r + 1, picture.cells.rows, picture.shown.rows);
        for (std::int64_t y = blockStart(r, picture.cells.rows, picture.shown.rows); y < bottom; ++y) {
            for (std::int64_t x = 0; x < picture.cells.cols; ++x) {
                if (hidden[static_cast<std::size_t>(flatIndex(picture.cells, {y, x}))]) continue;
                isSeen[static_cast<std::size_t>(flatIndex(picture.shown, {r, cols[static_cast<std::size_t>(x)]}))] =
                    true;
            }
        }
    }
    std::vector<std::uint32_t> argb = *picture.argb;
    for (std::size_t i = 0; i < argb.size(); ++i) {
        if (!isSeen[i]) argb[i] = toArgb(blank);
    }
    picture.argb = std::make_shared<const std::vector<std::uint32_t>>(std::move(argb));
    return picture;
}

}  // namespace poolscope
