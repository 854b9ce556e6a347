// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/latex.h"

#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr std::int64_t kColumnsOfAmsmath = 10;  // MaxMatrixCols, unless it is raised

// In math mode.
template <class Value>
std::string mathText(Value value) {
    std::string text = plainNumber(value);
    if (text == "nan") return "\\mathrm{NaN}";
    if (text == "inf") return "\\infty";
    if (text == "-inf") return "-\\infty";
    const std::size_t e = text.find('e');
    if (e == std::string::npos) return text;
    const int exponent = std::stoi(text.substr(e + 1));
    return text.substr(0, e) + "\\times 10^{" + std::to_string(exponent) + "}";
}

// Whatever is more than digits and a point needs math mode: the minus, too, is a hyphen in text.
std::string textText(const std::string& math) {
    if (math == "\\mathrm{NaN}") return "NaN";
    return math.find_first_of("-\\") == std::string::npos ? math : "$" + math + "$";
}

template <class Value>
Result<std::string> write(std::span<const Value> values, const Extent& extent, LatexStyle style) {
    if (const Result<void> ok = checkLatex(extent); !ok) return tl::unexpected(ok.error());
    const bool tabular = style == LatexStyle::Tabular;
    const std::string name = tabular ? "tabular" : "bmatrix";
    std::string text;
    if (!tabular) {
        text = "% in math mode, with \\usepackage{amsmath}\n";
        if (extent.cols > kColumnsOfAmsmath)
            text += "\\setcounter{MaxMatrixCols}{" + std::to_string(extent.cols) + "}\n";
    }
    text += "\\begin{" + name + "}" +
            (tabular ? "{" + std::string(static_cast<std::size_t>(extent.cols), 'r') + "}" : "") + "\n";
    for (std::int64_t row = 0; row < extent.rows; ++row) {
        for (std::int64_t col = 0; col < extent.cols; ++col) {
            const std::string math = mathText(values[static_cast<std::size_t>(flatIndex(extent, {row, col}))]);
            text += (col > 0 ? " & " : "") + (tabular ? textText(math) : math);
        }
        text += row + 1 < extent.rows ? " \\\\\n" : "\n";
    }
    return text + "\\end{" + name + "}\n";
}

}  // namespace

Result<void> checkLatex(const Extent& extent) {
    if (extent.rows <= kMostLatexSide && extent.cols <= kMostLatexSide) return {};
    const std::string most = std::to_string(kMostLatexSide);
    return fail("latex", toText(extent) + " numbers do not fit on a page: LaTeX is written up to " + most + "x" + most +
                             "; choose a smaller image, a larger stride, or CSV");
}

Result<std::string> writeLatex(std::span<const float> values, const Extent& extent, LatexStyle style) {
    return write(values, extent, style);
}
Result<std::string> writeLatex(std::span<const std::int64_t> values, const Extent& extent, LatexStyle style) {
    return write(values, extent, style);
}

}  // namespace poolscope
