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
    std::optional<PlaneChoice> plane;

    FigureStyle style() const { return printStyle(theme, spec.widthMm); }
    ExportOptions exportOptions() const;
};

// An animation has the focus on the window at work, and is shown on screens.
enum class FigureUse { Still, Animation };
inline constexpr double kAnimationDpi = 150;

void declareFigure(Arguments& arguments);
void declareFigure(Arguments& arguments, FigureUse use);
// What no option says of the view is as in `view`.
FigureChoice readFigure(OptionValues& values, const ViewSpec& view = {}, FigureUse use = FigureUse::Still);

}  // namespace poolscope
