// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks of the window share.
#pragma once

#include <QApplication>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "app/gui/widget/widget_style.h"
#include "app/paint/painter.h"

namespace poolscope {

// Milliseconds of CLOCK_MONOTONIC, the clock of X time stamps.
inline double now() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

[[noreturn]] inline void giveUp(const char* why) {
    std::fprintf(stderr, "%s\n", why);
    std::exit(EXIT_FAILURE);
}

// As the program draws its windows.
inline void dress() {
    QApplication::setStyle(new WidgetStyle);
    if (!loadFonts()) giveUp("the fonts could not be loaded");
}

}  // namespace poolscope
