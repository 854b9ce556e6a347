// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/tasks.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace poolscope {
namespace {

constexpr std::int64_t kBytesPerThread = std::int64_t{1} << 21;

// What the threads of one call share.
struct Shared {
    std::atomic<std::int64_t> next{0};
    std::atomic<bool> stopped{false};
    std::mutex mutex;
    std::exception_ptr failure;  // the first
};

}  // namespace

bool forEachTask(std::int64_t count, int threads, const RunControl& run,
                 const std::function<void(std::int64_t, const RunControl&)>& work) {
    Shared shared;
    const auto take = [&](bool reports) {
        while (true) {
            const std::int64_t task = shared.next.fetch_add(1, std::memory_order_relaxed);
            if (task >= count || shared.stopped) return;
            if (run.isStopped()) {
                shared.stopped = true;
                return;
            }
            const auto all = static_cast<double>(count);
            // Only one thread may report.
            const RunControl silent(run.stopToken());
            const auto done = static_cast<double>(task);
            if (reports) run.report(done / all);
            work(task, reports ? run.part(done / all, (done + 1) / all) : silent);
        }
    };
    const auto guarded = [&] {
        try {
            take(false);
        } catch (...) {
            const std::scoped_lock lock(shared.mutex);
            if (!shared.failure) shared.failure = std::current_exception();
            shared.stopped = true;
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (std::int64_t i = 1; i < std::min<std::int64_t>(threads, count); ++i) others.emplace_back(guarded);
        } catch (const std::system_error&) {
            // There are no more threads to be had: those that are here do the work.
        }
        // Leaving by an exception must not wait for all the work that is left.
        try {
            take(true);
        } catch (...) {
            shared.stopped = true;
            throw;
        }
    }
    if (shared.failure) std::rethrow_exception(shared.failure);
    return !shared.stopped;
}

bool forEachBand(std::int64_t planes, std::int64_t rows, std::int64_t cells, std::int64_t leastRows, int threads,
                 const RunControl& run, const std::function<void(IndexRange, IndexRange, const RunControl&)>& work) {
    const std::int64_t bandRows = std::clamp<std::int64_t>(std::max(leastRows, kTaskCells / cells), 1, rows);
    const std::int64_t bands = (rows + bandRows - 1) / bandRows;
    const std::int64_t together = bands > 1 ? 1 : std::max<std::int64_t>(1, kTaskCells / (bandRows * cells));
    const std::int64_t groups = (planes + together - 1) / together;
    return forEachTask(groups * bands, threads, run, [&](std::int64_t task, const RunControl& part) {
        const std::int64_t plane = task / bands * together;
        const std::int64_t row = task % bands * bandRows;
        work({plane, std::min(plane + together, planes)}, {row, std::min(row + bandRows, rows)}, part);
    });
}

int availableThreads() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

int threadsFor(std::int64_t bytes, int available) {
    return static_cast<int>(std::clamp<std::int64_t>(bytes / kBytesPerThread, 1, std::max(1, available)));
}

}  // namespace poolscope
