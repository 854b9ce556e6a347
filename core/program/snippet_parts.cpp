// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/snippet_parts.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/filter/filter.h"
#include "core/pool/operation.h"

namespace poolscope::snippets {
namespace {

using python::filled;
using python::two;

constexpr std::string_view kInput = R"(# The input, (N, C, H, W)
X = $array
)";

constexpr std::string_view kFilteredInput = R"(# The images, (N, C, H, W)
images = $array
$filters
$relu
)";

constexpr std::string_view kPatches = R"(kh, kw = $size  # size
sh, sw = $stride  # stride
dh, dw = $dilation  # dilation
top, left = $before  # padding
bottom, right = $after
N, C, H, W = X.shape
M = N * C  # planes
$output

# im2col: a row of X_col for each tap of a window, a column for each window, position slowest, plane fastest
tap = $np.arange(kh * kw)[:, None]
window = $np.arange(H_out * W_out * M)
position, plane = window // M, window % M
row = position // W_out * sh - top + tap // kw * dh
col = position % W_out * sw - left + tap % kw * dw
$columns
)";

constexpr std::string_view kOutput = R"(H_out = (H + top + bottom - dh * (kh - 1) - 1) // sh + 1
W_out = (W + left + right - dw * (kw - 1) - 1) // sw + 1
)";
constexpr std::string_view kCeilOutput = R"(H_out, W_out = $extent  # ceil mode: the last window may overhang the end
)";

constexpr std::string_view kColumns = R"(X_col = X.reshape(M, H, W)[plane, row, col]
)";
constexpr std::string_view kColumnsWithOutside = R"(inside = (0 <= row) & (row < H) & (0 <= col) & (col < W)
$data
cells = plane, row.clip(0, H - 1), col.clip(0, W - 1)
X_col = $np.where(inside, X.reshape(M, H, W)[cells], $outside)
)";

constexpr std::string_view kWinnersAsCells = R"(
# The winners as cells of the plane, h * W + w
cell = $cell
argmax = cell[winner, window].reshape(H_out * W_out, M).T.reshape(N, C, H_out, W_out)
)";

constexpr std::string_view kRandomGradient = R"(
def random_gradient(count, state):
    """The gradient that Poolscope calls random: SplitMix64, in tenths from -1 to 1."""
    mask, values = 2**64 - 1, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        values.append((z ^ z >> 31) % 21 / 10 - 1)
    return values


)";

constexpr std::string_view kChecks = R"(
# The same as in Poolscope?
sum_Y, sum_dX = $sums
print("Y", tuple(Y.shape), "sum", sum_Y)
print("dX", tuple(dX.shape), "sum", sum_dX)
assert Y.shape == $shape
assert $right_y
assert $right_dx
$right_argmax
)";

bool overhangs(const AxisGrid& axis) {
    return axis.start(axis.output - 1) + axis.effectiveSize() > axis.input + axis.after;
}

// Sums are taken in another order, and by some operations in another way.
double tolerance(const PoolSpec& spec, SnippetKind kind, std::span<const float> values) {
    double size = 0;
    for (const float v : values) size += std::abs(double{v});
    const bool exact = hasWinner(spec.op) && kind == SnippetKind::Numpy;
    const double part = exact ? 1e-9 : operationOf(spec.op).tolerance;
    return std::isfinite(size) ? part * size : 0;
}

// 0.00123 -> "0.002": enough, and short to read.
std::string roundedUp(double value) {
    if (value <= 0) return "0";
    const double unit = std::pow(10, std::floor(std::log10(value)));
    return plainNumber(static_cast<float>(std::ceil(value / unit) * unit));
}

// The condition that the variable `sum` is what was expected.
std::string isRight(const std::string& sum, double expected, double allowed) {
    if (std::isnan(expected)) return sum + " != " + sum + "  # nan";
    if (std::isinf(expected)) return sum + " == float(\"" + shortestNumber(expected) + "\")";
    const std::string less = expected < 0 ? " + " + python::number(-expected) : " - " + python::number(expected);
    return "abs(" + sum + less + ") <= " + roundedUp(allowed);
}

// Zeros that take part are data, too.
std::string dataLine(const Needs& needs) {
    if (!needs.masked() || !needs.countsPad) return "";
    return "data = (row < H + bottom) & (col < W + right)  # beyond the zeros there is no data\n";
}

std::string outsideValue(const Needs& needs, std::string_view outside, const Dialect& dialect) {
    if (!needs.countsPad) return std::string(outside);
    if (!needs.overhang) return "0.0";
    return std::string(dialect.module) + ".where(data, 0.0, " + std::string(outside) + ")";
}

// One 3x3 filter on each line.
std::string filterRows(const FilterSpec& spec) {
    std::string code;
    for (const std::size_t filter : spec.filters) {
        const Filter& f = filterBank()[filter];
        for (std::size_t i = 0; i < 9; ++i) {
            code += (i == 0 ? "    [[" : i % 3 == 0 ? "], [" : ", ") + python::number(f.weights[i]);
        }
        code += "]],  # " + std::string(f.name) + "\n";
    }
    return code;
}

}  // namespace

Needs needsOf(const Evaluation& e) {
    const WindowGrid& grid = e.grid;
    Needs needs;
    needs.dilated = grid.rows.dilation > 1 || grid.cols.dilation > 1;
    needs.padded = grid.rows.before + grid.rows.after + grid.cols.before + grid.cols.after > 0;
    needs.countsPad = needs.padded && dataPadding(e.experiment.pool) == PadValue::Zero;
    needs.overhang = overhangs(grid.rows) || overhangs(grid.cols);
    for (const float v : e.x->values) {
        needs.nan = needs.nan || std::isnan(v);
        needs.infinite = needs.infinite || std::isinf(v);
    }
    return needs;
}

bool isFinite(const Evaluation& e) {
    const auto all = [](const Tensor& t) {
        return std::all_of(t.values.begin(), t.values.end(), [](float v) { return std::isfinite(v); });
    };
    return all(*e.images()) && all(*e.x) && all(e.backward->dout);
}

std::string array(const Tensor& tensor, const SnippetFile& file, const Dialect& dialect) {
    const std::string shape = python::shape(tensor.shape);
    if (file.path.empty()) return filled(dialect.written, {{"values", python::list(tensor)}, {"shape", shape}});
    const std::string how = file.howTo.empty() ? "" : "  # " + python::comment(file.howTo);
    return filled(dialect.loaded, {{"file", python::fileName(file.path)}, {"shape", shape}, {"how", how}});
}

std::string operationName(const PoolSpec& spec) {
    return std::string(operationOf(spec.op).name);
}

std::string input(const Evaluation& e, const SnippetFile& images, const Dialect& dialect) {
    const std::string values = array(*e.images(), images, dialect);
    if (!e.filter) return filled(kInput, {{"array", values}});
    const FilterSpec& spec = e.experiment.filters;
    const bool filters = !spec.filters.empty();
    return filled(kFilteredInput,
                  {{"array", values},
                   {"filters", filters ? filled(dialect.filters, {{"weights", filterRows(spec)}}) : ""},
                   {"relu", spec.relu ? filled(dialect.relu, {{"images", filters ? "X" : "images"}}) : ""}});
}

std::string patches(const Evaluation& e, std::string_view outside, const Dialect& dialect) {
    const AxisGrid& r = e.grid.rows;
    const AxisGrid& c = e.grid.cols;
    const Needs needs = needsOf(e);
    const python::Fields fields = {{"np", std::string(dialect.module)},
                                   {"size", two(r.size, c.size)},
                                   {"stride", two(r.stride, c.stride)},
                                   {"dilation", two(r.dilation, c.dilation)},
                                   {"before", two(r.before, c.before)},
                                   {"after", two(r.after, c.after)},
                                   {"extent", two(r.output, c.output)},
                                   {"data", dataLine(needs)},
                                   {"outside", outsideValue(needs, outside, dialect)}};
    python::Fields all = fields;
    all.emplace_back("output", filled(e.experiment.window.ceilMode ? kCeilOutput : kOutput, fields));
    all.emplace_back("columns", filled(needs.outside() ? kColumnsWithOutside : kColumns, fields));
    return filled(kPatches, all);
}

std::string winnersAsCells(const Needs& needs, const Dialect& dialect) {
    const std::string module(dialect.module);
    return filled(kWinnersAsCells,
                  {{"cell", needs.countsPad ? module + ".where(inside, row * W + col, -1)  # -1: a zero of the padding"
                                            : "row * W + col"}});
}

std::string randomGradient(const GradientSpec& gradient) {
    return gradient.kind == Upstream::Random ? std::string(kRandomGradient) : "";
}

std::string upstream(const Evaluation& e, const SnippetOptions& options, const Dialect& dialect) {
    const GradientSpec& gradient = e.experiment.gradient;
    const std::string module(dialect.module);
    switch (gradient.kind) {
        case Upstream::Ones:
            return "dout = " + module + ".ones_like(Y)\n";
        case Upstream::Random:
            return "dout = " + filled(dialect.random, {{"seed", std::to_string(gradient.seed)}}) + "\n";
        case Upstream::OneCell: {
            const std::int64_t channels = e.x->shape.c;
            const std::string plane = two(e.experiment.plane / channels, e.experiment.plane % channels);
            return "dout = " + module + ".zeros_like(Y)\ndout[" + plane + ", " +
                   two(gradient.cell.row, gradient.cell.col) + "] = 1\n";
        }
        case Upstream::Given:
            break;
    }
    return "dout = " + array(e.backward->dout, options.upstream, dialect) + "\n";
}

std::string checks(const Evaluation& e, SnippetKind kind, const Dialect& dialect) {
    const PoolSpec& spec = e.experiment.pool;
    const Tensor& y = e.forward->y;
    double ySum = 0;
    for (const float v : y.values) ySum += v;
    std::string rightArgmax;
    if (hasWinner(spec.op)) {
        std::int64_t winners = 0;
        for (const std::int64_t w : winnerIndices(e.forward->winners, e.grid, IndexKind::Plane)) winners += w;
        rightArgmax = "assert argmax.sum() == " + std::to_string(winners) + "\n";
    }
    return filled(kChecks, {{"sums", std::string(dialect.sums)},
                            {"shape", python::shape(y.shape)},
                            {"right_y", isRight("sum_Y", ySum, tolerance(spec, kind, y.values))},
                            {"right_dx",
                             isRight("sum_dX", e.backward->sums.arrived, tolerance(spec, kind, e.backward->dx.values))},
                            {"right_argmax", rightArgmax}});
}

}  // namespace poolscope::snippets
