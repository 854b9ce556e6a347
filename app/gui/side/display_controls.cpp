// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/display_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <limits>

#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"

namespace poolscope {
namespace {

constexpr double kMostValue = std::numeric_limits<double>::max();

}  // namespace

DisplayControls::DisplayControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    map_ = new ChoiceRow<InputMap>(tr("Input shows"),
                                   {{InputMap::Values, tr("values"), tr("The values of the input")},
                                    {InputMap::Coverage, tr("seen by"), tr("How many windows lie over each cell")},
                                    {InputMap::Wins, tr("wins"), tr("How many windows each cell wins")}});
    column->addWidget(labelledControl(tr("Input"), map_));
    values_ = new ChoiceRow<NumberScale>(
        tr("Values"), {{NumberScale::Byte, tr("stored"), tr("Numbers as stored")},
                       {NumberScale::Unit, tr("0–1"), tr("Numbers divided by the top of the range, three decimals")}});
    palette_ = new ChoiceRow<Palette>(tr("Palette"),
                                      {{Palette::Grey, tr("grey"), tr("From black to white")},
                                       {Palette::Viridis, tr("viridis"), tr("From purple over green to yellow")},
                                       {Palette::Cividis, tr("cividis"), tr("From blue to yellow")},
                                       {Palette::Magma, tr("magma"), tr("From black over red to pale yellow")}});
    patches_ = new ChoiceRow<PatchView>(tr("Patches"),
                                        {{PatchView::Matrix, tr("matrix"), tr("X_col: one column per window")},
                                         {PatchView::Tiles, tr("tiles"), tr("Each patch where its window stands")}});
    addRange(column);
    column->addWidget(labelledControl(tr("Values"), values_));
    column->addWidget(palette_);
    column->addWidget(labelledControl(tr("Patches"), patches_));
    hideBlack_ = new QCheckBox(tr("hide all-black windows"));
    hideBlack_->setToolTip(tr("Leave out windows whose every place is zero, and the gradient they send"));
    column->addWidget(hideBlack_);
    connect(hideBlack_, &QCheckBox::toggled, this, [this](bool on) {
        ViewSpec view = session_.view();
        view.hideBlack = on;
        session_.setView(view);
    });
    const auto onView = [this]<class Value>(ChoiceRow<Value>* control, Value ViewSpec::*field) {
        control->onChosen(this, [this, field](Value value) {
            ViewSpec view = session_.view();
            view.*field = value;
            session_.setView(view);
        });
    };
    onView(map_, &ViewSpec::map);
    onView(values_, &ViewSpec::values);
    onView(palette_, &ViewSpec::palette);
    onView(patches_, &ViewSpec::patches);
    connect(&session_, &Session::viewChanged, this, &DisplayControls::showView);
    showView();
}

void DisplayControls::addRange(QVBoxLayout* column) {
    range_ = new ChoiceRow<RangeKind>(
        tr("Range of values"),
        {{RangeKind::Auto, tr("auto"),
          tr("All that the type can hold, or what fits where the values are much smaller")},
         {RangeKind::Fit, tr("fit"), tr("From 0, or the smallest value below it, to the largest")},
         {RangeKind::Given, tr("set"), tr("Between the values below")}});
    column->addWidget(labelledControl(tr("Range"), range_));
    ends_ = new QWidget;
    auto* line = new QHBoxLayout(ends_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(5);
    const auto addEnd = [&](const QString& name) {
        auto* end = new NumberBox;
        end->setRange(-kMostValue, kMostValue);
        end->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        end->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        end->setButtonSymbols(QAbstractSpinBox::NoButtons);
        end->setKeyboardTracking(false);
        end->setAccessibleName(name);
        end->setToolTip(name);
        line->addWidget(end, 1);
        connect(end, &QDoubleSpinBox::valueChanged, this, &DisplayControls::takeEnds);
        return end;
    };
    low_ = addEnd(tr("Value of the first colour"));
    line->addWidget(new QLabel(tr("to")));
    high_ = addEnd(tr("Value of the last colour"));
    column->addWidget(ends_);
    rangeProblem_ = addProblem(column);
    range_->onChosen(this, [this](RangeKind kind) { chooseRange(kind); });
    connect(&session_, &Session::sourceChanged, this, &DisplayControls::showRange);
}

// A range to be set begins as the one that is shown.
void DisplayControls::chooseRange(RangeKind kind) {
    ViewSpec view = session_.view();
    if (kind == RangeKind::Given && session_.source()) {
        view.range.given = displayScale(view.range, session_.source()->range);
    }
    view.range.kind = kind;
    session_.setView(view);
}

void DisplayControls::takeEnds() {
    const ValueScale ends{low_->value(), high_->value()};
    const bool possible = ends.low < ends.high;
    showProblem(rangeProblem_, possible ? QString() : tr("The first value must be smaller than the last."));
    if (!possible) return;
    ViewSpec view = session_.view();
    view.range = {RangeKind::Given, ends};
    session_.setView(view);
}

void DisplayControls::showRange() {
    const DisplayRange& range = session_.view().range;
    range_->setValue(range.kind);
    ends_->setVisible(range.kind == RangeKind::Given);
    showProblem(rangeProblem_, {});
    const QSignalBlocker low(low_);
    const QSignalBlocker high(high_);
    low_->setValue(range.given.low);
    high_->setValue(range.given.high);
}

void DisplayControls::showView() {
    const ViewSpec& v = session_.view();
    showRange();
    values_->setValue(v.values);
    palette_->setValue(v.palette);
    patches_->setValue(v.patches);
    map_->setValue(v.map);
    const QSignalBlocker hide(hideBlack_);
    hideBlack_->setChecked(v.hideBlack);
}

}  // namespace poolscope
