// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that play the algorithm stay with the pictures: what is clicked or dragged in a bar does not take them.
#pragma once

class QWidget;

namespace poolscope {

// Sliders, buttons, boxes and lists in the bar are reached by Tab alone; fields to type into as ever.
void takeFocusByTabOnly(QWidget& bar);

}  // namespace poolscope
