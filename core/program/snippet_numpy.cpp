// SPDX-License-Identifier: GPL-3.0-or-later
// The blog's algorithm in NumPy: im2col, a summary of each column, gather; scatter, col2im.
#include "core/pool/tie_rules.h"
#include "core/program/snippet_parts.h"

namespace poolscope::snippets {
namespace {

using python::Fields;
using python::filled;

constexpr std::string_view kNumpyFilters = R"(
# Every filter on every channel, with one cell of zeros around the image
filters = np.array([
$weights
], np.float32)
N, C, H, W = images.shape
padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1))).astype(np.float64)
responses = np.zeros((N, C, len(filters), H, W))
for f, ky, kx in np.argwhere(filters != 0):
    responses[:, :, f] += filters[f, ky, kx] * padded[:, :, ky : ky + H, kx : kx + W]
X = responses.reshape(N, -1, H, W).astype(np.float32)
)";

constexpr Dialect kNumpy = {
    .module = "np",
    .loaded = "np.load($file).reshape$shape$how",
    .written = "np.array($values, np.float32).reshape$shape",
    .random = "np.array(random_gradient(Y.size, $seed), np.float32).reshape(Y.shape)",
    .sums = "Y.sum(dtype=np.float64), dX.sum(dtype=np.float64)",
    .filters = kNumpyFilters,
    .relu = "X = np.maximum($images, 0)  # ReLU\n",
};

constexpr std::string_view kNumpyProgram = R"(# $title
# $operation pooling in NumPy by im2col and col2im, the same numbers as in Poolscope.
import numpy as np
$names

$random_gradient
$input

$patches

# Forward: one value of each column
$forward
Y = y.reshape(H_out * W_out, M).T.reshape(N, C, H_out, W_out)
$winners

# Backward: the gradient of each column
$upstream
dout_col = dout.reshape(M, H_out * W_out).T.ravel()
$backward

$col_to_im
dX = dX.reshape(X.shape).astype(np.float32)
$checks
)";

// Max and min --------------------------------------------------------------------------------------------------------

constexpr std::string_view kWinner = R"($masking
winner = $winner
$infinities
y = X_col[winner, window]
)";
constexpr std::string_view kMasking = R"(contest = np.where($data, X_col, $loser)
)";
constexpr std::string_view kInfinities = R"(found = $data[winner, window]
winner = np.where(found, winner, $first_data)  # there is nothing but infinities
)";
constexpr std::string_view kToWinner = R"(dX_col = np.zeros_like(X_col)
dX_col[winner, window] = dout_col
)";
constexpr std::string_view kToTied = R"(tied = $tied
dX_col = np.where(tied, dout_col / tied.sum(axis=0), 0).astype(np.float32)  # an equal share each
)";
constexpr std::string_view kToAllTied = R"(tied = $tied
dX_col = np.where(tied, dout_col, 0)  # the whole of it each: wrong on purpose
)";

// Average ------------------------------------------------------------------------------------------------------------

constexpr std::string_view kNumpyAverage = R"(divisor = $divisor
y = ($values.sum(axis=0, dtype=np.float64) / divisor).astype(np.float32)
)";
constexpr std::string_view kAverageGradient = R"(share = (dout_col / divisor).astype(np.float32)
dX_col = $shares
)";

// Median -------------------------------------------------------------------------------------------------------------

constexpr std::string_view kNumpyLowerMedian = R"(order = np.argsort(X_col, axis=0, kind="stable")  # nan comes last
count = $count
lower = order[(count - 1) // 2, window]
$nan
y = X_col[lower, window]
)";
constexpr std::string_view kLowerNan = R"(is_nan = np.isnan(X_col)$of_data
lower = np.where(is_nan.any(axis=0), is_nan.argmax(axis=0), lower)  # the first nan is the median
)";
constexpr std::string_view kLowerGradient = R"(dX_col = np.zeros_like(X_col)
dX_col[lower, window] = dout_col
)";

// Twice the same element stays what it is, infinities too.
constexpr std::string_view kNumpyMeanMedian = R"(order = np.argsort(X_col, axis=0, kind="stable")  # nan comes last
count = $count
lower, upper = order[(count - 1) // 2, window], order[count // 2, window]
$nan
y = ((X_col[lower, window].astype(np.float64) + X_col[upper, window]) / 2).astype(np.float32)
)";
constexpr std::string_view kMeanNan = R"(is_nan = np.isnan(X_col)$of_data
lower = np.where(is_nan.any(axis=0), is_nan.argmax(axis=0), lower)  # the first nan is the median
upper = np.where(is_nan.any(axis=0), is_nan.argmax(axis=0), upper)
)";
constexpr std::string_view kMeanGradient = R"(dX_col = np.zeros_like(X_col)
dX_col[lower, window] += dout_col / 2
dX_col[upper, window] += dout_col / 2
)";

// Lp -----------------------------------------------------------------------------------------------------------------

constexpr std::string_view kNumpyLp = R"(p = $p
values = $values.astype(np.float64)
size = np.abs(values)
largest = size.max(axis=0)
scale = np.where($scalable, largest, 1)  # so that large values do not overflow
length = scale * ((size / scale) ** p).sum(axis=0) ** (1 / p)
y = length.astype(np.float32)
)";
constexpr std::string_view kLpGradient =
    R"(share = (np.where(size == 0, 1, size) / np.where(length == 0, 1, length)) ** (p - 1)
dX_col = np.where(size == 0, 0, dout_col * np.copysign(share, values)).astype(np.float32)
)";

// Softmax ------------------------------------------------------------------------------------------------------------

constexpr std::string_view kNumpySoftmax = R"($masking
scale = $temperature * $span  # temperature times the span of the display range
values = $values.astype(np.float64)
among = $among.astype(np.float64)
weight = np.exp((among - among.max(axis=0)) / scale)
weight /= weight.sum(axis=0)
mean = (weight * values).sum(axis=0)
y = mean.astype(np.float32)
)";
constexpr std::string_view kSoftmaxGradient = R"(slope = weight * (1 + (values - mean) / scale)
dX_col = (dout_col * slope).astype(np.float32)
)";
// The largest may be infinite, and nan passes to every place that is data.
constexpr std::string_view kOddSoftmax = R"($masking
scale = $temperature * $span  # temperature times the span of the display range
values = $values.astype(np.float64)
among = $among.astype(np.float64)
largest = among.max(axis=0)
weight = np.exp(np.where(among == largest, 0, among - largest) / scale)$of_data
weight /= weight.sum(axis=0)
mean = np.where(weight == 0, 0, weight * values).sum(axis=0)
y = mean.astype(np.float32)
)";
constexpr std::string_view kOddSoftmaxGradient =
    R"(slope = weight * (1 + np.where(values == mean, 0, values - mean) / scale)
dX_col = np.where($taking, dout_col * slope, 0).astype(np.float32)
)";

// col2im -------------------------------------------------------------------------------------------------------------

constexpr std::string_view kAdd =
    R"(# col2im: every value goes back to the cell it came from; where windows overlap, they add up
dX = np.zeros((M, H, W))
np.add.at(dX, $cells, $gradients)
)";
constexpr std::string_view kLoopOfWinners =
    R"(# = for +=, wrong on purpose: window after window, so that the last gradient sent stays
dX = np.zeros((M, H, W))
$sent
dX[plane$of, row[$receiver$of, $at], col[$receiver$of, $at]] = dout_col$of
)";
constexpr std::string_view kSentInside = R"(sent = window[inside[$receiver, window]]
)";
constexpr std::string_view kLoop = R"($received
# = for +=, wrong on purpose: window after window, so that the last gradient sent stays
dX = np.zeros((M, H, W))
for w in window:
    taps = received[:, w]$inside
    dX[plane[w], row[taps, w], col[taps, w]] = dX_col[taps, w]
)";
// The cells of dX_col that are written, zeros too.
constexpr std::string_view kReceivedByMiddle = R"(received = np.zeros(X_col.shape, bool)
received[lower, window] = received[upper, window] = True
)";
constexpr std::string_view kCol2im =
    R"(# col2im with = for +=, wrong on purpose: tap after tap, zeros too, so that the last tap over a cell stays
dX = np.zeros((M, H, W))
for tap in range(kh * kw):
    dX[plane, row[tap], col[tap]] = dX_col[tap]
)";
constexpr std::string_view kCol2imInside =
    R"(# col2im with = for +=, wrong on purpose: tap after tap, zeros too, so that the last tap over a cell stays
dX = np.zeros((M, H, W))
for tap in range(kh * kw):
    at = inside[tap]
    dX[plane[at], row[tap, at], col[tap, at]] = dX_col[tap, at]
)";
// --------------------------------------------------------------------------------------------------------------------

class NumpyWriter {
  public:
    NumpyWriter(const Evaluation& e, const SnippetOptions& options)
        : e_(e), spec_(e.experiment.pool), needs_(needsOf(e)), options_(options) {}

    std::string write() const {
        return filled(kNumpyProgram, {{"title", python::comment(options_.title)},
                                      {"operation", operationName(spec_)},
                                      {"names", isFinite(e_) ? "" : "from numpy import inf, nan\n"},
                                      {"random_gradient", randomGradient(e_.experiment.gradient)},
                                      {"input", input(e_, options_.images, kNumpy)},
                                      {"patches", patches(e_, "np.nan", kNumpy)},
                                      {"forward", forward()},
                                      {"winners", hasWinner(spec_.op) ? winnersAsCells(needs_, kNumpy) : ""},
                                      {"upstream", upstream(e_, options_, kNumpy)},
                                      {"backward", backward()},
                                      {"col_to_im", columnsToImage()},
                                      {"checks", checks(e_, SnippetKind::Numpy, kNumpy)}});
    }

  private:
    std::string forward() const;
    std::string winner() const;
    std::string median() const;
    std::string backward() const;
    std::string winnerGradient() const;
    std::string softmax() const;
    std::string softmaxGradient() const;
    std::string columnsToImage() const;
    const char* receiver() const;  // of the whole gradient of a window; null where several share it
    std::string received() const;
    std::string loop() const;
    // X_col with zeros where there is no data, and how many taps of each window are data.
    std::string values() const { return needs_.masked() ? "np.where(" + needs_.data() + ", X_col, 0)" : "X_col"; }
    bool isOdd() const { return needs_.nan || needs_.infinite; }
    std::string count() const { return needs_.masked() ? needs_.data() + ".sum(axis=0)" : "kh * kw"; }

    const Evaluation& e_;
    const PoolSpec& spec_;
    Needs needs_;
    const SnippetOptions& options_;
};

std::string NumpyWriter::winner() const {
    const bool isMax = spec_.op == PoolOp::Max;
    const bool isLast = meaningOf(spec_.ties).named == NamedWinner::Last;
    const auto found = [isLast](const std::string& search, const std::string& among) {
        return isLast ? "kh * kw - 1 - " + search + "(" + among + "[::-1], axis=0)"
                      : search + "(" + among + ", axis=0)";
    };
    const Fields fields = {{"data", needs_.data()},
                           {"loser", isMax ? "-np.inf" : "np.inf"},
                           {"first_data", found("np.argmax", needs_.data())}};
    const std::string contest = needs_.masked() ? "contest" : "X_col";
    const std::string equals = isLast ? "  # the last of equals" : "  # the first of equals";
    return filled(kWinner, {{"masking", needs_.masked() ? filled(kMasking, fields) : ""},
                            {"winner", found(isMax ? "np.argmax" : "np.argmin", contest) + equals},
                            {"infinities", needs_.masked() && needs_.infinite ? filled(kInfinities, fields) : ""}});
}

std::string NumpyWriter::median() const {
    const bool isLower = spec_.median == MedianRule::Lower;
    const Fields ofData = {{"of_data", needs_.masked() ? " & " + needs_.data() : ""}};
    const std::string nan = needs_.nan ? filled(isLower ? kLowerNan : kMeanNan, ofData) : "";
    return filled(isLower ? kNumpyLowerMedian : kNumpyMeanMedian, {{"count", count()}, {"nan", nan}});
}

std::string NumpyWriter::softmax() const {
    const bool masked = needs_.masked();
    const std::string data = needs_.data();
    return filled(isOdd() ? kOddSoftmax : kNumpySoftmax,
                  {{"masking", masked ? filled(kMasking, {{"data", data}, {"loser", "-np.inf"}}) : ""},
                   {"temperature", python::number(spec_.temperature)},
                   {"span", python::number(spec_.span.value)},
                   {"values", values()},
                   {"among", masked ? "contest" : "X_col"},
                   {"of_data", masked ? " * " + data : ""}});
}

std::string NumpyWriter::softmaxGradient() const {
    if (!isOdd()) return std::string(kSoftmaxGradient);
    return filled(kOddSoftmaxGradient,
                  {{"taking", needs_.masked() ? needs_.data() + " & (weight != 0)" : "weight != 0"}});
}

std::string NumpyWriter::forward() const {
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            return winner();
        case PoolOp::Avg:
            return filled(kNumpyAverage, {{"divisor", spec_.divisor ? python::number(*spec_.divisor) : count()},
                                          {"values", values()}});
        case PoolOp::Median:
            return median();
        case PoolOp::Softmax:
            return softmax();
        case PoolOp::Lp:
            break;
    }
    return filled(kNumpyLp, {{"p", python::number(spec_.p)},
                             {"values", values()},
                             {"scalable", needs_.infinite ? "(largest > 0) & (largest < np.inf)" : "largest > 0"}});
}

std::string NumpyWriter::winnerGradient() const {
    std::string tied = "X_col == y";
    if (needs_.nan) tied = "(X_col == y) | (np.isnan(X_col) & np.isnan(y))";
    if (needs_.nan && needs_.masked()) tied = needs_.data() + " & (" + tied + ")";
    switch (spec_.ties) {
        case TieRule::First:
        case TieRule::Last:
            return std::string(kToWinner);
        case TieRule::Split:
            return filled(kToTied, {{"tied", tied}});
        case TieRule::All:
            break;
    }
    return filled(kToAllTied, {{"tied", tied}});
}

std::string NumpyWriter::backward() const {
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            return winnerGradient();
        case PoolOp::Avg:
            return filled(kAverageGradient, {{"shares", needs_.masked() ? "np.where(" + needs_.data() + ", share, 0)"
                                                                        : "np.tile(share, (kh * kw, 1))"}});
        case PoolOp::Median:
            return std::string(spec_.median == MedianRule::Lower ? kLowerGradient : kMeanGradient);
        case PoolOp::Softmax:
            return softmaxGradient();
        case PoolOp::Lp:
            break;
    }
    return std::string(kLpGradient);
}

const char* NumpyWriter::receiver() const {
    if (hasOneReceiver(spec_)) return "winner";
    return spec_.op == PoolOp::Median && spec_.median == MedianRule::Lower ? "lower" : nullptr;
}

std::string NumpyWriter::received() const {
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            return "received = tied\n";
        case PoolOp::Avg:
        case PoolOp::Softmax:
            return needs_.masked() ? "received = " + needs_.data() + "\n" : "received = np.ones(X_col.shape, bool)\n";
        case PoolOp::Median:
            return std::string(kReceivedByMiddle);
        case PoolOp::Lp:
            break;
    }
    return "received = size != 0\n";
}

std::string NumpyWriter::loop() const {
    const bool outside = needs_.outside();
    const char* one = receiver();
    if (!one) return filled(kLoop, {{"received", received()}, {"inside", outside ? " & inside[:, w]" : ""}});
    return filled(kLoopOfWinners, {{"sent", outside ? filled(kSentInside, {{"receiver", one}}) : ""},
                                   {"receiver", one},
                                   {"of", outside ? "[sent]" : ""},
                                   {"at", outside ? "sent" : "window"}});
}

std::string NumpyWriter::columnsToImage() const {
    const bool outside = needs_.outside();
    switch (spec_.overlap) {
        case Overlap::Add:
            return filled(kAdd, {{"cells", outside ? "cells" : "(plane, row, col)"},
                                 {"gradients", outside ? "np.where(inside, dX_col, 0)" : "dX_col"}});
        case Overlap::Loop:
            return loop();
        case Overlap::Col2im:
            break;
    }
    return std::string(outside ? kCol2imInside : kCol2im);
}

}  // namespace

std::string writeNumpy(const Evaluation& e, const SnippetOptions& options) {
    return NumpyWriter(e, options).write();
}

}  // namespace poolscope::snippets
