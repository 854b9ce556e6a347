// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fresh_memory.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

TEST(ResizeInSteps, IsResizeThatCanBeStopped) {
    const std::size_t most = 1000000;
    std::vector<int> values{1, 2, 3};
    EXPECT_TRUE(resizeInSteps(values, 2, {}));
    EXPECT_EQ(values, (std::vector<int>{1, 2}));
    EXPECT_TRUE(resizeInSteps(values, most, {}, 7));
    EXPECT_EQ(values, std::vector<int>(most, 7));
    const int* memory = values.data();
    EXPECT_TRUE(resizeInSteps(values, 5, {}));
    EXPECT_TRUE(resizeInSteps(values, most, {}, 8));
    EXPECT_EQ(values.data(), memory);
    EXPECT_EQ(values[5], 8);
    std::stop_source source;
    source.request_stop();
    EXPECT_FALSE(resizeInSteps(values, 2 * most, source.get_token()));
}

TEST(ReserveFresh, TakesMemoryThatIsThenFilledInPlace) {
    const std::size_t most = 3000000;  // 12 MB, above what large pages are asked for
    std::vector<int> values{1, 2, 3};
    reserveFresh(values, most);
    EXPECT_TRUE(values.empty());
    const int* memory = values.data();
    values.resize(most, 7);
    EXPECT_EQ(values.data(), memory);
    EXPECT_EQ(values.back(), 7);
}

}  // namespace
}  // namespace poolscope
