// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel scrolls what a field stands in: it changes a number or a choice only where the field has the keyboard.
#pragma once

#include <QObject>

namespace poolscope {

class WheelGuard : public QObject {
    Q_OBJECT

  public:
    // Of the whole application.
    explicit WheelGuard(QObject* parent);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace poolscope
