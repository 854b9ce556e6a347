// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that is not to be had, at every allocation of core one after the other: it ends in an error or in
// std::bad_alloc, leaks nothing, and the next try does what the first would have done.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <new>

#include "core/experiment/evaluation.h"
#include "core/figure/figure.h"
#include "core/io/input_format.h"
#include "core/session/session_file.h"

namespace {

std::atomic<std::int64_t> live = 0;
std::atomic<std::int64_t> untilFailure = -1;  // none fails below 0
std::atomic<std::size_t> largest = 0;         // in bytes

void* allocate(std::size_t bytes, std::size_t alignment) {
    if (untilFailure >= 0 && untilFailure-- == 0) throw std::bad_alloc();
    void* memory = alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__
                       ? std::malloc(std::max<std::size_t>(bytes, 1))
                       : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
    if (!memory) throw std::bad_alloc();
    ++live;
    for (std::size_t before = largest; bytes > before && !largest.compare_exchange_weak(before, bytes);) {
    }
    return memory;
}

void release(void* memory) {
    if (memory) --live;
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) {
    return allocate(bytes, 1);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return allocate(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    release(memory);
}

namespace poolscope {
namespace {

// Six pictures of 6x6 as IDX.
std::vector<std::byte> idxBytes() {
    std::vector<std::byte> bytes;
    for (const int header : {0, 0, 8, 3, 0, 0, 0, 6, 0, 0, 0, 6, 0, 0, 0, 6}) bytes.push_back(std::byte(header));
    for (int i = 0; i < 216; ++i) bytes.push_back(std::byte(i * 37 % 251));
    return bytes;
}

// Lets the first allocation of `work` fail, then the second, until it comes to its end without one that fails. `work`
// gives what it made as text, or nothing after an error.
void expectEveryFailureSurvived(const std::function<std::optional<std::string>()>& work) {
    // Some things are made once.
    const std::optional<std::string> whole = work();
    ASSERT_TRUE(whole);
    std::int64_t failed = 0;
    for (std::int64_t n = 0;; ++n) {
        const std::int64_t before = live;
        bool threw = false;
        bool isSame = true;
        untilFailure = n;
        try {
            const auto made = work();
            isSame = !made || *made == *whole;
        } catch (const std::bad_alloc&) {
            threw = true;
        }
        const bool isOver = untilFailure >= 0;
        untilFailure = -1;
        ASSERT_EQ(live, before) << "leaked after allocation " << n << " failed";
        ASSERT_TRUE(isSame) << "another result after allocation " << n << " failed";
        if (isOver) break;
        failed += threw ? 1 : 0;
    }
    EXPECT_GT(failed, 5);
    EXPECT_EQ(work(), whole);
    std::cout << failed << " allocations failed\n";
}

Evaluation evaluated(PoolOp op) {
    Tensor x(Shape{1, 1, 6, 6});
    for (std::size_t i = 0; i < x.values.size(); ++i) x.values[i] = static_cast<float>(i * 37 % 251);
    Experiment experiment;
    experiment.pool.op = op;
    experiment.window.size = {3, 3};
    return evaluate(experiment, std::make_shared<const Tensor>(std::move(x))).value();
}

TEST(Allocations, MayFailWhileAFileIsRead) {
    const auto bytes = idxBytes();
    expectEveryFailureSurvived([&]() -> std::optional<std::string> {
        const auto array = kIdxFormat.read(bytes, {"file", {}, false});
        if (!array) return std::nullopt;
        return array->format + std::to_string(array->stored.sum);
    });
}

TEST(Allocations, MayFailWhileItIsPooled) {
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg, PoolOp::Median, PoolOp::Lp}) {
        expectEveryFailureSurvived([op]() -> std::optional<std::string> {
            const Evaluation e = evaluated(op);
            return std::to_string(statisticsOf(e.forward->y.values).sum) + " " +
                   std::to_string(statisticsOf(e.backward->dx.values).sum);
        });
    }
}

TEST(Allocations, MayFailWhileAFigureIsComposed) {
    const Evaluation evaluation = evaluated(PoolOp::Max);
    expectEveryFailureSurvived([&]() -> std::optional<std::string> {
        const auto scene = composeFigure(evaluation, {}, {}, printStyle(ThemeName::Print, 183));
        if (!scene) return std::nullopt;
        return std::to_string(scene->marks.size()) + " " + std::to_string(scene->size.height);
    });
}

TEST(Allocations, MayFailWhileASessionIsWrittenAndRead) {
    SavedSession session;
    session.saved.experiment.source.mnist = true;
    expectEveryFailureSurvived([&]() -> std::optional<std::string> {
        const auto text = sessionText(session);
        if (!text) return std::nullopt;
        const auto again = parseSession(*text);
        if (!again) return std::nullopt;
        return *text;
    });
}

// Windows that reach far beyond the image are wide, but what is computed is not.
TEST(Allocations, AreOfTheSizeOfTheImageAndNotOfTheWindow) {
    Experiment experiment;
    experiment.window.size = {600, 1};
    experiment.window.dilation = {20, 1};
    experiment.window.stride = {100, 1};
    experiment.window.padding = {PadMode::Explicit, 11980, 0, 11980, 0};
    const auto x = std::make_shared<const Tensor>(Shape{1, 1, 20, 1000}, 1.0F);
    largest = 0;
    const auto evaluation = evaluate(experiment, x);
    ASSERT_TRUE(evaluation) << evaluation.error().message;
    EXPECT_LT(largest, 16'000'000U) << "reaches over 11 981 rows, 48 MB as floats; the output is half a megabyte";
    EXPECT_EQ(statisticsOf(evaluation->backward->dx.values).sum,
              static_cast<double>(evaluation->grid.output().count()));
}

}  // namespace
}  // namespace poolscope
