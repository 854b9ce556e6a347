// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/value_scale.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace poolscope {
namespace {

using Floats = std::vector<float>;

ValueScale autoScale(const Floats& values, std::string_view dtype = {}) {
    return displayScale({}, storedRange(values, dtype));
}

ValueScale fitted(const Floats& values) {
    return displayScale({RangeKind::Fit, {}}, storedRange(values, "uint8"));
}

// Wherever the ends and what does not count stand among many values.
TEST(FiniteRange, IsThatOfTheFiniteValuesAmongMany) {
    for (const std::size_t count : {15U, 63U, 64U, 65U, 4095U, 4096U, 4097U, 9000U}) {
        for (const std::size_t at : {std::size_t{0}, std::size_t{7}, count / 2, count - 1}) {
            Floats values(count, 1);
            values[at] = 3;
            values[(at + 5) % count] = -2;
            FiniteRange plain;
            plain.add(values);
            EXPECT_EQ(plain, (FiniteRange{-2, 3, true})) << count << " " << at;
            for (const float odd : {INFINITY, -INFINITY, NAN}) {
                values[(at + 1) % count] = odd;
                FiniteRange range;
                range.add(values);
                EXPECT_EQ(range, (FiniteRange{-2, 3, true})) << count << " " << at << " " << odd;
            }
        }
    }
    FiniteRange none;
    none.add(Floats(5000, INFINITY));
    none.add(Floats(5000, -INFINITY));
    none.add(Floats(5000, NAN));
    EXPECT_EQ(none, FiniteRange{});
}

TEST(FiniteRange, IsThatOfTheBytes) {
    FiniteRange range;
    range.add(std::span<const std::uint8_t>());
    EXPECT_EQ(range, FiniteRange{});
    for (const std::size_t count : {1U, 63U, 64U, 65U, 1000U}) {
        for (const std::size_t at : {std::size_t{0}, count / 2, count - 1}) {
            std::vector<std::uint8_t> bytes(count, 7);
            bytes[at] = 200;
            FiniteRange one;
            one.add(bytes);
            EXPECT_EQ(one, (FiniteRange{count == 1 ? 200.0 : 7.0, 200, true})) << count << " " << at;
            bytes[at] = 0;
            one.add(bytes);
            EXPECT_EQ(one.low, 0);
        }
    }
}

TEST(DisplayScale, IsThatOfTheTypeOnceAQuarterOfItIsReached) {
    EXPECT_EQ(autoScale({3, 64}, "uint8"), (ValueScale{0, 255}));
    EXPECT_EQ(autoScale({3, 63}, "uint8"), (ValueScale{0, 63}));
    EXPECT_EQ(autoScale({0, 16384}, "uint16"), (ValueScale{0, 65535}));
    EXPECT_EQ(autoScale({0, 20}, "uint16"), (ValueScale{0, 20}));
    EXPECT_EQ(autoScale({0, 1}, "bool"), (ValueScale{0, 1}));
    EXPECT_EQ(autoScale({0, 100}, "int8"), (ValueScale{0, 127}));
    EXPECT_EQ(autoScale({5, 30000}, "int16"), (ValueScale{0, 32767}));
    EXPECT_EQ(autoScale({5, 200}, "int16"), (ValueScale{0, 200}));
}

TEST(DisplayScale, OfOtherTypesIsThatOfThePicturesTheyMayComeFrom) {
    EXPECT_EQ(autoScale({0, 255}, "float32"), (ValueScale{0, 255}));
    EXPECT_EQ(autoScale({0, 0.5F}, "float64"), (ValueScale{0, 1}));
    EXPECT_EQ(autoScale({0, 0.2F}, "float32"), (ValueScale{0, double{0.2F}}));
    EXPECT_EQ(autoScale({1, 9}, "int64"), (ValueScale{0, 9}));
    EXPECT_EQ(autoScale({0, 16}, "float64"), (ValueScale{0, 16}));
    EXPECT_EQ(autoScale({300, 1000}, "int32"), (ValueScale{0, 1000}));
    EXPECT_EQ(autoScale({-3, 200}, "int16"), (ValueScale{-3, 200}));
}

TEST(DisplayScale, FitsFromZeroOrBelow) {
    EXPECT_EQ(fitted({3, 200}), (ValueScale{0, 200}));
    EXPECT_EQ(fitted({-5, -1}), (ValueScale{-5, -1}));
    EXPECT_EQ(fitted({-5, NAN, INFINITY, 2}), (ValueScale{-5, 2}));
}

TEST(DisplayScale, IsNeverEmpty) {
    EXPECT_EQ(autoScale({0, 0}, "uint8"), (ValueScale{0, 255}));
    EXPECT_EQ(autoScale({0, 0}), (ValueScale{0, 1}));
    EXPECT_EQ(autoScale({7, 7}), (ValueScale{0, 7}));
    EXPECT_EQ(autoScale({-7, -7}), (ValueScale{-7, 0}));
    EXPECT_EQ(autoScale({NAN, INFINITY}), (ValueScale{0, 1}));
    EXPECT_EQ(autoScale({}), (ValueScale{0, 1}));
}

TEST(DisplayScale, GoesAsFarAsTheOutputUnlessItIsGiven) {
    const Floats y{-1, 510, NAN};
    EXPECT_EQ(widenedScale({0, 255}, {}, y), (ValueScale{-1, 510}));
    EXPECT_EQ(widenedScale({0, 255}, {}, Floats{3, 4}), (ValueScale{0, 255}));
    const DisplayRange given{RangeKind::Given, {2, 9}};
    EXPECT_EQ(displayScale(given, storedRange(y)), (ValueScale{2, 9}));
    EXPECT_EQ(widenedScale({2, 9}, given, y), (ValueScale{2, 9}));
}

}  // namespace
}  // namespace poolscope
