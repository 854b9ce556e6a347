// SPDX-License-Identifier: GPL-3.0-or-later
// What studies found, as charts: the same in the window, in its exports and from the command line.
#pragma once

#include <string>
#include <vector>

#include "core/chart/chart.h"
#include "core/io/source.h"
#include "core/study/cost.h"
#include "core/study/ink.h"
#include "core/study/shift.h"
#include "core/study/sweep.h"
#include "core/study/ties.h"

namespace poolscope {

// More words after the note.
void addHeadNote(ChartHead& head, const std::string& words);

// "82.8 %"; "not defined" for NaN.
std::string percentText(double fraction);
// "1 pixel", "2 pixels", "10000 images".
std::string countText(std::int64_t count, const std::string& one);
// Size and stride: "2/2", "2x3/2x1".
std::string pairText(const WindowSpec& window);

struct CostRow {
    std::string key;   // in tables
    std::string name;  // for people
    std::int64_t before = 0;
    std::int64_t after = 0;
};
std::vector<CostRow> costRows(const Cost& cost);

// Labels by the names that the source has for them.
BarChart tieChart(const TieStudy& study, const Source& source = {});
// The same standing, all images first.
ColumnChart tieColumns(const TieStudy& study, const Source& source = {});
// With filters the image, X and the output, else the image and the output; `by` in pixels.
BarChart shiftChart(const ShiftStudy& study, std::int64_t by);
BarChart rotationChart(const MotionChange& turn, double degrees);
BarChart costChart(const Cost& cost);

// Over the strides, a curve for each size.
LineChart sweepChangeChart(const SweepStudy& sweep);  // with X as the reference
LineChart sweepSizeChart(const SweepStudy& sweep);    // values after pooling, of those before
LineChart sweepTieChart(const SweepStudy& sweep);
LineChart sweepBlackChart(const SweepStudy& sweep);

// How often each value occurs before and after pooling, as shares; both on the same bins. One column that towers above
// all others is cut. Bins are named by the values at their ends, as parts of `top` unless that is 0.
ColumnChart histogramChart(const Histogram& input, const Histogram& output, double top = 0);
// Shares of the windows that each place of the window wins.
ColumnChart slotChart(const WinCounts& wins);
// Shares of the cells by how many windows they win.
ColumnChart pixelChart(const WinCounts& wins);
// Gradient beside cells, on ink and on background.
BarChart inkChart(const InkGradient& gradient);

// The first window is the experiment's own.
LineChart motionChart(const ShiftCurves& curves, const MotionAxis& axis, const std::string& note);
// The first entry of each curve as a bar, the image itself before them, and X where filters make it.
BarChart movedChart(const ShiftCurves& curves, const ChartHead& head);

}  // namespace poolscope
