// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include "tests/bench/pool_peers.h"

namespace poolscope {

// NCHW in and out, with int64 winners within each plane; into memory that was used before, as ours are.
void addPyTorch(Data& d) {
    if (d.work.size > 32) return;  // minutes
    at::set_num_threads(1);
    const auto of = [](Tensor& t) {
        return at::from_blob(t.values.data(), {t.shape.n, t.shape.c, t.shape.h, t.shape.w});
    };
    static Tensor y(d.y.shape);
    static Tensor dx(d.x.shape);
    static std::vector<std::int64_t> winners(y.values.size());
    const std::vector<std::int64_t> size(2, d.work.size), stride(2, d.work.stride), pad(2, d.work.pad), dilation(2, 1);
    at::Tensor tx = of(d.x), ty = of(y), tdout = of(d.dout), tdx = of(dx);
    at::Tensor index = at::from_blob(winners.data(), ty.sizes(), at::kLong);
    const auto forward = [=]() mutable {
        const c10::InferenceMode mode;
        at::max_pool2d_with_indices_out(ty, index, tx, size, stride, pad, dilation);
    };
    const auto backward = [=]() mutable {
        const c10::InferenceMode mode;
        at::max_pool2d_with_indices_backward_out(tdx, tdout, tx, size, stride, pad, dilation, false, index);
    };
    std::function<void()> runs[] = {forward, backward};
    for (const auto& run : runs) run();
    poolBackward(d.x, d.winners, d.dout, d.grid, d.spec, d.dx);
    if (!sameBits(y, d.y) || !sameBits(dx, d.dx)) giveUp("PyTorch comes to other values");
    if (winners != winnerIndices(d.winners, d.grid, IndexKind::Plane)) giveUp("PyTorch comes to other winners");
    add("PyTorch/winners", runs[0]);
    add("PyTorch/backward", runs[1]);
}

}  // namespace poolscope
