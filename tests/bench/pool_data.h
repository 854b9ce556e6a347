// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks of pooling share: shapes, and the arrays that everything that is timed works on.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "core/pool/pool.h"

namespace poolscope {

struct Workload {
    char name;
    Shape shape;
    std::int64_t size, stride, pad;
};

[[noreturn]] inline void giveUp(const std::string& why) {
    std::fprintf(stderr, "pool_bench: %s\n", why.c_str());
    std::exit(1);
}

inline Tensor pixels(const Shape& shape) {
    Tensor x(shape);
    std::mt19937 random(1);
    // A third of it black, as pictures of digits are.
    for (float& value : x.values) value = static_cast<float>(std::max(0, static_cast<int>(random() % 384) - 128));
    return x;
}

inline WindowSpec windowOf(const Workload& work) {
    return {{work.size, work.size},
            {work.stride, work.stride},
            {PadMode::Explicit, work.pad, work.pad, work.pad, work.pad}};
}

// What everything that is timed works on; it lives as long as the process.
struct Data {
    explicit Data(const Workload& w)
        : work(w),
          x(pixels(w.shape)),
          fractions(x),
          grid(makeGrid(windowOf(w), x.shape.plane()).value()),
          y(x.shape.withPlane(grid.output())),
          dout(y.shape, 1.0F),
          noise(y.shape),
          dx(x.shape),
          scratch(y.values.size() * 2) {
        for (float& value : fractions.values) value *= 0.37F;
        std::mt19937 random(2);
        for (float& value : noise.values) value = static_cast<float>(random()) * 1e-9F - 2;
        if (!poolForward(x, grid, spec, y, winners)) giveUp("the forward pass was stopped");
    }

    Workload work;
    PoolSpec spec;
    Tensor x;  // whole numbers up to 255, as pictures have
    Tensor fractions;
    WindowGrid grid;
    Tensor y;
    WinnerCodes winners;
    WinnerCodes again;
    Tensor dout;
    Tensor noise;
    Tensor dx;
    std::vector<float> scratch;
};

// Times it under that name, "WHO/WHAT".
void add(const std::string& name, std::function<void()> run);

}  // namespace poolscope
