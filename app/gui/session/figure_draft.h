// SPDX-License-Identifier: GPL-3.0-or-later
// A view of the window as a figure, as it stands now.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/file/figure_draw.h"
#include "app/gui/session/evaluator.h"
#include "core/base/run_control.h"

namespace poolscope {

// `draw` holds a copy of all it needs, since it runs on a worker.
struct FigureDraft {
    ViewSpec view;
    FigureOptions options;          // what is seen; how it looks in a file is for the user to say
    std::vector<PanelKind> panels;  // that can be drawn; none for a study
    std::shared_ptr<const Rendered> rendered;
    std::function<Result<DrawnFigure>(const ViewSpec&, const FigureOptions&, const RunControl&)> draw;
    // Which images it is of, for the name of its file, where they are not those in view; empty where they are all.
    std::optional<std::string> images{};
};

}  // namespace poolscope
