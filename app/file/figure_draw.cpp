// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/figure_draw.h"

#include "app/file/session_io.h"
#include "core/figure/caption.h"
#include "core/figure/tile_sheet.h"
#include "core/study_figure/study_caption.h"

namespace poolscope {

namespace {

// What is longer could not be read again (core/json/json_value.h), and no page holds it.
constexpr std::size_t kMostText = 4096;

Result<void> checkText(const std::string& field, const std::string& text) {
    if (text.size() <= kMostText) return {};
    return fail(field, std::to_string(text.size()) + " bytes are too many: " + std::to_string(kMostText) +
                           " at most can be written into a figure");
}

// A file says what it shows, also where no word stands beneath the figure: LaTeX sets the caption there.
std::string wordsFor(const FigureSpec& spec, const std::string& usual) {
    return spec.caption.empty() && spec.title.empty() ? usual : spec.caption;
}

}  // namespace

Result<DrawnFigure> drawnFigure(Scene scene, const Experiment& experiment, const ViewSpec& view,
                                const FigureOptions& options, const std::string& caption, const Source& source) {
    if (Result<void> ok = checkText("figure.title", options.spec.title); !ok) return tl::unexpected(ok.error());
    if (Result<void> ok = checkText("figure.caption", options.spec.caption); !ok) return tl::unexpected(ok.error());
    auto session = figureSession(experiment, view, options, source);
    if (!session) return tl::unexpected(session.error());
    const std::string& title = options.spec.title;
    return DrawnFigure{
        std::move(scene), std::move(*session), title + (title.empty() || caption.empty() ? "" : ". ") + caption, {}};
}

Result<DrawnFigure> drawFigure(const Evaluation& evaluation, const ViewSpec& view, FigureOptions options,
                               const Source& source) {
    const auto style = styleOf(options);
    if (!style) return tl::unexpected(style.error());
    // A figure of no image at all is for composeFigure() to refuse.
    const bool any = evaluation.experiment.images.count() > 0;
    const bool sheet = options.kind == FigureKind::Sheet;
    std::string usual;
    if (any) {
        usual = sheet ? sheetCaption(source, evaluation.experiment, options.spec.panels)
                      : figureCaption(source, evaluation.experiment);
    }
    if (!options.ownCaption) options.spec.caption = usual;
    ShownNumbers numbers;
    auto scene = sheet ? composeSheet(evaluation, source, view, options.spec, *style)
                       : composeFigure(evaluation, view, options.spec, *style, &numbers);
    if (!scene) return tl::unexpected(scene.error());
    const std::string caption = wordsFor(options.spec, usual);
    if (!options.ownCaption) options.spec.caption.clear();
    auto drawn = drawnFigure(std::move(*scene), evaluation.experiment, view, options, caption, source);
    if (drawn) drawn->numbers = std::move(numbers);
    return drawn;
}

ExportOptions exportOptions(const FigureOptions& options) {
    ExportOptions file;
    file.dpi = options.dpi;
    file.editableText = options.editableText;
    if (!options.transparent) file.background = themeNamed(options.theme).card;
    return file;
}

Result<ExportOptions> carryingOptions(const SavedSession& session, const std::string& description,
                                      const std::string& path) {
    auto record = sessionText(path.empty() ? session : besideFigure(session, path));
    if (!record) return fail("figure", "cannot carry its experiment: " + record.error().message);
    ExportOptions file = exportOptions(*session.figure);
    file.record = std::move(*record);
    file.title = session.figure->spec.title;
    file.description = description;
    return file;
}

Result<QByteArray> renderFigure(const DrawnFigure& figure, FigureFormat format, const std::string& path) {
    const auto file = carryingOptions(figure.session, figure.description, path);
    if (!file) return tl::unexpected(file.error());
    return renderFigure(figure.scene, format, *file);
}

Result<DrawnFigure> drawStudy(const StudyQuestion& question, const StudyResult& found, const ViewSpec& view,
                              FigureOptions options, const RunControl& run) {
    options.kind = FigureKind::Study;
    options.study = question.choice;
    const auto style = styleOf(options);
    if (!style) return tl::unexpected(style.error());
    const std::string usual = studyCaption(question);
    if (!options.ownCaption) options.spec.caption = usual;
    auto scene = composeStudy(question, found, view, options.spec, *style, run);
    if (!scene) return tl::unexpected(scene.error());
    const std::string caption = wordsFor(options.spec, usual);
    if (!options.ownCaption) options.spec.caption.clear();
    return drawnFigure(std::move(*scene), question.experiment, view, options, caption, *question.source);
}

}  // namespace poolscope
