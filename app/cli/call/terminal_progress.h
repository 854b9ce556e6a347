// SPDX-License-Identifier: GPL-3.0-or-later
// How far a long command is, as one line on stderr that is written over; nothing where stderr is no terminal.
#pragma once

#include <string>
#include <thread>
#include <utility>

#include "core/base/run_control.h"

namespace poolscope::cli {

class TerminalProgress {
  public:
    // "shift  42 %"; the line appears when the work has lasted a moment.
    explicit TerminalProgress(std::string name);
    // Ends the line: it is wiped away.
    ~TerminalProgress();
    TerminalProgress(const TerminalProgress&) = delete;
    TerminalProgress& operator=(const TerminalProgress&) = delete;

    // What the work reports to; valid as long as this object.
    RunControl run(std::stop_token stop = {}) { return {std::move(stop), &progress_}; }

  private:
    Progress progress_;
    std::jthread writer_;  // last, so that it ends first
};

}  // namespace poolscope::cli
