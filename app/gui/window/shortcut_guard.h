// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether a key is a shortcut of the window or belongs to the control that has the keyboard.
#pragma once

#include <QObject>

namespace poolscope {

class ShortcutGuard : public QObject {
    Q_OBJECT

  public:
    explicit ShortcutGuard(QObject* parent);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace poolscope
