// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a file wants it: what is drawn, and what the file carries so that it can be drawn again.
#pragma once

#include "app/paint/export.h"
#include "core/figure/session_file.h"
#include "core/io/source.h"

namespace poolscope {

struct DrawnFigure {
    Scene scene;
    SavedSession session;     // carried in the file; its figure is how this was drawn
    std::string description;  // for those who do not see it

    const FigureOptions& options() const { return *session.figure; }
};

// The panels. `source` is what loadSource() gave for the evaluation's experiment. Errors are those of composeFigure()
// and styleOf(), or name the source when it has gone.
Result<DrawnFigure> drawFigure(const Evaluation& evaluation, const ViewSpec& view, FigureOptions options,
                               const Source& source);

// What was drawn otherwise; `caption` is the line beneath it.
Result<DrawnFigure> drawnFigure(Scene scene, const Experiment& experiment, const ViewSpec& view,
                                const FigureOptions& options, const std::string& caption, const Source& source);

// What of the options the painting asks for; a record is not among them.
ExportOptions exportOptions(const FigureOptions& options);

// The bytes of a file. It carries only what makes a difference in its format.
Result<QByteArray> renderFigure(const DrawnFigure& figure, FigureFormat format);

}  // namespace poolscope
