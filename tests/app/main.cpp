// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>

#include "app/paint/painter.h"

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    if (!poolscope::loadFonts()) return 1;
    return RUN_ALL_TESTS();
}
