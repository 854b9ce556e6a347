// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C as a stop token, for commands that have something to tidy up.
#pragma once

#include <pthread.h>

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace poolscope::cli {

// While it exists SIGINT, SIGTERM and SIGHUP (those that are not ignored) ask for a stop instead of ending the process.
// Made before any other thread; one at a time.
class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return stop_.get_token(); }
    // Ends the process by the signal that came, as whoever started it expects; returns when none came.
    void endProcess();

  private:
    void watch(const std::stop_token& end);

    sigset_t watched_{};
    sigset_t before_{};
    std::stop_source stop_;
    std::atomic<int> signal_ = 0;
    std::jthread watcher_;  // last, so that it ends first
};

}  // namespace poolscope::cli
