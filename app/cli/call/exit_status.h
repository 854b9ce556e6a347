// SPDX-License-Identifier: GPL-3.0-or-later
// The exit status of the program.
#pragma once

namespace poolscope::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;  // bad data, bad parameters, a failed write
inline constexpr int kExitUsage = 2;

}  // namespace poolscope::cli
