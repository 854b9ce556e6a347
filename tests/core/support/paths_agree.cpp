// SPDX-License-Identifier: GPL-3.0-or-later
// Three ways to the same numbers: the direct path, the im2col reference, and the naive loops.
#include <cmath>
#include <limits>
#include <sstream>

#include "core/pool/pool.h"
#include "core/pool/reference.h"
#include "core/pool/separable.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/naive.h"

namespace poolscope {
namespace {

// Relative to the larger of the two; 0 asks for equal bits, except that one NaN is as good as another.
bool isClose(float a, float b, double tolerance) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    if (a == b) return tolerance > 0 || std::signbit(a) == std::signbit(b);
    if (tolerance == 0 || std::isinf(a) || std::isinf(b)) return false;
    return std::abs(double{a} - b) <= tolerance * std::max({1.0, std::abs(double{a}), std::abs(double{b})});
}

// Collects what differs.
class Differences {
  public:
    void values(const char* what, std::span<const float> a, std::span<const float> b, double tolerance) {
        if (a.size() != b.size()) {
            text_ << "\n  " << what << ": " << a.size() << " values, not " << b.size();
            return;
        }
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (isClose(a[i], b[i], tolerance)) continue;
            text_ << "\n  " << what << "[" << i << "] is " << a[i] << ", not " << b[i];
            return;
        }
    }
    void sum(const char* what, double a, double b, double tolerance) {
        const bool same = std::isnan(a) ? std::isnan(b) : a == b || std::abs(a - b) <= tolerance * (1 + std::abs(b));
        if (!same) text_ << "\n  " << what << " is " << a << ", not " << b;
    }
    template <class T>
    void equal(const std::string& what, const T& a, const T& b) {
        if (a != b)
            text_ << "\n  " << what << " differs: " << testing::PrintToString(a) << ", not "
                  << testing::PrintToString(b);
    }
    std::string text() const { return text_.str(); }

  private:
    std::ostringstream text_;
};

std::span<const float> cells(const PatchMatrix& m) {
    return {m.data(), static_cast<std::size_t>(m.size())};
}

// Reference winners stand in column order, everything else in NCHW order.
std::vector<std::int64_t> inNchwOrder(const std::vector<std::int64_t>& columns, const Shape& output) {
    if (columns.empty()) return {};
    std::vector<std::int64_t> result;
    const std::int64_t positions = output.h * output.w;
    for (std::int64_t m = 0; m < output.planes(); ++m) {
        for (std::int64_t p = 0; p < positions; ++p) {
            result.push_back(columns[static_cast<std::size_t>(p * output.planes() + m)]);
        }
    }
    return result;
}

double toleranceOf(PoolOp op) {
    if (op == PoolOp::Lp) return 1e-5;
    return hasWinner(op) ? 0 : 1e-6;
}

// An infinite cell under a norm divides infinity by infinity, which the conventions leave open.
bool gradientIsDefined(const Case& c) {
    return !(c.pool.op == PoolOp::Lp && c.data == Data::Infinite);
}

void compareForward(const Case& c, const naive::Pooled& want, const Tensor& y, const WinnerCodes& winners,
                    const WindowGrid& grid, const reference::Forward& ref, Differences& d) {
    d.equal("shape of y", toText(y.shape), toText(want.y.shape));
    d.values("y", y.values, want.y.values, toleranceOf(c.pool.op));
    d.values("y against reference", y.values, ref.y.values, 0);
    d.values("X_col", cells(ref.columns), want.patches, 0);
    if (!hasWinner(c.pool.op)) return;
    d.equal("winners", winnerIndices(winners, grid, IndexKind::Window), want.winners);
    d.equal("winners of reference", inNchwOrder(ref.winners, y.shape), want.winners);
}

void compareBackward(const Case& c, const naive::Pooled& want, const Tensor& dx, const GradientSums& sums,
                     const reference::Backward& ref, Differences& d) {
    d.values("dx against reference", dx.values, ref.dx.values, 0);
    if (!gradientIsDefined(c)) return;
    const double tolerance = toleranceOf(c.pool.op);
    d.values("dx", dx.values, want.dx.values, tolerance);
    d.values("dX_col", cells(ref.columns), want.gradientPatches, tolerance);
    d.sum("sum of dout", sums.upstream, want.upstream, tolerance);
    d.sum("sum of dx", sums.arrived, want.arrived, 1e-5);
    d.sum("lost gradient", sums.lost, want.lost, 1e-5);
    d.sum("overwritten gradient", sums.overwritten, want.overwritten, 1e-5);
}

// Both ways to max and min, whichever of them forward() took.
void compareWays(const Case& c, const Tensor& x, const Tensor& y, const WinnerCodes& winners, const WindowFacts& facts,
                 const WindowGrid& grid, Differences& d) {
    if (!hasWinner(c.pool.op)) return;
    for (const auto way : {forwardDirect, forwardSeparable}) {
        const std::string name = way == forwardDirect ? "direct " : "separable ";
        Tensor values(y.shape);
        WinnerCodes codes;
        codes.reshape(y.shape, grid.taps());
        const auto counted = way(x, grid, c.pool, values, codes, {});
        d.equal(name + "values, every bit", sameBits(values, y), true);
        d.equal(name + "winners", winnerIndices(codes, grid, IndexKind::Window),
                winnerIndices(winners, grid, IndexKind::Window));
        d.equal(name + "facts", counted == facts, true);
    }
}

void compareTies(const Case& c, const naive::Pooled& want, const Tensor& x, const WindowFacts& facts,
                 const WinnerCodes& winners, const WindowGrid& grid, Differences& d) {
    d.equal("windows", facts.windows, static_cast<std::int64_t>(want.y.values.size()));
    d.equal("black windows", facts.black, want.black);
    d.equal("tied windows", facts.tied, want.tied);
    d.equal("tied inked windows", facts.tiedInked, want.tiedInked);
    if (!hasWinner(c.pool.op)) return;
    const WindowTaps taps(grid, dataPadding(c.pool));
    for (std::size_t i = 0; i < want.y.values.size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        const std::int64_t m = at / grid.output().count();
        const CellRef window{at % grid.output().count() / grid.cols.output, at % grid.cols.output};
        d.equal("tied taps", tiedTaps(x.plane(m), taps, window, winners.at(m, window)), want.tiedTaps[i]);
    }
}

}  // namespace

testing::AssertionResult pathsAgree(const Case& c) {
    const auto geometry = naive::geometry(c.window, c.shape.plane());
    const auto grid = makeGrid(c.window, c.shape.plane());
    if (!grid && !geometry) return testing::AssertionSuccess();
    if (!grid) return testing::AssertionFailure() << c << "\n  refused: " << grid.error().message;
    if (!geometry) return testing::AssertionFailure() << c << "\n  must be refused";

    const Tensor x = inputOf(c);
    Tensor y;
    WinnerCodes winners;
    Differences d;
    const auto facts = poolForward(x, *grid, c.pool, y, winners);
    if (!facts) return testing::AssertionFailure() << c << "\n  forward stopped";
    const Tensor dout = upstreamOf(c, y.shape);
    const naive::Pooled want = naive::pool(x, *geometry, c.pool, dout);
    const auto refForward = reference::forward(x, *grid, c.pool);
    compareForward(c, want, y, winners, *grid, *refForward, d);
    compareWays(c, x, y, winners, *facts, *grid, d);
    compareTies(c, want, x, *facts, winners, *grid, d);

    Tensor dx;
    const auto sums = poolBackward(x, winners, dout, *grid, c.pool, dx);
    if (!sums) return testing::AssertionFailure() << c << "\n  backward stopped";
    compareBackward(c, want, dx, *sums, *reference::backward(x, *refForward, dout, *grid, c.pool), d);
    if (d.text().empty()) return testing::AssertionSuccess();
    return testing::AssertionFailure() << c << d.text();
}

}  // namespace poolscope
