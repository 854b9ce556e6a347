// SPDX-License-Identifier: GPL-3.0-or-later
// Presenting: only the panels and the formula, in type that is read from the last row.
#include <QAction>
#include <QKeyEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QWheelEvent>
#include <algorithm>

#include "app/gui/action/actions.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/window/main_window.h"

namespace poolscope {
namespace {

constexpr double kLeastScale = 1;
constexpr double kMostScale = 3;
constexpr double kOnSmallScreens = 2;    // twice the window's type
constexpr double kOnLargeScreens = 2.7;  // 20 pt and more
constexpr int kLargeScreen = 1500;

}  // namespace

void MainWindow::setPresenting(bool on) {
    if (on == presenting_) return;
    presenting_ = on;
    for (QWidget* widget :
         std::initializer_list<QWidget*>{menuBar(), toolBar_, statusBar(), sources_, controls_, pageTabs_}) {
        widget->setVisible(!on);
    }
    for (QFrame* rule : findChildren<QFrame*>(QStringLiteral("rule"))) rule->setVisible(!on);
    actions_->find(QStringLiteral("view.present"))->setChecked(on);
    if (on) {
        before_ = windowState();
        setWindowState(before_ | Qt::WindowFullScreen);
        session_->setPresentation(true, screen()->size().width() >= kLargeScreen ? kOnLargeScreens : kOnSmallScreens);
    } else {
        setWindowState(before_);
        session_->setPresentation(false, 1);
    }
}

void MainWindow::zoomPresentation(double by) {
    if (presenting_) session_->setPresentation(true, std::clamp(session_->scale() + by, kLeastScale, kMostScale));
}

void MainWindow::wheelEvent(QWheelEvent* event) {
    if (presenting_ && event->modifiers().testFlag(Qt::ControlModifier) && event->angleDelta().y() != 0) {
        zoomPresentation(event->angleDelta().y() > 0 ? 0.25 : -0.25);
        event->accept();
        return;
    }
    QMainWindow::wheelEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && session_->busy()) return session_->cancel();
    if (presenting_ && event->key() == Qt::Key_Escape) return setPresenting(false);
    QMainWindow::keyPressEvent(event);
}

}  // namespace poolscope
