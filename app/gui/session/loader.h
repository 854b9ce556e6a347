// SPDX-License-Identifier: GPL-3.0-or-later
// Runs slow work (loading, exporting) off the GUI thread and brings its result back.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>

#include "core/base/error.h"

namespace poolscope {

// `work` runs on a pool thread, `then` afterwards on the thread of `receiver`; when the receiver is gone by then,
// nothing happens. Exceptions become errors at `where`.
template <class T>
void runInBackground(QObject* receiver, const std::string& where, std::function<Result<T>()> work,
                     std::function<void(Result<T>)> then) {
    // The receiver outlives its jobs: its owner waits for the pool before it goes (see MainWindow).
    QThreadPool::globalInstance()->start([receiver, where, work = std::move(work), then = std::move(then)] {
        Result<T> result = fail(where, "could not be read");
        try {
            result = work();
        } catch (const std::bad_alloc&) {
            result = fail(where, "there is not enough memory for it");
        } catch (const std::exception& problem) {
            result = fail(where, problem.what());
        }
        QMetaObject::invokeMethod(receiver, [then, result = std::move(result)] { then(result); });
    });
}

}  // namespace poolscope
