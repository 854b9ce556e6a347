// SPDX-License-Identifier: GPL-3.0-or-later
// What a wrong answer says of the mistake behind it: the answers that known mistakes give are computed with the right
// one, and what a student typed is looked up among them.
#pragma once

#include "core/lesson/answer.h"

namespace poolscope {

struct Question;

// From the commonest to the rarest: where several give the same answer, the first is named.
enum class Slip {
    // the summary
    Mean,
    Smallest,
    Largest,
    SmallestPlace,
    LargestPlace,
    First,
    Last,
    Sum,
    // places
    Swapped,
    CountedFromOne,
    PlaceInWindow,
    WindowItself,
    WindowCorner,
    // the gradient
    Overwritten,
    Added,
    Whole,
    WholeToEach,
    Shared,
    Covering,
    Wins,
    OwnNumber,
    // ties
    FirstOfEquals,
    LastOfEquals,
    // the geometry
    RoundedUp,
    RoundedDown,
    NoPadding,
    PaddingOnce,
    PadValue,
    StrideOne,
    StrideOfSize,
    ShapeSwapped,
    InputShape,
    PlusOne,
    SizeLess,
    SizeMore,
    NoDilation,
    // another window
    WindowSwapped,
    Neighbour
};

// What a mistake gives instead of the answer.
struct SlipAnswer {
    Slip slip = Slip::Mean;
    std::vector<double> numbers{};
    std::string there{};  // what was taken: "3", the size
    std::string here{};   // what it is: "2"

    bool operator==(const SlipAnswer&) const = default;
};

// For each of the answers what mistakes give that is not right, the commonest first. `answers` are those to the cells,
// as answersTo() gives them for the evaluation. Stops early, with fewer, when `run` is stopped.
std::vector<std::vector<SlipAnswer>> slipsOf(AskKind kind, const std::vector<CellRef>& cells,
                                             const std::vector<Answer>& answers, const Evaluation& evaluation,
                                             const RunControl& run = {});

// How well the numbers of a question tell mistakes apart: more where what a mistake gives is not right and not what a
// commoner one gives, most for the commonest, and where equals must be told apart.
std::size_t clarityOf(const std::vector<SlipAnswer>& slips);

// A sentence about a wrong answer, "20 is the mean; which is the largest?", with "perhaps" where several mistakes give
// it. Empty where none does, where the answer is right, and where the text cannot be read: then the hint is said.
std::string diagnosisOf(const Question& question, std::size_t answer, std::string_view typed);

}  // namespace poolscope
