// SPDX-License-Identifier: GPL-3.0-or-later
// The list of keys, made from the actions.
#pragma once

#include <QDialog>

namespace poolscope {

class Actions;

class ShortcutList : public QDialog {
    Q_OBJECT

  public:
    ShortcutList(const Actions& actions, QWidget* parent);
};

}  // namespace poolscope
