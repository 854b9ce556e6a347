// SPDX-License-Identifier: GPL-3.0-or-later
// What has to hold whatever the bytes are. A fuzzer keeps the bytes with which it does not.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/error.h"

namespace poolscope::fuzz {

inline void check(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what.c_str());
    std::abort();
}

// A refusal says what is wrong.
inline void checkError(const Error& error) {
    check(!error.message.empty(), "an error has a message");
}

}  // namespace poolscope::fuzz
