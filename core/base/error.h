// SPDX-License-Identifier: GPL-3.0-or-later
// Errors are values: a place and a sentence a user can act on.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace poolscope {

struct Error {
    // The field path of a parameter ("window.stride") or the name of a file as the user gave it.
    std::string where;
    std::string message;

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string where, std::string message) {
    return tl::unexpected<Error>(Error{std::move(where), std::move(message)});
}

}  // namespace poolscope
