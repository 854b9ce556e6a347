// SPDX-License-Identifier: GPL-3.0-or-later
// PyTorch's own pooling where it has it, else the windows as columns; the gradient by autograd.
#include <cmath>

#include "core/pool/overlaps.h"
#include "core/program/snippet_parts.h"

namespace poolscope::snippets {
namespace {

using python::Fields;
using python::filled;

constexpr std::string_view kTorchFilters = R"(
# Every filter on every channel, with one cell of zeros around the image
filters = torch.tensor([
$weights
])
N, C, H, W = images.shape
channels = images.reshape(N * C, 1, H, W).double()
X = F.conv2d(channels, filters[:, None].double(), padding=1).float().reshape(N, -1, H, W)
)";

constexpr Dialect kTorch = {
    .module = "torch",
    .loaded = "torch.from_numpy(np.load($file)).reshape$shape$how",
    .written = "torch.tensor($values, dtype=torch.float32).reshape$shape",
    .random = "torch.tensor(random_gradient(Y.numel(), $seed), dtype=torch.float32).reshape(Y.shape)",
    .sums = "Y.sum(dtype=torch.float64).item(), dX.sum(dtype=torch.float64).item()",
    .filters = kTorchFilters,
    .relu = "X = F.relu($images)\n",
};

constexpr std::string_view kTorchProgram = R"(# $title
# $operation pooling in PyTorch, the same numbers as in Poolscope.
$numpy
import torch
import torch.nn.functional as F

$random_gradient
$input
X.requires_grad_()

# Forward
$forward

# Backward, by autograd
$upstream
Y.backward(dout)
dX = X.grad
$checks
)";

// PyTorch's own pooling ----------------------------------------------------------------------------------------------

constexpr std::string_view kMaxPool =
    R"(Y, argmax = F.max_pool2d(X, $size, $stride$padding$dilation$ceil_mode, return_indices=True)
)";
constexpr std::string_view kMinPool = R"(# The minimum is the maximum of -X, turned back
Y, argmax = F.max_pool2d(-X, $size, $stride$padding$dilation$ceil_mode, return_indices=True)
Y = -Y
)";
constexpr std::string_view kAvgPool = R"(Y = F.avg_pool2d(X, $size, $stride$padding$ceil_mode$counts$divisor)
)";
constexpr std::string_view kLpPool = R"(# lp_pool2d takes no absolute values by itself
Y = F.lp_pool2d(X.abs().double(), $p, $size, $stride).float()
)";

// What PyTorch has no pooling for ------------------------------------------------------------------------------------

constexpr std::string_view kByColumns = R"(# $why: the windows themselves, as columns
$patches

$values
Y = y.reshape(H_out * W_out, M).T.reshape(N, C, H_out, W_out)
$winners
)";

constexpr std::string_view kFirst = R"(winner = X_col.$argmax(0)  # the first of equals
y = X_col[winner, window]
)";
constexpr std::string_view kLast = R"(winner = kh * kw - 1 - X_col.flip(0).$argmax(0)  # the last of equals
y = X_col[winner, window]
)";
constexpr std::string_view kSplit = R"(winner = X_col.$argmax(0)
y = X_col.$amax(0)  # its gradient is shared equally
)";
constexpr std::string_view kAll = R"(winner = X_col.$argmax(0)
best = X_col.detach().$amax(0)
all_tied = torch.where(X_col == best, X_col, 0.0).sum(0)
y = best + (all_tied - all_tied.detach())  # the whole gradient for each: wrong on purpose
)";
constexpr std::string_view kTorchAverage = R"(y = X_col.sum(0) / $divisor
)";
constexpr std::string_view kTorchLowerMedian = R"(count = $count
ordered = torch.sort(X_col, dim=0, stable=True).values
y = ordered[(count - 1) // 2, window]
)";
constexpr std::string_view kTorchMeanMedian = R"(count = $count
ordered = torch.sort(X_col, dim=0, stable=True).values
y = (ordered[(count - 1) // 2, window] + ordered[count // 2, window]) / 2
)";
constexpr std::string_view kTorchLp = R"(y = torch.linalg.vector_norm(X_col.double(), $p, dim=0).float()
)";

constexpr std::string_view kTorchSoftmax =
    R"(scale = $temperature * $span  # temperature times the span of the display range
weight = torch.softmax($among / scale, dim=0)
y = (weight * X_col.double()).sum(0).float()
)";

// --------------------------------------------------------------------------------------------------------------------

class TorchWriter {
  public:
    TorchWriter(const Evaluation& e, const SnippetOptions& options)
        : e_(e), grid_(e.grid), spec_(e.experiment.pool), needs_(needsOf(e)), options_(options) {}

    std::string write() const {
        const bool loads = !options_.images.path.empty() || !options_.upstream.path.empty();
        return filled(kTorchProgram, {{"title", python::comment(options_.title)},
                                      {"operation", operationName(spec_)},
                                      {"numpy", loads ? "import numpy as np\n" : ""},
                                      {"random_gradient", randomGradient(e_.experiment.gradient)},
                                      {"input", input(e_, options_.images, kTorch)},
                                      {"forward", forward()},
                                      {"upstream", upstream(e_, options_, kTorch)},
                                      {"checks", checks(e_, SnippetKind::Torch, kTorch)}});
    }

  private:
    Fields ownFields() const;
    std::string byColumns(const std::string& why, std::string_view outside, const std::string& values) const;
    std::string forward() const;
    std::string winner() const;
    std::string average() const;
    std::string median() const;
    std::string lp() const;
    std::string softmax() const;

    // PyTorch's own padding: the same on both sides, and half a window at most.
    bool paddingFits() const {
        const auto fits = [](const AxisGrid& a) { return a.before == a.after && a.before <= a.size / 2; };
        return fits(grid_.rows) && fits(grid_.cols);
    }
    std::string count() const { return needs_.masked() ? needs_.data() + ".sum(0)" : "kh * kw"; }

    const Evaluation& e_;
    const WindowGrid& grid_;
    const PoolSpec& spec_;
    Needs needs_;
    const SnippetOptions& options_;
};

// The arguments of PyTorch's own functions; what has its default is not written.
Fields TorchWriter::ownFields() const {
    const auto both = [this](std::int64_t AxisGrid::*what) { return python::pair(grid_.rows.*what, grid_.cols.*what); };
    const std::string counts = needs_.countsPad ? ", count_include_pad=True" : ", count_include_pad=False";
    return {{"size", both(&AxisGrid::size)},
            {"stride", both(&AxisGrid::stride)},
            {"padding", needs_.padded ? ", padding=" + both(&AxisGrid::before) : ""},
            {"dilation", needs_.dilated ? ", dilation=" + both(&AxisGrid::dilation) : ""},
            {"ceil_mode", e_.experiment.window.ceilMode ? ", ceil_mode=True" : ""},
            {"counts", needs_.padded ? counts : ""},
            {"divisor", spec_.divisor ? ", divisor_override=" + python::number(*spec_.divisor) : ""},
            {"p", python::number(spec_.p)}};
}

std::string TorchWriter::byColumns(const std::string& why, std::string_view outside, const std::string& values) const {
    return filled(kByColumns, {{"why", why},
                               {"patches", patches(e_, outside, kTorch)},
                               {"values", values},
                               {"winners", hasWinner(spec_.op) ? winnersAsCells(needs_, kTorch) : ""}});
}

std::string TorchWriter::winner() const {
    const bool isMax = spec_.op == PoolOp::Max;
    const bool own = paddingFits() && !needs_.countsPad;
    if (own && spec_.ties == TieRule::First) return filled(isMax ? kMaxPool : kMinPool, ownFields());
    const Fields names = {{"argmax", isMax ? "argmax" : "argmin"}, {"amax", isMax ? "amax" : "amin"}};
    const char* outside = isMax ? "-torch.inf" : "torch.inf";
    const std::string otherTies = "max_pool2d gives the first of equals the gradient";
    switch (spec_.ties) {
        case TieRule::First:
            return byColumns("max_pool2d has no such padding", outside, filled(kFirst, names));
        case TieRule::Last:
            return byColumns(otherTies, outside, filled(kLast, names));
        case TieRule::Split:
            return byColumns(otherTies, outside, filled(kSplit, names));
        case TieRule::All:
            break;
    }
    return byColumns(otherTies, outside, filled(kAll, names));
}

std::string TorchWriter::average() const {
    const bool whole =
        !spec_.divisor || (*spec_.divisor == std::floor(*spec_.divisor) && std::abs(*spec_.divisor) < 1e9);
    if (paddingFits() && !needs_.dilated && whole) return filled(kAvgPool, ownFields());
    const std::string divisor = spec_.divisor ? python::number(*spec_.divisor) : "(" + count() + ")";
    return byColumns("avg_pool2d has no such padding, dilation or divisor", "0.0",
                     filled(kTorchAverage, {{"divisor", divisor}}));
}

std::string TorchWriter::median() const {
    const std::string_view values = spec_.median == MedianRule::Lower ? kTorchLowerMedian : kTorchMeanMedian;
    return byColumns("PyTorch has no median pooling", "torch.inf", filled(values, {{"count", count()}}));
}

std::string TorchWriter::lp() const {
    const bool own = !needs_.outside() && !needs_.dilated && e_.forward->facts.black == 0;
    if (own) return filled(kLpPool, ownFields());
    return byColumns("lp_pool2d has no padding and no dilation, and nan for the gradient of a window of zeros", "0.0",
                     filled(kTorchLp, {{"p", python::number(spec_.p)}}));
}

std::string TorchWriter::softmax() const {
    const std::string among =
        needs_.masked() ? "torch.where(" + needs_.data() + ", X_col.double(), -torch.inf)" : "X_col.double()";
    return byColumns("PyTorch has no softmax pooling", "0.0",
                     filled(kTorchSoftmax, {{"temperature", python::number(spec_.temperature)},
                                            {"span", python::number(spec_.span.value)},
                                            {"among", among}}));
}

std::string TorchWriter::forward() const {
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            return winner();
        case PoolOp::Avg:
            return average();
        case PoolOp::Median:
            return median();
        case PoolOp::Softmax:
            return softmax();
        case PoolOp::Lp:
            break;
    }
    return lp();
}

}  // namespace

Result<std::string> writeTorch(const Evaluation& e, const SnippetOptions& options) {
    if (!isFinite(e)) {
        return fail("snippet",
                    "there are infinities or nan among the values, for which PyTorch has rules of its own; the NumPy "
                    "program computes the same numbers");
    }
    if (overwrites(e.experiment.pool.overlap)) {
        return fail("snippet",
                    "where windows overlap PyTorch adds their gradients; the NumPy program can write = for +=");
    }
    return TorchWriter(e, options).write();
}

}  // namespace poolscope::snippets
