// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/word.h"

#include <gtest/gtest.h>

namespace poolscope {
namespace {

enum class Colour { Red, Green, Mode2 };
enum class Nothing {};

struct Room {
    enum class Inner { One };
};

static_assert(countOf<Colour>() == 3);
static_assert(countOf<Nothing>() == 0);
static_assert(countOf<Room::Inner>() == 1);

using Table = std::span<const Word<Colour>>;

TEST(Words, AreCompleteWhenEveryMemberHasItsRow) {
    const Word<Colour> rows[] = {{Colour::Red, "red"}, {Colour::Green, "green"}, {Colour::Mode2, "mode"}};
    EXPECT_TRUE(isComplete(Table(rows)));
    EXPECT_FALSE(isComplete(Table(rows).first(2))) << "one member has none";
    const Word<Colour> turned[] = {{Colour::Green, "green"}, {Colour::Red, "red"}, {Colour::Mode2, "mode"}};
    EXPECT_FALSE(isComplete(Table(turned)));
    const Word<Colour> mute[] = {{Colour::Red, "red"}, {Colour::Green, ""}, {Colour::Mode2, "mode"}};
    EXPECT_FALSE(isComplete(Table(mute)));
    EXPECT_EQ(namesOf(Table(rows)), "red, green, mode");
    EXPECT_EQ(wordFor(Table(rows), Colour::Green), "green");
}

TEST(Joined, PutsTheLastWordBeforeTheLast) {
    EXPECT_EQ(joined({}), "");
    EXPECT_EQ(joined({"a"}, " and "), "a");
    EXPECT_EQ(joined({"a", "b"}, " and "), "a and b");
    EXPECT_EQ(joined({"a", "b", "c"}, " and "), "a, b and c");
}

}  // namespace
}  // namespace poolscope
