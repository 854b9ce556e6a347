// SPDX-License-Identifier: GPL-3.0-or-later
// A chart value as a QChart. Private to ChartView.
#pragma once

#include <QChart>
#include <QFont>

#include "core/chart/chart.h"

namespace poolscope {

// Without title and background; `font` is that of ticks and values. Values are shown as tool tips.
QChart* plotChart(const Chart& chart, const FigureStyle& style, const QFont& font);

}  // namespace poolscope
