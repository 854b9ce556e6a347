// SPDX-License-Identifier: GPL-3.0-or-later
// The one way to work in the background: a thread for one kind of work (evaluating, opening, a study, exporting). Every
// window and page owns its workers, so nothing waits for another kind of work or for another window.
#pragma once

#include <QObject>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/run_control.h"

namespace poolscope {

// What becomes of the work that was asked for earlier when more is asked for.
enum class EarlierWork {
    Dropped,       // it is stopped, and nothing comes of it even when its result is on its way
    ShownIfReady,  // it is stopped, but a result on its way is shown: an endless stream of requests shows something
    Finished,      // it comes first, and nothing is dropped, not even when the worker is destroyed
};

class Worker : public QObject {
    Q_OBJECT

  public:
    explicit Worker(EarlierWork earlier, QObject* parent = nullptr);
    // Waits for the running work, which is asked to stop unless it is to be finished. No result is delivered any more.
    ~Worker() override;

    // `work` runs on the thread of the worker, `done` afterwards on the thread of this object, unless the work was
    // overtaken or cancelled. `work` should ask its control often whether to stop, and keeps nothing that the GUI
    // thread writes. What it throws becomes an error at `where`.
    template <class T>
    void run(std::string where, std::function<Result<T>(const RunControl&)> work,
             std::function<void(const Result<T>&)> done) {
        start([where = std::move(where), work = std::move(work), done = std::move(done)](const RunControl& control) {
            return Delivery([done, result = attempt(where, work, control)] { done(result); });
        });
    }

    // Lets go of it on the thread of a worker that finishes all: to give memory back takes long where it is much.
    void release(std::shared_ptr<const void> held);

    // Nothing comes of what was asked for but cancelled(). Does nothing when not busy.
    void cancel();
    bool busy() const { return !jobs_.empty(); }
    // How far the work is that counts, 0 to 1: the latest, or the first of a queue.
    double progress() const;

  Q_SIGNALS:
    void busyChanged();
    void cancelled();

  private:
    struct Job {
        std::stop_source stop;
        Progress progress;
    };
    using Delivery = std::function<void()>;

    template <class T>
    static Result<T> attempt(const std::string& where, const std::function<Result<T>(const RunControl&)>& work,
                             const RunControl& control) {
        try {
            return work(control);
        } catch (...) {
            return tl::unexpected(errorOf(std::current_exception(), where));
        }
    }
    static Error errorOf(const std::exception_ptr& thrown, const std::string& where);

    using Body = std::function<Delivery(const RunControl&)>;
    struct Asked {
        std::shared_ptr<Job> job;
        Body body;
    };
    struct Done {
        std::shared_ptr<Job> job;
        Delivery deliver;
    };

    void start(Body body);
    std::optional<Asked> next(const std::stop_token& ended);
    void workOn(const std::stop_token& ended);
    void customEvent(QEvent* oneIsDone) override;
    void finish(const std::shared_ptr<Job>& job, const Delivery& deliver);
    void stopAll();

    const EarlierWork earlier_;
    // Of the thread of this object alone: what was asked for and may still be delivered, the latest last.
    std::vector<std::shared_ptr<Job>> jobs_;

    std::mutex mutex_;  // of what both threads use
    std::condition_variable_any isAsked_;
    std::deque<Asked> asked_;
    std::deque<Done> done_;
    std::jthread thread_;  // from the first work on; goes first, as it uses the others
};

}  // namespace poolscope
