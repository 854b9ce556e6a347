// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/latex.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace poolscope {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

TEST(Latex, NumbersAsAPersonWritesThem) {
    const std::vector<float> values{1, -0.5F, 100000, std::nanf(""), kInfinity, -kInfinity, 2e20F, -3e-7F};
    EXPECT_EQ(writeLatex(values, {2, 4}, LatexStyle::Bmatrix).value(),
              "% in math mode, with \\usepackage{amsmath}\n"
              "\\begin{bmatrix}\n"
              "1 & -0.5 & 100000 & \\mathrm{NaN} \\\\\n"
              "\\infty & -\\infty & 2\\times 10^{20} & -3\\times 10^{-7}\n"
              "\\end{bmatrix}\n");
    EXPECT_EQ(writeLatex(values, {2, 4}, LatexStyle::Tabular).value(),
              "\\begin{tabular}{rrrr}\n"
              "1 & $-0.5$ & 100000 & NaN \\\\\n"
              "$\\infty$ & $-\\infty$ & $2\\times 10^{20}$ & $-3\\times 10^{-7}$\n"
              "\\end{tabular}\n");
}

TEST(Latex, AmsmathIsToldOfMoreThanTenColumns) {
    const auto text = [](std::int64_t cols) {
        return writeLatex(std::vector<std::int64_t>(static_cast<std::size_t>(cols), -1), {1, cols}, LatexStyle::Bmatrix)
            .value();
    };
    EXPECT_EQ(text(10).find("MaxMatrixCols"), std::string::npos);
    EXPECT_NE(text(11).find("\\setcounter{MaxMatrixCols}{11}\n\\begin{bmatrix}\n-1 & -1"), std::string::npos);
}

TEST(Latex, WhatNoPageHoldsIsRefused) {
    const std::vector<float> values(33 * 33);
    EXPECT_TRUE(writeLatex(std::span(values).first(32 * 32), {32, 32}, LatexStyle::Tabular).has_value());
    for (const Extent extent : {Extent{33, 1}, Extent{1, 33}}) {
        const auto text = writeLatex(std::span(values).first(33), extent, LatexStyle::Bmatrix);
        ASSERT_FALSE(text.has_value());
        EXPECT_EQ(text.error().where, "latex");
        EXPECT_NE(text.error().message.find(toText(extent) + " numbers do not fit"), std::string::npos);
    }
}

}  // namespace
}  // namespace poolscope
