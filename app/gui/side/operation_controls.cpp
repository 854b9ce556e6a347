// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/operation_controls.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <limits>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"

namespace poolscope {
namespace {

constexpr double kMost = std::numeric_limits<double>::max();
// Stands for "as many as there are places".
constexpr double kAutoDivisor = -kMost;

void showFor(QWidget* row, Setting setting, const Experiment& e) {
    row->setVisible(meansSomething(parameterOf(setting), e));
}

}  // namespace

OperationControls::OperationControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    op_ = choiceRow<PoolOp>(Setting::Op);
    column->addWidget(op_);
    power_ = new NumberBox;
    power_->setRange(-kMost, kMost);
    power_->setSingleStep(0.5);
    power_->setKeyboardTracking(false);
    nameBy(power_, Setting::P);
    powerRow_ = labelledControl(tr("p"), power_);
    column->addWidget(powerRow_);
    problem_ = addProblem(column);
    op_->onChosen(this,
                  [this](PoolOp op) { session_.edit(tr("Operation"), {}, [op](Experiment& e) { e.pool.op = op; }); });
    connect(power_, &QDoubleSpinBox::valueChanged, this,
            [this](double p) { session_.edit(tr("p"), QStringLiteral("p"), [p](Experiment& e) { e.pool.p = p; }); });
    // A number that was typed is a step of its own.
    connect(power_, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
    connect(&session_, &Session::experimentChanged, this, &OperationControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &OperationControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, [this] { showProblem(problem_, session_.problemOf("pool.p")); });
    showExperiment();
}

void OperationControls::showExperiment() {
    const Experiment& e = session_.experiment();
    op_->setValue(e.pool.op);
    showFor(powerRow_, Setting::P, e);
    const QSignalBlocker power(power_);
    power_->setValue(e.pool.p);
}

OperationDetails::OperationDetails(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    countPad_ = checkBox(Setting::CountIncludePad);
    column->addWidget(countPad_);
    addDivisor(column);
    median_ = choiceRow<MedianRule>(Setting::Median);
    medianRow_ = labelledControl(tr("Even"), median_);
    column->addWidget(medianRow_);
    problem_ = addProblem(column);
    connect(countPad_, &QCheckBox::toggled, this, [this](bool on) {
        session_.edit(tr("Count padding"), {}, [on](Experiment& e) { e.pool.countIncludePad = on; });
    });
    median_->onChosen(this, [this](MedianRule rule) {
        session_.edit(tr("Median"), {}, [rule](Experiment& e) { e.pool.median = rule; });
    });
    connect(&session_, &Session::experimentChanged, this, &OperationDetails::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &OperationDetails::showExperiment);
    connect(&session_, &Session::errorChanged, this,
            [this] { showProblem(problem_, session_.problemOf("pool.divisor")); });
    showExperiment();
}

void OperationDetails::addDivisor(QVBoxLayout* column) {
    divisor_ = new NumberBox;
    divisor_->setRange(kAutoDivisor, kMost);
    divisor_->setSpecialValueText(tr("number of places"));
    divisor_->setKeyboardTracking(false);
    nameBy(divisor_, Setting::Divisor);
    divisorRow_ = labelledControl(tr("Divisor"), divisor_);
    column->addWidget(divisorRow_);
    connect(divisor_, &QDoubleSpinBox::valueChanged, this, [this](double d) {
        session_.edit(tr("Divisor"), QStringLiteral("divisor"),
                      [d](Experiment& e) { e.pool.divisor = d == kAutoDivisor ? std::nullopt : std::optional(d); });
    });
    connect(divisor_, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
}

void OperationDetails::showExperiment() {
    const Experiment& e = session_.experiment();
    showFor(countPad_, Setting::CountIncludePad, e);
    showFor(divisorRow_, Setting::Divisor, e);
    showFor(medianRow_, Setting::Median, e);
    const QSignalBlocker count(countPad_);
    const QSignalBlocker divisor(divisor_);
    divisor_->setValue(e.pool.divisor.value_or(kAutoDivisor));
    countPad_->setChecked(e.pool.countIncludePad);
    median_->setValue(e.pool.median);
}

}  // namespace poolscope
