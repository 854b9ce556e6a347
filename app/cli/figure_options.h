// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say how a figure looks.
#pragma once

#include "app/cli/option_values.h"
#include "app/paint/export.h"
#include "core/figure/figure.h"

namespace poolscope {

// The plane of X to draw.
struct PlaneChoice {
    std::int64_t n = 0;
    std::int64_t c = 0;
};

struct FigureChoice {
    FigureSpec spec;
    ViewSpec view;
    ThemeName theme = ThemeName::Print;
    double dpi = 300;
    bool transparent = false;
    bool svgText = false;
    std::optional<PlaneChoice> plane;

    FigureStyle style() const { return printStyle(theme, spec.widthMm); }
    ExportOptions exportOptions() const;
};

void declareFigure(Arguments& arguments);
// What no option says of the view is as in `view`.
FigureChoice readFigure(OptionValues& values, const ViewSpec& view = {});

}  // namespace poolscope
