// SPDX-License-Identifier: GPL-3.0-or-later
// The icon of the program, and those of the toolbar: one drawing each, in the colours of the theme.
#pragma once

#include <QIcon>

#include "core/scene/theme.h"

namespace poolscope {

QIcon programIcon();

// resources/icons/NAME.svg, whose "currentColor" becomes the colour of text, of disabled text, or of text on a chosen
// button. An empty icon when there is no such drawing.
QIcon themedIcon(const QString& name, ThemeName theme);

}  // namespace poolscope
