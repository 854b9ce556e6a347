// SPDX-License-Identifier: GPL-3.0-or-later
// The tools to draw into the input: brush, eraser, value, size, and a blank canvas.
#pragma once

#include <QSpinBox>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"

namespace poolscope {

class NumberBox;

class DrawBar : public QWidget {
    Q_OBJECT

  public:
    explicit DrawBar(Session& session, QWidget* parent = nullptr);

  private:
    void showBrush();
    void suitSource();

    Session& session_;
    ChoiceRow<Tool>* tool_ = nullptr;
    QWidget* details_ = nullptr;
    NumberBox* value_ = nullptr;
    QSpinBox* size_ = nullptr;
};

}  // namespace poolscope
