// SPDX-License-Identifier: GPL-3.0-or-later
#include <xnnpack.h>

#include <limits>

#include "tests/bench/pool_peers.h"

namespace poolscope {

// NHWC, which is NCHW where there is one channel. Winners only of windows that tile the image.
void addXnnpack(Data& d) {
    const Workload& work = d.work;
    if (work.shape.c != 1 || work.size > 32) return;  // minutes for larger windows
    const auto size = static_cast<std::uint32_t>(work.size);
    const auto stride = static_cast<std::uint32_t>(work.stride);
    const auto pad = static_cast<std::uint32_t>(work.pad);
    const auto images = static_cast<std::size_t>(work.shape.n);
    const auto height = static_cast<std::size_t>(work.shape.h);
    const auto width = static_cast<std::size_t>(work.shape.w);
    const auto check = [](xnn_status status) {
        if (status != xnn_status_success) giveUp("XNNPACK refuses");
    };
    static Tensor y(d.y.shape);
    static std::vector<std::uint32_t> winners(y.values.size());
    check(xnn_initialize(nullptr));
    xnn_operator_t max = nullptr;
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    check(xnn_create_max_pooling2d_nhwc_f32(pad, pad, pad, pad, size, size, stride, stride, 1, 1, 1, 1, 1, -kInfinity,
                                            kInfinity, 0, &max));
    check(xnn_setup_max_pooling2d_nhwc_f32(max, images, height, width, d.x.values.data(), y.values.data(), nullptr));
    const auto values = [=] { check(xnn_run_operator(max, nullptr)); };
    values();
    if (!sameBits(y, d.y)) giveUp("XNNPACK comes to other values");
    add("XNNPACK/forward", values);
    if (work.size != work.stride || work.pad != 0 || d.y.shape.h * work.size != work.shape.h) return;
    xnn_operator_t argmax = nullptr;
    check(xnn_create_argmax_pooling2d_nhwc_f32(0, 0, 0, 0, size, size, 1, 1, 1, 0, &argmax));
    check(xnn_setup_argmax_pooling2d_nhwc_f32(argmax, images, height, width, d.x.values.data(), y.values.data(),
                                              winners.data(), nullptr));
    const auto named = [=] { check(xnn_run_operator(argmax, nullptr)); };
    named();
    if (!sameBits(y, d.y)) giveUp("XNNPACK comes to other values");
    // Taps are counted down the columns there, so that of equals another one may be the first: any that holds the
    // maximum.
    for (std::size_t i = 0; i < winners.size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        const std::int64_t inPlane = at % d.grid.output().count();
        const CellRef window{inPlane / d.grid.cols.output, inPlane % d.grid.cols.output};
        const std::int64_t tap = winners[i] % size * work.size + winners[i] / size;
        if (d.x.at(at / d.grid.output().count(), d.grid.tapCell(window, tap)) != y.values[i]) {
            giveUp("XNNPACK comes to other winners");
        }
    }
    add("XNNPACK/winners", named);
}

}  // namespace poolscope
