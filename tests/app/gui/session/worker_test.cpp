// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/worker.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <latch>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/app/gui/support/patience.h"

namespace poolscope {
namespace {

using Work = std::function<Result<int>(const RunControl&)>;

// Works until it is told to stop.
Result<int> endless(const RunControl& run) {
    while (!run.isStopped()) std::this_thread::yield();
    return fail(kStopped, "");
}

Work giving(int value) {
    return [value](const RunControl&) -> Result<int> { return value; };
}

// Listens to nobody, and is done when the latch opens.
Work slow(std::latch& open, int value) {
    return [&open, value](const RunControl&) -> Result<int> {
        open.wait();
        return value;
    };
}

// A worker, and what it has brought.
class Asked {
  public:
    explicit Asked(EarlierWork earlier) : worker(earlier) {}

    void ask(Work work) {
        worker.run<int>("the place", std::move(work), [this](const Result<int>& result) { results.push_back(result); });
    }
    // Until the result is on its way to this thread, which handles no events meanwhile.
    void askAndAwait(int value) {
        auto kept = std::make_shared<int>(value);
        const std::weak_ptr<int> gone = kept;
        ask([kept = std::move(kept)](const RunControl&) -> Result<int> { return *kept; });
        while (!gone.expired()) std::this_thread::yield();
    }
    bool settles() {
        return QTest::qWaitFor([this] { return !worker.busy(); }, kPatience);
    }
    std::vector<int> values() const {
        std::vector<int> values;
        for (const auto& result : results) values.push_back(result.value());
        return values;
    }

    std::vector<Result<int>> results;
    Worker worker;
};

TEST(Worker, BringsTheResultToItsThread) {
    Asked asked(EarlierWork::Dropped);
    const auto here = std::this_thread::get_id();
    std::atomic<bool> elsewhere = false;
    asked.ask([&](const RunControl&) -> Result<int> {
        elsewhere = std::this_thread::get_id() != here;
        return 7;
    });
    EXPECT_TRUE(asked.worker.busy());
    ASSERT_TRUE(asked.settles());
    EXPECT_EQ(asked.values(), std::vector{7});
    EXPECT_TRUE(elsewhere);
}

TEST(Worker, TheLatestWinsAndTheOneBeforeIsStopped) {
    for (const EarlierWork earlier : {EarlierWork::Dropped, EarlierWork::ShownIfReady}) {
        Asked asked(earlier);
        asked.ask(endless);
        asked.ask(giving(2));
        ASSERT_TRUE(asked.settles());
        EXPECT_EQ(asked.values(), std::vector{2});
    }
}

TEST(Worker, TheSlowestOfThreeDoesNotWin) {
    Asked asked(EarlierWork::Dropped);
    std::latch open(1);
    asked.ask(slow(open, 1));
    asked.ask(slow(open, 2));
    asked.ask(giving(3));
    open.count_down();
    ASSERT_TRUE(asked.settles());
    EXPECT_EQ(asked.values(), std::vector{3});
}

TEST(Worker, AResultOnItsWayIsDroppedOrShown) {
    Asked dropping(EarlierWork::Dropped);
    Asked showing(EarlierWork::ShownIfReady);
    for (Asked* asked : {&dropping, &showing}) {
        asked->askAndAwait(1);
        asked->ask(giving(2));
        ASSERT_TRUE(asked->settles());
    }
    EXPECT_EQ(dropping.values(), std::vector{2});
    EXPECT_EQ(showing.values(), (std::vector{1, 2}));
}

TEST(Worker, NothingComesOfWhatIsCancelled) {
    for (const EarlierWork earlier : {EarlierWork::Dropped, EarlierWork::ShownIfReady, EarlierWork::Finished}) {
        Asked asked(earlier);
        QSignalSpy changed(&asked.worker, &Worker::busyChanged);
        QSignalSpy cancelled(&asked.worker, &Worker::cancelled);
        asked.worker.cancel();
        EXPECT_EQ(cancelled.count(), 0) << "there was nothing to cancel";
        asked.askAndAwait(1);
        asked.ask(endless);
        asked.worker.cancel();
        EXPECT_FALSE(asked.worker.busy());
        EXPECT_EQ(changed.count(), 2);
        EXPECT_EQ(cancelled.count(), 1);
        asked.ask(giving(3));
        ASSERT_TRUE(asked.settles());
        EXPECT_EQ(asked.values(), std::vector{3});
    }
}

TEST(Worker, WhatIsToBeFinishedIsNeverDropped) {
    Asked asked(EarlierWork::Finished);
    std::latch open(1);
    asked.ask(slow(open, 1));
    asked.ask(giving(2));
    asked.ask(giving(3));
    open.count_down();
    ASSERT_TRUE(asked.settles());
    EXPECT_EQ(asked.values(), (std::vector{1, 2, 3}));
}

TEST(Worker, WhatIsToBeFinishedIsFinishedBeforeItGoes) {
    std::atomic<int> finished = 0;
    std::latch open(1);
    {
        Asked asked(EarlierWork::Finished);
        for (int i = 0; i < 3; ++i) {
            asked.ask([&](const RunControl& run) -> Result<int> {
                open.wait();
                return run.isStopped() ? 0 : ++finished;
            });
        }
        open.count_down();
    }
    EXPECT_EQ(finished, 3);
}

TEST(Worker, KindsOfWorkDoNotWaitForEachOther) {
    std::latch open(1);
    Asked opening(EarlierWork::Dropped);
    Asked saving(EarlierWork::Finished);
    Asked evaluating(EarlierWork::ShownIfReady);
    opening.ask(slow(open, 1));
    saving.ask(slow(open, 2));
    evaluating.ask(giving(3));
    EXPECT_TRUE(evaluating.settles());
    EXPECT_EQ(evaluating.values(), std::vector{3});
    EXPECT_TRUE(opening.worker.busy());
    EXPECT_TRUE(saving.worker.busy());
    open.count_down();
    EXPECT_TRUE(opening.settles());
    EXPECT_TRUE(saving.settles());
}

TEST(Worker, LetsGoOnItsThread) {
    const auto here = std::this_thread::get_id();
    std::atomic<bool> goneElsewhere = false;
    Worker worker(EarlierWork::Finished);
    worker.release(nullptr);
    EXPECT_FALSE(worker.busy());
    worker.release(std::shared_ptr<const int>(new int(1), [&](const int* held) {
        goneElsewhere = std::this_thread::get_id() != here;
        delete held;
    }));
    EXPECT_TRUE(QTest::qWaitFor([&] { return goneElsewhere.load(); }, kPatience));
}

TEST(Worker, TellsHowFarItIs) {
    for (const EarlierWork earlier : {EarlierWork::Dropped, EarlierWork::ShownIfReady, EarlierWork::Finished}) {
        Asked asked(earlier);
        EXPECT_EQ(asked.worker.progress(), 1);
        std::latch open(1);
        asked.ask([&](const RunControl& run) -> Result<int> {
            run.report(0.25);
            open.wait();
            return 1;
        });
        EXPECT_TRUE(QTest::qWaitFor([&] { return asked.worker.progress() == 0.25; }, kPatience));
        asked.ask(giving(2));
        // What counts is the latest, which has not begun, or the first of those that wait.
        EXPECT_EQ(asked.worker.progress(), earlier == EarlierWork::Finished ? 0.25 : 0);
        open.count_down();
        ASSERT_TRUE(asked.settles());
        EXPECT_EQ(asked.worker.progress(), 1);
    }
}

TEST(Worker, WhatIsThrownBecomesAnErrorWithItsPlace) {
    Asked asked(EarlierWork::Finished);
    asked.ask([](const RunControl&) -> Result<int> { throw std::bad_alloc(); });
    asked.ask([](const RunControl&) -> Result<int> { throw std::runtime_error("the disk is on fire"); });
    asked.ask([](const RunControl&) -> Result<int> { throw 7; });
    asked.ask(giving(4));
    ASSERT_TRUE(asked.settles());
    ASSERT_EQ(asked.results.size(), 4U);
    EXPECT_EQ(asked.results[0].error(), (Error{"the place", "there is not enough memory for it"}));
    EXPECT_EQ(asked.results[1].error(), (Error{"the place", "the disk is on fire"}));
    EXPECT_EQ(asked.results[2].error(),
              (Error{"the place", "it failed for an unknown reason; please report what led to it"}));
    EXPECT_EQ(asked.results[3].value(), 4) << "the worker works on";
}

TEST(Worker, GoesWhileItWorksAndAnotherWorksOn) {
    std::latch open(1);
    Asked other(EarlierWork::Dropped);
    other.ask(slow(open, 1));
    bool called = false;
    {
        Worker worker(EarlierWork::Dropped);
        worker.run<int>("", endless, [&](const Result<int>&) { called = true; });
    }
    QCoreApplication::processEvents();
    EXPECT_FALSE(called);
    EXPECT_TRUE(other.worker.busy());
    open.count_down();
    ASSERT_TRUE(other.settles());
    EXPECT_EQ(other.values(), std::vector{1});
}

}  // namespace
}  // namespace poolscope
