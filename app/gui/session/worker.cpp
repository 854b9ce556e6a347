// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/worker.h"

#include <algorithm>
#include <new>

namespace poolscope {

void releaseLater(std::shared_ptr<const void> held) {
    if (held) QThreadPool::globalInstance()->start([kept = std::move(held)]() mutable { kept.reset(); });
}

Worker::Worker(EarlierWork earlier, QObject* parent) : QObject(parent), earlier_(earlier) {
    pool_.setMaxThreadCount(1);
}

Worker::~Worker() {
    if (earlier_ != EarlierWork::Finished) stopAll();
    pool_.waitForDone();
}

void Worker::start(std::function<Delivery(const RunControl&)> body) {
    const bool wasBusy = busy();
    if (earlier_ != EarlierWork::Finished) stopAll();
    if (earlier_ == EarlierWork::Dropped) jobs_.clear();
    const auto job = std::make_shared<Job>();
    jobs_.push_back(job);
    pool_.start([this, job, body = std::move(body)] {
        if (job->stop.stop_requested()) return;
        Delivery deliver = body({job->stop.get_token(), &job->progress});
        if (job->stop.stop_requested()) return;
        QMetaObject::invokeMethod(this, [this, job, deliver = std::move(deliver)] { finish(job, deliver); });
    });
    if (!wasBusy) Q_EMIT busyChanged();
}

// Work is done in the order in which it was asked for: what came before is settled too.
void Worker::finish(const std::shared_ptr<Job>& job, const Delivery& deliver) {
    const auto found = std::find(jobs_.begin(), jobs_.end(), job);
    if (found == jobs_.end()) return;
    jobs_.erase(jobs_.begin(), found + 1);
    if (!busy()) Q_EMIT busyChanged();
    deliver();
}

void Worker::cancel() {
    if (!busy()) return;
    stopAll();
    jobs_.clear();
    Q_EMIT busyChanged();
    Q_EMIT cancelled();
}

double Worker::progress() const {
    if (!busy()) return 1;
    return (earlier_ == EarlierWork::Finished ? jobs_.front() : jobs_.back())->progress.fraction();
}

void Worker::stopAll() {
    for (const auto& job : jobs_) job->stop.request_stop();
}

Error Worker::errorOf(const std::exception_ptr& thrown, const std::string& where) {
    try {
        std::rethrow_exception(thrown);
    } catch (const std::bad_alloc&) {
        return {where, "there is not enough memory for it"};
    } catch (const std::exception& problem) {
        return {where, problem.what()};
    } catch (...) {
        return {where, "it failed for an unknown reason; please report what led to it"};
    }
}

}  // namespace poolscope
