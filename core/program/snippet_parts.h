// SPDX-License-Identifier: GPL-3.0-or-later
// What programs for NumPy and PyTorch have in common. Private to snippet*.cpp.
#pragma once

#include "core/program/python_text.h"
#include "core/program/snippet.h"

namespace poolscope::snippets {

// What the program has to take care of, and no more.
struct Needs {
    bool dilated = false;
    bool padded = false;     // padding is declared on some side
    bool countsPad = false;  // and it takes part, as zeros
    bool overhang = false;   // ceil mode lets windows reach beyond image and padding
    bool nan = false;        // X holds NaN
    bool infinite = false;   // X holds infinities

    bool outside() const { return padded || overhang; }                 // taps may lie outside of the image
    bool masked() const { return (padded && !countsPad) || overhang; }  // taps may be no data
    std::string data() const { return countsPad ? "data" : "inside"; }  // where they are data, when masked
};
Needs needsOf(const Evaluation& e);

// Are the images, X and dout without nan and infinities?
bool isFinite(const Evaluation& e);

// How a library writes what both programs need; templates for python::filled().
struct Dialect {
    std::string_view module;   // "np"
    std::string_view loaded;   // an array from $file, of $shape, with a comment $how
    std::string_view written;  // an array of $values, of $shape
    std::string_view random;   // the gradient made of $seed, in the shape of Y
    std::string_view sums;     // of Y and of dX, taken in double
    std::string_view filters;  // the lines that make X of `images` by $weights
    std::string_view relu;     // the line that makes X of $images
};

// An expression for the array: loaded from its file, or number by number when it has none.
std::string array(const Tensor& tensor, const SnippetFile& file, const Dialect& dialect);

// "Max": the word before "pooling".
std::string operationName(const PoolSpec& spec);

// The lines that make X, by filters and ReLU where there are some.
std::string input(const Evaluation& e, const SnippetFile& images, const Dialect& dialect);

// The lines that make row, col, plane and window, which say where every cell of X_col comes from, and X_col itself.
// `outside` is what a tap outside of image and zeros holds in X_col.
std::string patches(const Evaluation& e, std::string_view outside, const Dialect& dialect);

// The lines that make argmax out of `winner` and what patches() made: cells of the plane, h * W + w.
std::string winnersAsCells(const Needs& needs, const Dialect& dialect);

// The function random_gradient() when the gradient is random, else nothing.
std::string randomGradient(const GradientSpec& gradient);

// The lines that make dout.
std::string upstream(const Evaluation& e, const SnippetOptions& options, const Dialect& dialect);

// The lines that compare with what Poolscope computed; sums are allowed what the order of adding changes.
std::string checks(const Evaluation& e, SnippetKind kind, const Dialect& dialect);

// They expect what writeSnippet() has checked.
std::string writeNumpy(const Evaluation& e, const SnippetOptions& options);
// Errors with where = "snippet".
Result<std::string> writeTorch(const Evaluation& e, const SnippetOptions& options);

}  // namespace poolscope::snippets
