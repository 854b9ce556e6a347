// SPDX-License-Identifier: GPL-3.0-or-later
// What a desktop is told of the program, in files that are installed beside it: made from the tables of the program.
#pragma once

#include <string>

namespace poolscope {

// The entry of the menu, NAME.desktop (Desktop Entry Specification 1.4).
std::string desktopEntry();

// The types of files that the desktop does not know by itself (Shared MIME-info Specification).
std::string mimeTypes();

// What software centres show, NAME.metainfo.xml (AppStream). It names no address: there is none.
std::string metainfo();

}  // namespace poolscope
