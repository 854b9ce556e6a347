// SPDX-License-Identifier: GPL-3.0-or-later
// The look of the widgets, made from the one table of colour roles.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include "core/scene/theme.h"

class QApplication;

namespace poolscope {

QColor toQt(const Colour& colour);

// Fonts, palette and style sheet of the whole application.
void applyTheme(QApplication& application, ThemeName name);

// Light or dark as the desktop asks for.
ThemeName systemTheme();

}  // namespace poolscope
