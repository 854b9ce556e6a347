// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the sum of an NPY file, (H, W) to (N, C, H, W), before and after max pooling: pool_file FILE.npy
#include <core/io/array.h>
#include <core/pool/pool.h>

#include <cstdio>

int main(int argc, char** argv) {
    using namespace poolscope;
    const std::string name = argc > 1 ? argv[1] : "";
    const auto images =
        readFile(name).and_then([&](const Bytes& bytes) { return readNpy(bytes, name); }).and_then([&](Array array) {
            return toImages(std::move(array), name);
        });
    const auto grid = images.and_then([](const StoredImages& all) { return makeGrid({}, all.shape.plane()); });
    if (!grid) {
        std::fprintf(stderr, "%s: %s\n", grid.error().where.c_str(), grid.error().message.c_str());
        return 1;
    }
    const auto x = images->tensor();
    Tensor y;
    WinnerCodes winners;
    poolForward(*x, *grid, {}, y, winners);
    std::printf("%g %g\n", statisticsOf(x->values).sum, statisticsOf(y.values).sum);
}
