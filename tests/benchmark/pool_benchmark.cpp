// SPDX-License-Identifier: GPL-3.0-or-later
// How long forward and backward take, outputs kept from call to call. Only ratios inside one run mean anything.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

#include "core/pool/pool.h"

namespace poolscope {
namespace {

struct Workload {
    Shape shape;
    WindowSpec window;
};

WindowSpec square(std::int64_t size, std::int64_t stride, std::int64_t pad = 0) {
    return {{size, size}, {stride, stride}, {PadMode::Explicit, pad, pad, pad, pad}, {1, 1}, false};
}

const Workload kDigit{{1, 1, 28, 28}, square(2, 2)};
const Workload kBatch{{5, 10, 28, 28}, square(2, 2)};
const Workload kMnist{{60000, 1, 28, 28}, square(2, 2)};
const Workload kPhoto{{1, 3, 4096, 4096}, square(2, 2)};
const Workload kSlide{{1, 1, 4096, 4096}, square(7, 1, 3)};
const Workload kLarge{{1, 1, 4096, 4096}, square(64, 1)};

// A third of it black, as pictures of digits are.
Tensor pixels(const Shape& shape) {
    Tensor x(shape);
    std::mt19937 engine(1);
    for (float& value : x.values)
        value = static_cast<float>(std::max<std::int64_t>(0, static_cast<std::int64_t>(engine() % 384) - 128));
    return x;
}

void forwardOf(benchmark::State& state, const Workload& work) {
    const Tensor x = pixels(work.shape);
    const WindowGrid grid = makeGrid(work.window, x.shape.plane()).value();
    Tensor y;
    WinnerCodes winners;
    for (auto _ : state) benchmark::DoNotOptimize(poolForward(x, grid, {}, y, winners));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sizeof(float)) * x.shape.count());
}

void bothOf(benchmark::State& state, const Workload& work) {
    const Tensor x = pixels(work.shape);
    const WindowGrid grid = makeGrid(work.window, x.shape.plane()).value();
    const Tensor dout(x.shape.withPlane(grid.output()), 1.0F);
    Tensor y;
    Tensor dx;
    WinnerCodes winners;
    for (auto _ : state) {
        benchmark::DoNotOptimize(poolForward(x, grid, {}, y, winners));
        benchmark::DoNotOptimize(poolBackward(x, winners, dout, grid, {}, dx));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sizeof(float)) * x.shape.count());
}

// The time a core works, and the time on the clock beside it: they differ where something else shares the core.
#define POOLSCOPE_BENCHMARK(name, work)                                                     \
    BENCHMARK_CAPTURE(forwardOf, name, work)->Unit(benchmark::kMillisecond)->UseRealTime(); \
    BENCHMARK_CAPTURE(bothOf, name, work)->Unit(benchmark::kMillisecond)->UseRealTime()

POOLSCOPE_BENCHMARK(digit_28x28_2_2, kDigit);
POOLSCOPE_BENCHMARK(batch_5x10x28x28_2_2, kBatch);
POOLSCOPE_BENCHMARK(mnist_60000x28x28_2_2, kMnist);
POOLSCOPE_BENCHMARK(photo_3x4096x4096_2_2, kPhoto);
POOLSCOPE_BENCHMARK(slide_4096x4096_7_1_pad_3, kSlide);
POOLSCOPE_BENCHMARK(large_4096x4096_64_1, kLarge);

}  // namespace
}  // namespace poolscope
