// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support/cases.h"

#include <cstdlib>
#include <limits>
#include <ostream>

#include "core/base/text.h"
#include "tests/core/support/naive.h"

namespace poolscope {
namespace {

// std::mt19937_64 is the same everywhere, the distributions of the standard library are not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    // low to high, both included.
    std::int64_t roll(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool chance(int percent) { return roll(1, 100) <= percent; }
    template <class T, std::size_t size>
    T pick(const T (&from)[size]) {
        return from[roll(0, std::int64_t{size} - 1)];
    }
    // Roughly normal, in steps of 2^-20.
    float normal() {
        std::int64_t sum = 0;
        for (int i = 0; i < 4; ++i) sum += roll(-(1 << 20), 1 << 20);
        return static_cast<float>(static_cast<double>(sum) / (1 << 20));
    }

  private:
    std::mt19937_64 engine_;
};

float draw(Data data, Dice& dice) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const auto digit = static_cast<float>(dice.roll(0, 3));
    switch (data) {
        case Data::Normal:
            return dice.normal();
        case Data::Negative:
            return -1.0F - digit;
        case Data::Zeros:
            return dice.pick({0.0F, -0.0F, 0.0F, -0.0F, 1.0F, -1.0F});
        case Data::Nans:
            return dice.chance(33) ? kNan : digit;
        case Data::Infinite:
            return dice.pick({digit, digit, kInfinity, -kInfinity});
        case Data::Constant:
            return 2.0F;
        case Data::NearlyBytes:
            if (dice.roll(0, 199) == 0) return dice.pick({-0.0F, -1.0F, 256.0F, 254.99998F, 0.5F, 1e-30F, 65536.0F});
            [[fallthrough]];
        case Data::ByteValues:
            return static_cast<float>(dice.chance(30) ? dice.pick({0, 1, 254, 255}) : dice.roll(0, 255));
        case Data::Digits:
            break;
    }
    return digit;
}

std::string pair(const Extent& e) {
    return std::to_string(e.rows) + "," + std::to_string(e.cols);
}

void drawAxis(Dice& dice, std::int64_t& size, std::int64_t& stride, std::int64_t& dilation, std::int64_t& before,
              std::int64_t& after) {
    size = dice.chance(95) ? dice.roll(1, 4) : dice.roll(5, 9);
    stride = dice.roll(1, 4);
    dilation = dice.chance(70) ? 1 : dice.roll(2, 3);
    const std::int64_t reach = dilation * (size - 1);
    before = dice.chance(50) ? 0 : dice.roll(0, reach);
    after = dice.chance(50) ? before : dice.roll(0, reach);
}

}  // namespace

std::string toText(const WindowSpec& window) {
    const Padding& p = window.padding;
    std::string pad = p.mode == PadMode::SameUpper ? "same-upper" : "same-lower";
    if (p.mode == PadMode::Explicit) {
        pad = pair({p.top, p.left}) + "," + pair({p.bottom, p.right});
    }
    return "--size=" + pair(window.size) + " --stride=" + pair(window.stride) + " --pad=" + pad +
           " --dilation=" + pair(window.dilation) + (window.ceilMode ? " --ceil" : "");
}

std::string toText(const PoolSpec& pool) {
    static constexpr const char* kTies[] = {"first", "last", "split", "all"};
    static constexpr const char* kOverlaps[] = {"add", "loop", "col2im"};
    return "--op=" + std::string(toText(pool.op)) + " --ties=" + kTies[static_cast<int>(pool.ties)] +
           " --overlap=" + kOverlaps[static_cast<int>(pool.overlap)] +
           (pool.padValue == PadValue::Zero ? " --pad-value=zero" : "") +
           (pool.countIncludePad ? " --count-include-pad" : "") +
           (pool.divisor ? " --divisor=" + shortestNumber(*pool.divisor) : "") +
           (pool.median == MedianRule::Lower ? " --median=lower" : "") + " --p=" + shortestNumber(pool.p) +
           " --temperature=" + shortestNumber(pool.temperature) + ", span " + shortestNumber(pool.span.value);
}

std::ostream& operator<<(std::ostream& out, const Case& c) {
    static constexpr const char* kData[] = {"Digits",   "Normal",   "Negative",   "Zeros",      "Nans",
                                            "Infinite", "Constant", "ByteValues", "NearlyBytes"};
    return out << "shape " << toText(c.shape) << " " << toText(c.window) << " " << toText(c.pool)
               << ", Data::" << kData[static_cast<int>(c.data)] << ", seed " << c.seed;
}

Tensor inputOf(const Case& c) {
    Dice dice(c.seed);
    Tensor x(c.shape);
    std::size_t next = 0;
    for (float& value : x.values) value = c.values.empty() ? draw(c.data, dice) : c.values[next++ % c.values.size()];
    return x;
}

Tensor upstreamOf(const Case& c, const Shape& output) {
    Dice dice(c.seed + 1);
    Tensor dout(output);
    for (float& value : dout.values) {
        value = c.data == Data::Normal ? dice.normal() : static_cast<float>(dice.roll(-4, 8)) / 4;
    }
    return dout;
}

Case randomCase(PoolOp op, std::uint64_t seed) {
    Dice dice(seed);
    Case c;
    c.seed = seed;
    c.pool.op = op;
    c.data = dice.pick({Data::Digits, Data::Digits, Data::Normal, Data::Normal, Data::Negative, Data::Zeros, Data::Nans,
                        Data::Infinite, Data::Constant});
    c.pool.padValue = dice.pick({PadValue::Ignore, PadValue::Zero});
    c.pool.ties = dice.pick({TieRule::First, TieRule::Last, TieRule::Split, TieRule::All});
    c.pool.median = dice.pick({MedianRule::Mean, MedianRule::Lower});
    c.pool.countIncludePad = dice.chance(50);
    if (dice.chance(30)) c.pool.divisor = dice.pick({1.0, 3.0, -2.0, 0.5, 7.25});
    c.pool.p = dice.pick({1.0, 2.0, 3.0, 0.5, 2.5, 10.0});
    do {
        WindowSpec& w = c.window;
        drawAxis(dice, w.size.rows, w.stride.rows, w.dilation.rows, w.padding.top, w.padding.bottom);
        drawAxis(dice, w.size.cols, w.stride.cols, w.dilation.cols, w.padding.left, w.padding.right);
        w.padding.mode = dice.chance(80) ? PadMode::Explicit : dice.pick({PadMode::SameUpper, PadMode::SameLower});
        w.ceilMode = dice.chance(40);
        c.shape = {dice.roll(0, 12) > 0 ? dice.roll(1, 2) : 0, dice.roll(1, 3), dice.roll(1, 12), dice.roll(1, 12)};
        if (dice.chance(5)) c.shape.w = dice.roll(13, 80);  // wider than any vector register
    } while (!naive::geometry(c.window, c.shape.plane()));
    c.pool.temperature = dice.pick({0.1, 0.02, 0.5, 3.0, 100.0});
    c.pool.span.value = dice.pick({1.0, 3.0, 255.0});
    return c;
}

std::uint64_t randomCases() {
    const char* text = std::getenv("POOLSCOPE_RANDOM_CASES");
    return text ? std::strtoull(text, nullptr, 10) : 100000;
}

}  // namespace poolscope
