// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/window_taps.h"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/core/support/cases.h"
#include "tests/core/support/naive.h"

namespace poolscope {
namespace {

bool isData(const naive::Tap& tap, PadValue padValue) {
    PoolSpec spec;
    spec.padValue = padValue;
    return naive::takesPart(tap, spec);
}

TEST(WindowTaps, VisitsTheTapsThatAreDataInOrder) {
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        Case c = randomCase(PoolOp::Max, seed);
        c.shape.n = 1;
        const Tensor x = inputOf(c);
        const auto grid = makeGrid(c.window, c.shape.plane());
        const auto plain = naive::geometry(c.window, c.shape.plane());
        const WindowTaps taps(*grid, c.pool.padValue);
        for (std::int64_t p = 0; p < grid->output().count(); ++p) {
            const CellRef window{p / grid->cols.output, p % grid->cols.output};
            std::vector<naive::Tap> want;
            for (const naive::Tap& t : naive::tapsOf(x, *plain, 0, window)) {
                if (isData(t, c.pool.padValue)) want.push_back(t);
            }
            std::size_t next = 0;
            taps.visit(x.plane(0), window, [&](std::int64_t tap, float value) {
                ASSERT_LT(next, want.size()) << c;
                EXPECT_EQ(tap, want[next].tap) << c;
                EXPECT_EQ(std::memcmp(&value, &want[next].value, sizeof value), 0) << c << " tap " << tap;
                ++next;
            });
            ASSERT_EQ(next, want.size()) << c;
        }
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace poolscope
