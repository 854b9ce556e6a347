// SPDX-License-Identifier: GPL-3.0-or-later
// A line on the terminal, kept up to date by a thread of its own.
#include "app/cli/call/terminal_progress.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace poolscope::cli {
namespace {

void writeLines(const std::stop_token& stop, const std::string& name, const Progress& progress) {
    using namespace std::chrono_literals;
    std::mutex mutex;
    std::condition_variable_any ended;
    std::unique_lock lock(mutex);
    bool shown = false;
    for (auto wait = 400ms; !ended.wait_for(lock, stop, wait, [&stop] { return stop.stop_requested(); });
         wait = 100ms) {
        std::fprintf(stderr, "\r%s %3d %%", name.c_str(), static_cast<int>(progress.fraction() * 100));
        std::fflush(stderr);
        shown = true;
    }
    if (shown) std::fputs("\r\x1b[K", stderr);
}

}  // namespace

TerminalProgress::TerminalProgress(std::string name) {
    if (::isatty(STDERR_FILENO) == 0) return;
    writer_ = std::jthread(
        [this, name = std::move(name)](const std::stop_token& stop) { writeLines(stop, name, progress_); });
}

TerminalProgress::~TerminalProgress() = default;

}  // namespace poolscope::cli
