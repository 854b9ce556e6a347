// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one computation at a time off the GUI thread; the latest asked for wins, the one before is told to stop.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <utility>

#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/experiment/evaluation.h"

namespace poolscope {

class StudyRunner : public QObject {
    Q_OBJECT

  public:
    explicit StudyRunner(QObject* parent = nullptr);
    ~StudyRunner() override;

    // `work` runs on a worker, `done` afterwards on the thread of this object, unless it was overtaken or cancelled.
    // `work` may keep nothing of the widgets; it should ask its control often whether to stop. Exceptions become
    // errors.
    template <class T>
    void run(std::function<Result<T>(const RunControl&)> work, std::function<void(const Result<T>&)> done) {
        start([this, work = std::move(work), done = std::move(done)](const std::shared_ptr<Job>& job) {
            Result<T> result = fail(kStopped, "");
            guarded(
                [&] {
                    result = work({job->stop.get_token(), &job->progress});
                },
                [&](Error error) { result = tl::unexpected(std::move(error)); });
            QMetaObject::invokeMethod(this, [this, job, done, result = std::move(result)] {
                if (job == job_) {
                    finish();
                    done(result);
                }
            });
        });
    }

    // Nothing comes of what is running. Does nothing when not busy.
    void cancel();
    bool busy() const { return job_ != nullptr; }
    double progress() const { return job_ ? job_->progress.fraction() : 1.0; }

  Q_SIGNALS:
    void busyChanged();

  private:
    struct Job {
        std::stop_source stop;
        Progress progress;
    };

    void start(std::function<void(const std::shared_ptr<Job>&)> body);
    void finish();
    static void guarded(const std::function<void()>& body, const std::function<void(Error)>& failed);

    std::shared_ptr<Job> job_;  // the latest, until it is done
    QThreadPool pool_;
};

}  // namespace poolscope
