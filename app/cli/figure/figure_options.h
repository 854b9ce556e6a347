// SPDX-License-Identifier: GPL-3.0-or-later
// The options that say how a figure looks, and which gradient arrives in it.
#pragma once

#include "app/cli/call/input.h"
#include "app/cli/call/option_values.h"
#include "app/cli/call/upstream.h"
#include "app/cli/figure/figure_look.h"
#include "app/paint/export.h"
#include "core/session/figure_options.h"

namespace poolscope::cli {

// The plane of X to draw.
struct PlaneChoice {
    std::int64_t n = 0;
    std::int64_t c = 0;
};

struct FigureChoice {
    FigureOptions options;
    ViewSpec view;
    std::optional<PlaneChoice> plane;
    std::optional<UpstreamChoice> upstream;  // instead of the experiment's
    std::optional<std::int64_t> step;  // of the playback; becomes options.spec.playback when the windows are known
};

void declareFigure(Arguments& arguments, FigureUse use = FigureUse::Still);
// Of a figure of that operation. What no option says is as in the session, or in the figure that is taken for one.
FigureChoice readFigure(OptionValues& values, const Start& start, PoolOp op, FigureUse use = FigureUse::Still);

// Reads the gradient chosen, of all images together.
Outcome<void> takeUpstream(Start& start, const FigureChoice& choice);
// The experiment with the plane chosen; `features` is what is pooled. Errors name the option.
Outcome<Experiment> chosenExperiment(Experiment experiment, const FigureChoice& choice, const Shape& features);
// The options with the playback that --step means.
Outcome<FigureOptions> chosenOptions(const FigureChoice& choice, const WindowGrid& grid);

}  // namespace poolscope::cli
