// SPDX-License-Identifier: GPL-3.0-or-later
// Why a command could not do what was asked: an exit status and one message.
#pragma once

#include <string>
#include <utility>

#include "app/cli/call/exit_status.h"
#include "core/base/error.h"

namespace poolscope::cli {

struct Failure {
    int status = kExitFailed;
    Error error;  // `where` is an option, a file, or a field path of the core (see optionFor)

    bool operator==(const Failure&) const = default;
};

template <class T>
using Outcome = tl::expected<T, Failure>;

// The call itself is wrong: unknown options, unreadable values, options that contradict each other.
inline tl::unexpected<Failure> usage(std::string where, std::string message) {
    return tl::unexpected(Failure{kExitUsage, {std::move(where), std::move(message)}});
}

// The call is well-formed, but the data, a parameter's value or the disk does not allow it.
inline tl::unexpected<Failure> failed(Error error) {
    return tl::unexpected(Failure{kExitFailed, std::move(error)});
}

}  // namespace poolscope::cli
