// SPDX-License-Identifier: GPL-3.0-or-later
// The words of --upstream.
#pragma once

#include <optional>
#include <string_view>

#include "core/experiment/experiment.h"

namespace poolscope::cli {

inline constexpr const char* kUpstreamWords = "ones|random:SEED|cell:ROW,COL";

// The gradient that such a word means; nothing for any other text.
std::optional<GradientSpec> upstreamNamed(std::string_view text);

}  // namespace poolscope::cli
