// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/end_signal.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace poolscope {
namespace {

constexpr std::array<int, 3> kSignals{SIGTERM, SIGINT, SIGHUP};

// A handler is given nothing but the number, so this one fact cannot live in an object.
volatile std::sig_atomic_t writeEnd = -1;

void pass(int number) {
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const ssize_t written = write(writeEnd, &byte, 1);
}

}  // namespace

EndSignal::EndSignal(QObject* parent) : QObject(parent) {
    if (pipe2(ends_, O_CLOEXEC | O_NONBLOCK) != 0) return;  // the signals stay as they are
    writeEnd = ends_[1];
    notifier_ = std::make_unique<QSocketNotifier>(ends_[0], QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, [this] {
        unsigned char number = 0;
        if (read(ends_[0], &number, 1) == 1) Q_EMIT received(number);
    });
    for (const int number : kSignals) std::signal(number, pass);
}

EndSignal::~EndSignal() {
    if (!notifier_) return;
    for (const int number : kSignals) std::signal(number, SIG_DFL);
    writeEnd = -1;
    notifier_.reset();
    close(ends_[0]);
    close(ends_[1]);
}

}  // namespace poolscope
