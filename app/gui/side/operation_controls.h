// SPDX-License-Identifier: GPL-3.0-or-later
// The operation with its own parameters, and the filters before it.
#pragma once

#include <QCheckBox>
#include <QComboBox>
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
    void addOperation(QVBoxLayout* column);
    void addFeatures(QVBoxLayout* column);
    void showExperiment();
    void showError();

    Session& session_;
    ChoiceRow<PoolOp>* op_ = nullptr;
    QWidget* powerRow_ = nullptr;
    QDoubleSpinBox* power_ = nullptr;
    QWidget* divisorRow_ = nullptr;
    QDoubleSpinBox* divisor_ = nullptr;
    QCheckBox* countPad_ = nullptr;
    ChoiceRow<MedianRule>* median_ = nullptr;
    QWidget* medianRow_ = nullptr;
    QLabel* opError_ = nullptr;
    QComboBox* filters_ = nullptr;
    QCheckBox* relu_ = nullptr;
    QLabel* filterError_ = nullptr;
};

}  // namespace poolscope
