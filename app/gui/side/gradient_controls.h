// SPDX-License-Identifier: GPL-3.0-or-later
// The upstream gradient, and who takes it.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"

class QVBoxLayout;

namespace poolscope {

class NumberBox;

class GradientControls : public QWidget {
    Q_OBJECT

  public:
    explicit GradientControls(Session& session, QWidget* parent = nullptr);

  Q_SIGNALS:
    void fileRequested();

  private:
    void addUpstream(QVBoxLayout* column);
    void addPaint(QVBoxLayout* column);
    void addRouting(QVBoxLayout* column);
    void chooseUpstream(int item);
    void showUpstream();
    void showExperiment();

    Session& session_;
    QComboBox* upstream_ = nullptr;
    QWidget* seedRow_ = nullptr;
    NumberBox* seed_ = nullptr;
    QWidget* paintRow_ = nullptr;
    NumberBox* paint_ = nullptr;
    QLabel* gradientError_ = nullptr;
    ChoiceRow<Overlap>* overlap_ = nullptr;
    QLabel* code_ = nullptr;  // its line
    ChoiceRow<TieRule>* ties_ = nullptr;
    QWidget* tiesRow_ = nullptr;
};

}  // namespace poolscope
