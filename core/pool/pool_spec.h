// SPDX-License-Identifier: GPL-3.0-or-later
// What the user says about the summary taken over a window. Not yet checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/window/window_spec.h"

namespace poolscope {

enum class PoolOp { Max, Min, Avg, Median, Lp, Softmax };

// "max", "min", "avg", "median", "lp", "softmax", as the command line spells them.
std::string_view toText(PoolOp op);

// Parameters of PoolSpec that only some operations use.
enum class OwnParameter { CountIncludePad, Divisor, P, Median, Ties, Temperature };
bool uses(PoolOp op, OwnParameter parameter);

// Which of several equal winners takes the gradient. All gives each the whole of it: wrong on purpose, for teaching.
enum class TieRule { First, Last, Split, All };
enum class MedianRule { Mean, Lower };  // of the two middle values of an even count
// What a cell of dX does with the gradients of several windows. Add is +=. The others write = for it, wrong on purpose,
// for teaching: Loop window by window, so that the last gradient sent stays; Col2im tap by tap in row-major order with
// the zeros of dX_col, so that the last tap over the cell decides. What they are called: overlaps.h.
enum class Overlap { Add, Loop, Col2im };

// The span of the display range, in which softmax measures differences. It follows from the source and the view and is
// set where an experiment is evaluated (core/experiment/display.h): nobody's choice, so that it makes no difference.
struct DisplaySpan {
    double value = 1;  // > 0

    bool operator==(const DisplaySpan&) const { return true; }
};

struct PoolSpec {
    PoolOp op = PoolOp::Max;
    PadValue padValue = PadValue::Ignore;
    TieRule ties = TieRule::First;
    MedianRule median = MedianRule::Mean;
    bool countIncludePad = false;
    std::optional<double> divisor;  // avg; any finite number but 0
    double p = 2.0;                 // lp; > 0
    Overlap overlap = Overlap::Add;
    double temperature = 0.1;  // softmax; > 0, in spans
    DisplaySpan span{};        // softmax

    bool operator==(const PoolSpec&) const = default;
};

// Max and min choose one element of the window; the others mix several.
bool hasWinner(PoolOp op);

// True when one tap of each window, the winner that is named, takes the whole gradient.
bool hasOneReceiver(const PoolSpec& spec);

// What a padding cell is to this operation: counting padding into an average makes it a zero like any other.
PadValue dataPadding(const PoolSpec& spec);

// Errors name "pool.p", "pool.divisor" or "pool.temperature".
Result<void> check(const PoolSpec& spec);

}  // namespace poolscope
