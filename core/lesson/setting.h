// SPDX-License-Identifier: GPL-3.0-or-later
// The choices of an experiment as one line of text, in the words of the command line without their dashes:
// "size 3, stride 1, pad same-upper, ceil, op avg, count-include-pad".
#pragma once

#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/experiment/experiment.h"

namespace poolscope {

// Everything of an experiment but its source.
struct Setting {
    FilterSpec filters{};
    std::int64_t plane = 0;
    WindowSpec window{};
    PoolSpec pool{};
    GradientSpec gradient{};

    bool operator==(const Setting&) const = default;
};

// What is not said is as on the command line: size 2, and the stride as large as the size. Errors name the word.
Result<Setting> readSetting(std::string_view text);

// "2,3" as rows and columns, or a cell; nothing for anything else.
std::optional<CellRef> readPair(std::string_view text);

// The whole text as one number.
std::optional<std::int64_t> readWhole(std::string_view text);
std::optional<double> readReal(std::string_view text);

}  // namespace poolscope
