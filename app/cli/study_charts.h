// SPDX-License-Identifier: GPL-3.0-or-later
// Charts of studies. Private to the study command.
#pragma once

#include "app/cli/study_report.h"

namespace poolscope {

// "82.8 %"
std::string percentText(double fraction);

struct CostRow {
    std::string key;   // in tables
    std::string name;  // for people
    std::int64_t before = 0;
    std::int64_t after = 0;
};
std::vector<CostRow> costRows(const Cost& cost);

Scene drawTies(const TieStudy& study, const StudySubject& subject, double width, const FigureStyle& style);
Scene drawShift(const ShiftStudy& study, const StudySubject& subject, double width, const FigureStyle& style);
Scene drawSweep(const Sweep& sweep, const StudySubject& subject, double width, const FigureStyle& style);
Scene drawCost(const Cost& cost, const StudySubject& subject, double width, const FigureStyle& style);

}  // namespace poolscope
