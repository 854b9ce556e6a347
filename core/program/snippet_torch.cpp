// SPDX-License-Identifier: GPL-3.0-or-later
// PyTorch's own pooling where it has it, else its unfold; the gradient by autograd.
#include <cmath>

#include "core/program/python_text.h"
#include "core/program/snippet_parts.h"

namespace poolscope::snippets {
namespace {

using python::number;
using python::pair;

std::string array(const std::string& name, const Tensor& tensor, const SnippetFile& file) {
    if (!file.path.empty()) {
        const std::string how = file.howTo.empty() ? "" : "  # " + python::comment(file.howTo);
        return name + " = torch.from_numpy(np.load(" + python::fileName(file.path) + ")).reshape" +
               python::shape(tensor.shape) + how + "\n";
    }
    return name + " = torch.tensor(" + python::list(tensor) + ", dtype=torch.float32).reshape" +
           python::shape(tensor.shape) + "\n";
}

class TorchWriter {
  public:
    TorchWriter(const Evaluation& e, const SnippetOptions& options)
        : e_(e), grid_(e.grid), spec_(e.experiment.pool), needs_(needsOf(e)), options_(options) {}

    std::string write() const {
        std::string code = "# " + python::comment(options_.title) + "\n# " + operationName(spec_) +
                           " pooling in PyTorch, the same numbers as in Poolscope.\n";
        if (!options_.images.path.empty() || !options_.upstream.path.empty()) code += "import numpy as np\n";
        code += "import torch\nimport torch.nn.functional as F\n\n";
        if (e_.experiment.gradient.kind == Upstream::Random) code += "\n" + randomGradient();
        return code + input() + "\n" + forward() + backward() + checks(e_, SnippetKind::Torch);
    }

  private:
    std::string input() const;
    std::string forward() const;
    std::string winner() const;
    std::string winnerByUnfold() const;
    std::string average() const;
    std::string median() const;
    std::string lp() const;
    std::string paddedInput(const std::string& of, const std::string& noData) const;
    std::string unfolded(const std::string& of, const std::string& noData) const;
    std::string counted() const;
    std::string cells(const std::string& window, const std::string& tap) const;
    std::string backward() const;

    // PyTorch's own padding: the same on both sides, and half a window at most.
    bool paddingFits() const {
        const auto fits = [](const AxisGrid& a) { return a.before == a.after && a.before <= a.size / 2; };
        return fits(grid_.rows) && fits(grid_.cols);
    }
    std::string size() const { return pair(grid_.rows.size, grid_.cols.size); }
    std::string stride() const { return pair(grid_.rows.stride, grid_.cols.stride); }
    std::string dilation() const {
        return needs_.dilated ? ", dilation=" + pair(grid_.rows.dilation, grid_.cols.dilation) : "";
    }
    std::string ceilMode() const { return e_.experiment.window.ceilMode ? ", ceil_mode=True" : ""; }
    std::string padding() const {
        return needs_.padded ? ", padding=" + pair(grid_.rows.before, grid_.cols.before) : "";
    }
    std::string asOutput() const { return ".reshape" + python::shape(e_.forward->y.shape); }
    bool isMin() const { return spec_.op == PoolOp::Min; }

    const Evaluation& e_;
    const WindowGrid& grid_;
    const PoolSpec& spec_;
    Needs needs_;
    const SnippetOptions& options_;
};

std::string TorchWriter::input() const {
    if (!e_.filter) {
        return "# The input, (N, C, H, W)\n" + array("X", *e_.x, options_.images) +
               "X.requires_grad_()\nN, C, H, W = X.shape\n";
    }
    const FilterSpec& spec = e_.experiment.filters;
    std::string code = "# The images, (N, C, H, W)\n" + array("images", *e_.images(), options_.images);
    if (!spec.filters.empty()) {
        code +=
            "\n# Every filter on every channel, with one cell of zeros around the image\nfilters = torch.tensor([\n";
        code += filterRows(spec);
        code += R"(])
N, C, H, W = images.shape
channels = images.reshape(N * C, 1, H, W).double()
X = F.conv2d(channels, filters[:, None].double(), padding=1).float().reshape(N, -1, H, W)
)";
    }
    if (spec.relu) code += std::string("X = F.relu(") + (spec.filters.empty() ? "images" : "X") + ")\n";
    return code + "X.requires_grad_()\nN, C, H, W = X.shape\n";
}

// `of` with the cells around it that the windows reach, and without those that none does.
std::string TorchWriter::paddedInput(const std::string& of, const std::string& noData) const {
    const Extent all = reach(grid_);
    const AxisGrid& r = grid_.rows;
    const AxisGrid& c = grid_.cols;
    const auto pad = [](const std::string& name, std::int64_t left, std::int64_t right, std::int64_t top,
                        std::int64_t bottom, const std::string& value) {
        return "F.pad(" + name + ", (" + std::to_string(left) + ", " + std::to_string(right) + ", " +
               std::to_string(top) + ", " + std::to_string(bottom) + "), value=" + value + ")\n";
    };
    if (!needs_.countsPad) {
        return "P = " +
               pad(of, c.before, all.cols - c.before - c.input, r.before, all.rows - r.before - r.input, noData);
    }
    std::string code = "P = " + pad(of, c.before, c.after, r.before, r.after, "0");
    const std::int64_t right = all.cols - c.before - c.input - c.after;
    const std::int64_t bottom = all.rows - r.before - r.input - r.after;
    if (right != 0 || bottom != 0) code += "P = " + pad("P", 0, right, 0, bottom, noData);
    return code;
}

std::string TorchWriter::unfolded(const std::string& of, const std::string& noData) const {
    return paddedInput(of, noData) + "cols = F.unfold(P.reshape(N * C, 1, *P.shape[2:]), " + size() +
           ", stride=" + stride() + dilation() + ")  # (planes, places in the window, windows)\n";
}

// How many cells of each window are data.
std::string TorchWriter::counted() const {
    if (!needs_.masked) return "count = torch.tensor(" + std::to_string(grid_.taps()) + ")\n";
    std::string code = "inside = torch.ones(1, 1, H, W)\n";
    const Extent all = reach(grid_);
    const AxisGrid& r = grid_.rows;
    const AxisGrid& c = grid_.cols;
    const auto pad = [](std::int64_t left, std::int64_t right, std::int64_t top, std::int64_t bottom, int value) {
        return "inside = F.pad(inside, (" + std::to_string(left) + ", " + std::to_string(right) + ", " +
               std::to_string(top) + ", " + std::to_string(bottom) + "), value=" + std::to_string(value) + ")\n";
    };
    if (needs_.countsPad) {
        code += pad(c.before, c.after, r.before, r.after, 1);
        code += pad(0, all.cols - c.before - c.input - c.after, 0, all.rows - r.before - r.input - r.after, 0);
    } else {
        code += pad(c.before, all.cols - c.before - c.input, r.before, all.rows - r.before - r.input, 0);
    }
    return code + "count = F.unfold(inside, " + size() + ", stride=" + stride() + dilation() +
           ").sum(1, keepdim=True).long()  # cells that are data\n";
}

// The winners as cells of the plane, from names of their windows and taps.
std::string TorchWriter::cells(const std::string& window, const std::string& tap) const {
    const auto axis = [](const AxisGrid& a, const std::string& w, const std::string& t) {
        std::string text = w + " * " + std::to_string(a.stride) + " + " + t;
        if (a.dilation > 1) text += " * " + std::to_string(a.dilation);
        if (a.before > 0) text += " - " + std::to_string(a.before);
        return text;
    };
    const std::string width = std::to_string(grid_.cols.output);
    const std::string size = std::to_string(grid_.cols.size);
    return "row = " + axis(grid_.rows, window + " // " + width, tap + " // " + size) +
           "\ncol = " + axis(grid_.cols, window + " % " + width, tap + " % " + size) + "\n";
}

std::string TorchWriter::winner() const {
    const bool own = paddingFits() && (!needs_.padded || !needs_.countsPad);
    const std::string in = std::string(isMin() ? "-" : "") + (own ? "X" : "P");
    std::string code = isMin() ? "# The minimum is the maximum of -X, turned back\n" : "";
    if (!own) {
        code += std::string("# ") +
                (needs_.countsPad ? "Zeros that take part" : "Padding that PyTorch's own does not do") +
                ", put around the image before\n" + paddedInput("X", isMin() ? "float(\"inf\")" : "-float(\"inf\")");
    }
    code += "Y, argmax = F.max_pool2d(" + in + ", " + size() + ", " + stride() + (own ? padding() : "") + dilation() +
            (own ? ceilMode() : "") + ", return_indices=True)\n";
    if (isMin()) code += "Y = -Y\n";
    if (own) return code;
    code += "row = argmax // P.shape[3] - " + std::to_string(grid_.rows.before) + "\ncol = argmax % P.shape[3] - " +
            std::to_string(grid_.cols.before) + "\n";
    if (!needs_.countsPad) return code + "argmax = row * W + col\n";
    return code +
           "outside = (row < 0) | (row >= H) | (col < 0) | (col >= W)\n"
           "argmax = torch.where(outside, -1, row * W + col)  # -1: a zero of the padding\n";
}

std::string TorchWriter::winnerByUnfold() const {
    std::string code =
        "# max_pool2d gives the first of equals the gradient; another rule needs the windows themselves\n";
    if (isMin()) code += "# The minimum is the maximum of -X, turned back\n";
    code += unfolded(isMin() ? "-X" : "X", "-float(\"inf\")");
    const std::string taps = std::to_string(grid_.taps());
    switch (spec_.ties) {
        case TieRule::Last:
            code += "winner = " + taps +
                    " - 1 - cols.flip(1).argmax(1, keepdim=True)  # the last of equals\n"
                    "Y = cols.gather(1, winner)\n";
            break;
        case TieRule::Split:
            code += "winner = cols.argmax(1, keepdim=True)\nY = cols.amax(1)  # its gradient is shared equally\n";
            break;
        case TieRule::First:
        case TieRule::All:
            code +=
                "winner = cols.argmax(1, keepdim=True)\nbest = cols.detach().amax(1, keepdim=True)\n"
                "all_tied = torch.where(cols == best, cols, 0.0).sum(1, keepdim=True)\n"
                "Y = best + (all_tied - all_tied.detach())  # the whole gradient for each: wrong on purpose\n";
            break;
    }
    code += std::string("Y = ") + (isMin() ? "-" : "") + "Y" + asOutput() + "\nwindow = torch.arange(cols.shape[2])\n" +
            cells("window", "winner");
    std::string cell = "row * W + col";
    if (needs_.countsPad) {
        code += "outside = (row < 0) | (row >= H) | (col < 0) | (col >= W)\n";
        cell = "torch.where(outside, -1, row * W + col)";
    }
    return code + "argmax = " + (needs_.countsPad ? cell : "(" + cell + ")") + asOutput() +
           (needs_.countsPad ? "  # -1: a zero of the padding\n" : "\n");
}

std::string TorchWriter::average() const {
    const bool whole =
        !spec_.divisor || (*spec_.divisor == std::floor(*spec_.divisor) && std::abs(*spec_.divisor) < 1e9);
    if (paddingFits() && !needs_.dilated && whole) {
        std::string code = "Y = F.avg_pool2d(X, " + size() + ", " + stride() + padding() + ceilMode();
        if (needs_.padded) code += std::string(", count_include_pad=") + (needs_.countsPad ? "True" : "False");
        if (spec_.divisor) code += ", divisor_override=" + number(*spec_.divisor);
        return code + ")\n";
    }
    return "# avg_pool2d has no such padding, dilation or divisor: the windows themselves\n" + unfolded("X", "0") +
           (spec_.divisor ? "count = " + number(*spec_.divisor) + "\n" : counted()) +
           "Y = (cols.sum(1, keepdim=True) / count)" + asOutput() + "\n";
}

std::string TorchWriter::median() const {
    const std::string none = "float(\"inf\")";
    std::string code = "# PyTorch has no median pooling: the windows themselves, sorted\n" + unfolded("X", none) +
                       counted() + "values = torch.sort(cols, dim=1, stable=True).values" +
                       (needs_.masked ? "  # what is no data comes last\n" : "\n");
    const auto at = [&](const std::string& place) {
        return "values.gather(1, (" + place + ").expand(N * C, 1, cols.shape[2]))";
    };
    code += "lower = " + at("(count - 1) // 2") + "\n";
    if (spec_.median == MedianRule::Lower) return code + "Y = lower" + asOutput() + "\n";
    return code + "upper = " + at("count // 2") + "\nY = ((lower + upper) / 2)" + asOutput() + "\n";
}

std::string TorchWriter::lp() const {
    const bool own = !needs_.shifted() && !needs_.dilated && e_.forward->facts.black == 0;
    const std::string p = number(spec_.p);
    if (own) {
        return "# lp_pool2d takes no absolute values by itself\nY = F.lp_pool2d(X.abs().double(), " + p + ", " +
               size() + ", " + stride() + ").float()\n";
    }
    return "# lp_pool2d has no padding and no dilation, and nan for the gradient of a window of zeros\n" +
           unfolded("X.double()", "0") + "Y = torch.linalg.vector_norm(cols, " + p + ", dim=1).float()" + asOutput() +
           "\n";
}

std::string TorchWriter::forward() const {
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            return spec_.ties == TieRule::First ? winner() : winnerByUnfold();
        case PoolOp::Avg:
            return average();
        case PoolOp::Median:
            return median();
        case PoolOp::Lp:
            break;
    }
    return lp();
}

std::string TorchWriter::backward() const {
    const GradientSpec& gradient = e_.experiment.gradient;
    std::string code = "\n";
    switch (gradient.kind) {
        case Upstream::Ones:
            code += "dout = torch.ones_like(Y)\n";
            break;
        case Upstream::Random:
            code += "dout = torch.tensor(random_gradient(Y.numel(), " + std::to_string(gradient.seed) +
                    "), dtype=torch.float32).reshape(Y.shape)\n";
            break;
        case Upstream::OneCell:
            code += "dout = torch.zeros_like(Y)\n" + oneCell(e_);
            break;
        case Upstream::Given:
            code += array("dout", e_.backward->dout, options_.upstream);
            break;
    }
    return code + "Y.backward(dout)\ndX = X.grad\n";
}

}  // namespace

Result<std::string> writeTorch(const Evaluation& e, const SnippetOptions& options) {
    if (!isFinite(e)) {
        return fail("snippet",
                    "there are infinities or nan among the values, for which PyTorch has rules of its own; the NumPy "
                    "program computes the same numbers");
    }
    if (e.experiment.pool.overlap == Overlap::Overwrite) {
        return fail("snippet",
                    "where windows overlap PyTorch adds their gradients; the NumPy program can write = for +=");
    }
    return TorchWriter(e, options).write();
}

}  // namespace poolscope::snippets
