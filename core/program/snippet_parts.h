// SPDX-License-Identifier: GPL-3.0-or-later
// What programs for NumPy and PyTorch have in common. Private to snippet*.cpp.
#pragma once

#include "core/program/snippet.h"

namespace poolscope::snippets {

// What the program has to take care of, and no more.
struct Needs {
    bool dilated = false;
    bool padded = false;     // declared padding on any side
    bool countsPad = false;  // and it takes part, as zeros
    std::int64_t overhangRows = 0;
    std::int64_t overhangCols = 0;
    bool masked = false;  // some taps are no data
    bool nan = false;     // in X
    bool infinite = false;

    bool overhang() const { return overhangRows > 0 || overhangCols > 0; }
    bool shifted() const { return padded || overhang(); }  // taps may lie outside of the image
};
Needs needsOf(const Evaluation& e);

// Are the images, X and dout without nan and infinities?
bool isFinite(const Evaluation& e);

// Cells that the windows reach over, from the first padding on.
Extent reach(const WindowGrid& grid);

// "max pooling": what the columns are summed up by.
std::string operationName(const PoolSpec& spec);

// The line that sets the one cell of `dout`, and the lines of `filters`.
std::string oneCell(const Evaluation& e);
std::string filterRows(const FilterSpec& spec);

// A function `random_gradient(count, state)`.
std::string randomGradient();

// The lines that compare with what Poolscope computed; `torch` decides how a sum is taken.
std::string checks(const Evaluation& e, SnippetKind kind);

// They expect what writeSnippet() has checked.
std::string writeNumpy(const Evaluation& e, const SnippetOptions& options);
// Errors with where = "snippet".
Result<std::string> writeTorch(const Evaluation& e, const SnippetOptions& options);

}  // namespace poolscope::snippets
