// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions in the main window: opening, saving, and asking before one is lost.
#include <QAction>
#include <QCloseEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QStatusBar>
#include <algorithm>

#include "app/file/session_io.h"
#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/session/loader.h"
#include "app/gui/session/settings.h"
#include "app/gui/view/page.h"
#include "app/gui/window/main_window.h"
#include "app/paint/export.h"

namespace poolscope {
namespace {

const QString& suffix() {
    static const QString kSuffix = QStringLiteral(".poolscope");
    return kSuffix;
}

std::string encoded(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

// What the figure shows, as far as there is such a window.
Situation situationOf(const OpenedSession& opened) {
    const FigureSpec& spec = opened.figure->spec;
    Situation situation{opened.experiment, opened.source, opened.view};
    const bool mirrored = std::find(spec.panels.begin(), spec.panels.end(), PanelKind::Summary) != spec.panels.end();
    if (mirrored) situation.layout = BoardLayout::ForwardBackward;
    const auto grid = makeGrid(opened.experiment.window, opened.source->images->shape.plane());
    if (!grid) return situation;
    if (spec.focus && grid->output().contains(*spec.focus)) situation.focus = {FocusKind::Window, *spec.focus, 0};
    if (spec.playback && spec.playback->done <= grid->output().count()) situation.playback = spec.playback;
    return situation;
}

}  // namespace

bool MainWindow::isSession(const std::string& path) {
    return QFile::decodeName(path.c_str()).endsWith(suffix(), Qt::CaseInsensitive);
}

bool MainWindow::mayBeFigure(const std::string& path) {
    return figureFormat(path).has_value();
}

// A picture that carries an experiment is opened as that, any other PNG as a picture.
void MainWindow::openFigure(const std::string& path, bool rgb) {
    const bool picture = figureFormat(path) == FigureFormat::Png;
    runInBackground<bool>(
        this, path, [path]() -> Result<bool> { return carriesSession(path); },
        [this, path, picture, rgb](const Result<bool>& carries) {
            picture && !carries.value_or(false) ? loadImages(path, rgb) : openSession(path);
        });
}

void MainWindow::addSessionActions() {
    QAction* save = actions_->add({QStringLiteral("file.save"), tr("&Save session"),
                                   tr("Keep the experiment: parameters, source, drawing and gradient"),
                                   standardKeys(QKeySequence::Save, Qt::CTRL | Qt::Key_S), Actions::kFile},
                                  this, [this] { saveOrChoose(); });
    QAction* saveAs = actions_->add(
        {QStringLiteral("file.saveAs"), tr("Save session &as…"), tr("Keep the experiment in another file"),
         standardKeys(QKeySequence::SaveAs, Qt::CTRL | Qt::SHIFT | Qt::Key_S), Actions::kFile},
        this, [this] { chooseSession(); });
    for (QAction* action : {save, saveAs}) {
        action->setEnabled(false);
        connect(session_.get(), &Session::evaluated, action, [action] { action->setEnabled(true); });
    }
}

void MainWindow::saveOrChoose() {
    if (sessionPath_.isEmpty()) {
        chooseSession();
    } else {
        saveSession(sessionPath_);
    }
}

void MainWindow::openSession(const std::string& path) {
    runInBackground<OpenedSession>(
        this, path, [path, kept = mnist_] { return poolscope::openSession(path, kept); },
        [this, path](const Result<OpenedSession>& opened) {
            if (!opened) {
                refuseSource(opened.error());
            } else if (opened->source->count() == 0) {
                refuseSource({path, "its source holds no image"});
            } else {
                if (opened->experiment.source.mnist) mnist_ = opened->source;
                board_->showNotice(std::exchange(held_, {}));
                takeSession(*opened, QFile::decodeName(path.c_str()));
            }
            showStatus();
            Q_EMIT this->opened();
        });
}

void MainWindow::takeSession(const OpenedSession& opened, const QString& path) {
    if (!opened.figure) {
        session_->restore(opened.source, opened.experiment, opened.view);
        return setSessionPath(path);
    }
    // A figure is not a session to save into.
    session_->take(tr("Open figure"), {}, situationOf(opened));
    leaveSession();
    settings_->addRecentFile(path, {});
    settings_->setExportLook(*opened.figure);
    showPage(opened.figure->kind);
    currentPage().takeChoice(opened.figure->study);
    statusBar()->showMessage(tr("This is the experiment of %1").arg(QFileInfo(path).fileName()), 8000);
}

void MainWindow::chooseSession() {
    const QString start = sessionPath_.isEmpty() ? QFileInfo(sourceName()).completeBaseName() + suffix() : sessionPath_;
    QFileDialog dialog(this, tr("Save session"), start, tr("Poolscope sessions (*.poolscope)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix().mid(1));
    if (dialog.exec() == QDialog::Accepted) saveSession(dialog.selectedFiles().first());
}

// Small as a rule, and the user waits for it: what is written is what is there now.
bool MainWindow::saveSession(const QString& path) {
    if (!session_->source()) return false;
    const auto saved =
        poolscope::saveSession(encoded(path), session_->experiment(), session_->view(), *session_->source());
    if (!saved) {
        tell(tr("%1: %2").arg(QFile::decodeName(saved.error().where.c_str()),
                              QString::fromStdString(saved.error().message)));
        return false;
    }
    setSessionPath(path);
    statusBar()->showMessage(tr("Wrote %1").arg(path), 5000);
    return true;
}

void MainWindow::setSessionPath(const QString& path) {
    sessionPath_ = path;
    session_->undoStack().setClean();
    setWindowModified(false);
    settings_->addRecentFile(path, {});
    showTitle();
}

// Another source: saving it must not write over the session of the one before.
void MainWindow::leaveSession() {
    sessionPath_.clear();
    showTitle();
}

// Parameters alone are set again in a moment; a session that was saved, or a drawing, is worth a question.
bool MainWindow::mayClose() {
    const bool worth = !sessionPath_.isEmpty() || session_->experiment().source.embedded;
    if (!isWindowModified() || !worth) return true;
    const auto answer =
        QMessageBox::question(this, tr("Poolscope"), tr("Save the changes to %1?").arg(documentName()),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Discard) return true;
    if (answer == QMessageBox::Cancel) return false;
    if (!sessionPath_.isEmpty()) return saveSession(sessionPath_);
    chooseSession();
    return !isWindowModified();
}

}  // namespace poolscope
