// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/snippet.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/filter/filter.h"
#include "core/pool/operation.h"
#include "core/program/python_text.h"
#include "core/program/snippet_parts.h"

namespace poolscope {
namespace snippets {
namespace {

std::int64_t overhang(const AxisGrid& axis) {
    const std::int64_t end = axis.start(axis.output - 1) + axis.effectiveSize();
    return std::max<std::int64_t>(0, end - axis.input - axis.after);
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
    return plain(static_cast<float>(std::ceil(value / unit) * unit));
}

std::string sumCheck(const std::string& sum, double expected, const std::string& allowed) {
    if (std::isnan(expected)) return "assert " + sum + " != " + sum + "  # nan\n";
    if (std::isinf(expected)) return "assert " + sum + " == float(\"" + shortest(expected) + "\")\n";
    const std::string less = expected < 0 ? " + " + python::number(-expected) : " - " + python::number(expected);
    return "assert abs(" + sum + less + ") <= " + allowed + "\n";
}

}  // namespace

Needs needsOf(const Evaluation& e) {
    const WindowGrid& grid = e.grid;
    Needs needs;
    needs.dilated = grid.rows.dilation > 1 || grid.cols.dilation > 1;
    needs.padded = grid.rows.before + grid.rows.after + grid.cols.before + grid.cols.after > 0;
    needs.countsPad = needs.padded && dataPadding(e.experiment.pool) == PadValue::Zero;
    needs.overhangRows = overhang(grid.rows);
    needs.overhangCols = overhang(grid.cols);
    needs.masked = (needs.padded && !needs.countsPad) || needs.overhang();
    for (const float v : e.x->values) {
        needs.nan = needs.nan || std::isnan(v);
        needs.infinite = needs.infinite || std::isinf(v);
    }
    return needs;
}

Extent reach(const WindowGrid& grid) {
    const auto along = [](const AxisGrid& axis) { return (axis.output - 1) * axis.stride + axis.effectiveSize(); };
    return {along(grid.rows), along(grid.cols)};
}

bool isFinite(const Evaluation& e) {
    const auto all = [](const Tensor& t) {
        return std::all_of(t.values.begin(), t.values.end(), [](float v) { return std::isfinite(v); });
    };
    return all(*e.images()) && all(*e.x) && all(e.backward->dout);
}

std::string operationName(const PoolSpec& spec) {
    return std::string(operationOf(spec.op).name);
}

std::string oneCell(const Evaluation& e) {
    const CellRef& cell = e.experiment.gradient.cell;
    const std::int64_t channels = e.x->shape.c;
    return "dout[" + std::to_string(e.experiment.plane / channels) + ", " +
           std::to_string(e.experiment.plane % channels) + ", " + std::to_string(cell.row) + ", " +
           std::to_string(cell.col) + "] = 1\n";
}

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

std::string randomGradient() {
    return R"(def random_gradient(count, state):
    """The gradient that Poolscope calls random: SplitMix64, in tenths from -1 to 1."""
    mask, values = 2**64 - 1, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        values.append((z ^ z >> 31) % 21 / 10 - 1)
    return values


)";
}

std::string checks(const Evaluation& e, SnippetKind kind) {
    const PoolSpec& spec = e.experiment.pool;
    const bool torch = kind == SnippetKind::Torch;
    const auto sum = [torch](const std::string& name) {
        return torch ? name + ".sum(dtype=torch.float64).item()" : name + ".sum(dtype=np.float64)";
    };
    const Tensor& y = e.forward->y;
    const Tensor& dx = e.backward->dx;
    double ySum = 0;
    for (const float v : y.values) ySum += v;
    std::string code = "\n# The same as in Poolscope?\n";
    for (const char* name : {"Y", "dX"}) {
        code += std::string("print(\"") + name + "\", tuple(" + name + ".shape), \"sum\", " + sum(name) + ")\n";
    }
    code += "assert Y.shape == " + python::shape(y.shape) + "\n";
    code += sumCheck(sum("Y"), ySum, roundedUp(tolerance(spec, kind, y.values)));
    code += sumCheck(sum("dX"), e.backward->sums.arrived, roundedUp(tolerance(spec, kind, dx.values)));
    if (hasWinner(spec.op)) {
        std::int64_t winners = 0;
        for (const std::int64_t w : widen(e.forward->winners, e.grid, IndexKind::Plane)) winners += w;
        code += "assert int(argmax.sum()) == " + std::to_string(winners) + "\n";
    }
    return code;
}

}  // namespace snippets

namespace {

std::string tooMany(const std::string& what, const Tensor& tensor) {
    return what + " " + toText(tensor.shape) + " has " + std::to_string(tensor.shape.count()) +
           " values, more than the " + std::to_string(kMostLiteral) +
           " that stand in a program: they have to be in a file that it loads";
}

}  // namespace

Result<std::string> writeSnippet(SnippetKind kind, const Evaluation& evaluation, const SnippetOptions& options) {
    const GradientSpec& gradient = evaluation.experiment.gradient;
    if (evaluation.x->shape.n == 0) return fail("snippet", "there is no image to write a program for: N is 0");
    if (options.images.path.empty() && !fitsInSnippet(*evaluation.images())) {
        return fail("images", tooMany("the input", *evaluation.images()));
    }
    if (gradient.kind == Upstream::Given && options.upstream.path.empty() &&
        !fitsInSnippet(evaluation.backward->dout)) {
        return fail("gradient", tooMany("the upstream gradient", evaluation.backward->dout));
    }
    if (kind == SnippetKind::Torch) return snippets::writeTorch(evaluation, options);
    return snippets::writeNumpy(evaluation, options);
}

}  // namespace poolscope
