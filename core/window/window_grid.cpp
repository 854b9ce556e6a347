// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/window_grid.h"

#include <algorithm>
#include <string>

#include "core/base/checked.h"

namespace poolscope {
namespace {

// A single limit for every count the user types; below it the sums below cannot overflow 64 bits.
constexpr std::int64_t kMaxField = (std::int64_t{1} << 31) - 1;
// The most taps and the most windows along one axis.
constexpr std::int64_t kMaxAxis = std::int64_t{1} << 20;
// Winner codes are 32 bits wide at most.
constexpr std::int64_t kMaxTaps = std::int64_t{1} << 32;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

std::int64_t ceilDiv(std::int64_t a, std::int64_t b) {
    return -floorDiv(-a, b);
}

std::string number(std::int64_t value) {
    return std::to_string(value);
}

// What one axis is called in messages.
struct AxisName {
    const char* axis;    // "rows"
    const char* side;    // "height"
    const char* before;  // "top"
    const char* after;   // "bottom"
};
constexpr AxisName kRows{"rows", "height", "top", "bottom"};
constexpr AxisName kCols{"columns", "width", "left", "right"};

Result<void> checkField(const char* field, const char* what, std::int64_t value, std::int64_t lowest,
                        std::int64_t highest, const AxisName& name) {
    if (value >= lowest && value <= highest) return {};
    return fail(field, std::string(what) + " " + number(value) + " (" + name.axis + ") is not legal: it must be " +
                           number(lowest) + " to " + number(highest));
}

void resolveSame(AxisGrid& axis, PadMode mode) {
    const std::int64_t output = ceilDiv(axis.input, axis.stride);
    const std::int64_t total =
        std::max<std::int64_t>(0, (output - 1) * axis.stride + axis.effectiveSize() - axis.input);
    axis.before = mode == PadMode::SameUpper ? total / 2 : total - total / 2;
    axis.after = total - axis.before;
}

Result<void> checkPadding(const AxisGrid& axis, const AxisName& name) {
    const std::int64_t most = axis.effectiveSize() - 1;
    for (const bool leading : {true, false}) {
        const std::int64_t pad = leading ? axis.before : axis.after;
        if (pad >= 0 && pad <= most) continue;
        return fail("window.padding", "padding " + number(pad) + " (" + (leading ? name.before : name.after) +
                                          ") is not legal: it must be 0 to " + number(most) +
                                          ", less than the window's reach of " + number(axis.effectiveSize()));
    }
    return {};
}

Result<void> checkEveryWindow(const AxisGrid& axis, const AxisName& name) {
    for (std::int64_t o = 0; o < axis.output; ++o) {
        if (axis.insideTaps(o).count() > 0) continue;
        return fail("window.padding", "with padding " + number(axis.before) + " and dilation " + number(axis.dilation) +
                                          " window " + number(o) + " (" + name.axis +
                                          ") would hold no cell of the image: use less padding or a smaller dilation");
    }
    return {};
}

Result<AxisGrid> makeAxis(AxisGrid axis, const WindowSpec& spec, const AxisName& name) {
    using Check = Result<void>;
    if (axis.input < 1) return fail("input", std::string("the image has no ") + name.axis);
    if (Check ok = checkField("window.size", "size", axis.size, 1, kMaxAxis, name); !ok)
        return tl::unexpected(ok.error());
    if (Check ok = checkField("window.stride", "stride", axis.stride, 1, kMaxField, name); !ok) {
        return tl::unexpected(ok.error());
    }
    if (Check ok = checkField("window.dilation", "dilation", axis.dilation, 1, kMaxField, name); !ok) {
        return tl::unexpected(ok.error());
    }
    if (spec.padding.mode != PadMode::Explicit) resolveSame(axis, spec.padding.mode);
    if (Check ok = checkPadding(axis, name); !ok) return tl::unexpected(ok.error());

    const std::int64_t padded = axis.input + axis.before + axis.after;
    // In ceil mode one window may overhang the end from the start on, as in PyTorch.
    const std::int64_t steps = padded - axis.effectiveSize() + (spec.ceilMode ? axis.stride - 1 : 0);
    if (steps < 0) {
        const std::string reach = axis.dilation == 1
                                      ? "size " + number(axis.size)
                                      : "size " + number(axis.size) + " with dilation " + number(axis.dilation) +
                                            " reaches over " + number(axis.effectiveSize()) + " " + name.axis + " and";
        return fail("window.size", reach + " does not fit: the image with its padding has " + name.side + " " +
                                       number(padded) + "; choose a smaller size or more padding");
    }
    axis.output = steps / axis.stride + 1;
    if (spec.ceilMode && (axis.output - 1) * axis.stride >= axis.input + axis.before) --axis.output;
    if (axis.output > kMaxAxis) {
        return fail("window.padding", "the output would have " + number(axis.output) + " " + name.axis +
                                          ", more than the limit of " + number(kMaxAxis));
    }
    if (Check ok = checkEveryWindow(axis, name); !ok) return tl::unexpected(ok.error());
    return axis;
}

}  // namespace

IndexRange AxisGrid::insideTaps(std::int64_t window) const {
    const std::int64_t first = start(window);
    const std::int64_t begin = first >= 0 ? 0 : std::min(size, ceilDiv(-first, dilation));
    const std::int64_t end = std::clamp<std::int64_t>(ceilDiv(input - first, dilation), begin, size);
    return {begin, end};
}

IndexRange AxisGrid::declaredTaps(std::int64_t window) const {
    return {0, std::clamp<std::int64_t>(ceilDiv(input + after - start(window), dilation), 0, size)};
}

namespace {

// The first window that ends at the position or after it.
std::int64_t firstToReach(const AxisGrid& axis, std::int64_t position) {
    return std::max<std::int64_t>(0, ceilDiv(position + axis.before - axis.effectiveSize() + 1, axis.stride));
}

}  // namespace

std::int64_t AxisGrid::firstWindowOver(std::int64_t position) const {
    std::int64_t window = firstToReach(*this, position);
    while ((position - start(window)) % dilation != 0) ++window;
    return window;
}

std::vector<AxisHit> AxisGrid::windowsOver(std::int64_t position) const {
    // Windows whose span start..start+reach holds the position; dilation leaves gaps inside the span.
    const std::int64_t first = firstToReach(*this, position);
    const std::int64_t last = std::min(output - 1, floorDiv(position + before, stride));
    std::vector<AxisHit> hits;
    for (std::int64_t o = first; o <= last; ++o) {
        const std::int64_t offset = position - start(o);
        if (offset % dilation == 0) hits.push_back({o, offset / dilation});
    }
    return hits;
}

std::int64_t AxisGrid::uncovered() const {
    if (output == 0) return input;
    if (dilation == 1) {
        // Windows follow each other left to right, so the holes are between neighbours and after the last.
        const std::int64_t gap = std::max<std::int64_t>(0, stride - size);
        std::int64_t holes = 0;
        for (std::int64_t o = 0; gap > 0 && o + 1 < output; ++o) {
            const std::int64_t from = std::max<std::int64_t>(0, start(o) + size);
            holes += std::max<std::int64_t>(0, std::min(input, start(o + 1)) - from);
        }
        return holes + std::max<std::int64_t>(0, input - std::max<std::int64_t>(0, start(output - 1) + size)) +
               std::max<std::int64_t>(0, start(0));
    }
    std::int64_t holes = 0;
    for (std::int64_t position = 0; position < input; ++position) holes += windowsOver(position).empty() ? 1 : 0;
    return holes;
}

TapPlace WindowGrid::tapPlace(const CellRef& window, std::int64_t tap) const {
    const CellRef cell = tapCell(window, tap);
    if (rows.inside(cell.row) && cols.inside(cell.col)) return TapPlace::Inside;
    const bool declared = cell.row < rows.input + rows.after && cell.col < cols.input + cols.after;
    return declared ? TapPlace::Padding : TapPlace::Overhang;
}

CellRef nearestWindow(const WindowGrid& before, const CellRef& window, const WindowGrid& after) {
    const auto nearest = [](const AxisGrid& from, std::int64_t index, const AxisGrid& to) {
        // Twice the middle, which may lie between two cells.
        const std::int64_t middle = 2 * from.start(index) + from.effectiveSize();
        const std::int64_t beyond = middle - (2 * to.start(0) + to.effectiveSize());
        const std::int64_t step = 2 * to.stride;
        return std::clamp<std::int64_t>((beyond + to.stride) / step, 0, to.output - 1);
    };
    return {nearest(before.rows, window.row, after.rows), nearest(before.cols, window.col, after.cols)};
}

Result<WindowGrid> makeGrid(const WindowSpec& spec, const Extent& input) {
    const Padding& pad = spec.padding;
    for (const std::int64_t value : {pad.top, pad.left, pad.bottom, pad.right}) {
        if (pad.mode == PadMode::Explicit && (value < 0 || value > kMaxField)) {
            return fail("window.padding",
                        "padding " + number(value) + " is not legal: it must be 0 or more and less than the window");
        }
    }
    const auto rows = makeAxis(
        {input.rows, spec.size.rows, spec.stride.rows, spec.dilation.rows, pad.top, pad.bottom, 0}, spec, kRows);
    if (!rows) return tl::unexpected(rows.error());
    const auto cols = makeAxis(
        {input.cols, spec.size.cols, spec.stride.cols, spec.dilation.cols, pad.left, pad.right, 0}, spec, kCols);
    if (!cols) return tl::unexpected(cols.error());
    const WindowGrid grid{*rows, *cols};
    if (grid.taps() > kMaxTaps) {
        return fail("window.size",
                    "size " + toText(grid.size()) + " has more places than the limit of " + number(kMaxTaps));
    }
    return grid;
}

}  // namespace poolscope
