// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/operation_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"
#include "core/filter/filter.h"

namespace poolscope {
namespace {

// Stands for "as many as there are taps".
constexpr double kAutoDivisor = -1e6;

}  // namespace

OperationControls::OperationControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    // In the order of the work.
    QVBoxLayout* column = addSection(this, tr("FILTER AND OPERATION"));
    addFeatures(column);
    addOperation(column);
    connect(&session_, &Session::experimentChanged, this, &OperationControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &OperationControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, &OperationControls::showError);
    // A number that was typed is a step of its own.
    for (QAbstractSpinBox* box : std::initializer_list<QAbstractSpinBox*>{power_, divisor_}) {
        connect(box, &QAbstractSpinBox::editingFinished, &session_, &Session::endMerge);
    }
    showExperiment();
}

void OperationControls::addOperation(QVBoxLayout* column) {
    op_ = choiceRow<PoolOp>(Setting::Op);
    column->addWidget(op_);
    power_ = new NumberBox;
    power_->setRange(-99, 1e6);
    power_->setDecimals(2);
    power_->setSingleStep(0.5);
    power_->setKeyboardTracking(false);
    nameBy(power_, Setting::P);
    powerRow_ = labelledControl(tr("p"), power_);
    column->addWidget(powerRow_);
    countPad_ = checkBox(Setting::CountIncludePad);
    column->addWidget(countPad_);
    divisor_ = new NumberBox;
    divisor_->setRange(kAutoDivisor, 1e6);
    divisor_->setDecimals(2);
    divisor_->setSpecialValueText(tr("number of taps"));
    divisor_->setKeyboardTracking(false);
    nameBy(divisor_, Setting::Divisor);
    divisorRow_ = labelledControl(tr("Divisor"), divisor_);
    column->addWidget(divisorRow_);
    connect(divisor_, &QDoubleSpinBox::valueChanged, this, [this](double d) {
        session_.edit(tr("Divisor"), QStringLiteral("divisor"),
                      [d](Experiment& e) { e.pool.divisor = d == kAutoDivisor ? std::nullopt : std::optional(d); });
    });
    median_ = choiceRow<MedianRule>(Setting::Median);
    medianRow_ = labelledControl(tr("Even"), median_);
    column->addWidget(medianRow_);
    opError_ = addProblem(column);

    op_->onChosen(this,
                  [this](PoolOp op) { session_.edit(tr("Operation"), {}, [op](Experiment& e) { e.pool.op = op; }); });
    connect(power_, &QDoubleSpinBox::valueChanged, this,
            [this](double p) { session_.edit(tr("p"), QStringLiteral("p"), [p](Experiment& e) { e.pool.p = p; }); });
    connect(countPad_, &QCheckBox::toggled, this, [this](bool on) {
        session_.edit(tr("Count padding"), {}, [on](Experiment& e) { e.pool.countIncludePad = on; });
    });
    median_->onChosen(this, [this](MedianRule rule) {
        session_.edit(tr("Median"), {}, [rule](Experiment& e) { e.pool.median = rule; });
    });
}

void OperationControls::addFeatures(QVBoxLayout* column) {
    filters_ = new QComboBox;
    const auto addFilters = [this](const QString& title, const std::vector<std::size_t>& filters) {
        filters_->addItem(title, QVariant::fromValue(filters));
    };
    addFilters(tr("no filter"), {});
    addFilters(tr("all ten filters"), allFilters());
    for (const std::size_t filter : allFilters()) {
        const std::string_view name = filterBank()[filter].name;
        addFilters(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), {filter});
    }
    nameBy(filters_, Setting::Filters);
    relu_ = checkBox(Setting::Relu);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(filters_, 1);
    line->addWidget(relu_);
    column->addLayout(line);
    filterError_ = addProblem(column);
    connect(filters_, &QComboBox::activated, this, [this](int i) {
        session_.edit(tr("Filters"), {}, [this, i](Experiment& e) {
            e.filters.filters = filters_->itemData(i).value<std::vector<std::size_t>>();
            e.plane = 0;
            e.gradient = {};
        });
    });
    connect(relu_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("ReLU"), {}, [on](Experiment& e) { e.filters.relu = on; }); });
}

void OperationControls::showExperiment() {
    const Experiment& e = session_.experiment();
    const auto showFor = [&e](QWidget* row, Setting setting) {
        row->setVisible(meansSomething(parameterOf(setting), e));
    };
    op_->setValue(e.pool.op);
    showFor(powerRow_, Setting::P);
    showFor(countPad_, Setting::CountIncludePad);
    showFor(divisorRow_, Setting::Divisor);
    showFor(medianRow_, Setting::Median);
    const int chosen = filters_->findData(QVariant::fromValue(e.filters.filters));
    filters_->setCurrentIndex(chosen < 0 ? 1 : chosen);
    const QSignalBlocker power(power_);
    const QSignalBlocker count(countPad_);
    const QSignalBlocker divisor(divisor_);
    const QSignalBlocker rectifier(relu_);
    divisor_->setValue(e.pool.divisor.value_or(kAutoDivisor));
    relu_->setChecked(e.filters.relu);
    power_->setValue(e.pool.p);
    countPad_->setChecked(e.pool.countIncludePad);
    median_->setValue(e.pool.median);
}

void OperationControls::showError() {
    showProblem(opError_, session_.problemOf("pool.p") + session_.problemOf("pool.divisor"));
    showProblem(filterError_, session_.problemOf("filters"));
}

}  // namespace poolscope
