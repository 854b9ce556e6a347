// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/study_runner.h"

#include <exception>
#include <new>

namespace poolscope {

StudyRunner::StudyRunner(QObject* parent) : QObject(parent) {
    pool_.setMaxThreadCount(1);
}

StudyRunner::~StudyRunner() {
    if (job_) job_->stop.request_stop();
    pool_.waitForDone();
}

void StudyRunner::start(std::function<void(const std::shared_ptr<Job>&)> body) {
    const bool wasBusy = busy();
    if (wasBusy) job_->stop.request_stop();
    job_ = std::make_shared<Job>();
    pool_.start([body = std::move(body), job = job_] {
        if (!job->stop.stop_requested()) body(job);
    });
    if (!wasBusy) Q_EMIT busyChanged();
}

void StudyRunner::finish() {
    job_.reset();
    Q_EMIT busyChanged();
}

void StudyRunner::cancel() {
    if (!busy()) return;
    job_->stop.request_stop();
    finish();
}

void StudyRunner::guarded(const std::function<void()>& body, const std::function<void(Error)>& failed) {
    try {
        body();
    } catch (const std::bad_alloc&) {
        failed({"study", "there is not enough memory for this study"});
    } catch (const std::exception& problem) {
        failed({"study", problem.what()});
    }
}

}  // namespace poolscope
