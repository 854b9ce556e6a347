// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward beside the memory's limit (the input read once, the output written past the cache, the same
// buffers) and beside oneDNN where it was found: medians of rounds in which everything runs once in random order.
// One thread, unless a number is given: pool_limits [ROUNDS [THREADS [SHAPES, as in ABD]]]
#include <emmintrin.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "core/pool/pool.h"
#include "core/pool/pool_parts.h"
#ifdef POOLSCOPE_ONEDNN
#include <dnnl.hpp>
#endif

namespace poolscope {
namespace {

struct Workload {
    char name;
    Shape shape;
    std::int64_t size, stride, pad;
};

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

class Measured {
  public:
    void add(const std::string& name, std::function<void()> run) { entries_.push_back({name, std::move(run), {}}); }
    // By the clock on the wall, or the time that this thread works: other programs disturb that less.
    void run(int rounds, bool onClock) {
        std::mt19937 engine(1);
        for (int round = -1; round < rounds; ++round) {  // the first warms up
            std::shuffle(entries_.begin(), entries_.end(), engine);
            for (Entry& entry : entries_) {
                const double start = now(onClock);
                entry.run();
                const double took = now(onClock) - start;
                if (round >= 0) entry.times.push_back(took);
            }
        }
    }
    // Milliseconds; 0 for what was not measured.
    double median(const std::string& name) {
        for (Entry& entry : entries_) {
            if (entry.name != name) continue;
            const auto middle = entry.times.begin() + static_cast<std::ptrdiff_t>(entry.times.size() / 2);
            std::nth_element(entry.times.begin(), middle, entry.times.end());
            return *middle;
        }
        return 0;
    }

  private:
    static double now(bool onClock) {
        timespec t{};
        clock_gettime(onClock ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &t);
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
    }
    struct Entry {
        std::string name;
        std::function<void()> run;
        std::vector<double> times;
    };
    std::vector<Entry> entries_;
};

#ifdef POOLSCOPE_ONEDNN
// NCHW in and out; with a workspace of winners when it is to be trained.
void addOneDnn(const Workload& work, Tensor& x, Tensor& y, Tensor& dout, Tensor& dx, Measured& measured) {
    using namespace dnnl;
    static const engine cpu(engine::kind::cpu, 0);
    static stream queue(cpu);
    const auto desc = [](const Shape& s) {
        return memory::desc({s.n, s.c, s.h, s.w}, memory::data_type::f32, memory::format_tag::nchw);
    };
    const memory::dims size{work.size, work.size}, stride{work.stride, work.stride}, pad{work.pad, work.pad};
    const auto forwardFor = [&](prop_kind kind) {
        return pooling_forward::primitive_desc(
            {kind, algorithm::pooling_max, desc(x.shape), desc(y.shape), stride, size, pad, pad}, cpu);
    };
    const auto infer = forwardFor(prop_kind::forward_inference);
    const auto train = forwardFor(prop_kind::forward_training);
    const pooling_backward::primitive_desc back(
        {algorithm::pooling_max, desc(x.shape), desc(y.shape), stride, size, pad, pad}, cpu, train);
    const auto of = [&](Tensor& t) { return memory(desc(t.shape), cpu, t.values.data()); };
    const memory mx = of(x), my = of(y), mdout = of(dout), mdx = of(dx), workspace(train.workspace_desc(), cpu);
    measured.add("peer forward", [=, p = pooling_forward(infer)] {
        p.execute(queue, {{DNNL_ARG_SRC, mx}, {DNNL_ARG_DST, my}});
        queue.wait();
    });
    measured.add("peer winners", [=, p = pooling_forward(train)] {
        p.execute(queue, {{DNNL_ARG_SRC, mx}, {DNNL_ARG_DST, my}, {DNNL_ARG_WORKSPACE, workspace}});
        queue.wait();
    });
    measured.add("peer backward", [=, p = pooling_backward(back)] {
        p.execute(queue, {{DNNL_ARG_DIFF_DST, mdout}, {DNNL_ARG_DIFF_SRC, mdx}, {DNNL_ARG_WORKSPACE, workspace}});
        queue.wait();
    });
}
#endif

void measure(const Workload& work, int rounds, [[maybe_unused]] int threads) {
    Tensor x(work.shape);
    std::mt19937 random(1);
    // A third of it black, as pictures of digits are.
    for (float& value : x.values) value = static_cast<float>(std::max(0, static_cast<int>(random() % 384) - 128));
    const WindowSpec window{{work.size, work.size},
                            {work.stride, work.stride},
                            {PadMode::Explicit, work.pad, work.pad, work.pad, work.pad}};
    const WindowGrid grid = makeGrid(window, x.shape.plane()).value();
    const PoolSpec spec;
    Tensor y(x.shape.withPlane(grid.output()));
    Tensor dout(y.shape, 1.0F);
    Tensor noise(y.shape);
    for (float& value : noise.values) value = static_cast<float>(random()) * 1e-9F - 2;
    Tensor dx(x.shape);
    WinnerCodes winners;
    WinnerCodes again;
    if (!poolForward(x, grid, spec, y, winners)) return;
    const std::int64_t codeBytes = grid.taps() <= 256 ? 1 : 2;
    std::vector<float> scratch(y.values.size() * 2);  // values and codes

    Measured measured;
    const auto limit = [&](const char* name, const std::vector<float>& from, std::int64_t read, std::vector<float>& to,
                           std::int64_t written) {
        measured.add(name, [&, read, written] { copyAtLimit(from.data(), read, to.data(), written); });
    };
    const std::int64_t cells = x.shape.count();
    const std::int64_t windows = y.shape.count();
    limit("limit forward", x.values, cells, scratch, windows);
    limit("limit winners", x.values, cells, scratch, windows + windows * codeBytes / 4);
    limit("limit backward", scratch, windows + windows * codeBytes / 4, dx.values, cells);
    Machine machine = Machine::here();
    machine.threads = threads;
    measured.add("forward",
                 [&, machine] { poolParts(x, grid, spec, {.winners = false, .facts = false}, y, again, {}, machine); });
    measured.add("winners",
                 [&, machine] { poolParts(x, grid, spec, {.winners = true, .facts = false}, y, again, {}, machine); });
    measured.add("facts", [&, machine] { poolParts(x, grid, spec, {}, y, again, {}, machine); });
    measured.add("backward", [&, machine] { poolBackward(x, winners, dout, grid, spec, dx, {}, {}, machine); });
    measured.add("backward, any numbers",
                 [&, machine] { poolBackward(x, winners, noise, grid, spec, dx, {}, {}, machine); });
#ifdef POOLSCOPE_ONEDNN
    if (work.size <= 32) addOneDnn(work, x, y, dout, dx, measured);
#endif
    measured.run(rounds, threads > 1);

    const auto times = [&](const char* ours, const char* other) {
        const double divisor = measured.median(other);
        return divisor > 0 ? measured.median(ours) / divisor : 0;
    };
    std::printf("%c  %9.4f %9.4f %9.4f |%6.2f %6.2f %6.2f %6.2f %6.2f |", work.name, measured.median("limit forward"),
                measured.median("limit winners"), measured.median("limit backward"), times("forward", "limit forward"),
                times("winners", "limit winners"), times("facts", "limit winners"), times("backward", "limit backward"),
                times("backward, any numbers", "limit backward"));
    std::printf("%6.2f %6.2f %6.2f\n", times("peer forward", "forward"), times("peer winners", "winners"),
                times("peer backward", "backward"));
    std::fflush(stdout);
}

}  // namespace
}  // namespace poolscope

int main(int argc, char** argv) {
    using namespace poolscope;
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 11;
    const int threads = argc > 2 ? std::atoi(argv[2]) : 1;
    const std::string shapes = argc > 3 ? argv[3] : "ABCDEFGHL";
    std::puts(
        "    the limit: ms forward,  winners,  backward | ours, times the limit: forward, winners, facts, backward, of "
        "any numbers | oneDNN, times ours");
    for (const Workload& work : kWorkloads) {
        if (shapes.find(work.name) != std::string::npos)
            measure(work, work.shape.count() < 100000 ? 50 * rounds : rounds, threads);
    }
}
