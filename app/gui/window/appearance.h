// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark, as the user chose or as the desktop is.
#pragma once

#include <QObject>

#include "app/gui/action/frame.h"
#include "core/scene/theme.h"

namespace poolscope {

class ThemeFollower : public QObject {
    Q_OBJECT

  public:
    explicit ThemeFollower(const Frame& frame);

    void addActions();
    void show();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void followDesktop();

    const Frame frame_;
    ThemeName desktop_;  // as last seen
};

}  // namespace poolscope
