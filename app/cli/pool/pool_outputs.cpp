// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pool/pool_outputs.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/cli/call/messages.h"
#include "app/cli/call/option_values.h"
#include "core/io/latex.h"
#include "core/window/im2col.h"

namespace poolscope::cli {
namespace {

struct Declaration {
    PoolArray array;
    const char* option;
    const char* hint;
    const char* help;
};
constexpr std::array<Declaration, 7> kDeclarations{{
    {PoolArray::Output, "--out", "FILE", "The pooled output, (N,C,H_out,W_out)."},
    {PoolArray::Winners, "--argmax", "FILE", "Which cell won each window, int64, in the output's shape (max, min)."},
    {PoolArray::Patches, "--patches", "FILE",
     "X_col: one row per place in the window, one column per window; column = p*N*C + n*C + c, with p = oy*W_out + ox. "
     "Padding is nan, or 0 with --pad-value zero."},
    {PoolArray::Gradient, "--grad-in", "FILE", "dX, the gradient of the input, in the input's shape."},
    {PoolArray::GradientPatches, "--grad-patches", "FILE", "dX_col: the gradient before col2im adds it up."},
    {PoolArray::Images, "--input-out", "FILE", "The images as they were read, before filters, (N,C,H,W)."},
    {PoolArray::Upstream, "--upstream-out", "FILE", "The gradient that arrives from above, in the output's shape."},
}};

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

}  // namespace

std::vector<std::int64_t> dimensions(const Shape& shape) {
    return {shape.n, shape.c, shape.h, shape.w};
}

void declarePoolOutputs(Arguments& a) {
    a.heading("Files to write (NPY; a plane or matrix also .csv, .tex; - is standard output)");
    for (const Declaration& d : kDeclarations) a.addOption(d.option, d.hint, d.help);
    a.addOption("--latex", "bmatrix|tabular",
                "How numbers stand in a .tex, up to " + std::to_string(kMostLatexSide) + "x" +
                    std::to_string(kMostLatexSide) +
                    ": as a matrix for math mode, which needs amsmath, or as a table. Default: bmatrix.");
}

Outcome<std::vector<PoolOutput>> readPoolOutputs(const Arguments& arguments) {
    OptionValues values(arguments);
    ArrayFile latex = ArrayFile::Bmatrix;
    constexpr std::array<Word<ArrayFile>, 2> kStyles{
        {{ArrayFile::Bmatrix, "bmatrix"}, {ArrayFile::Tabular, "tabular"}}};
    values.word("--latex", kStyles, latex);
    std::vector<PoolOutput> outputs;
    bool anyLatex = false;
    for (const Declaration& d : kDeclarations) {
        const auto path = arguments.value(d.option);
        if (!path) continue;
        const std::string format = ending(*path);
        if (format != "npy" && format != "csv" && format != "tex" && !format.empty()) {
            return usage(d.option, quoteArgument(*path) + " does not end in .npy, .csv or .tex");
        }
        const ArrayFile file = format == "csv" ? ArrayFile::Csv : format == "tex" ? latex : ArrayFile::Npy;
        anyLatex = anyLatex || format == "tex";
        outputs.push_back({d.array, d.option, *path, file});
    }
    values.onlyIf(anyLatex, "--latex", "has no meaning without a file whose name ends in .tex");
    if (values.failure()) return tl::unexpected(*values.failure());
    return outputs;
}

Outcome<void> checkPoolOutputs(const std::vector<PoolOutput>& outputs, std::int64_t imagePlanes, const Shape& x,
                               const WindowSpec& window) {
    const auto grid = makeGrid(window, x.plane());
    if (!grid) return failed(grid.error());
    for (const PoolOutput& output : outputs) {
        const std::int64_t planes = output.array == PoolArray::Images ? imagePlanes : x.planes();
        if (output.file != ArrayFile::Npy && !isMatrix(output.array) && planes != 1) {
            const std::string format = output.file == ArrayFile::Csv ? "CSV" : "LaTeX";
            return failed({output.option, format + " holds one plane, but there are " + std::to_string(planes) +
                                              " (N times C); use a name that ends in .npy, or choose one image"});
        }
        const auto columns = patchColumnCount(*grid, x.planes());
        if (isMatrix(output.array) && !columns) return failed({output.option, columns.error().message});
    }
    return {};
}

Outcome<std::vector<FileToSave>> encodePoolOutputs(const std::vector<PoolOutput>& outputs, const Evaluation& e,
                                                   IndexKind index) {
    std::vector<FileToSave> files;
    for (const PoolOutput& output : outputs) {
        const auto bytes = encodePoolArray(e, {output.array, output.file, index, false});
        if (!bytes) return failed({output.option, bytes.error().message});
        files.push_back({output.path, toQt(*bytes)});
    }
    return files;
}

Outcome<GrowingFiles> openPoolOutputs(const std::vector<PoolOutput>& outputs) {
    std::vector<std::string> paths;
    for (const PoolOutput& output : outputs) paths.push_back(output.path);
    auto files = GrowingFiles::open(paths);
    if (!files) return failed(files.error());
    return std::move(*files);
}

Result<void> appendPoolOutputs(GrowingFiles& files, const std::vector<PoolOutput>& outputs, const Evaluation& e,
                               IndexKind index, const BatchPart& part) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto bytes = encodePoolArray(e, {outputs[i].array, ArrayFile::Npy, index, false, part});
        if (!bytes) return fail(outputs[i].option, bytes.error().message);
        if (Result<void> ok = files.append(i, *bytes); !ok) return ok;
    }
    return {};
}

}  // namespace poolscope::cli
