// SPDX-License-Identifier: GPL-3.0-or-later
// The chapters of the manual, made from the tables that the program itself reads, so that they say what it does,
// and from resources/manual.
#pragma once

#include <QString>
#include <vector>

namespace poolscope {

class Actions;

struct Chapter {
    QString title;
    QString html;
};

std::vector<Chapter> manualChapters(const Actions& actions);

}  // namespace poolscope
