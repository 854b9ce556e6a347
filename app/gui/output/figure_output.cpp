// SPDX-License-Identifier: GPL-3.0-or-later
// Figures out of the main window: the dialog, the same again on one key, and a single file by its name.
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStatusBar>
#include <algorithm>

#include "app/file/figure_call.h"
#include "app/file/save_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/output/animation_dialog.h"
#include "app/gui/output/export_dialog.h"
#include "app/gui/output/figure_preview.h"
#include "app/gui/session/export_choice.h"
#include "app/gui/session/loader.h"
#include "app/gui/session/settings.h"
#include "app/gui/window/main_window.h"
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

Result<bool> write(const Order& order) {
    const auto drawn = order.draft.draw(order.choice.viewFor(order.draft), optionsFor(order), {});
    if (!drawn) return tl::unexpected(drawn.error());
    std::vector<FileToSave> files;
    for (const std::string& path : order.paths) {
        auto bytes = renderFigure(*drawn, *figureFormat(path));
        if (!bytes) return tl::unexpected(bytes.error());
        files.push_back({path, std::move(*bytes)});
    }
    if (auto saved = saveFiles(files); !saved) return tl::unexpected(saved.error());
    return true;
}

// "Pictures/mnist-18-max-2x2" in the user's folders.
QString firstName(const Rendered& rendered) {
    const Experiment& e = rendered.evaluation.experiment;
    const QString base = e.source.mnist
                             ? QStringLiteral("mnist")
                             : QFileInfo(QFile::decodeName(rendered.source->name.c_str())).completeBaseName();
    const QString index = rendered.source->count() > 1 ? QStringLiteral("-%1").arg(e.images.first) : QString();
    const QString pooling = QStringLiteral("-%1-%2").arg(QLatin1String(toText(e.pool.op).data()),
                                                         QString::fromStdString(toText(e.window.size)));
    QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    if (!QFileInfo(folder).isDir()) folder = QDir::homePath();
    return folder + QLatin1Char('/') + base + index + pooling;
}

std::string encoded(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

}  // namespace

void MainWindow::addExportActions() {
    QAction* figure = actions_->add({QStringLiteral("file.exportFigure"),
                                     tr("&Export figure…"),
                                     tr("Write what is in view as %1").arg(figureTitles()),
                                     {Qt::CTRL | Qt::Key_E},
                                     Actions::kFile},
                                    this, [this] { chooseExport(); });
    figure->setIconText(tr("Export…"));
    actions_->setIcon(figure, QStringLiteral("export"));
    QAction* again = actions_->add({QStringLiteral("file.exportAgain"),
                                    tr("Export a&gain"),
                                    tr("Write what is in view into the same files as last time, in the same way"),
                                    {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
                                    Actions::kFile},
                                   this, [this] { exportAgain(); });
    QAction* film = actions_->add({QStringLiteral("file.exportAnimation"),
                                   tr("Export an&imation…"),
                                   tr("Write the windows at work as GIF, WebP, MP4 or numbered frames"),
                                   {},
                                   Actions::kFile},
                                  this, [this] { chooseAnimation(); });
    for (QAction* action : {figure, again, film}) {
        action->setEnabled(false);
        connect(session_.get(), &Session::evaluated, action, [action] { action->setEnabled(true); });
    }
}

void MainWindow::chooseExport() {
    const auto draft = currentPage().figureDraft();
    if (!draft) return tell(tr("There is nothing to export yet."));
    ExportChoice choice = settings_->exportChoice();
    if (choice.name.isEmpty()) choice.name = firstName(*draft->rendered);
    auto* dialog = new ExportDialog(*draft, choice, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, draft = *draft] {
        settings_->setExportChoice(dialog->choice());
        writeFigures(draft, dialog->choice(), dialog->choice().paths());
    });
    connect(dialog, &ExportDialog::copyRequested, this, [this, dialog, draft = *draft] {
        copyFigure(draft, dialog->choice());
        dialog->say(tr("On the clipboard as PNG, SVG and text."));
    });
    connect(dialog, &ExportDialog::commandRequested, this, [dialog, rendered = draft->rendered] {
        std::vector<std::string> outputs;
        for (const QString& path : dialog->choice().paths()) outputs.push_back(encoded(path));
        const auto& figure = dialog->preview().figure();
        if (!figure || outputs.empty())
            return dialog->say(tr("Choose %1: the call names the files.").arg(figureTitles()));
        const std::string call = figureCall(*figure, *rendered->source, rendered->evaluation.grid, outputs);
        QApplication::clipboard()->setText(QFile::decodeName(call.c_str()));
        dialog->say(tr("On the clipboard: %1").arg(QFile::decodeName(call.c_str())));
    });
    dialog->open();
}

// Always of the panels: a study stands still.
void MainWindow::chooseAnimation() {
    const auto draft = board_->figureDraft();
    if (!draft) return tell(tr("There is nothing to export yet."));
    AnimationChoice choice = settings_->animationChoice();
    if (choice.figure.name.isEmpty()) choice.figure.name = firstName(*draft->rendered);
    auto* dialog = new AnimationDialog(*draft, choice, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        settings_->setAnimationChoice(dialog->choice());
        statusBar()->showMessage(tr("Wrote %1").arg(dialog->choice().figure.paths().join(tr(" and "))), 5000);
        Q_EMIT exported(true);
    });
    dialog->open();
}

void MainWindow::exportAgain() {
    const ExportChoice choice = settings_->exportChoice();
    if (choice.name.isEmpty()) return chooseExport();
    const auto draft = currentPage().figureDraft();
    if (!draft) return tell(tr("There is nothing to export yet."));
    writeFigures(*draft, choice, choice.paths());
}

void MainWindow::exportFigure(const std::string& path) {
    const auto draft = currentPage().figureDraft();
    const QString name = QFile::decodeName(path.c_str());
    if (!figureFormat(path)) {
        const std::string endings = joined(figureColumn(&FigureFormatRow::ending), tr(" or ").toStdString());
        tell(tr("%1: a figure is written as %2").arg(name, QString::fromStdString(endings)));
    } else if (!draft) {
        tell(tr("There is nothing to export yet."));
    } else {
        return writeFigures(*draft, settings_->exportChoice(), {name});
    }
    Q_EMIT exported(false);
}

void MainWindow::writeFigures(const FigureDraft& draft, const ExportChoice& choice, const QStringList& paths) {
    Order order{draft, choice, {}};
    for (const QString& path : paths) order.paths.push_back(encoded(path));
    runInBackground<bool>(
        this, order.paths.front(), [order] { return write(order); },
        [this, paths](const Result<bool>& done) {
            if (done) {
                statusBar()->showMessage(tr("Wrote %1").arg(paths.join(tr(" and "))), 5000);
            } else {
                tell(tr("%1: %2").arg(QFile::decodeName(done.error().where.c_str()),
                                      QString::fromStdString(done.error().message)));
            }
            Q_EMIT exported(done.has_value());
        });
}

}  // namespace poolscope
