// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each pooling operation: what it is called, and what it does with a window. A new one is a member of
// PoolOp and its row.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/word.h"
#include "core/pool/pool_spec.h"

namespace poolscope {

struct TapGradient;

// A tap of a window that is data: its place in row-major order, and what lies under it.
struct TapValue {
    std::int64_t tap = 0;
    float value = 0;
    std::int64_t times = 1;  // a padding zero may stand for more of them, where that is all that counts
};

// How what is computed in a window is written out: its numbers in a row, their sum over their count, in the order of
// their values, as the root of their powers, or as the sum of them with their weights.
enum class Notation { List, Mean, Sorted, Root, Weighted };

// Which element of the window is its value; None where several are mixed.
enum class Winner { None, Largest, Smallest };

// What a zero of the padding changes in a window of other values: nothing; the number of values; the weight of all
// others, by how many zeros there are; or, for the place in their order counts, that of the others.
enum class PaddingZeros { Ignored, Counted, Weighted, Ranked };

struct Operation {
    Word<PoolOp> word;
    std::string_view name;     // "Average" pooling, as a sentence begins
    const char* step = "";     // what is made of a column, in a word: "largest"
    const char* becomes = "";  // "The window ... keeps its largest number"
    // Whom its gradient goes to where there is no winner: "Its gradient ... is shared equally among its numbers".
    const char* receivers = "is shared equally among its numbers";
    // The same where it lies between two of its numbers, of which each takes half; empty where it never does.
    const char* becomesOfTwo = "";
    const char* receiversOfTwo = "";
    Notation notation = Notation::List;
    // Why the gradients that arrive rightly have another sum than those that were sent; null: they have not.
    const char* (*otherSum)(const PoolSpec& spec) = nullptr;
    std::string_view remark{};  // behind its word in the help text
    double tolerance = 1e-5;    // of the sums of another program, relative
    Winner winner = Winner::None;
    PaddingZeros paddingZeros = PaddingZeros::Ranked;  // of operations without a winner
    std::array<bool, countOf<OwnParameter>()> own{};   // the parameters it uses of those that not all do
    // Of operations without a winner, from the taps of a window that are data, in row-major order, at least one. `taps`
    // may be reordered. The gradient is appended to `terms`, in row-major order.
    float (*value)(std::span<TapValue> taps, const PoolSpec& spec) = nullptr;
    void (*gradient)(std::span<TapValue> taps, const PoolSpec& spec, float dout,
                     std::vector<TapGradient>& terms) = nullptr;
};

// In the order in which people meet them everywhere.
std::span<const Operation> operations();
const Operation& operationOf(PoolOp op);
std::span<const Word<PoolOp>> operationWords();

// Of the taps of a window that are data, at least one: exp(x / (temperature * span)) as shares of their sum. The
// largest is subtracted first; infinities that are the largest share alone, and with a NaN all are NaN.
std::vector<double> softmaxWeights(std::span<const TapValue> taps, const PoolSpec& spec);

// A few words, or null where the sums are to agree.
const char* whySumsDiffer(const PoolSpec& spec);

// "max and min": the operations that use this parameter, where `last` is " and ".
std::string usersOf(OwnParameter parameter, std::string_view last);

}  // namespace poolscope
