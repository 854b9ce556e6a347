// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a step: a table, or one that is drawn anew for each seed. Private to core/lesson.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/tensor/tensor.h"

namespace poolscope {

struct RandomTable {
    Extent size;
    std::int64_t least = 0;
    std::int64_t most = 99;
    bool ties = false;  // numbers stand in it several times; else none does
};

struct LessonInput {
    std::optional<Tensor> table;
    std::optional<RandomTable> random;
};

// "1 3 | 4 0", "random 4x4 0..255 ties", or a table and what stands for it with another seed, "1 3 | 4 0 or random".
// Errors say what is wrong.
Result<LessonInput> readLessonInput(std::string_view text);

// Which table of a lesson, and which of several that were drawn for it: those after the first are drawn where it
// tells the answers to a question badly apart.
struct Draw {
    std::uint32_t seed = 0;
    std::uint32_t table = 0;
    std::uint32_t attempt = 0;
};

// The same numbers everywhere for the same draw.
Tensor drawn(const RandomTable& random, const Draw& draw);

}  // namespace poolscope
