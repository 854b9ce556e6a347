// SPDX-License-Identifier: GPL-3.0-or-later
// The icon of the program, and those of the toolbar: one drawing each, in the colours of the theme.
#pragma once

#include <QByteArray>
#include <QIcon>
#include <array>

#include "core/scene/theme.h"

namespace poolscope {

// Sides in pixels of the icon that menus and docks show.
inline constexpr std::array<int, 8> kIconSides{16, 22, 24, 32, 48, 64, 128, 256};

QIcon programIcon();
QByteArray programIconPng(int side);

// resources/icons/NAME.svg, whose "currentColor" becomes the colour of text, of disabled text, or of text on a chosen
// button. An empty icon when there is no such drawing.
QIcon themedIcon(const QString& name, ThemeName theme);

}  // namespace poolscope
