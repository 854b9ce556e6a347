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
    std::vector<T>().swap(values);  // `= {}` would keep the memory
    values.reserve(count);
    preferLargePages(values.data(), count * sizeof(T));
}

// Forgets values whose memory is much more than `count` of them will need.
template <class T>
void giveBackExcess(std::vector<T>& values, std::size_t count) {
    if (values.capacity() / 2 > count) std::vector<T>().swap(values);
}

// Makes `values` that long, in steps between which it asks whether to stop. What was there before stays or is lost; new
// elements are `value`. Returns false when stopped.
template <class T>
bool resizeInSteps(std::vector<T>& values, std::size_t count, const RunControl& run, const T& value = T{}) {
    constexpr std::size_t kStep = std::size_t{1} << 18;
    // What grew once, as the output does while the window shrinks, grows again; memory that is not touched costs
    // nothing.
    if (values.capacity() < count) reserveFresh(values, values.capacity() > 0 ? count + count / 8 : count);
    while (values.size() < count) {
        if (run.isStopped()) return false;
        values.resize(std::min(count, values.size() + kStep), value);
    }
    values.resize(count);
    return true;
}

}  // namespace poolscope
