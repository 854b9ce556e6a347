// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient that arrives, as --upstream names it.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/cli/call/output_files.h"
#include "core/experiment/experiment.h"
#include "core/io/source.h"

namespace poolscope::cli {

inline constexpr const char* kUpstreamHint = "ones|random:SEED|cell:ROW,COL|FILE";

// By words, or in a file.
using UpstreamChoice = std::variant<GradientSpec, SourceRef>;

// Errors say what it can be, with `option` as their place.
Outcome<UpstreamChoice> upstreamNamed(const std::string& option, const std::string& text);
// The file of it, if it is in one.
const SourceRef* fileOf(const std::optional<UpstreamChoice>& upstream);
// One in a file is read, once: all of it, or the images that are named there.
Outcome<GradientSpec> gradientOf(const std::string& option, const UpstreamChoice& upstream);

}  // namespace poolscope::cli
