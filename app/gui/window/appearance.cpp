// SPDX-License-Identifier: GPL-3.0-or-later
// The appearance and the place of the main window.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QKeyEvent>
#include <QScreen>
#include <QStyleHints>

#include "app/gui/action/actions.h"
#include "app/gui/session/settings.h"
#include "app/gui/widget/style.h"
#include "app/gui/window/main_window.h"

namespace poolscope {

void MainWindow::connectDesktop() {
    desktop_ = systemTheme();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &MainWindow::followDesktop);
#endif
    qApp->installEventFilter(this);
}

namespace {

// What a window manager may put around a window.
constexpr QSize kFrame(16, 48);

// Keys that play the algorithm anywhere, but mean something of their own to the control that has the focus.
bool isKeyOfControl(const QObject* control, const QKeyEvent& key) {
    if (key.modifiers() != Qt::NoModifier) return false;
    const bool list = qobject_cast<const QAbstractItemView*>(control) || qobject_cast<const QAbstractSlider*>(control);
    switch (key.key()) {
        case Qt::Key_Space:
            return list || qobject_cast<const QAbstractButton*>(control) || qobject_cast<const QComboBox*>(control);
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            return list;
        default:
            return false;
    }
}

// Fields of text take it for the end of the line, as Emacs does.
bool isOurs(const QKeyEvent& key) {
    return key.key() == Qt::Key_E && key.modifiers() == Qt::ControlModifier;
}

}  // namespace

// Before Qt 6.5 only the palette tells that the desktop went dark.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isKeyOfControl(watched, static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && isOurs(static_cast<QKeyEvent&>(*event))) {
        event->ignore();
        return true;
    }
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange) followDesktop();
    return QMainWindow::eventFilter(watched, event);
}

// Our own palette ends up here too, and changes nothing about the desktop.
void MainWindow::followDesktop() {
    const ThemeName now = systemTheme();
    if (now == desktop_) return;
    desktop_ = now;
    // Later, since the palette of the application is just being set.
    if (settings_->appearance() == Appearance::System) {
        QMetaObject::invokeMethod(this, &MainWindow::showAppearance, Qt::QueuedConnection);
    }
}

void MainWindow::showAppearance() {
    switch (settings_->appearance()) {
        case Appearance::System:
            return showTheme(systemTheme());
        case Appearance::Light:
            return showTheme(ThemeName::Light);
        case Appearance::Dark:
            return showTheme(ThemeName::Dark);
    }
}

void MainWindow::showTheme(ThemeName name) {
    applyTheme(*qApp, name);
    session_->setTheme(name);
    actions_->showTheme(name);
}

void MainWindow::restorePlace() {
    if (restoreGeometry(settings_->windowPlace())) return;
    const QSize room = screen()->availableSize() - kFrame;
    resize(QSize(1440, 900).boundedTo(room));
    if (room.width() < 1440 || room.height() < 900) setWindowState(Qt::WindowMaximized);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayClose()) return event->ignore();
    setPresenting(false);
    settings_->setWindowPlace(saveGeometry());
    QMainWindow::closeEvent(event);
}

}  // namespace poolscope
