// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/filter_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/session/qt_text.h"
#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"
#include "core/filter/filter.h"

namespace poolscope {

FilterControls::FilterControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    filters_ = new QComboBox;
    const auto addFilters = [this](const QString& title, const std::vector<std::size_t>& filters) {
        filters_->addItem(title, QVariant::fromValue(filters));
    };
    addFilters(tr("no filter"), {});
    addFilters(tr("all ten filters"), allFilters());
    for (const std::size_t filter : allFilters()) {
        const std::string_view name = filterBank()[filter].name;
        addFilters(shown(name), {filter});
    }
    entries_ = filters_->count();
    filters_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    filters_->setMinimumContentsLength(8);
    nameBy(filters_, Setting::Filters);
    relu_ = checkBox(Setting::Relu);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(filters_, 1);
    line->addWidget(relu_);
    column->addLayout(line);
    problem_ = addProblem(column);
    connect(filters_, &QComboBox::activated, this,
            [this](int i) { choose(filters_->itemData(i).value<std::vector<std::size_t>>()); });
    connect(relu_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("ReLU"), {}, [on](Experiment& e) { e.filters.relu = on; }); });
    connect(&session_, &Session::experimentChanged, this, &FilterControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &FilterControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, [this] { showProblem(problem_, session_.problemOf("filters")); });
    showExperiment();
}

// The same channel of the same image stays in view, in its first response.
void FilterControls::choose(const std::vector<std::size_t>& filters) {
    session_.edit(tr("Filters"), {}, [&filters](Experiment& e) {
        if (filters == e.filters.filters) return;
        e.plane /= e.filters.mapsPerChannel();
        e.filters.filters = filters;
        e.plane *= e.filters.mapsPerChannel();
    });
}

// Those that were chosen elsewhere have an entry for as long as they are set.
void FilterControls::showExperiment() {
    const Experiment& e = session_.experiment();
    filters_->removeItem(entries_);
    const QVariant chosen = QVariant::fromValue(e.filters.filters);
    if (filters_->findData(chosen) < 0) {
        filters_->addItem(tr("custom: %1 of %2").arg(e.filters.filters.size()).arg(allFilters().size()), chosen);
    }
    filters_->setCurrentIndex(filters_->findData(chosen));
    const Parameter& row = parameterOf(Setting::Filters);
    const QString names = QString::fromStdString(row.value.print(e));
    filters_->setToolTip(filters_->currentIndex() < entries_ ? tipOf(Setting::Filters) : names);
    const QSignalBlocker rectifier(relu_);
    relu_->setChecked(e.filters.relu);
}

}  // namespace poolscope
