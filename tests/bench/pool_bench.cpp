// SPDX-License-Identifier: GPL-3.0-or-later
// Max pooling forward and backward on one of nine shapes, beside the memory's limit (the input read once, the output
// written past the cache, the same buffers), beside a plain scatter loop, and beside the peers that were found:
// pool_bench SHAPE [THREADS] [OPTIONS OF GOOGLE BENCHMARK]. One thread, unless a number is given.
// What peers compute is compared with ours before anything is timed.
#include <benchmark/benchmark.h>
#include <emmintrin.h>

#include <algorithm>
#include <string>

#include "core/pool/pool_parts.h"
#include "tests/bench/pool_data.h"
#include "tests/bench/pool_peers.h"

namespace poolscope {
namespace {

constexpr Workload kWorkloads[] = {
    {'A', {5, 10, 28, 28}, 2, 2, 0},     {'B', {60000, 1, 28, 28}, 2, 2, 0}, {'C', {60000, 1, 28, 28}, 3, 2, 1},
    {'D', {64, 64, 112, 112}, 3, 2, 1},  {'E', {1, 3, 4096, 4096}, 2, 2, 0}, {'F', {1, 1, 4096, 4096}, 7, 1, 3},
    {'G', {1, 1, 2048, 2048}, 32, 4, 0}, {'H', {32, 256, 28, 28}, 3, 1, 1},  {'L', {1, 1, 4096, 4096}, 63, 1, 31}};

// Reads and writes as much as a pooling that costs nothing else. What is written comes from what is read: lines of
// zeros are written faster than others.
void copyAtLimit(const float* from, std::int64_t read, float* to, std::int64_t written) {
    constexpr std::int64_t kBurst = 1024;  // of the larger of the two
    const bool streams = (read + written) * 4 > std::int64_t{4} << 20;
    const std::int64_t most = std::max(read, written);
    for (std::int64_t at = 0; at < most; at += kBurst) {
        const std::int64_t end = std::min(most, at + kBurst);
        __m128 best[4] = {};
        const std::int64_t readEnd = end * read / most / 16 * 16;
        for (std::int64_t i = at * read / most / 16 * 16; i < readEnd; i += 16) {
            _mm_prefetch(reinterpret_cast<const char*>(from + i) + 8192, _MM_HINT_T0);
            for (int k = 0; k < 4; ++k) best[k] = _mm_max_ps(best[k], _mm_loadu_ps(from + i + 4 * k));
        }
        const std::int64_t writtenEnd = end * written / most / 16 * 16;
        for (std::int64_t i = at * written / most / 16 * 16; i < writtenEnd; i += 16) {
            for (int k = 0; k < 4; ++k)
                streams ? _mm_stream_ps(to + i + 4 * k, best[k]) : _mm_storeu_ps(to + i + 4 * k, best[k]);
        }
    }
    _mm_sfence();
}

bool isOnTheClock = false;

}  // namespace

void add(const std::string& name, std::function<void()> run) {
    auto* added = benchmark::RegisterBenchmark(name.c_str(), [run = std::move(run)](benchmark::State& state) {
        for (auto _ : state) run();
    });
    added->Unit(benchmark::kMillisecond);
    // By the time that this thread works, which other programs disturb less; several threads need the clock.
    if (isOnTheClock) added->UseRealTime();
}

namespace {

void addLimits(Data& d) {
    const auto limit = [](const char* name, const std::vector<float>& from, std::int64_t read, std::vector<float>& to,
                          std::int64_t written) {
        add(name, [&from, read, &to, written] { copyAtLimit(from.data(), read, to.data(), written); });
    };
    const std::int64_t cells = d.x.shape.count();
    const std::int64_t windows = d.y.shape.count();
    const std::int64_t codes = windows * (d.grid.taps() <= 256 ? 1 : 2) / 4;
    limit("limit/forward", d.x.values, cells, d.scratch, windows);
    limit("limit/winners", d.x.values, cells, d.scratch, windows + codes);
    limit("limit/backward", d.scratch, windows + codes, d.dx.values, cells);
}

void addOurs(Data& d, const Machine& machine) {
    const auto forward = [&d, machine](const Tensor& x, ForwardParts parts) {
        return [&d, &x, machine, parts] { poolParts(x, d.grid, d.spec, parts, d.y, d.again, {}, machine); };
    };
    add("ours/forward", forward(d.x, {.winners = false, .facts = false}));
    add("ours/winners", forward(d.x, {.winners = true, .facts = false}));
    add("ours/winners of any numbers", forward(d.fractions, {.winners = true, .facts = false}));
    add("ours/facts", forward(d.x, {}));
    add("ours/backward",
        [&d, machine] { poolBackward(d.x, d.winners, d.dout, d.grid, d.spec, d.dx, {}, {}, machine); });
    add("ours/backward of any numbers",
        [&d, machine] { poolBackward(d.x, d.winners, d.noise, d.grid, d.spec, d.dx, {}, {}, machine); });
}

// dX as a reader of the blog would write it in C++: zero, then one addition for each window at the index that won.
void addScatter(Data& d) {
    static const std::vector<std::int64_t> index = winnerIndices(d.winners, d.grid, IndexKind::Tensor);
    static Tensor dx(d.x.shape);
    const auto scatter = [&d] {
        std::fill(dx.values.begin(), dx.values.end(), 0.0F);
        for (std::size_t i = 0; i < index.size(); ++i)
            dx.values[static_cast<std::size_t>(index[i])] += d.dout.values[i];
    };
    scatter();
    poolBackward(d.x, d.winners, d.dout, d.grid, d.spec, d.dx);
    if (!sameBits(dx, d.dx)) giveUp("the plain scatter comes to another dX");
    add("scatter/backward", scatter);
}

// The same picture with windows of 7 and of 63, at every cell.
void addGrowth() {
    static const Tensor x = pixels({1, 1, 1024, 1024});
    static Tensor y;
    static Tensor dx;
    static WinnerCodes again;
    for (const PoolOp op : {PoolOp::Max, PoolOp::Avg, PoolOp::Median}) {
        for (const std::int64_t size : {std::int64_t{7}, std::int64_t{63}}) {
            PoolSpec spec;
            spec.op = op;
            const auto grid = makeGrid(windowOf({' ', x.shape, size, 1, size / 2}), x.shape.plane()).value();
            WinnerCodes winners;
            if (!poolForward(x, grid, spec, y, winners)) giveUp("the forward pass was stopped");
            Machine machine = Machine::here();
            machine.threads = 1;
            const std::string name = "/" + std::string(toText(op)) + " " + std::to_string(size);
            add("forward" + name, [=] { poolParts(x, grid, spec, {}, y, again, {}, machine); });
            add("backward" + name,
                [=, dout = Tensor(x.shape, 1.0F)] { poolBackward(x, winners, dout, grid, spec, dx, {}, {}, machine); });
        }
    }
}

// "A 5x10x28x28 2/2", with the padding where there is some.
std::string titleOf(const Workload& work) {
    const Shape& s = work.shape;
    std::string title(1, work.name);
    const char* between = " ";
    for (const std::int64_t size : {s.n, s.c, s.h, s.w}) {
        title += between + std::to_string(size);
        between = "x";
    }
    title += " " + std::to_string(work.size) + "/" + std::to_string(work.stride);
    return work.pad > 0 ? title + "/" + std::to_string(work.pad) : title;
}

void addShape(char name, int threads) {
    const auto* const work = std::find_if(std::begin(kWorkloads), std::end(kWorkloads),
                                          [name](const Workload& w) { return w.name == name; });
    if (work == std::end(kWorkloads)) giveUp("the shapes are A to H, L, and growth");
    static Data data(*work);
    benchmark::AddCustomContext("shape", titleOf(*work));
    Machine machine = Machine::here();
    machine.threads = threads;
    addLimits(data);
    addOurs(data, machine);
    if (threads > 1) return;
    addScatter(data);
    addPeers(data);
}

}  // namespace
}  // namespace poolscope

int main(int argc, char** argv) {
    using namespace poolscope;
    benchmark::Initialize(&argc, argv);
    if (argc < 2) giveUp("expected SHAPE [THREADS] [OPTIONS]");
    const int threads = argc > 2 ? std::atoi(argv[2]) : 1;
    isOnTheClock = threads > 1;
    if (std::string(argv[1]) == "growth") {
        addGrowth();
    } else {
        addShape(argv[1][0], threads);
    }
    benchmark::RunSpecifiedBenchmarks();
}
