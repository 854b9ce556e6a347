// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/operation_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/pool/operation.h"

namespace poolscope {
namespace {

constexpr double kMost = std::numeric_limits<double>::max();
// Stands for "as many as there are places".
constexpr double kAutoDivisor = -kMost;

// The slider of the temperature goes from this one, next to the maximum, up by equal factors, next to the average.
constexpr double kColdest = 0.01;
constexpr int kStepsToTenfold = 10;
constexpr int kWarmest = 3 * kStepsToTenfold;

// To two digits, as nobody reads more from a slider.
double temperatureAt(int position) {
    const double exact = kColdest * std::pow(10, double(position) / kStepsToTenfold);
    const double digit = std::pow(10, std::floor(std::log10(exact)) - 1);
    return QString::number(std::round(exact / digit) * digit, 'g', 2).toDouble();
}

int positionOf(double temperature) {
    if (!(temperature > kColdest)) return 0;
    return static_cast<int>(std::lround(kStepsToTenfold * std::log10(std::min(temperature, 1e3) / kColdest)));
}

QLabel* quietLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("quiet"));
    return label;
}

void showFor(QWidget* row, Setting setting, const Experiment& e) {
    row->setVisible(meansSomething(parameterOf(setting), e));
}

}  // namespace

OperationControls::OperationControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    constexpr int kInRow = 3;  // more are wider than the side bar
    op_ = choiceRow<PoolOp>(Setting::Op);
    op_->setWrap(kInRow);
    column->addWidget(op_);
    addNumber(column, tr("p"), 0.5, power_);
    addNumber(column, tr("Temp. T"), 0.05, temperature_);
    addBetween(column);
    problem_ = addProblem(column);
    op_->onChosen(this,
                  [this](PoolOp op) { session_.edit(tr("Operation"), {}, [op](Experiment& e) { e.pool.op = op; }); });
    connect(&session_, &Session::experimentChanged, this, &OperationControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &OperationControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, &OperationControls::showError);
    showExperiment();
}

void OperationControls::addNumber(QVBoxLayout* column, const QString& name, double step, OwnNumber& number) {
    number.box = new NumberBox;
    number.box->setRange(-kMost, kMost);
    number.box->setSingleStep(step);
    number.box->setKeyboardTracking(false);
    nameBy(number.box, number.setting);
    number.row = labelledControl(name, number.box);
    column->addWidget(number.row);
    connect(number.box, &QDoubleSpinBox::valueChanged, this,
            [this, name, key = QString::fromLatin1(parameterOf(number.setting).word.data()), field = number.field](
                double value) { session_.edit(name, key, [field, value](Experiment& e) { e.pool.*field = value; }); });
    // A number that was typed is a step of its own.
    connect(number.box, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
}

void OperationControls::addBetween(QVBoxLayout* column) {
    betweenRow_ = new QWidget;
    auto* line = new QHBoxLayout(betweenRow_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    between_ = new QSlider(Qt::Horizontal);
    between_->setRange(0, kWarmest);
    between_->setAccessibleName(tr("From the maximum to the average"));
    between_->setToolTip(tr("Cold: nearly the maximum. Warm: nearly the average."));
    line->addWidget(quietLabel(translated(operationOf(PoolOp::Max).word.title)));
    line->addWidget(between_, 1);
    line->addWidget(quietLabel(translated(operationOf(PoolOp::Avg).word.title)));
    column->addWidget(betweenRow_);
    connect(between_, &QSlider::valueChanged, this,
            [this](int position) { temperature_.box->setValue(temperatureAt(position)); });
    connect(between_, &QSlider::sliderReleased, &session_, &Session::endMerge);
}

void OperationControls::showExperiment() {
    const Experiment& e = session_.experiment();
    op_->setValue(e.pool.op);
    for (const OwnNumber* number : {&power_, &temperature_}) {
        showFor(number->row, number->setting, e);
        const QSignalBlocker blocker(number->box);
        number->box->setValue(e.pool.*number->field);
    }
    showFor(betweenRow_, Setting::Temperature, e);
    const QSignalBlocker blocker(between_);
    between_->setValue(positionOf(e.pool.temperature));
}

void OperationControls::showError() {
    const QString power = session_.problemOf("pool.p");
    showProblem(problem_, power.isEmpty() ? session_.problemOf("pool.temperature") : power);
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
