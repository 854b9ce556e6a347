// SPDX-License-Identifier: GPL-3.0-or-later
// Size, stride and padding of the window, one below the other or in a row.
#pragma once

#include <QBoxLayout>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/pair_control.h"

namespace poolscope {

class PaddingControl;

class WindowControls : public QWidget {
    Q_OBJECT

  public:
    explicit WindowControls(Session& session, QWidget* parent = nullptr);

    // Rows and columns share one control.
    void setSquare(bool square);
    void setDirection(QBoxLayout::Direction direction);

  private:
    void showExperiment();
    void fitSliders();

    Session& session_;
    QBoxLayout* line_ = nullptr;
    PairControl* size_ = nullptr;
    PairControl* stride_ = nullptr;
    PaddingControl* padding_ = nullptr;
};

}  // namespace poolscope
