// SPDX-License-Identifier: GPL-3.0-or-later
// The operation, with p or the temperature where it has one; and what else only some operations ask for.
#pragma once

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "core/experiment/parameters.h"

class QVBoxLayout;

namespace poolscope {

class OperationControls : public QWidget {
    Q_OBJECT

  public:
    explicit OperationControls(Session& session, QWidget* parent = nullptr);

  private:
    // A number of the operation, in a row of its own.
    struct OwnNumber {
        Setting setting;
        double PoolSpec::*field;
        QWidget* row = nullptr;
        QDoubleSpinBox* box = nullptr;
    };

    void addNumber(QVBoxLayout* column, const QString& name, double step, OwnNumber& number);
    void addBetween(QVBoxLayout* column);
    void showExperiment();
    void showError();

    Session& session_;
    ChoiceRow<PoolOp>* op_ = nullptr;
    OwnNumber power_{Setting::P, &PoolSpec::p};
    OwnNumber temperature_{Setting::Temperature, &PoolSpec::temperature};
    QWidget* betweenRow_ = nullptr;  // with the slider from the maximum to the average
    QSlider* between_ = nullptr;
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
