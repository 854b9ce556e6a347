// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/display_controls.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/widget/control_rows.h"

namespace poolscope {

DisplayControls::DisplayControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addSection(this, tr("DISPLAY"));
    map_ = new ChoiceRow<InputMap>(tr("Input shows"),
                                   {{InputMap::Values, tr("values"), tr("The values of the input")},
                                    {InputMap::Coverage, tr("seen by"), tr("How many windows lie over each cell")},
                                    {InputMap::Wins, tr("wins"), tr("How many windows each cell wins")}});
    column->addWidget(labelledControl(tr("Input"), map_));
    values_ = new ChoiceRow<NumberScale>(
        tr("Values"), {{NumberScale::Byte, tr("0–255"), tr("Numbers as stored")},
                       {NumberScale::Unit, tr("0–1"), tr("Numbers divided by 255, three decimals")}});
    palette_ = new ChoiceRow<Palette>(tr("Palette"), {{Palette::Grey, tr("grey")},
                                                      {Palette::Viridis, tr("viridis")},
                                                      {Palette::Cividis, tr("cividis")},
                                                      {Palette::Magma, tr("magma")}});
    patches_ = new ChoiceRow<PatchView>(tr("Patches"),
                                        {{PatchView::Matrix, tr("matrix"), tr("X_col: one column per window")},
                                         {PatchView::Tiles, tr("tiles"), tr("Each patch where its window stands")}});
    column->addWidget(labelledControl(tr("Values"), values_));
    column->addWidget(palette_);
    column->addWidget(labelledControl(tr("Patches"), patches_));
    hideBlack_ = new QCheckBox(tr("hide all-black windows"));
    hideBlack_->setToolTip(tr("Leave out windows whose every tap is zero, and the gradient they send"));
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

void DisplayControls::showView() {
    const ViewSpec& v = session_.view();
    values_->setValue(v.values);
    palette_->setValue(v.palette);
    patches_->setValue(v.patches);
    map_->setValue(v.map);
    const QSignalBlocker hide(hideBlack_);
    hideBlack_->setChecked(v.hideBlack);
}

}  // namespace poolscope
