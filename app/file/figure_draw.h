// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as a file wants it: what is drawn, and what the file carries so that it can be drawn again.
#pragma once

#include "app/paint/export.h"
#include "core/io/source.h"
#include "core/session/session_file.h"
#include "core/study_figure/study_sheet.h"

namespace poolscope {

struct DrawnFigure {
    Scene scene;
    SavedSession session;     // carried in the file; its figure is how this was drawn
    std::string description;  // for those who do not see it; never empty
    ShownNumbers numbers{};

    const FigureOptions& options() const { return *session.figure; }
};

// FigureKind::Panels and Sheet. `source` is what loadSource() gave for the evaluation's experiment. Errors are those of
// composeFigure(), composeSheet() and styleOf(), or name the source when it has gone.
Result<DrawnFigure> drawFigure(const Evaluation& evaluation, const ViewSpec& view, FigureOptions options,
                               const Source& source);

// FigureKind::Study: `found` answers the question, whose choice goes into the file. Errors are those of
// composeStudy() and styleOf(), or name the source.
Result<DrawnFigure> drawStudy(const StudyQuestion& question, const StudyResult& found, const ViewSpec& view,
                              FigureOptions options, const RunControl& run = {});

// The same for a scene that was composed elsewhere; `caption` is the line beneath it.
Result<DrawnFigure> drawnFigure(Scene scene, const Experiment& experiment, const ViewSpec& view,
                                const FigureOptions& options, const std::string& caption, const Source& source);

// The part of the options that painting needs; the record is not yet in it.
ExportOptions exportOptions(const FigureOptions& options);

// The same with the record of the session, which is that of a figure or of an animation, in a file at `path`; empty: it
// goes nowhere yet. Errors name "figure".
Result<ExportOptions> carryingOptions(const SavedSession& session, const std::string& description,
                                      const std::string& path = {});

// The bytes of a file at `path`.
Result<QByteArray> renderFigure(const DrawnFigure& figure, FigureFormat format, const std::string& path = {});

}  // namespace poolscope
