// SPDX-License-Identifier: GPL-3.0-or-later
// Work in parts that do not depend on each other, on one thread or several: planes of one pooling, images of a set,
// or rows of a picture.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/index_range.h"
#include "core/base/run_control.h"

namespace poolscope {

// Calls work(i, part) once for every i from 0 up to `count`, in any order and on up to so many threads, asking before
// each whether to stop; false when stopped. `part` is for work that takes long: it hears of the stop, and says how far
// it has come. Results must not depend on how the work is cut.
bool forEachTask(std::int64_t count, int threads, const RunControl& run,
                 const std::function<void(std::int64_t, const RunControl& part)>& work);

// Cuts planes into bands of rows, none lower than `leastRows`, or takes several whole planes together, so that each
// task touches about kTaskCells cells at `cells` for each row, and calls work(planes, rows, part) for every one.
inline constexpr std::int64_t kTaskCells = std::int64_t{1} << 15;
bool forEachBand(std::int64_t planes, std::int64_t rows, std::int64_t cells, std::int64_t leastRows, int threads,
                 const RunControl& run,
                 const std::function<void(IndexRange planes, IndexRange rows, const RunControl& part)>& work);

// Memory that tasks work in: each takes one that another has left, if there is one.
template <class Memory>
class Spares {
  public:
    Memory take() {
        const std::scoped_lock lock(mutex_);
        if (left_.empty()) return {};
        Memory last = std::move(left_.back());
        left_.pop_back();
        return last;
    }
    void leave(Memory&& memory) {
        const std::scoped_lock lock(mutex_);
        left_.push_back(std::move(memory));
    }

  private:
    std::mutex mutex_;
    std::vector<Memory> left_;
};

// How many threads work may be shared among, at least 1.
int availableThreads();
// How many threads are worth while for moving so many bytes: starting one takes as long as moving a few hundred KB.
int threadsFor(std::int64_t bytes, int available);

}  // namespace poolscope
