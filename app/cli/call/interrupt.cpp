// SPDX-License-Identifier: GPL-3.0-or-later
// A thread waits for the signals: what a signal handler may do does not include asking for a stop.
#include "app/cli/call/interrupt.h"

#include <ctime>

namespace poolscope::cli {
namespace {

constexpr long kLookNs = 20'000'000;  // how long the end of a command waits for the watcher at most

bool isIgnored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Interrupt::Interrupt() {
    ::sigemptyset(&watched_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!isIgnored(signal)) ::sigaddset(&watched_, signal);
    }
    ::pthread_sigmask(SIG_BLOCK, &watched_, &before_);
    watcher_ = std::jthread([this](const std::stop_token& end) { watch(end); });
}

Interrupt::~Interrupt() {
    watcher_.request_stop();
    watcher_.join();
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interrupt::watch(const std::stop_token& end) {
    while (!end.stop_requested()) {
        const timespec look{0, kLookNs};
        const int signal = ::sigtimedwait(&watched_, nullptr, &look);
        if (signal <= 0) continue;
        signal_ = signal;
        stop_.request_stop();
    }
}

void Interrupt::endProcess() {
    const int signal = signal_;
    if (signal == 0) return;
    std::signal(signal, SIG_DFL);
    sigset_t only;
    ::sigemptyset(&only);
    ::sigaddset(&only, signal);
    ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    std::raise(signal);
}

}  // namespace poolscope::cli
