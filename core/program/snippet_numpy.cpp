// SPDX-License-Identifier: GPL-3.0-or-later
// The blog's algorithm in NumPy: im2col, a summary of each column, gather; scatter, col2im.
#include "core/program/python_text.h"
#include "core/program/snippet_parts.h"

namespace poolscope::snippets {
namespace {

using python::number;
using python::pair;

// An array of the program: from its file, or number by number.
std::string array(const std::string& name, const Tensor& tensor, const SnippetFile& file) {
    if (!file.path.empty()) {
        const std::string how = file.howTo.empty() ? "" : "  # " + python::comment(file.howTo);
        return name + " = np.load(" + python::fileName(file.path) + ").reshape" + python::shape(tensor.shape) + how +
               "\n";
    }
    return name + " = np.array(" + python::list(tensor) + ", np.float32).reshape" + python::shape(tensor.shape) + "\n";
}

class NumpyWriter {
  public:
    NumpyWriter(const Evaluation& e, const SnippetOptions& options)
        : e_(e), grid_(e.grid), spec_(e.experiment.pool), needs_(needsOf(e)), options_(options) {}

    std::string write() const {
        std::string code = "# " + python::comment(options_.title) + "\n# " + operationName(spec_) +
                           " pooling in NumPy by im2col and col2im, the same numbers as in Poolscope.\n"
                           "import numpy as np\n";
        if (namesNumbers()) code += "from numpy import inf, nan\n";
        code += "\n";
        if (e_.experiment.gradient.kind == Upstream::Random) code += "\n" + randomGradient();
        return code + input() + windows() + functions() + forward() + winners() + upstream() + backward() +
               checks(e_, SnippetKind::Numpy);
    }

  private:
    // Does it write inf or nan anywhere?
    bool namesNumbers() const { return !isFinite(e_) || (hasWinner(spec_.op) && needs_.masked); }
    std::string input() const;
    std::string filters() const;
    std::string windows() const;
    std::string functions() const;
    std::string padding() const;
    std::string patches() const;
    std::string forward() const;
    std::string winnerLines() const;
    std::string averageLines() const;
    std::string medianLines() const;
    std::string lpLines() const;
    std::string winners() const;
    std::string upstream() const;
    std::string backward() const;
    std::string received() const;
    std::string taps(const std::string& axis) const;
    bool overwrites() const { return spec_.overlap == Overlap::Overwrite; }
    std::string values() const { return needs_.masked ? "np.where(data, X_col, 0)" : "X_col"; }

    const Evaluation& e_;
    const WindowGrid& grid_;
    const PoolSpec& spec_;
    Needs needs_;
    const SnippetOptions& options_;
};

std::string NumpyWriter::filters() const {
    const FilterSpec& spec = e_.experiment.filters;
    std::string code;
    if (!spec.filters.empty()) {
        code += "\n# Every filter on every channel, with one cell of zeros around the image\nfilters = np.array([\n";
        code += filterRows(spec);
        code += R"(], np.float32)
N, C, H, W = images.shape
padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1))).astype(np.float64)
responses = np.zeros((N, C, len(filters), H, W))
for f, ky, kx in np.argwhere(filters != 0):
    responses[:, :, f] += filters[f, ky, kx] * padded[:, :, ky : ky + H, kx : kx + W]
X = responses.reshape(N, -1, H, W).astype(np.float32)
)";
    }
    if (spec.relu) code += std::string("X = np.maximum(") + (spec.filters.empty() ? "images" : "X") + ", 0)  # ReLU\n";
    return code;
}

std::string NumpyWriter::input() const {
    if (!e_.filter) return "# The input, (N, C, H, W)\n" + array("X", *e_.x, options_.images);
    return "# The images, (N, C, H, W)\n" + array("images", *e_.images(), options_.images) + filters();
}

std::string NumpyWriter::windows() const {
    const AxisGrid& r = grid_.rows;
    const AxisGrid& c = grid_.cols;
    std::string code = "\nkh, kw = " + std::to_string(r.size) + ", " + std::to_string(c.size) +
                       "  # size\nsh, sw = " + std::to_string(r.stride) + ", " + std::to_string(c.stride) +
                       "  # stride\n";
    if (needs_.dilated) {
        code += "dh, dw = " + std::to_string(r.dilation) + ", " + std::to_string(c.dilation) + "  # dilation\n";
    }
    if (needs_.padded) {
        code += "top, bottom = " + std::to_string(r.before) + ", " + std::to_string(r.after) + "  # padding\n" +
                "left, right = " + std::to_string(c.before) + ", " + std::to_string(c.after) + "\n";
    }
    code += "N, C, H, W = X.shape\nM = N * C  # planes\n";
    if (e_.experiment.window.ceilMode) {
        return code + "H_out, W_out = " + std::to_string(r.output) + ", " + std::to_string(c.output) +
               "  # ceil mode: the last window may overhang the end\n";
    }
    const auto size = [&](const std::string& side, const std::string& pads, const std::string& axis) {
        const std::string length = needs_.dilated ? "d" + axis + " * (k" + axis + " - 1) - 1" : "k" + axis;
        return side + "_out = (" + side + (needs_.padded ? pads : "") + " - " + length + ") // s" + axis + " + 1\n";
    };
    return code + size("H", " + top + bottom", "h") + size("W", " + left + right", "w");
}

// The cells under one tap of every window, along one axis: "ky : ky + sh * H_out : sh".
std::string NumpyWriter::taps(const std::string& axis) const {
    const std::string first = (axis == "h" ? "ky" : "kx") + (needs_.dilated ? " * d" + axis : "");
    const std::string out = axis == "h" ? "H_out" : "W_out";
    return first + " : " + first + " + s" + axis + " * " + out + " : s" + axis;
}

std::string NumpyWriter::functions() const {
    const std::string cells = "[:, " + taps("h") + ", " + taps("w") + "]";
    const std::string places = ".reshape(H_out, W_out, M).transpose(2, 0, 1)\n";
    const std::string head = R"(

def im2col(planes):
    """A row per place in the window, a column per window: position slowest, plane fastest."""
    rows = []
    for ky in range(kh):
        for kx in range(kw):
            taps = planes)" + cells +
                             R"(
            rows.append(taps.transpose(1, 2, 0).ravel())
    return np.array(rows)


)";
    if (overwrites()) {
        return head + R"(def col2im(columns, received, shape):
    """Writes every column back onto the window it came from; = for +=, so that the last window stays."""
    planes = np.zeros(shape)
    for tap in reversed(range(kh * kw)):  # where windows overlap, the later one has the earlier tap there
        ky, kx = divmod(tap, kw)
        taps = columns[tap])" +
               places + "        there = received[tap]" + places + "        planes" + cells + R"([there] = taps[there]
    return planes


)";
    }
    return head + R"(def col2im(columns, shape):
    """Adds every column back onto the window it came from; where windows overlap, they add up."""
    planes = np.zeros(shape)
    for tap, row in enumerate(columns):
        ky, kx = divmod(tap, kw)
        taps = row)" +
           places + "        planes" + cells + R"( += taps
    return planes


)";
}

// The cells of dX_col that are written, zeros too.
std::string NumpyWriter::received() const {
    const std::string some = "received = np.zeros(X_col.shape, bool)\n";
    const auto at = [](const std::string& row) { return "received[" + row + ", columns] = True\n"; };
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            if (spec_.ties == TieRule::Split || spec_.ties == TieRule::All) return "received = tied\n";
            return some + at("winner");
        case PoolOp::Avg:
            return needs_.masked ? "received = data\n" : "received = np.ones(X_col.shape, bool)\n";
        case PoolOp::Median:
            return some + at("lower") + (spec_.median == MedianRule::Mean ? at("upper") : "");
        case PoolOp::Lp:
            break;
    }
    return "received = size != 0\n";
}

std::string NumpyWriter::padding() const {
    const auto pads = [](const std::string& rows, const std::string& cols, const std::string& value) {
        return "((0, 0), (" + rows + "), (" + cols + "))" + (value.empty() ? "" : ", constant_values=" + value) + ")";
    };
    const std::string more = "0, " + std::to_string(needs_.overhangRows);
    const std::string moreCols = "0, " + std::to_string(needs_.overhangCols);
    std::string code = "planes = X.reshape(M, H, W)\n";
    if (needs_.countsPad) code += "planes = np.pad(planes, " + pads("top, bottom", "left, right", "") + "\n";
    if (needs_.padded && !needs_.countsPad) {
        code += "planes = np.pad(planes, " + pads("top, bottom", "left, right", "np.nan") + "  # padding is no data\n";
    }
    if (needs_.overhang()) code += "planes = np.pad(planes, " + pads(more, moreCols, "np.nan") + "  # overhang\n";
    return code;
}

std::string NumpyWriter::patches() const {
    std::string code = "# Forward\n" + padding() + "X_col = im2col(planes)\ncolumns = np.arange(X_col.shape[1])\n";
    if (!needs_.masked) return code;
    if (!needs_.nan) return code + "data = ~np.isnan(X_col)\n";
    // NaN in the image is data; NaN around it is not.
    std::string mask = "real = np.ones((M, H, W), bool)\n";
    if (needs_.padded) {
        mask += "real = np.pad(real, ((0, 0), (top, bottom), (left, right)), constant_values=" +
                std::string(needs_.countsPad ? "True" : "False") + ")\n";
    }
    if (needs_.overhang()) {
        mask += "real = np.pad(real, ((0, 0), " + pair(0, needs_.overhangRows) + ", " + pair(0, needs_.overhangCols) +
                "))\n";
    }
    return code + mask + "data = im2col(real)\n";
}

std::string NumpyWriter::winnerLines() const {
    const bool isMax = spec_.op == PoolOp::Max;
    const std::string arg = isMax ? "np.argmax" : "np.argmin";
    const bool last = spec_.ties == TieRule::Last;
    std::string code;
    std::string contest = "X_col";
    if (needs_.masked) {
        code += std::string("contest = np.where(data, X_col, ") + (isMax ? "-inf" : "inf") + ")\n";
        contest = "contest";
    }
    if (last) {
        code += "winner = kh * kw - 1 - " + arg + "(" + contest + "[::-1], axis=0)  # the last of equals\n";
    } else {
        code += "winner = " + arg + "(" + contest + ", axis=0)  # the first of equals\n";
    }
    if (needs_.masked && needs_.infinite) {
        const std::string place = last ? "kh * kw - 1 - np.argmax(data[::-1], axis=0)" : "np.argmax(data, axis=0)";
        code += "winner = np.where(data[winner, columns], winner, " + place + ")  # nothing but infinities\n";
    }
    return code + "y = X_col[winner, columns]\n";
}

std::string NumpyWriter::averageLines() const {
    std::string code = "total = " + values() + ".sum(axis=0, dtype=np.float64)\n";
    code += "divisor = " +
            (spec_.divisor   ? number(*spec_.divisor)
             : needs_.masked ? "data.sum(axis=0)"
                             : "kh * kw") +
            "\n";
    return code + "y = total / divisor\n";
}

std::string NumpyWriter::medianLines() const {
    const bool mean = spec_.median == MedianRule::Mean;
    std::string code = "order = np.argsort(X_col, axis=0, kind=\"stable\")";
    code += needs_.masked ? "  # what is no data comes last\ncount = data.sum(axis=0)\n" : "\ncount = kh * kw\n";
    const std::string end = needs_.masked ? ", columns]\n" : "]\n";
    code += "lower = order[(count - 1) // 2" + end;
    if (mean) code += "upper = order[count // 2" + end;
    if (needs_.nan) {
        const std::string isNan = needs_.masked ? "np.isnan(X_col) & data" : "np.isnan(X_col)";
        code += "is_nan = " + isNan + "  # the first one is the median\n";
        for (const char* name : {"lower", "upper"}) {
            if (!mean && std::string(name) == "upper") continue;
            code += std::string(name) + " = np.where(is_nan.any(axis=0), is_nan.argmax(axis=0), " + name + ")\n";
        }
    }
    if (!mean) return code + "y = X_col[lower, columns]\n";
    // Twice the same element stays what it is, infinities too.
    return code + "y = (X_col[lower, columns].astype(np.float64) + X_col[upper, columns]) / 2\n";
}

std::string NumpyWriter::lpLines() const {
    const std::string within = needs_.infinite ? "(largest > 0) & (largest < inf)" : "largest > 0";
    return "p = " + number(spec_.p) + "\nvalues = " + values() +
           ".astype(np.float64)\nsize = np.abs(values)\nlargest = size.max(axis=0)\nscale = np.where(" + within +
           ", largest, 1)  # so that large values do not overflow\n"
           "length = scale * ((size / scale) ** p).sum(axis=0) ** (1 / p)\ny = length\n";
}

std::string NumpyWriter::forward() const {
    std::string code = patches();
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min:
            code += winnerLines();
            break;
        case PoolOp::Avg:
            code += averageLines();
            break;
        case PoolOp::Median:
            code += medianLines();
            break;
        case PoolOp::Lp:
            code += lpLines();
            break;
    }
    const bool isFloat = hasWinner(spec_.op) || (spec_.op == PoolOp::Median && spec_.median == MedianRule::Lower);
    return code + "Y = y.reshape(H_out * W_out, M).T.reshape(N, C, H_out, W_out)" +
           (isFloat ? "\n" : ".astype(np.float32)\n");
}

// The winners as PyTorch counts them.
std::string NumpyWriter::winners() const {
    if (!hasWinner(spec_.op)) return "";
    const auto axis = [&](const char* name, const std::string& position, const std::string& tap, const std::string& a,
                          const char* pad) {
        return std::string(name) + " = " + position + " * s" + a + " + " + tap + (needs_.dilated ? " * d" + a : "") +
               (needs_.padded ? std::string(" - ") + pad : "") + "\n";
    };
    const std::string code = "\n# The winners as cells of the plane, h * W + w\nposition = columns // M\n" +
                             axis("row", "position // W_out", "winner // kw", "h", "top") +
                             axis("col", "position % W_out", "winner % kw", "w", "left");
    std::string cell = "row * W + col";
    if (needs_.countsPad) {
        cell = "np.where((0 <= row) & (row < H) & (0 <= col) & (col < W), row * W + col, -1)";
    }
    return code + "cell = " + cell + (needs_.countsPad ? "  # -1: a zero of the padding" : "") +
           "\nargmax = cell.reshape(H_out * W_out, M).T.reshape(N, C, H_out, W_out)\n";
}

std::string NumpyWriter::upstream() const {
    const GradientSpec& gradient = e_.experiment.gradient;
    std::string code = "\n# Backward\n";
    switch (gradient.kind) {
        case Upstream::Ones:
            code += "dout = np.ones_like(Y)\n";
            break;
        case Upstream::Random:
            code += "dout = np.array(random_gradient(Y.size, " + std::to_string(gradient.seed) +
                    "), np.float32).reshape(Y.shape)\n";
            break;
        case Upstream::OneCell:
            code += "dout = np.zeros_like(Y)\n" + oneCell(e_);
            break;
        case Upstream::Given:
            code += array("dout", e_.backward->dout, options_.upstream);
            break;
    }
    return code + "dout_col = dout.reshape(M, H_out * W_out).T.ravel()\n";
}

std::string NumpyWriter::backward() const {
    const std::string zeros = "dX_col = np.zeros_like(X_col)\n";
    std::string code;
    switch (spec_.op) {
        case PoolOp::Max:
        case PoolOp::Min: {
            if (spec_.ties == TieRule::First || spec_.ties == TieRule::Last) {
                code = zeros + "dX_col[winner, columns] = dout_col\n";
                break;
            }
            std::string tied = "X_col == y";
            if (needs_.nan) tied = "(X_col == y) | (np.isnan(X_col) & np.isnan(y))";
            if (needs_.nan && needs_.masked) tied = "data & (" + tied + ")";
            const bool split = spec_.ties == TieRule::Split;
            code = "tied = " + tied + "\ndX_col = np.where(tied, " +
                   (split ? "dout_col / tied.sum(axis=0), 0)  # an equal share each"
                          : "dout_col, 0)  # the whole of it each: wrong on purpose") +
                   "\n";
            break;
        }
        case PoolOp::Avg:
            code = needs_.masked ? "dX_col = np.where(data, dout_col / divisor, 0)\n"
                                 : "dX_col = np.tile(dout_col / divisor, (kh * kw, 1))\n";
            break;
        case PoolOp::Median:
            code = zeros;
            if (spec_.median == MedianRule::Lower) {
                code += "dX_col[lower, columns] = dout_col\n";
            } else {
                code += "dX_col[lower, columns] += dout_col / 2\ndX_col[upper, columns] += dout_col / 2\n";
            }
            break;
        case PoolOp::Lp:
            code =
                "share = (np.where(size == 0, 1, size) / np.where(length == 0, 1, length)) ** (p - 1)\n"
                "dX_col = np.where(size == 0, 0, dout_col * np.copysign(share, values))\n";
            break;
    }
    const std::string crop = !needs_.shifted() ? ""
                             : needs_.padded   ? "[:, top : top + H, left : left + W]"
                                               : "[:, :H, :W]";
    const bool isFloat = code.starts_with(zeros);
    return code + (isFloat ? "" : "dX_col = dX_col.astype(np.float32)\n") +
           (overwrites() ? received() + "dX = col2im(dX_col, received, planes.shape)"
                         : "dX = col2im(dX_col, planes.shape)") +
           crop + ".reshape(X.shape).astype(np.float32)\n";
}

}  // namespace

std::string writeNumpy(const Evaluation& e, const SnippetOptions& options) {
    return NumpyWriter(e, options).write();
}

}  // namespace poolscope::snippets
