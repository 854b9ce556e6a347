// SPDX-License-Identifier: GPL-3.0-or-later
// The upstream gradient, who takes it, and what that comes to.
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"

class QVBoxLayout;

namespace poolscope {

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
    void showFacts();

    Session& session_;
    QComboBox* upstream_ = nullptr;
    QWidget* seedRow_ = nullptr;
    QSpinBox* seed_ = nullptr;
    QWidget* paintRow_ = nullptr;
    QDoubleSpinBox* paint_ = nullptr;
    QLabel* gradientError_ = nullptr;
    ChoiceRow<Overlap>* overlap_ = nullptr;
    ChoiceRow<TieRule>* ties_ = nullptr;
    QWidget* tiesRow_ = nullptr;
    QLabel* facts_ = nullptr;
};

// "155 of 196 windows are tied (79 %). ..." for the box under the gradient controls.
QString factsText(const Evaluation& evaluation);

}  // namespace poolscope
