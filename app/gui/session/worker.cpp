// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/worker.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>
#include <new>

namespace poolscope {

Worker::Worker(EarlierWork earlier, QObject* parent) : QObject(parent), earlier_(earlier) {}

Worker::~Worker() {
    if (earlier_ != EarlierWork::Finished) stopAll();
}

void Worker::release(std::shared_ptr<const void> held) {
    if (held) start([kept = std::move(held)](const RunControl&) { return Delivery([] {}); });
}

void Worker::start(Body body) {
    const bool wasBusy = busy();
    if (earlier_ != EarlierWork::Finished) stopAll();
    if (earlier_ == EarlierWork::Dropped) jobs_.clear();
    const auto job = std::make_shared<Job>();
    jobs_.push_back(job);
    {
        const std::scoped_lock lock(mutex_);
        asked_.push_back({job, std::move(body)});
    }
    isAsked_.notify_one();
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& ended) { workOn(ended); });
    if (!wasBusy) Q_EMIT busyChanged();
}

// On the thread: the next that was asked for, or nothing when it is ended and no more waits.
std::optional<Worker::Asked> Worker::next(const std::stop_token& ended) {
    std::unique_lock lock(mutex_);
    if (!isAsked_.wait(lock, ended, [this] { return !asked_.empty(); })) return std::nullopt;
    Asked first = std::move(asked_.front());
    asked_.pop_front();
    return first;
}

void Worker::workOn(const std::stop_token& ended) {
    while (const std::optional<Asked> asked = next(ended)) {
        if (asked->job->stop.stop_requested()) continue;
        Delivery deliver = asked->body({asked->job->stop.get_token(), &asked->job->progress});
        if (asked->job->stop.stop_requested()) continue;
        auto event = std::make_unique<QEvent>(QEvent::User);
        {
            const std::scoped_lock lock(mutex_);
            done_.push_back({asked->job, std::move(deliver)});
        }
        QCoreApplication::postEvent(this, event.release());
    }
}

void Worker::customEvent(QEvent* /*oneIsDone*/) {
    std::unique_lock lock(mutex_);
    const Done done = std::move(done_.front());
    done_.pop_front();
    lock.unlock();
    finish(done.job, done.deliver);
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
