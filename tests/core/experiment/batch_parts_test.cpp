// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/batch_parts.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/core/support/example.h"
#include "tests/core/support/mnist.h"

namespace poolscope {
namespace {

constexpr std::int64_t kImages = 7;

struct Choice {
    const char* name;
    std::function<void(Experiment&)> change;
};

std::vector<Choice> choices() {
    Tensor given(Shape{kImages, 2, 15, 15});
    std::mt19937 random(5);
    for (float& value : given.values) value = static_cast<float>(random() % 1000) / 7;
    const auto shared = std::make_shared<const Tensor>(std::move(given));
    return {{"ones", [](Experiment&) {}},
            {"random", [](Experiment& e) { e.gradient = {.kind = Upstream::Random, .seed = 9}; }},
            {"random into zeros",
             [](Experiment& e) {
                 e.gradient = {.kind = Upstream::Random, .seed = 3};
                 e.pool.padValue = PadValue::Zero;
             }},
            {"overwritten",
             [](Experiment& e) {
                 e.gradient = {.kind = Upstream::Random, .seed = 3};
                 e.pool.overlap = Overlap::Loop;
             }},
            {"one cell",
             [](Experiment& e) {
                 e.plane = 5;
                 e.gradient = {.kind = Upstream::OneCell, .cell = {4, 6}};
             }},
            {"given", [shared](Experiment& e) { e.gradient = {.kind = Upstream::Given, .given = shared}; }},
            {"average", [](Experiment& e) { e.pool.op = PoolOp::Avg; }}};
}

Experiment experimentFor(const Choice& choice) {
    Experiment e;
    e.filters = {{1, 4}, true};
    e.window = {{3, 3}, {2, 2}, {PadMode::Explicit, 2, 2, 1, 1}, {1, 1}, false};
    choice.change(e);
    return e;
}

std::vector<ArrayRequest> requestsFor(const Evaluation& e) {
    std::vector<ArrayRequest> requests{{PoolArray::Output},   {PoolArray::Gradient}, {PoolArray::Images},
                                       {PoolArray::Upstream}, {PoolArray::Input},    {PoolArray::Responses},
                                       {PoolArray::ReluMask}};
    if (!hasPoolArray(e, PoolArray::Winners)) return requests;
    for (const IndexKind index : {IndexKind::Plane, IndexKind::Tensor, IndexKind::Window}) {
        requests.push_back({PoolArray::Winners, ArrayFile::Npy, index});
    }
    return requests;
}

TEST(BatchParts, TogetherAreTheWholeBitForBit) {
    const auto images = std::make_shared<const Tensor>(test::mnistImages(kImages));
    for (const Choice& choice : choices()) {
        const Experiment experiment = experimentFor(choice);
        const auto whole = evaluate(experiment, images);
        ASSERT_TRUE(whole.has_value()) << choice.name << ": " << whole.error().message;
        const std::vector<ArrayRequest> requests = requestsFor(*whole);
        for (const std::int64_t count : {1, 2, 3, 7, 100}) {
            std::vector<Bytes> files(requests.size());
            const auto totals =
                evaluateInParts(experiment, *images, count, [&](const Evaluation& e, const BatchPart& part) {
                    for (std::size_t i = 0; i < requests.size(); ++i) {
                        ArrayRequest request = requests[i];
                        request.part = part;
                        const auto bytes = encodePoolArray(e, request);
                        if (!bytes) return Result<void>(tl::unexpected(bytes.error()));
                        files[i].insert(files[i].end(), bytes->begin(), bytes->end());
                    }
                    return Result<void>();
                });
            ASSERT_TRUE(totals.has_value()) << choice.name << ": " << totals.error().message;
            EXPECT_EQ(totals->facts, whole->forward->facts) << choice.name << " " << count;
            EXPECT_EQ(totals->sums, whole->backward->sums) << choice.name << " " << count;
            for (std::size_t i = 0; i < requests.size(); ++i) {
                EXPECT_EQ(files[i], encodePoolArray(*whole, requests[i]).value())
                    << choice.name << " " << count << ", array " << i;
            }
        }
    }
}

TEST(BatchParts, RefusesWhatTheWholeRefuses) {
    const auto images = std::make_shared<const Tensor>(test::mnistImages(3));
    const auto refusal = [&](const std::function<void(Experiment&)>& change) {
        const Experiment e = experimentFor({"", change});
        const auto parts = evaluateInParts(e, *images, 2, [](auto&, auto&) { return Result<void>(); });
        return parts ? std::string() : parts.error().where;
    };
    EXPECT_EQ(refusal([](Experiment&) {}), "");
    EXPECT_EQ(refusal([](Experiment& e) { e.plane = 6; }), "plane");
    EXPECT_EQ(refusal([](Experiment& e) { e.window.stride = {0, 1}; }), "window.stride");
    EXPECT_EQ(refusal([](Experiment& e) { e.gradient = {.kind = Upstream::OneCell, .cell = {40, 0}}; }), "gradient");
    const auto one = std::make_shared<const Tensor>(Shape{2, 2, 15, 15});
    EXPECT_EQ(refusal([&](Experiment& e) { e.gradient = {.kind = Upstream::Given, .given = one}; }), "gradient");
}

TEST(BatchParts, EndWithTheFirstErrorAndWhenStopped) {
    const auto images = std::make_shared<const Tensor>(test::mnistImages(3));
    int calls = 0;
    const auto failing = [&](const Evaluation&, const BatchPart&) -> Result<void> {
        ++calls;
        return fail("disk", "is full");
    };
    EXPECT_EQ(evaluateInParts({}, *images, 1, failing).error().where, "disk");
    EXPECT_EQ(calls, 1);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(evaluateInParts({}, *images, 1, failing, stop.get_token()).error().where, kStopped);
    EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace poolscope
