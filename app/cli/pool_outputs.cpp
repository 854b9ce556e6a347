// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pool_outputs.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/cli/messages.h"
#include "core/base/checked.h"
#include "core/io/array.h"
#include "core/io/csv.h"
#include "core/pool/reference.h"

namespace poolscope {
namespace {

struct Declaration {
    PoolArray array;
    const char* option;
    const char* hint;
    const char* help;
};
constexpr std::array<Declaration, 5> kDeclarations{{
    {PoolArray::Output, "--out", "FILE", "The pooled output, (N,C,H_out,W_out)."},
    {PoolArray::Winners, "--argmax", "FILE", "Which cell won each window, int64, in the output's shape (max, min)."},
    {PoolArray::Patches, "--patches", "FILE",
     "X_col: one row per place in the window, one column per window; column = p*N*C + n*C + c, with p = oy*W_out + ox. "
     "Padding is nan, or 0 with --pad-value zero."},
    {PoolArray::Gradient, "--grad-in", "FILE", "dX, the gradient of the input, in the input's shape."},
    {PoolArray::GradientPatches, "--grad-patches", "FILE", "dX_col: the gradient before col2im adds it up."},
}};

bool isMatrix(PoolArray array) {
    return array == PoolArray::Patches || array == PoolArray::GradientPatches;
}

// The ending of the name in lower case, without the dot; empty when it has none.
std::string ending(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0) return "";
    std::string result = name.substr(dot + 1);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

template <class Value>
QByteArray encode(const PoolOutput& output, std::span<const Value> values, const std::vector<std::int64_t>& shape) {
    if (!output.csv) return toQt(writeNpy(values, shape));
    return toQt(writeCsv(values, Extent{shape[shape.size() - 2], shape.back()}));
}

QByteArray encode(const PoolOutput& output, const Tensor& tensor) {
    return encode(output, std::span<const float>(tensor.values), dimensions(tensor.shape));
}

QByteArray encode(const PoolOutput& output, const PatchMatrix& m) {
    return encode(output, std::span<const float>(m.data(), static_cast<std::size_t>(m.size())), {m.rows(), m.cols()});
}

// X_col and dX_col, as far as they are asked for.
Outcome<void> encodePatches(const std::vector<PoolOutput>& outputs, const Evaluation& e,
                            std::vector<FileToSave>& files) {
    const auto wants = [&](PoolArray array) {
        return std::find_if(outputs.begin(), outputs.end(), [array](const auto& o) { return o.array == array; });
    };
    const auto patches = wants(PoolArray::Patches);
    const auto gradients = wants(PoolArray::GradientPatches);
    if (patches == outputs.end() && gradients == outputs.end()) return {};
    const PoolSpec& spec = e.experiment.pool;
    if (gradients == outputs.end()) {
        const auto columns = im2col(*e.x, e.grid, spec.padValue);
        if (!columns) return failed(columns.error());
        files.push_back({patches->path, encode(*patches, *columns)});
        return {};
    }
    const auto forward = reference::forward(*e.x, e.grid, spec);
    if (!forward) return failed(forward.error());
    if (patches != outputs.end()) files.push_back({patches->path, encode(*patches, forward->columns)});
    const auto backward = reference::backward(*e.x, *forward, e.backward->dout, e.grid, spec);
    if (!backward) return failed(backward.error());
    files.push_back({gradients->path, encode(*gradients, backward->columns)});
    return {};
}

}  // namespace

std::vector<std::int64_t> dimensions(const Shape& shape) {
    return {shape.n, shape.c, shape.h, shape.w};
}

void declarePoolOutputs(Arguments& a) {
    a.heading("Files to write (NPY; a matrix or one plane also as .csv)");
    for (const Declaration& d : kDeclarations) a.addOption(d.option, d.hint, d.help);
}

Outcome<std::vector<PoolOutput>> readPoolOutputs(const Arguments& arguments) {
    std::vector<PoolOutput> outputs;
    for (const Declaration& d : kDeclarations) {
        const auto path = arguments.value(d.option);
        if (!path) continue;
        const std::string format = ending(*path);
        if (format != "npy" && format != "csv" && !format.empty()) {
            return usage(d.option, quoteArgument(*path) + " does not end in .npy or .csv");
        }
        outputs.push_back({d.array, d.option, *path, format == "csv"});
    }
    return outputs;
}

Outcome<void> checkPoolOutputs(const std::vector<PoolOutput>& outputs, const Shape& x, const WindowSpec& window) {
    const auto grid = makeGrid(window, x.plane());
    if (!grid) return failed(grid.error());
    const auto columns = checkedMul(grid->output().count(), x.planes());
    const auto cells = columns ? checkedMul(*columns, grid->taps()) : std::nullopt;
    for (const PoolOutput& output : outputs) {
        if (output.csv && !isMatrix(output.array) && x.planes() != 1) {
            return failed({output.option, "CSV holds one plane, but there are " + std::to_string(x.planes()) +
                                              " (N times C); use a name that ends in .npy, or choose one image"});
        }
        if (isMatrix(output.array) && (!cells || *cells > kMaxPatchBytes / std::int64_t{sizeof(float)})) {
            return failed({output.option, "this matrix would be larger than the limit of " +
                                              std::to_string(kMaxPatchBytes >> 20) +
                                              " MiB; choose fewer images, a larger stride or a smaller window"});
        }
    }
    return {};
}

Outcome<std::vector<FileToSave>> encodePoolOutputs(const std::vector<PoolOutput>& outputs, const Evaluation& e,
                                                   IndexKind index) {
    std::vector<FileToSave> files;
    for (const PoolOutput& output : outputs) {
        if (output.array == PoolArray::Output) files.push_back({output.path, encode(output, e.forward->y)});
        if (output.array == PoolArray::Gradient) files.push_back({output.path, encode(output, e.backward->dx)});
        if (output.array == PoolArray::Winners) {
            const std::vector<std::int64_t> winners = widen(e.forward->winners, e.grid, index);
            files.push_back(
                {output.path, encode(output, std::span<const std::int64_t>(winners), dimensions(e.forward->y.shape))});
        }
    }
    if (Outcome<void> ok = encodePatches(outputs, e, files); !ok) return tl::unexpected(ok.error());
    return files;
}

}  // namespace poolscope
