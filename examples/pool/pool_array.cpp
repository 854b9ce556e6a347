// SPDX-License-Identifier: GPL-3.0-or-later
// Pools an array of 4x4 forward and backward.
#include <core/pool/pool.h>

#include <cstdio>

int main() {
    using namespace poolscope;
    const Tensor x({1, 1, 4, 4}, {1, 3, 2, 0, 5, 4, 1, 1, 0, 2, 9, 8, 1, 2, 7, 6});
    const auto grid = makeGrid(WindowSpec{.size = {2, 2}, .stride = {2, 2}}, x.shape.plane());
    if (!grid) {
        std::fprintf(stderr, "%s: %s\n", grid.error().where.c_str(), grid.error().message.c_str());
        return 1;
    }
    const PoolSpec max{.op = PoolOp::Max};
    Tensor y, dx;
    WinnerCodes winners;
    poolForward(x, *grid, max, y, winners);
    const Tensor dout(y.shape, 1.0F);
    poolBackward(x, winners, dout, *grid, max, dx);
    for (const float value : y.values) std::printf("%g ", value);
    std::printf("\n");
    for (const float value : dx.values) std::printf("%g ", value);
    std::printf("\n");
}
