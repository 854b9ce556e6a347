// SPDX-License-Identifier: GPL-3.0-or-later
// What pooling runs on, as far as a program has to ask: results depend on it in nothing but their time.
#pragma once

#include <string>

#include "core/base/error.h"

namespace poolscope {

// Whether POOLSCOPE_CPU, where it is set, names vector instructions of this machine; otherwise the first pooling
// throws. The error names POOLSCOPE_CPU and what it can be.
Result<void> checkMachine();
// All that POOLSCOPE_CPU can name on one machine or another: "sse2, sse4 or neon".
std::string cpuNames();

}  // namespace poolscope
