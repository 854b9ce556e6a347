// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/shortcut_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

namespace poolscope {
namespace {

// Keys that play the algorithm anywhere, but mean something of their own to the control that has the focus.
bool isKeyOfControl(const QObject* control, const QKeyEvent& key) {
    if (key.modifiers() != Qt::NoModifier) return false;
    const bool list = qobject_cast<const QAbstractItemView*>(control);
    switch (key.key()) {
        case Qt::Key_Space:
            return list || qobject_cast<const QAbstractButton*>(control) || qobject_cast<const QComboBox*>(control);
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            return list || qobject_cast<const QAbstractSlider*>(control);
        default:
            return false;
    }
}

// Fields of text take it for the end of the line, as Emacs does.
bool isOurs(const QKeyEvent& key) {
    return key.key() == Qt::Key_E && key.modifiers() == Qt::ControlModifier;
}

}  // namespace

ShortcutGuard::ShortcutGuard(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(this);
}

// A key that is accepted goes to the control, one that is not to the shortcuts.
bool ShortcutGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride) return QObject::eventFilter(watched, event);
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const bool toControl = isKeyOfControl(watched, key);
    if (!toControl && !isOurs(key)) return QObject::eventFilter(watched, event);
    event->setAccepted(toControl);
    return true;
}

}  // namespace poolscope
