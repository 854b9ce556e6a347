// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling the pooled output again, with the gradient routed back through all levels, and max unpooling.
#pragma once

#include <optional>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

inline constexpr std::int64_t kMostLevels = 4;

struct CascadeLevel {
    WindowGrid grid;
    Tensor y;
    WinnerCodes winners;  // empty for operations without a winner
    WindowFacts facts;
    Tensor dx;  // of this level's input
    GradientSums sums;
};

// Level 0 pools x, level k pools y of level k-1; the gradient arrives at the last level and dx of each level is what
// arrives at the one before.
struct CascadeStudy {
    std::vector<CascadeLevel> levels;
    std::optional<Error> ended;  // why there are fewer levels than asked for: the window no longer fits
};

// `levels` is 1 to kMostLevels. The same window and pooling at every level. Ones arrive at the last level. Errors name
// "study.levels", or are those of makeGrid on x, of check(PoolSpec), or kStopped.
Result<CascadeStudy> cascadeStudy(const Tensor& x, const WindowSpec& window, const PoolSpec& pool, std::int64_t levels,
                                  const RunControl& run = {});

// Max unpooling (Zeiler and Fergus 2014, their switches): each value goes back to the cell that won its window, all
// others are 0. Where one cell won several windows it takes the value furthest from 0, the first of equals; values of
// windows won by padding are dropped. `y` has the shape of the winners.
Tensor unpooled(const Tensor& y, const WinnerCodes& winners, const WindowGrid& grid);

// y of level `level` unpooled through that level and all before it: an image of x's shape. Max and min only.
Tensor unpooledToInput(const CascadeStudy& cascade, std::size_t level);

}  // namespace poolscope
