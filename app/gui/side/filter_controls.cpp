// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/filter_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

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
        addFilters(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), {filter});
    }
    nameBy(filters_, Setting::Filters);
    relu_ = checkBox(Setting::Relu);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(filters_, 1);
    line->addWidget(relu_);
    column->addLayout(line);
    problem_ = addProblem(column);
    connect(filters_, &QComboBox::activated, this, [this](int i) {
        session_.edit(tr("Filters"), {}, [this, i](Experiment& e) {
            e.filters.filters = filters_->itemData(i).value<std::vector<std::size_t>>();
            e.plane = 0;
        });
    });
    connect(relu_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("ReLU"), {}, [on](Experiment& e) { e.filters.relu = on; }); });
    connect(&session_, &Session::experimentChanged, this, &FilterControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &FilterControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, [this] { showProblem(problem_, session_.problemOf("filters")); });
    showExperiment();
}

// Several that were chosen elsewhere have no entry.
void FilterControls::showExperiment() {
    const Experiment& e = session_.experiment();
    filters_->setCurrentIndex(filters_->findData(QVariant::fromValue(e.filters.filters)));
    const QSignalBlocker rectifier(relu_);
    relu_->setChecked(e.filters.relu);
}

}  // namespace poolscope
