// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/figure_output.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

#include "app/file/figure_call.h"
#include "app/file/save_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/output/animation_dialog.h"
#include "app/gui/output/copier.h"
#include "app/gui/output/export_dialog.h"
#include "app/gui/output/figure_preview.h"
#include "app/gui/session/export_choice.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/session/worker.h"
#include "app/gui/study/pages.h"
#include "core/base/word.h"

namespace poolscope {
namespace {

struct Order {
    FigureDraft draft;
    ExportChoice choice;
    std::vector<std::string> paths;  // each ends as a format does
};

// Without what makes no difference in any of the files: the call that draws them could not say it.
FigureOptions optionsFor(const Order& order) {
    FigureOptions options = order.choice.optionsFor(order.draft);
    const FigureOptions usual;
    if (!anyHas(order.paths, &FigureFormatRow::hasDpi)) options.dpi = usual.dpi;
    if (!anyHas(order.paths, &FigureFormatRow::hasEditableText)) options.editableText = usual.editableText;
    return options;
}

Result<void> writeFiles(const Order& order, const RunControl& run) {
    const auto drawn = order.draft.draw(order.choice.viewFor(order.draft), optionsFor(order), run);
    if (!drawn) return tl::unexpected(drawn.error());
    std::vector<FileToSave> files;
    for (const std::string& path : order.paths) {
        auto bytes = renderFigure(*drawn, *figureFormat(path), path);
        if (!bytes) return tl::unexpected(bytes.error());
        files.push_back({path, std::move(*bytes)});
    }
    return saveFiles(files);
}

Result<ClipboardContent> pictureOf(const FigureDraft& draft, const ExportChoice& choice, const RunControl& run) {
    const auto drawn = draft.draw(choice.viewFor(draft), choice.optionsFor(draft), run);
    if (!drawn) return tl::unexpected(drawn.error());
    const auto png = renderFigure(*drawn, FigureFormat::Png);
    if (!png) return tl::unexpected(png.error());
    const auto svg = renderFigure(*drawn, FigureFormat::Svg);
    if (!svg) return tl::unexpected(svg.error());
    return ClipboardContent{*png, *svg, QImage::fromData(*png, "PNG"), QString::fromStdString(drawn->description)};
}

}  // namespace

FigureOutput::FigureOutput(const Frame& frame, Pages& pages, Copier& copier)
    : QObject(&frame.window), frame_(frame), pages_(pages), copier_(copier) {}

void FigureOutput::addExportActions() {
    Actions& actions = frame_.actions;
    QAction* figure = actions.add({QStringLiteral("file.exportFigure"),
                                   tr("&Export figure…"),
                                   tr("Write what is in view as %1").arg(figureTitles()),
                                   {Qt::CTRL | Qt::Key_E},
                                   Actions::kFile},
                                  this, [this] { chooseExport(); });
    figure->setIconText(tr("Export…"));
    actions.setIcon(figure, QStringLiteral("export"));
    QAction* again = actions.add({QStringLiteral("file.exportAgain"),
                                  tr("Export a&gain"),
                                  tr("Write what is in view into the same files as last time, in the same way"),
                                  {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
                                  Actions::kFile},
                                 this, [this] { exportAgain(); });
    QAction* film = actions.add({QStringLiteral("file.exportAnimation"),
                                 tr("Export an&imation…"),
                                 tr("Write the windows at work as GIF, WebP, MP4 or numbered frames"),
                                 {},
                                 Actions::kFile},
                                this, [this] { chooseAnimation(); });
    for (QAction* action : {figure, again, film}) {
        action->setEnabled(false);
        connect(&frame_.session, &Session::evaluated, action, [action] { action->setEnabled(true); });
    }
}

void FigureOutput::addCopyAction() {
    QAction* copy = frame_.actions.add(
        {QStringLiteral("edit.copy"), tr("&Copy picture"), tr("What is in view as PNG, SVG and words"),
         standardKeys(QKeySequence::Copy, Qt::CTRL | Qt::Key_C), Actions::kEdit},
        this, [this] { copyPicture(); });
    copy->setEnabled(false);
    connect(&frame_.session, &Session::evaluated, copy, [copy] { copy->setEnabled(true); });
}

void FigureOutput::takeLook(const std::optional<FigureOptions>& look) {
    look_ = look;
    if (look_) names_.forgetLast();
}

ExportChoice FigureOutput::lastChoice() const {
    const ExportChoice& choice = frame_.settings.exportChoice();
    return look_ ? choice.lookingLike(*look_) : choice;
}

QString FigureOutput::whyNothing(const QString& otherwise) const {
    const QString why = pages_.current().whyNoFigure();
    return why.isEmpty() ? otherwise : why;
}

std::optional<FigureDraft> FigureOutput::draftInView() const {
    auto draft = pages_.current().figureDraft();
    if (!draft) frame_.notices.refuse(whyNothing(tr("There is nothing to export yet.")));
    return draft;
}

void FigureOutput::chooseExport() {
    const auto draft = draftInView();
    if (!draft) return;
    ExportChoice choice = lastChoice();
    choice.name = names_.suggest(*draft, choice, frame_.settings.outputFolder());
    auto* dialog = new ExportDialog(*draft, choice, &frame_.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, draft = *draft] {
        frame_.settings.setExportChoice(dialog->choice());
        look_.reset();
        write(draft, dialog->choice(), dialog->choice().paths());
    });
    connect(dialog, &ExportDialog::copyRequested, this, [this, dialog, draft = *draft] {
        copy(draft, dialog->choice());
        dialog->say(tr("On the clipboard as PNG, SVG and text."));
    });
    connect(dialog, &ExportDialog::commandRequested, this, [dialog, rendered = draft->rendered] {
        std::vector<std::string> outputs;
        for (const QString& path : dialog->choice().paths()) outputs.push_back(encoded(path));
        const auto& figure = dialog->preview().figure();
        if (!figure || outputs.empty())
            return dialog->say(tr("Name the file and choose %1: the call names the files.").arg(figureTitles()));
        const std::string call = figureCall(*figure, *rendered->source, rendered->evaluation.grid, outputs);
        QApplication::clipboard()->setText(QFile::decodeName(call.c_str()));
        const bool isThere = !isFromOutput(*figure) || QFileInfo::exists(QFile::decodeName(outputs.front().c_str()));
        dialog->say(
            tr("On the clipboard: %1").arg(QFile::decodeName(call.c_str())) +
            (isThere ? QString() : QLatin1Char('\n') + tr("It takes what it draws from that file: export it first.")));
    });
    connect(dialog, &ExportDialog::latexRequested, this, [dialog] {
        const auto& figure = dialog->preview().figure();
        const QStringList paths = dialog->choice().paths();
        if (!figure || paths.isEmpty())
            return dialog->say(tr("Name the file and choose %1: LaTeX names it.").arg(figureTitles()));
        // Of several files the PDF is the one that LaTeX includes.
        const auto pdf = std::find_if(paths.begin(), paths.end(), [](const QString& path) {
            return figureFormat(encoded(path)) == FigureFormat::Pdf;
        });
        const std::string lines = latexFigure(*figure, encoded(pdf == paths.end() ? paths.front() : *pdf));
        QApplication::clipboard()->setText(QFile::decodeName(lines.c_str()));
        dialog->say(tr("On the clipboard: a LaTeX figure with its caption."));
    });
    dialog->open();
}

// Always of the panels: a study stands still.
void FigureOutput::chooseAnimation() {
    const auto draft = pages_.board().figureDraft();
    if (!draft) return frame_.notices.refuse(tr("There is nothing to export yet."));
    AnimationChoice choice = frame_.settings.animationChoice();
    if (choice.figure.name.isEmpty())
        choice.figure.name = names_.suggest(*draft, choice.figure, frame_.settings.outputFolder());
    auto* dialog = new AnimationDialog(*draft, choice, &frame_.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AnimationDialog::commandRequested, this, [dialog] {
        const QString call = dialog->call();
        if (call.isEmpty()) return dialog->say(tr("Name the file and choose a format: the call names the files."));
        QApplication::clipboard()->setText(call);
        dialog->say(tr("On the clipboard: %1").arg(call));
    });
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        frame_.settings.setAnimationChoice(dialog->choice());
        frame_.notices.wrote(dialog->choice().figure.paths());
        Q_EMIT exported(true);
    });
    dialog->open();
}

void FigureOutput::exportAgain() {
    const auto draft = draftInView();
    if (!draft) return;
    if (const auto choice = names_.again(*draft, lastChoice())) {
        frame_.settings.setExportChoice(*choice);
        write(*draft, *choice, choice->paths());
    } else {
        chooseExport();
    }
}

void FigureOutput::exportTo(const std::string& path) {
    const QString name = QFile::decodeName(path.c_str());
    if (!figureFormat(path)) {
        const std::string endings = joined(figureColumn(&FigureFormatRow::ending), tr(" or ").toStdString());
        frame_.notices.refuse(tr("%1: a figure is written as %2").arg(name, QString::fromStdString(endings)));
    } else if (const auto draft = draftInView()) {
        return write(*draft, lastChoice(), {name});
    }
    Q_EMIT exported(false);
}

void FigureOutput::write(const FigureDraft& draft, const ExportChoice& choice, const QStringList& paths) {
    Order order{draft, choice, {}};
    for (const QString& path : paths) order.paths.push_back(encoded(path));
    frame_.exporting.run<void>(
        order.paths.front(), [order](const RunControl& run) { return writeFiles(order, run); },
        [this, draft, paths](const Result<void>& done) {
            if (done) {
                names_.written(draft, paths);
                frame_.notices.wrote(paths);
            } else {
                frame_.notices.refuse(done.error());
            }
            Q_EMIT exported(done.has_value());
        });
}

void FigureOutput::copyPicture() {
    const auto draft = pages_.current().figureDraft();
    if (!draft) return copier_.refuse(whyNothing(tr("There is nothing to copy yet.")));
    copy(*draft, lastChoice());
}

void FigureOutput::copy(const FigureDraft& draft, const ExportChoice& choice) {
    copier_.copy([draft, choice](const RunControl& run) { return pictureOf(draft, choice, run); },
                 tr("Copied the picture as PNG and SVG, and its parameters as text."));
}

}  // namespace poolscope
