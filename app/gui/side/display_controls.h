// SPDX-License-Identifier: GPL-3.0-or-later
// How things are shown: palette, numbers, patches, and what the input panel holds.
#pragma once

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"

namespace poolscope {

class DisplayControls : public QWidget {
    Q_OBJECT

  public:
    explicit DisplayControls(Session& session, QWidget* parent = nullptr);

  private:
    void addRange(QVBoxLayout* column);
    void chooseRange(RangeKind kind);
    void takeEnds();
    void showView();
    void showRange();

    Session& session_;
    ChoiceRow<RangeKind>* range_ = nullptr;
    QWidget* ends_ = nullptr;  // of a given range
    QDoubleSpinBox* low_ = nullptr;
    QDoubleSpinBox* high_ = nullptr;
    QLabel* rangeProblem_ = nullptr;
    ChoiceRow<InputMap>* map_ = nullptr;
    QCheckBox* hideBlack_ = nullptr;
    ChoiceRow<NumberScale>* values_ = nullptr;
    ChoiceRow<Palette>* palette_ = nullptr;
    ChoiceRow<PatchView>* patches_ = nullptr;
};

}  // namespace poolscope
