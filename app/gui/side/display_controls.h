// SPDX-License-Identifier: GPL-3.0-or-later
// How things are shown: palette, numbers, patches, and what the input panel holds.
#pragma once

#include <QCheckBox>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/segmented.h"

namespace poolscope {

class DisplayControls : public QWidget {
    Q_OBJECT

  public:
    explicit DisplayControls(Session& session, QWidget* parent = nullptr);

  private:
    void showView();

    Session& session_;
    Segmented* map_ = nullptr;
    QCheckBox* hideBlack_ = nullptr;
    Segmented* values_ = nullptr;
    Segmented* palette_ = nullptr;
    Segmented* patches_ = nullptr;
};

}  // namespace poolscope
