// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>

namespace poolscope {

WheelGuard::WheelGuard(QObject* parent) : QObject(parent) {
    qApp->installEventFilter(this);
}

// A wheel that is not accepted goes on to the widget around.
bool WheelGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::Wheel) return QObject::eventFilter(watched, event);
    const auto* field = qobject_cast<QWidget*>(watched);
    const bool turns = qobject_cast<QAbstractSpinBox*>(watched) || qobject_cast<QComboBox*>(watched);
    if (!turns || field->hasFocus()) return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

}  // namespace poolscope
