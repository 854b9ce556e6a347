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

// The first of `count` cells of block `i` of `blocks`: blocks tile the cells and differ by at most one.
std::int64_t blockStart(std::int64_t i, std::int64_t count, std::int64_t blocks) {
    return i * count / blocks;
}

// Rows of a plane, from `first` on.
struct Rows {
    const float* first;
    std::int64_t pitch;
    std::int64_t count;
};

// What stands for several values, of which some or none have been taken.
struct Sum {
    double value = 0;

    void take(float v) { value += v; }
    void take(const Sum& other) { value += other.value; }
    float ofBlock(std::int64_t cells) const { return static_cast<float>(value / static_cast<double>(cells)); }
};

struct FurthestFromZero {
    std::uint32_t turned = 0;  // the bits of the value with its sign last: the order of magnitudes, NaN above all

    void take(float v) { take(FurthestFromZero{std::rotl(std::bit_cast<std::uint32_t>(v), 1)}); }
    void take(const FurthestFromZero& other) { turned = std::max(turned, other.turned); }
    float ofBlock(std::int64_t) const { return std::bit_cast<float>(std::rotr(turned, 1)); }
};

// What stands for each column of some rows, and the least and the most of all but NaN. Several rows at once, and in
// loops so simple that the compiler takes several values at once, of so many lanes that it does not unroll them into
// single ones.
template <class Held>
class Columns {
  public:
    Columns() {
        least_.fill(std::numeric_limits<float>::infinity());
        most_.fill(-std::numeric_limits<float>::infinity());
    }
    void takeAll(const Rows& rows, std::span<Held> columns) {
        std::fill(columns.begin(), columns.end(), Held());
        std::int64_t y = 0;
        const auto take = [&]<int kRows>() {
            for (; y + kRows <= rows.count; y += kRows) {
                takeRows<kRows>(rows.first + y * rows.pitch, rows.pitch, columns);
            }
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
    void takeRows(const float* first, std::int64_t pitch, std::span<Held> columns) {
        const std::size_t count = columns.size();
        std::size_t at = 0;
        for (; at + kLanes <= count; at += kLanes) takeLanes<kRows, kLanes>(first + at, pitch, columns.data() + at);
        for (; at < count; ++at) takeLanes<kRows, 1>(first + at, pitch, columns.data() + at);
    }
    template <int kRows, std::size_t kCount>
    void takeLanes(const float* v, std::int64_t pitch, Held* __restrict columns) {
        for (std::size_t lane = 0; lane < kCount; ++lane) {
            Held held = columns[lane];
            float least = least_[lane];
            float most = most_[lane];
            for (int row = 0; row < kRows; ++row) {
                const float value = v[row * pitch + static_cast<std::int64_t>(lane)];
                held.take(value);
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
            columns[lane] = held;
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

template <class Held>
std::vector<float> reducedBy(std::span<const float> plane, const PlanePart& part, const Extent& shown,
                             FiniteRange* range) {
    std::vector<float> result(static_cast<std::size_t>(shown.count()));
    std::vector<std::int64_t> edges;
    for (std::int64_t c = 0; c <= shown.cols; ++c) edges.push_back(blockStart(c, part.cells.cols, shown.cols));
    std::vector<FiniteRange> ranges(static_cast<std::size_t>(shown.rows));
    const auto reduceRows = [&](IndexRange, IndexRange rows, const RunControl&) {
        std::vector<Held> columns(static_cast<std::size_t>(part.cells.cols));
        for (std::int64_t r = rows.begin; r < rows.end; ++r) {
            const std::int64_t top = blockStart(r, part.cells.rows, shown.rows);
            const std::int64_t bottom = blockStart(r + 1, part.cells.rows, shown.rows);
            const Rows block{plane.data() + flatIndex(part.whole, {part.first.row + top, part.first.col}),
                             part.whole.cols, bottom - top};
            Columns<Held> taken;
            taken.takeAll(block, columns);
            if (range) {
                addTo(ranges[static_cast<std::size_t>(r)], block, columns.size(), taken.least(), taken.most());
            }
            for (std::int64_t c = 0; c < shown.cols; ++c) {
                const std::int64_t first = edges[static_cast<std::size_t>(c)];
                const std::int64_t end = edges[static_cast<std::size_t>(c) + 1];
                Held all;
                for (std::int64_t x = first; x < end; ++x) all.take(columns[static_cast<std::size_t>(x)]);
                result[static_cast<std::size_t>(flatIndex(shown, {r, c}))] =
                    all.ofBlock((end - first) * (bottom - top));
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

// What stands for blocks, and the range of what they are of.
std::vector<float> reduced(std::span<const float> plane, const PlanePart& part, const Extent& shown, BlockValue block,
                           FiniteRange* range = nullptr) {
    return block == BlockValue::Mean ? reducedBy<Sum>(plane, part, shown, range)
                                     : reducedBy<FurthestFromZero>(plane, part, shown, range);
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

BlockValue blockValueOf(std::span<const float> plane, const Extent& cells) {
    constexpr std::int64_t kMostRows = 64;  // of large planes some rows say enough
    constexpr double kFaint = 0.1;          // of the largest
    double sum = 0;
    FiniteRange range;
    const std::int64_t rows = std::min(cells.rows, kMostRows);
    for (std::int64_t i = 0; i < rows; ++i) {
        const CellRef first{blockStart(i, cells.rows, rows), 0};
        const auto row =
            plane.subspan(static_cast<std::size_t>(flatIndex(cells, first)), static_cast<std::size_t>(cells.cols));
        sum = std::accumulate(row.begin(), row.end(), sum);
        range.add(row);
    }
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    return std::abs(sum) > kFaint * largest * static_cast<double>(rows * cells.cols) ? BlockValue::Mean
                                                                                     : BlockValue::Furthest;
}

HeatMapMark heatMapOf(const Rect& rect, const Picture& picture) {
    HeatMapMark mark{rect, picture.shown, picture.argb};
    if (picture.colours.block == BlockValue::Furthest) mark.ground = picture.colours.of(0);
    return mark;
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
        shown.push_back(picture.shown == part.cells ? partValues(plane, part)
                                                    : reduced(plane, part, picture.shown, colours.block));
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

ShownPlane shownPlane(std::span<const float> plane, const Extent& cells, BlockValue block) {
    ShownPlane result{cells, {std::min(cells.rows, kMostShown), std::min(cells.cols, kMostShown)}, {}, {}};
    if (result.shown == cells) {
        result.values.assign(plane.begin(), plane.end());
        result.range.add(plane);
    } else {
        result.values = reduced(plane, {cells, {}, cells}, result.shown, block, &result.range);
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
