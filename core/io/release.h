// SPDX-License-Identifier: GPL-3.0-or-later
// Objects of C libraries, given back to them when their owner goes.
#pragma once

#include <memory>

namespace poolscope {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};

// Owns what `release(object)` gives back.
template <class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;

}  // namespace poolscope
