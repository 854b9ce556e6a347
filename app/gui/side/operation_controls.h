// SPDX-License-Identifier: GPL-3.0-or-later
// The operation, with p where it has one; and what else only some operations ask for.
#pragma once

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"

class QVBoxLayout;

namespace poolscope {

class OperationControls : public QWidget {
    Q_OBJECT

  public:
    explicit OperationControls(Session& session, QWidget* parent = nullptr);

  private:
    void showExperiment();

    Session& session_;
    ChoiceRow<PoolOp>* op_ = nullptr;
    QWidget* powerRow_ = nullptr;
    QDoubleSpinBox* power_ = nullptr;
    QLabel* problem_ = nullptr;
};

class OperationDetails : public QWidget {
    Q_OBJECT

  public:
    explicit OperationDetails(Session& session, QWidget* parent = nullptr);

  private:
    void addDivisor(QVBoxLayout* column);
    void showExperiment();

    Session& session_;
    QWidget* divisorRow_ = nullptr;
    QDoubleSpinBox* divisor_ = nullptr;
    QCheckBox* countPad_ = nullptr;
    ChoiceRow<MedianRule>* median_ = nullptr;
    QWidget* medianRow_ = nullptr;
    QLabel* problem_ = nullptr;
};

}  // namespace poolscope
