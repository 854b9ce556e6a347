// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/study_runner.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <new>
#include <thread>
#include <vector>

namespace poolscope {
namespace {

constexpr int kPatience = 20000;  // ms; only a broken program waits that long

// Works until it is told to stop.
Result<int> endless(const RunControl& run) {
    while (!run.isStopped()) std::this_thread::yield();
    return fail(kStopped, "");
}

class Runner : public testing::Test {
  protected:
    bool settles() {
        return QTest::qWaitFor([this] { return !runner_.busy(); }, kPatience);
    }
    void ask(std::function<Result<int>(const RunControl&)> work) {
        runner_.run<int>(std::move(work), [this](const Result<int>& result) { results_.push_back(result); });
    }

    std::vector<Result<int>> results_;
    StudyRunner runner_;
};

TEST_F(Runner, BringsTheResultToItsThread) {
    const auto here = std::this_thread::get_id();
    std::atomic<bool> elsewhere = false;
    ask([&](const RunControl&) -> Result<int> {
        elsewhere = std::this_thread::get_id() != here;
        return 7;
    });
    EXPECT_TRUE(runner_.busy());
    ASSERT_TRUE(settles());
    ASSERT_EQ(results_.size(), 1U);
    EXPECT_EQ(results_[0].value(), 7);
    EXPECT_TRUE(elsewhere);
}

TEST_F(Runner, TheLatestWinsAndTheOneBeforeIsStopped) {
    ask(endless);
    ask([](const RunControl&) -> Result<int> { return 2; });
    ASSERT_TRUE(settles());
    ASSERT_EQ(results_.size(), 1U);
    EXPECT_EQ(results_[0].value(), 2);
}

TEST_F(Runner, NothingComesOfWhatIsCancelled) {
    QSignalSpy changed(&runner_, &StudyRunner::busyChanged);
    ask(endless);
    runner_.cancel();
    EXPECT_FALSE(runner_.busy());
    EXPECT_EQ(changed.count(), 2);
    ask([](const RunControl&) -> Result<int> { return 3; });
    ASSERT_TRUE(settles());
    ASSERT_EQ(results_.size(), 1U);
    EXPECT_EQ(results_[0].value(), 3);
}

TEST_F(Runner, TellsHowFarItIs) {
    std::atomic<bool> go = false;
    ask([&](const RunControl& run) -> Result<int> {
        run.report(0.25);
        while (!go && !run.isStopped()) std::this_thread::yield();
        return 1;
    });
    EXPECT_TRUE(QTest::qWaitFor([this] { return runner_.progress() == 0.25; }, kPatience));
    go = true;
    ASSERT_TRUE(settles());
    EXPECT_EQ(runner_.progress(), 1);
}

TEST_F(Runner, WhatIsThrownBecomesAnError) {
    ask([](const RunControl&) -> Result<int> { throw std::bad_alloc(); });
    ASSERT_TRUE(settles());
    ASSERT_EQ(results_.size(), 1U);
    EXPECT_EQ(results_[0].error().message, "there is not enough memory for this study");
}

TEST(StudyRunner, GoesWhileItWorks) {
    bool called = false;
    {
        StudyRunner runner;
        runner.run<int>(endless, [&](const Result<int>&) { called = true; });
    }
    QCoreApplication::processEvents();
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace poolscope
