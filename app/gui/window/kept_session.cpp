// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/kept_session.h"

#include <QAction>
#include <QEventLoop>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <utility>

#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/window/unsaved_work.h"

namespace poolscope {

KeptSession::KeptSession(const Frame& frame) : QObject(&frame.window), frame_(frame) {
    connect(&frame_.session, &Session::sourceChanged, this, &KeptSession::showTitle);
    connect(&frame_.session.undoStack(), &QUndoStack::cleanChanged, this, &KeptSession::showChanged);
    connect(&frame_.session, &Session::viewChanged, this, &KeptSession::showChanged);
    leave();
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
    if (document_.path.isEmpty()) {
        choose();
    } else {
        save(document_.path);
    }
}

void KeptSession::choose() {
    const QString suffix = QStringLiteral("poolscope");
    const QString name = frame_.settings.outputFolder() + QLatin1Char('/') +
                         QFileInfo(frame_.session.sourceName()).completeBaseName() + QLatin1Char('.') + suffix;
    QFileDialog dialog(&frame_.window, tr("Save session"), document_.path.isEmpty() ? name : document_.path,
                       tr("Poolscope sessions (*.poolscope)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    if (dialog.exec() == QDialog::Accepted) save(dialog.selectedFiles().first());
}

void KeptSession::save(const QString& path) {
    const Session& session = frame_.session;
    if (!session.source()) return;
    const std::string name = encoded(path);
    const std::optional<Error> problem = session.error();
    worker_.run<void>(
        name,
        [name, painted = session.computable(), view = session.view()](const RunControl&) {
            return saveSession(name, painted, view);
        },
        [this, path, problem, view = session.view(), edition = session.edition(),
         document = documents_](const Result<void>& done) {
            if (!done) {
                frame_.notices.refuse(done.error());
            } else {
                if (document == documents_) setDocument(path, view, edition);
                frame_.settings.addRecentFile(path, {});
                frame_.notices.wrote({path});
                if (problem) {
                    frame_.notices.tell(tr("%1 holds the last setting that could be computed, for: %2")
                                            .arg(QFileInfo(path).fileName(), QString::fromStdString(problem->message)));
                }
            }
            Q_EMIT saved(done.has_value());
        });
}

void KeptSession::keepIn(const QString& path) {
    ++documents_;
    setDocument(path, frame_.session.view(), frame_.session.edition());
    frame_.settings.addRecentFile(path, {});
}

void KeptSession::leave() {
    ++documents_;
    setDocument({}, frame_.session.view(), frame_.session.edition());
}

void KeptSession::leaveUnsaved() {
    ++documents_;
    show({});
}

void KeptSession::setAside() {
    ++documents_;
    aside_ = document_;
    show({{}, frame_.session.view()});
}

void KeptSession::takeBack() {
    ++documents_;
    show(*std::exchange(aside_, std::nullopt));
}

// What of the experiment and its source is new is what the undo stack does not call clean.
void KeptSession::setDocument(const QString& path, const ViewSpec& view, std::int64_t edition) {
    QUndoStack& steps = frame_.session.undoStack();
    steps.setClean();
    if (frame_.session.edition() != edition) steps.resetClean();
    show({path, view});
}

void KeptSession::show(const Document& document) {
    document_ = document;
    showTitle();
    showChanged();
}

bool KeptSession::isChanged() const {
    return !frame_.session.undoStack().isClean() || document_.view != frame_.session.view();
}

void KeptSession::awaitSaves() {
    QEventLoop loop;
    connect(&worker_, &Worker::busyChanged, &loop, &QEventLoop::quit);
    if (worker_.busy()) loop.exec(QEventLoop::ExcludeUserInputEvents);
}

bool KeptSession::wouldLose() const {
    const Session& session = frame_.session;
    if (!session.source() || !isChanged()) return false;
    if (!document_.path.isEmpty() || !document_.view) return true;
    if (frame_.session.undoStack().isClean()) return false;
    const auto& aside = session.gradientAside();
    const GradientSpec& gradient = aside ? aside->gradient : session.experiment().gradient;
    const bool painted = gradient.kind == Upstream::Given && gradient.file.empty();
    return session.experiment().source.embedded || painted;
}

Result<void> KeptSession::keepUnsaved(const QString& folder) {
    awaitSaves();
    if (!wouldLose()) return {};
    const QString path = freeUnsavedPath(folder);
    return saveSession(encoded(path), frame_.session.computable(), frame_.session.view());
}

bool KeptSession::mayLeave() {
    awaitSaves();
    if (!wouldLose()) return true;
    const auto answer =
        QMessageBox::question(&frame_.window, tr("Poolscope"), tr("Save the changes to %1?").arg(documentName()),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Discard) return true;
    if (answer == QMessageBox::Cancel) return false;
    saveOrChoose();
    awaitSaves();
    return !wouldLose();
}

// The file of a session goes before the source, when there is one.
QString KeptSession::documentName() const {
    return document_.path.isEmpty() ? frame_.session.sourceName() : QFileInfo(document_.path).fileName();
}

void KeptSession::showTitle() {
    // [*] is where Qt puts the mark of a change; in the name of a file it has to be doubled.
    const QString name = documentName().replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    frame_.window.setWindowTitle(name.isEmpty() ? tr("Poolscope")
                                                : tr("Poolscope — %1[*]", "title, name of a file").arg(name));
}

// In a lesson nothing is the user's to save.
void KeptSession::showChanged() {
    frame_.window.setWindowModified(!aside_ && frame_.session.source() && isChanged());
}

}  // namespace poolscope
