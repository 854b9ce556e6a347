// SPDX-License-Identifier: GPL-3.0-or-later
// How a long calculation hears that it is not wanted any more, and says how far it has come.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <stop_token>
#include <utility>

namespace poolscope {

// How far one calculation has come, 0 to 1. Written by the thread that calculates, read by any other.
class Progress {
  public:
    double fraction() const { return fraction_.load(std::memory_order_relaxed); }
    // Never falls: a smaller number changes nothing. Only one thread may call it.
    void raiseTo(double fraction) {
        if (fraction > this->fraction()) fraction_.store(std::min(fraction, 1.0), std::memory_order_relaxed);
    }

  private:
    std::atomic<double> fraction_{0};
};

// Error::where of a run that was stopped; nobody needs to read its message.
inline constexpr const char* kStopped = "stopped";

// A small value, handed down from call to call. `progress` may be null; otherwise it must outlive the run.
class RunControl {
  public:
    RunControl() = default;
    // Implicit, so that a caller with only a token hands over that.
    RunControl(std::stop_token stop, Progress* progress = nullptr) : stop_(std::move(stop)), progress_(progress) {}

    bool isStopped() const { return stop_.stop_requested(); }
    const std::stop_token& stopToken() const { return stop_; }
    // Says that `done`, 0 to 1, of what this control stands for is complete.
    void report(double done) const {
        if (progress_) progress_->raiseTo(begin_ + done * (end_ - begin_));
    }
    // The control of a stage: what the stage reports as 0 to 1 is `begin` to `end` of this one.
    RunControl part(double begin, double end) const {
        RunControl result = *this;
        result.begin_ = begin_ + begin * (end_ - begin_);
        result.end_ = begin_ + end * (end_ - begin_);
        return result;
    }

  private:
    std::stop_token stop_;
    Progress* progress_ = nullptr;
    double begin_ = 0;
    double end_ = 1;
};

}  // namespace poolscope
