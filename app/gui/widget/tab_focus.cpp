// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/tab_focus.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>

namespace poolscope {

void takeFocusByTabOnly(QWidget& bar) {
    for (QWidget* each : bar.findChildren<QWidget*>()) {
        const bool keyed = qobject_cast<QAbstractSlider*>(each) || qobject_cast<QAbstractButton*>(each) ||
                           qobject_cast<QComboBox*>(each) || qobject_cast<QAbstractItemView*>(each);
        if (keyed && each->focusPolicy() != Qt::NoFocus) each->setFocusPolicy(Qt::TabFocus);
    }
}

}  // namespace poolscope
