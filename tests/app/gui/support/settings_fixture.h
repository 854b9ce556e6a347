// SPDX-License-Identifier: GPL-3.0-or-later
// A window that keeps its settings in a file of its own.
#pragma once

#include <gtest/gtest.h>

#include <QAction>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/action/actions.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/main_window.h"
#include "tests/app/gui/support/patience.h"

namespace poolscope {

class WindowWithSettings : public testing::Test {
  protected:
    void SetUp() override {
        window_.resize(1200, 800);
        window_.show();
        window_.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
    }

    QString settingsPath() const { return folder_.filePath(QStringLiteral("settings.json")); }

    void openExample() {
        QSignalSpy evaluated(&window_.session(), &Session::evaluated);
        window_.documents().open("mnist:18");
        ASSERT_TRUE(evaluated.wait(kPatience));
    }

    // Opens the file and waits until that is done.
    void open(const QString& path) {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        window_.documents().open(path.toStdString());
        ASSERT_TRUE(opened.wait(kPatience));
    }

    QString makeFile(const QString& name) {
        const QString path = folder_.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("1,2\n3,4\n");
        return path;
    }

    QAction* action(const char* id) {
        QAction* found = window_.actions().find(QString::fromLatin1(id));
        EXPECT_NE(found, nullptr) << id;
        return found;
    }

    const QTemporaryDir folder_;
    Settings settings_{settingsPath()};
    MainWindow window_{&settings_};
};

}  // namespace poolscope
