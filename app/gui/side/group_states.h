// SPDX-License-Identifier: GPL-3.0-or-later
// What the closed groups of controls say of what they hold.
#pragma once

#include <QString>

#include "app/gui/session/session.h"

namespace poolscope {

struct GroupState {
    QString words;
    bool usual = true;  // all is as by default
};

GroupState stateOfWindow(const Experiment& experiment);
GroupState stateOfFilters(const Experiment& experiment);
GroupState stateOfGradient(const Experiment& experiment);
GroupState stateOfDisplay(const ViewSpec& view);
GroupState stateOfDrawing(const Brush& brush);

// "28x28 → 14x14", and "25 % of the numbers are left".
QString shapeText(const Evaluation& evaluation);
QString shareText(const Evaluation& evaluation);

}  // namespace poolscope
