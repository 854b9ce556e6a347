// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/display_controls.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/widget/control_rows.h"

namespace poolscope {

DisplayControls::DisplayControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addSection(this, tr("DISPLAY"));
    map_ = new Segmented(tr("Input shows"), {tr("values"), tr("seen by"), tr("wins")},
                         {tr("The values of the input"), tr("How many windows lie over each cell"),
                          tr("How many windows each cell wins")});
    column->addWidget(labelled(tr("Input"), map_));
    values_ = new Segmented(tr("Values"), {tr("0–255"), tr("0–1")},
                            {tr("Numbers as stored"), tr("Numbers divided by 255, three decimals")});
    palette_ = new Segmented(tr("Palette"), {tr("grey"), tr("viridis"), tr("cividis"), tr("magma")});
    patches_ = new Segmented(tr("Patches"), {tr("matrix"), tr("tiles")},
                             {tr("X_col: one column per window"), tr("Each patch where its window stands")});
    column->addWidget(labelled(tr("Values"), values_));
    column->addWidget(palette_);
    column->addWidget(labelled(tr("Patches"), patches_));
    hideBlack_ = new QCheckBox(tr("hide all-black windows"));
    hideBlack_->setToolTip(tr("Leave out windows whose every tap is zero, and the gradient they send"));
    column->addWidget(hideBlack_);
    connect(hideBlack_, &QCheckBox::toggled, this, [this](bool on) {
        ViewSpec view = session_.view();
        view.hideBlack = on;
        session_.setView(view);
    });
    const auto onView = [this](Segmented* control, auto set) {
        connect(control, &Segmented::chosen, this, [this, set](int i) {
            ViewSpec view = session_.view();
            set(view, i);
            session_.setView(view);
        });
    };
    onView(map_, [](ViewSpec& v, int i) { v.map = static_cast<InputMap>(i); });
    onView(values_, [](ViewSpec& v, int i) { v.values = static_cast<NumberScale>(i); });
    onView(palette_, [](ViewSpec& v, int i) { v.palette = static_cast<Palette>(i); });
    onView(patches_, [](ViewSpec& v, int i) { v.patches = static_cast<PatchView>(i); });
    connect(&session_, &Session::viewChanged, this, &DisplayControls::showView);
    showView();
}

void DisplayControls::showView() {
    const ViewSpec& v = session_.view();
    values_->setCurrent(static_cast<int>(v.values));
    palette_->setCurrent(static_cast<int>(v.palette));
    patches_->setCurrent(static_cast<int>(v.patches));
    map_->setCurrent(static_cast<int>(v.map));
    const QSignalBlocker hide(hideBlack_);
    hideBlack_->setChecked(v.hideBlack);
}

}  // namespace poolscope
