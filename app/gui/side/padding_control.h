// SPDX-License-Identifier: GPL-3.0-or-later
// Padding as it is: two numbers, or four where opposite sides differ, or the word for what is computed.
#pragma once

#include <QLabel>
#include <QSpinBox>
#include <QWidget>
#include <array>

#include "app/gui/session/session.h"

namespace poolscope {

class PairControl;

class PaddingControl : public QWidget {
    Q_OBJECT

  public:
    explicit PaddingControl(Session& session, QWidget* parent = nullptr);

    void setSquare(bool square);
    void setNarrow(bool narrow);

  private:
    QWidget* makeSides();
    void edit(const std::function<void(Padding&)>& change);
    void showExperiment();
    void showError();

    Session& session_;
    PairControl* pair_ = nullptr;
    QWidget* sides_ = nullptr;
    QLabel* word_ = nullptr;
    std::array<QSpinBox*, 4> boxes_{};
    QWidget* wordRow_ = nullptr;
    QLabel* problem_ = nullptr;
};

}  // namespace poolscope
