// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that play the algorithm stay with the pictures: what is clicked or dragged in a bar does not take them.
#pragma once

#include <vector>

class QScrollArea;
class QWidget;

namespace poolscope {

// Sliders, buttons, boxes and lists in the bar are reached by Tab alone; fields to type into as ever.
void takeFocusByTabOnly(QWidget& bar);

// What has the keyboard is scrolled to, also where Tab comes from elsewhere.
void keepFocusInSight(QScrollArea& area);

// Tab goes through the bars in this order, within each as before. What lies in several belongs to the first.
void orderTabs(const std::vector<QWidget*>& bars);

}  // namespace poolscope
