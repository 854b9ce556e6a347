// SPDX-License-Identifier: GPL-3.0-or-later
// An experiment as a Python program that computes the same numbers, for NumPy by the blog's im2col or for PyTorch by
// its own functions where it has them. Writes no file.
#pragma once

#include <string>

#include "core/experiment/evaluation.h"

namespace poolscope {

enum class SnippetKind { Numpy, Torch };

// An array that the program loads. Without a path it stands in the program, number by number.
struct SnippetFile {
    std::string path;   // in the bytes of the file system; .npy
    std::string howTo;  // how to write it, for a comment
};

struct SnippetOptions {
    std::string title;     // of the first comment
    SnippetFile images;    // before the filters
    SnippetFile upstream;  // of a gradient that is given
};

// The most values that stand in a program: an image of 32x32.
inline constexpr std::int64_t kMostLiteral = 1024;
inline bool fitsInSnippet(const Tensor& tensor) {
    return tensor.shape.count() <= kMostLiteral;
}

// A program that computes Y, dX and, where there are winners, argmax (int64, h * W + w, -1 for a zero of the padding),
// under these names, and ends by comparing shapes and sums with those of the evaluation. Errors: "images" or "gradient"
// when the values are too many for a program and no file is named; "snippet" when the experiment is not one for this
// kind, and why.
Result<std::string> writeSnippet(SnippetKind kind, const Evaluation& evaluation, const SnippetOptions& options);

}  // namespace poolscope
