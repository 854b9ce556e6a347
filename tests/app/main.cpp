// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>

#include "app/paint/painter.h"

int main(int argc, char** argv) {
    // By itself the screen has 800x800 pixels, and newer versions of Qt make windows that do not fit it smaller.
    // Who asks for a desktop gets it.
    if (qgetenv("QT_QPA_PLATFORM") != "xcb") qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" POOLSCOPE_SCREEN);
    const QApplication app(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    if (!poolscope::loadFonts()) return 1;
    return RUN_ALL_TESTS();
}
