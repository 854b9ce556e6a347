// SPDX-License-Identifier: GPL-3.0-or-later
// What studies found, as charts: the same in the window, in its exports and from the command line.
#pragma once

#include <string>
#include <vector>

#include "core/chart/chart.h"
#include "core/study/cost.h"
#include "core/study/ink.h"
#include "core/study/shift.h"
#include "core/study/sweep.h"
#include "core/study/ties.h"

namespace poolscope {

// What was asked; it stands in titles and notes.
struct StudySubject {
    std::string source;      // "mnist, 2000 images"
    std::string parameters;  // "max, size 2x2, stride 2x2"
    std::int64_t by = 1;     // of a shift
    double degrees = 0;      // of a turn
};
// Both in one line.
std::string noteOf(const StudySubject& subject);
// More words after the note.
void addNote(ChartHead& head, const std::string& words);

// "82.8 %"
std::string percentText(double fraction);
// "1 pixel", "2 pixels", "10000 images".
std::string counted(std::int64_t count, const std::string& one);
// Size and stride: "2/2", "2x3/2x1".
std::string pairText(const WindowSpec& window);

struct CostRow {
    std::string key;   // in tables
    std::string name;  // for people
    std::int64_t before = 0;
    std::int64_t after = 0;
};
std::vector<CostRow> costRows(const Cost& cost);

BarChart tieChart(const TieStudy& study, const StudySubject& subject);
// The same standing, all images first.
ColumnChart tieColumns(const TieStudy& study, const StudySubject& subject);
BarChart shiftChart(const ShiftStudy& study, const StudySubject& subject);
BarChart rotationChart(const Comparison& turn, const StudySubject& subject);
BarChart costChart(const Cost& cost, const StudySubject& subject);

// Over the strides, a curve for each size.
LineChart sweepChangeChart(const Sweep& sweep, const StudySubject& subject);  // with the image as the reference
LineChart sweepSizeChart(const Sweep& sweep);                                 // values after pooling, of those before
LineChart sweepTieChart(const Sweep& sweep);
LineChart sweepBlackChart(const Sweep& sweep);

// How often each value occurs before and after pooling, as shares; both on the same bins. One column that towers above
// all others is cut.
ColumnChart histogramChart(const Histogram& input, const Histogram& output, const StudySubject& subject);
// Shares of the windows that each place of the window wins.
ColumnChart slotChart(const WinCounts& wins, const StudySubject& subject);
// Shares of the cells by how many windows they win.
ColumnChart pixelChart(const WinCounts& wins, const StudySubject& subject);
// Gradient beside cells, on ink and on background.
BarChart inkChart(const InkGradient& gradient, const StudySubject& subject);

// The first window is the experiment's own.
LineChart motionChart(const ShiftCurves& curves, const MotionAxis& axis, const StudySubject& subject);
// The first entry of each curve as a column, the image itself before them.
ColumnChart movedChart(const ShiftCurves& curves, const StudySubject& subject);

}  // namespace poolscope
