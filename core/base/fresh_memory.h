// SPDX-License-Identifier: GPL-3.0-or-later
// Long vectors. Fresh memory costs more than what is done with it, so it is taken in steps that can be stopped, and in
// large pages where the system has them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/base/run_control.h"

namespace poolscope {

// Asks the system for large pages for this memory, which need not have been touched. Nothing happens where it has none.
void preferLargePages(void* memory, std::size_t bytes);

// Memory for `count` elements in an empty vector, none of it touched.
template <class T>
void reserveFresh(std::vector<T>& values, std::size_t count) {
    values = {};
    values.reserve(count);
    preferLargePages(values.data(), count * sizeof(T));
}

// Makes `values` that long, in steps between which it asks whether to stop. What was there before stays or is lost; new
// elements are `value`. Returns false when stopped.
template <class T>
bool resizeInSteps(std::vector<T>& values, std::size_t count, const RunControl& run, const T& value = T{}) {
    constexpr std::size_t kStep = std::size_t{1} << 18;
    if (values.capacity() < count) reserveFresh(values, count);
    while (values.size() < count) {
        if (run.isStopped()) return false;
        values.resize(std::min(count, values.size() + kStep), value);
    }
    values.resize(count);
    return true;
}

}  // namespace poolscope
