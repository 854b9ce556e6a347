// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/figure_draw.h"

#include "app/paint/session_io.h"
#include "core/figure/caption.h"
#include "core/figure/tile_sheet.h"

namespace poolscope {

Result<ExportOptions> exportOptions(const Experiment& experiment, const ViewSpec& view, const FigureOptions& options,
                                    const std::string& caption, const Source& source) {
    auto record = figureRecord(experiment, view, options, source);
    if (!record) return tl::unexpected(record.error());
    ExportOptions file;
    file.dpi = options.dpi;
    if (!options.transparent) file.background = theme(options.theme).card;
    file.record = std::move(*record);
    const std::string& title = options.spec.title;
    file.description = title + (title.empty() || caption.empty() ? "" : ". ") + caption;
    return file;
}

Result<DrawnFigure> drawFigure(const Evaluation& evaluation, const ViewSpec& view, FigureOptions options,
                               const Source& source) {
    const auto style = styleOf(options);
    if (!style) return tl::unexpected(style.error());
    // A figure of no image at all is for composeFigure() to refuse.
    const bool any = evaluation.experiment.images.count() > 0;
    const bool sheet = options.kind == FigureKind::Sheet;
    if (!options.ownCaption && any) {
        options.spec.caption = sheet ? sheetCaption(source, evaluation.experiment, options.spec.panels)
                                     : figureCaption(source, evaluation.experiment);
    }
    auto scene = sheet ? composeSheet(evaluation, source, view, options.spec, *style)
                       : composeFigure(evaluation, view, options.spec, *style);
    if (!scene) return tl::unexpected(scene.error());
    auto file = exportOptions(evaluation.experiment, view, options, options.spec.caption, source);
    if (!file) return tl::unexpected(file.error());
    return DrawnFigure{std::move(*scene), std::move(*file)};
}

Result<DrawnFigure> drawStudy(const StudyQuestion& question, const StudyResult& found, const ViewSpec& view,
                              FigureOptions options, const RunControl& run) {
    options.kind = question.kind;
    options.study = question.choice;
    const auto style = styleOf(options);
    if (!style) return tl::unexpected(style.error());
    if (!options.ownCaption) options.spec.caption = studyCaption(question);
    auto scene = composeStudy(question, found, view, options, *style, run);
    if (!scene) return tl::unexpected(scene.error());
    auto file = exportOptions(question.experiment, view, options, options.spec.caption, *question.source);
    if (!file) return tl::unexpected(file.error());
    return DrawnFigure{std::move(*scene), std::move(*file)};
}

}  // namespace poolscope
