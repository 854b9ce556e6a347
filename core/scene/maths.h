// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic as it is set in a book: numbers and words in a row, fractions with a bar, roots, floor brackets,
// exponents. Everything in a row stands on one axis, the height of the bar of a fraction.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/scene/scene.h"

namespace poolscope {

struct Maths {
    enum class Kind {
        Words,
        Fraction,  // inner over under
        Root,      // of inner; under is its index, may be empty
        Floor,     // inner in brackets that are open above
        Ceil,
        Raised,  // inner as an exponent
        Framed,  // inner in a box
        Lines    // inner, and under as a second line beneath it
    };
    Kind kind = Kind::Words;
    TextRun run;  // the words; of the other kinds the colour of their lines
    std::vector<Maths> inner{};
    std::vector<Maths> under{};
};

// How far a row reaches above and below its axis.
struct MathsSize {
    double width = 0;
    double above = 0;
    double below = 0;

    double height() const { return above + below; }
};

MathsSize mathsSize(std::span<const Maths> row, double size);
// `at` is the left end of its axis.
void addMaths(Scene& scene, const Point& at, std::span<const Maths> row, double size);

// The size of the type, from `most` down to `least` in few steps (rows of nearly one width have one size), in which the
// row fits; 0 where it does not.
double fittingSize(std::span<const Maths> row, double most, double least, const Size& room);

}  // namespace poolscope
