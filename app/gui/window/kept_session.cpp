// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/kept_session.h"

#include <QAction>
#include <QEventLoop>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <utility>

#include "app/file/session_io.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"

namespace poolscope {

KeptSession::KeptSession(const Frame& frame) : QObject(&frame.window), frame_(frame) {
    connect(&frame_.session, &Session::sourceChanged, this, &KeptSession::showTitle);
    // Clean is what the undo stack calls clean: saving calls setClean().
    connect(&frame_.session.undoStack(), &QUndoStack::cleanChanged, this,
            [this](bool clean) { frame_.window.setWindowModified(!clean); });
    showTitle();
}

void KeptSession::addActions() {
    QAction* save = frame_.actions.add({QStringLiteral("file.save"), tr("&Save session"),
                                        tr("Keep the experiment: parameters, source, drawing and gradient"),
                                        standardKeys(QKeySequence::Save, Qt::CTRL | Qt::Key_S), Actions::kFile},
                                       this, [this] { saveOrChoose(); });
    QAction* saveAs = frame_.actions.add(
        {QStringLiteral("file.saveAs"), tr("Save session &as…"), tr("Keep the experiment in another file"),
         standardKeys(QKeySequence::SaveAs, Qt::CTRL | Qt::SHIFT | Qt::Key_S), Actions::kFile},
        this, [this] { choose(); });
    for (QAction* action : {save, saveAs}) {
        action->setEnabled(false);
        connect(&frame_.session, &Session::evaluated, action, [action] { action->setEnabled(true); });
    }
}

void KeptSession::saveOrChoose() {
    if (path_.isEmpty()) {
        choose();
    } else {
        save(path_);
    }
}

void KeptSession::choose() {
    const QString suffix = QStringLiteral("poolscope");
    const QString name = QFileInfo(frame_.session.sourceName()).completeBaseName() + QLatin1Char('.') + suffix;
    QFileDialog dialog(&frame_.window, tr("Save session"), path_.isEmpty() ? name : path_,
                       tr("Poolscope sessions (*.poolscope)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    if (dialog.exec() == QDialog::Accepted) save(dialog.selectedFiles().first());
}

void KeptSession::save(const QString& path) {
    const Session& session = frame_.session;
    if (!session.source()) return;
    const std::string name = QFile::encodeName(path).toStdString();
    worker_.run<void>(
        name,
        [name, painted = session.painted(), view = session.view()](const RunControl&) {
            const Painted whole = written(painted);
            return saveSession(name, whole.experiment, view, *whole.source);
        },
        [this, path, edition = session.edition(), document = documents_](const Result<void>& done) {
            if (!done) {
                frame_.notices.refuse(done.error());
            } else {
                if (document == documents_) takeName(path, edition);
                frame_.notices.succeed(tr("Wrote %1").arg(path));
            }
            Q_EMIT saved(done.has_value());
        });
}

// What has been changed since then is not in the file.
void KeptSession::takeName(const QString& path, std::int64_t edition) {
    path_ = path;
    frame_.session.undoStack().setClean();
    frame_.window.setWindowModified(false);
    if (frame_.session.edition() != edition) frame_.session.undoStack().resetClean();
    frame_.settings.addRecentFile(path, {});
    showTitle();
}

void KeptSession::keepIn(const QString& path) {
    ++documents_;
    takeName(path, frame_.session.edition());
}

void KeptSession::leave() {
    setPath({});
}

void KeptSession::setAside() {
    aside_ = path_;
    setPath({});
}

void KeptSession::takeBack() {
    setPath(std::exchange(aside_, {}));
}

void KeptSession::setPath(const QString& path) {
    ++documents_;
    path_ = path;
    showTitle();
}

void KeptSession::awaitSaves() {
    QEventLoop loop;
    connect(&worker_, &Worker::busyChanged, &loop, &QEventLoop::quit);
    if (worker_.busy()) loop.exec(QEventLoop::ExcludeUserInputEvents);
}

// Parameters alone are set again in a moment; a session that was saved, or a drawing, is worth a question.
bool KeptSession::mayClose() {
    awaitSaves();
    const bool worth = !path_.isEmpty() || frame_.session.experiment().source.embedded;
    if (!frame_.window.isWindowModified() || !worth) return true;
    const auto answer =
        QMessageBox::question(&frame_.window, tr("Poolscope"), tr("Save the changes to %1?").arg(documentName()),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Discard) return true;
    if (answer == QMessageBox::Cancel) return false;
    saveOrChoose();
    awaitSaves();
    return !frame_.window.isWindowModified();
}

// The file of a session goes before the source, when there is one.
QString KeptSession::documentName() const {
    return path_.isEmpty() ? frame_.session.sourceName() : QFileInfo(path_).fileName();
}

void KeptSession::showTitle() {
    // [*] is where Qt puts the mark of a change; in the name of a file it has to be doubled.
    const QString name = documentName().replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    frame_.window.setWindowTitle(name.isEmpty() ? tr("Poolscope")
                                                : tr("Poolscope — %1[*]", "title, name of a file").arg(name));
}

}  // namespace poolscope
