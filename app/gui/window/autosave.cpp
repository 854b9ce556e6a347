// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/autosave.h"

#include <QFile>

#include "app/gui/session/qt_text.h"
#include "app/gui/session/session.h"
#include "app/gui/window/kept_session.h"
#include "app/gui/window/unsaved_work.h"

namespace poolscope {

Autosave::Autosave(Session& session, KeptSession& kept, const QString& folder, QWidget& window, int every)
    : QObject(&window),
      session_(session),
      kept_(kept),
      window_(window),
      path_(freeUnsavedPath(folder)),
      lock_(lockOfUnsaved(path_)),
      worker_(std::make_unique<Worker>(EarlierWork::Finished)) {
    lock_.setStaleLockTime(0);
    lock_.tryLock(0);
    connect(&timer_, &QTimer::timeout, this, &Autosave::keep);
    timer_.start(every);
}

// The window was closed in order, or what it held was kept by keepUnsaved().
Autosave::~Autosave() {
    worker_.reset();  // waits
    drop();
}

void Autosave::keep() {
    if (worker_->busy() || kept_.isAside() || !lock_.isLocked()) return;  // what was before a lesson stands in the file
    if (!window_.isVisible() || !kept_.wouldLose()) return drop();
    if (edition_ == session_.edition() && view_ == session_.view()) return;
    edition_ = session_.edition();
    view_ = session_.view();
    const std::string name = encoded(path_);
    worker_->run<void>(
        name,
        [name, painted = session_.computable(), view = view_](const RunControl&) {
            return saveSession(name, painted, view);
        },
        [this](const Result<void>& done) {
            if (!done) edition_.reset();  // it is tried again
        });
}

void Autosave::drop() {
    if (!edition_) return;
    QFile::remove(path_);
    edition_.reset();
}

}  // namespace poolscope
