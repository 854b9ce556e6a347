// SPDX-License-Identifier: GPL-3.0-or-later
// What the bars of a lesson share. Private to app/gui/lesson.
#pragma once

#include <QPushButton>
#include <string>

namespace poolscope {

inline QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

// Enter presses it as Space does.
inline QPushButton* button(const QString& text, const QString& tip) {
    auto* made = new QPushButton(text);
    made->setAutoDefault(true);
    made->setToolTip(tip);
    return made;
}

}  // namespace poolscope
