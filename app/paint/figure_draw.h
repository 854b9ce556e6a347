// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a file wants it: what is drawn, and what the file carries so that it can be drawn again.
#pragma once

#include "app/paint/export.h"
#include "core/figure/study_sheet.h"
#include "core/io/source.h"

namespace poolscope {

struct DrawnFigure {
    Scene scene;
    ExportOptions file;
};

// FigureKind::Panels and Sheet. `source` is what loadSource() gave for the evaluation's experiment. Errors are those of
// composeFigure(), composeSheet() and styleOf(), or name "figure" when the experiment cannot be carried.
Result<DrawnFigure> drawFigure(const Evaluation& evaluation, const ViewSpec& view, FigureOptions options,
                               const Source& source);

// The figures of studies: `found` answers the question, whose kind and choice go into the file. Errors are those of
// composeStudy() and styleOf(), or name "figure".
Result<DrawnFigure> drawStudy(const StudyQuestion& question, const StudyResult& found, const ViewSpec& view,
                              FigureOptions options, const RunControl& run = {});

// The same for what was drawn otherwise: `caption` is the line beneath it.
Result<ExportOptions> exportOptions(const Experiment& experiment, const ViewSpec& view, const FigureOptions& options,
                                    const std::string& caption, const Source& source);

}  // namespace poolscope
