// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/operation_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/widget/control_rows.h"
#include "core/filter/filter.h"

namespace poolscope {
namespace {

// Stands for "as many as there are taps".
constexpr double kAutoDivisor = -1e6;

}  // namespace

OperationControls::OperationControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addSection(this, tr("OPERATION"));
    addOperation(column);
    addFeatures(column);
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
    op_ = new Segmented(
        tr("Operation"), {tr("max"), tr("avg"), tr("min"), tr("median"), tr("Lp")},
        {tr("The largest value of the window"), tr("The mean of the window"), tr("The smallest value of the window"),
         tr("The middle value of the window"), tr("The p-norm of the window, (Σ |x|^p)^(1/p)")});
    column->addWidget(op_);
    power_ = new QDoubleSpinBox;
    power_->setRange(-99, 1e6);
    power_->setDecimals(2);
    power_->setSingleStep(0.5);
    power_->setKeyboardTracking(false);
    power_->setAccessibleName(tr("p of the Lp norm"));
    power_->setToolTip(tr("The power p of the norm; larger p comes closer to the maximum"));
    powerRow_ = labelled(tr("p"), power_);
    column->addWidget(powerRow_);
    countPad_ = new QCheckBox(tr("count padding in the mean"));
    countPad_->setToolTip(tr("Divide by all taps of image and padding, padding counting as zeros"));
    column->addWidget(countPad_);
    divisor_ = new QDoubleSpinBox;
    divisor_->setRange(kAutoDivisor, 1e6);
    divisor_->setDecimals(2);
    divisor_->setSpecialValueText(tr("number of taps"));
    divisor_->setKeyboardTracking(false);
    divisor_->setAccessibleName(tr("Divisor of the mean"));
    divisor_->setToolTip(tr("What the sum is divided by; clear it for the number of taps"));
    divisorRow_ = labelled(tr("Divisor"), divisor_);
    column->addWidget(divisorRow_);
    connect(divisor_, &QDoubleSpinBox::valueChanged, this, [this](double d) {
        session_.edit(tr("Divisor"), QStringLiteral("divisor"),
                      [d](Experiment& e) { e.pool.divisor = d == kAutoDivisor ? std::nullopt : std::optional(d); });
    });
    median_ = new Segmented(tr("Median of an even count"), {tr("mean"), tr("lower")},
                            {tr("Mean of the two middle values"), tr("The lower of the two middle values")});
    medianRow_ = labelled(tr("Even"), median_);
    column->addWidget(medianRow_);
    opError_ = addProblem(column);

    static constexpr PoolOp kOps[] = {PoolOp::Max, PoolOp::Avg, PoolOp::Min, PoolOp::Median, PoolOp::Lp};
    connect(op_, &Segmented::chosen, this,
            [this](int i) { session_.edit(tr("Operation"), {}, [i](Experiment& e) { e.pool.op = kOps[i]; }); });
    connect(power_, &QDoubleSpinBox::valueChanged, this,
            [this](double p) { session_.edit(tr("p"), QStringLiteral("p"), [p](Experiment& e) { e.pool.p = p; }); });
    connect(countPad_, &QCheckBox::toggled, this, [this](bool on) {
        session_.edit(tr("Count padding"), {}, [on](Experiment& e) { e.pool.countIncludePad = on; });
    });
    connect(median_, &Segmented::chosen, this, [this](int i) {
        session_.edit(tr("Median"), {},
                      [i](Experiment& e) { e.pool.median = i == 0 ? MedianRule::Mean : MedianRule::Lower; });
    });
}

void OperationControls::addFeatures(QVBoxLayout* column) {
    addHeading(column, tr("BEFORE THE POOLING"));
    filters_ = new QComboBox;
    filters_->addItem(tr("no filter"));
    filters_->addItem(tr("all ten filters"));
    for (const Filter& filter : filterBank())
        filters_->addItem(QString::fromUtf8(filter.name.data(), static_cast<qsizetype>(filter.name.size())));
    filters_->setAccessibleName(tr("Filters"));
    filters_->setToolTip(tr("3x3 filters, stride 1, padding 1: a dot product over the same im2col"));
    relu_ = new QCheckBox(tr("ReLU"));
    relu_->setToolTip(tr("max(x, 0) of every value before the pooling"));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(filters_, 1);
    line->addWidget(relu_);
    column->addLayout(line);
    filterError_ = addProblem(column);
    connect(filters_, &QComboBox::activated, this, [this](int i) {
        session_.edit(tr("Filters"), {}, [i](Experiment& e) {
            e.filters.filters.clear();
            if (i == 1) e.filters.filters = allFilters();
            if (i > 1) e.filters.filters = {static_cast<std::size_t>(i - 2)};
            e.plane = 0;
            e.gradient = {};
        });
    });
    connect(relu_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("ReLU"), {}, [on](Experiment& e) { e.filters.relu = on; }); });
}

void OperationControls::showExperiment() {
    const Experiment& e = session_.experiment();
    static constexpr int kSegmentOf[] = {0, 2, 1, 3, 4};  // by PoolOp
    op_->setCurrent(kSegmentOf[static_cast<int>(e.pool.op)]);
    powerRow_->setVisible(e.pool.op == PoolOp::Lp);
    countPad_->setVisible(e.pool.op == PoolOp::Avg);
    divisorRow_->setVisible(e.pool.op == PoolOp::Avg);
    medianRow_->setVisible(e.pool.op == PoolOp::Median);
    const std::vector<std::size_t>& chosen = e.filters.filters;
    filters_->setCurrentIndex(chosen.empty() ? 0 : chosen.size() == 1 ? static_cast<int>(chosen.front()) + 2 : 1);
    const QSignalBlocker power(power_);
    const QSignalBlocker count(countPad_);
    const QSignalBlocker divisor(divisor_);
    const QSignalBlocker rectifier(relu_);
    divisor_->setValue(e.pool.divisor.value_or(kAutoDivisor));
    relu_->setChecked(e.filters.relu);
    power_->setValue(e.pool.p);
    countPad_->setChecked(e.pool.countIncludePad);
    median_->setCurrent(e.pool.median == MedianRule::Mean ? 0 : 1);
}

void OperationControls::showError() {
    showProblem(opError_, session_.problemOf("pool.p") + session_.problemOf("pool.divisor"));
    showProblem(filterError_, session_.problemOf("filters"));
}

}  // namespace poolscope
