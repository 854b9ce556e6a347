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
#include "app/gui/window/unsaved_work.h"

namespace poolscope {

KeptSession::KeptSession(const Frame& frame) : QObject(&frame.window), frame_(frame) {
    connect(&frame_.session, &Session::sourceChanged, this, &KeptSession::showTitle);
    for (const auto change : {&Session::sourceChanged, &Session::experimentChanged, &Session::viewChanged}) {
        connect(&frame_.session, change, this, &KeptSession::showChanged);
    }
    leave();
}

// A gradient that was painted on is another object; comparing all of its values could take long.
bool KeptSession::Work::operator==(const Work& other) const {
    return source == other.source && experiment.gradient.given == other.experiment.gradient.given &&
           experiment == other.experiment && view == other.view;
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
    const QString name = QFileInfo(frame_.session.sourceName()).completeBaseName() + QLatin1Char('.') + suffix;
    QFileDialog dialog(&frame_.window, tr("Save session"), document_.path.isEmpty() ? name : document_.path,
                       tr("Poolscope sessions (*.poolscope)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    if (dialog.exec() == QDialog::Accepted) save(dialog.selectedFiles().first());
}

void KeptSession::save(const QString& path) {
    const Session& session = frame_.session;
    if (!session.source()) return;
    const std::string name = QFile::encodeName(path).toStdString();
    const Experiment computable = session.computable();
    const std::optional<Error> problem = session.error();
    worker_.run<void>(
        name,
        [name, computable, view = session.view(), source = session.source()](const RunControl&) {
            return saveSession(name, computable, view, *source);
        },
        [this, path, problem, written = work(), document = documents_](const Result<void>& done) {
            if (!done) {
                frame_.notices.refuse(done.error());
            } else {
                if (document == documents_) setDocument({path, written});
                frame_.settings.addRecentFile(path, {});
                frame_.notices.succeed(tr("Wrote %1").arg(path));
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
    setDocument({path, work()});
    frame_.settings.addRecentFile(path, {});
}

void KeptSession::leave() {
    ++documents_;
    setDocument({{}, work()});
}

void KeptSession::leaveUnsaved() {
    ++documents_;
    setDocument({});
}

void KeptSession::setAside() {
    aside_ = document_;
    leave();
}

void KeptSession::takeBack() {
    ++documents_;
    setDocument(*std::exchange(aside_, std::nullopt));
}

KeptSession::Work KeptSession::work() const {
    return {frame_.session.experiment(), frame_.session.view(), frame_.session.source()};
}

void KeptSession::setDocument(const Document& document) {
    document_ = document;
    showTitle();
    showChanged();
}

void KeptSession::awaitSaves() {
    QEventLoop loop;
    connect(&worker_, &Worker::busyChanged, &loop, &QEventLoop::quit);
    if (worker_.busy()) loop.exec(QEventLoop::ExcludeUserInputEvents);
}

bool KeptSession::wouldLose() const {
    const Work now = work();
    if (!now.source || now == document_.stored) return false;
    if (!document_.path.isEmpty() || !document_.stored) return true;
    const bool drawn = now.experiment.source.embedded && now.source != document_.stored->source;
    const GradientSpec& gradient = now.experiment.gradient;
    return drawn || (gradient.kind == Upstream::Given && gradient.given != document_.stored->experiment.gradient.given);
}

Result<void> KeptSession::keepUnsaved(const QString& folder) {
    awaitSaves();
    const Session& session = frame_.session;
    return wouldLose() ? poolscope::keepUnsaved(folder, session.computable(), session.view(), *session.source())
                       : Result<void>();
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
    frame_.window.setWindowModified(!aside_ && frame_.session.source() && !(work() == document_.stored));
}

}  // namespace poolscope
