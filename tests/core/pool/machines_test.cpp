// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of vector instructions and every number of threads gives the same bits.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/pool/pool_parts.h"
#include "core/pool/reference.h"
#include "tests/core/support/cases.h"
#include "tests/core/support/pooling.h"

namespace poolscope {
namespace {

class Machines : public testing::TestWithParam<Cpu> {
  protected:
    Machine machine(int threads = 1) const { return {kernelsOf(GetParam()), threads}; }
};

bool sameBits(const GradientSums& a, const GradientSums& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

// Numbers with digits to round, and some so large that of their sums only the order tells what is left of the others.
Tensor unevenUpstream(const Shape& shape, std::uint64_t seed) {
    Tensor dout(shape);
    std::mt19937_64 engine(seed);
    for (float& value : dout.values) {
        value = static_cast<float>(engine() % (1 << 25)) - (1 << 24);
        if (engine() % 3 == 0) value = std::copysign(0x1p80F, value);
    }
    return dout;
}

// Whole numbers, of which the sums of so many fit into 8 or 16 bits, at times but for one.
Tensor smallUpstream(const Shape& shape, std::int64_t windows, std::uint64_t seed) {
    Tensor dout(shape);
    std::mt19937_64 engine(seed);
    const std::int64_t most = (seed % 2 == 0 ? 127 : 32767) / windows;
    for (float& value : dout.values)
        value =
            static_cast<float>(static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(2 * most + 1)) - most);
    if (engine() % 4 == 0) dout.values[engine() % dout.values.size()] = static_cast<float>(most + 1);
    return dout;
}

// Rows as long as a few registers of every width, and windows of which kernels exist for some.
Case rowCase(std::uint64_t seed) {
    Case c = randomCase(seed % 4 == 0 ? PoolOp::Min : PoolOp::Max, seed);
    std::mt19937_64 engine(seed);
    const auto roll = [&engine](std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(most - least + 1));
    };
    c.data = kAllData[engine() % std::size(kAllData)];
    c.shape = {1, roll(1, 3), roll(1, 12), roll(1, 75)};
    c.window.size = {roll(1, 4), roll(1, 4)};
    if (roll(0, 9) == 0) c.window.size = {roll(1, 20), roll(1, 20)};  // codes of two bytes
    if (roll(0, 29) == 0) {
        // Windows that are put together from runs, of planes that do not fit together.
        c.shape = {1, roll(1, 2), roll(30, 60), roll(30, 120)};
        c.window.size = {roll(5, 26), roll(5, 26)};
    }
    c.window.stride = {roll(1, 4), roll(1, 4)};
    if (roll(0, 1) == 0) c.window.stride.cols = 2;
    c.window.dilation = {roll(0, 4) == 0 ? 2 : 1, roll(0, 4) == 0 ? 2 : 1};
    const std::int64_t reachRows = c.window.dilation.rows * (c.window.size.rows - 1);
    const std::int64_t reachCols = c.window.dilation.cols * (c.window.size.cols - 1);
    c.window.padding = {};
    if (roll(0, 1) == 0) {
        c.window.padding = {PadMode::Explicit, roll(0, reachRows), roll(0, reachCols), roll(0, reachRows),
                            roll(0, reachCols)};
    }
    c.pool.ties = roll(0, 1) == 0 ? TieRule::First : TieRule::Last;
    return c;
}

TEST_P(Machines, EqualTheReferenceInRowsOfAnyLength) {
    int failures = 0;
    for (std::uint64_t seed = 1; seed <= randomCases() / 10 && failures < 5; ++seed) {
        const Case c = rowCase(seed);
        const auto grid = makeGrid(c.window, c.shape.plane());
        if (!grid) continue;
        const Tensor x = inputOf(c);
        Tensor y;
        WinnerCodes winners;
        const auto facts = poolParts(x, *grid, c.pool, {}, y, winners, {}, machine());
        Tensor plainY;
        WinnerCodes plainWinners;
        const auto plainFacts = poolParts(x, *grid, c.pool, {}, plainY, plainWinners, {}, Machine{});
        Tensor onlyY;
        WinnerCodes others;
        const auto count = poolParts(x, *grid, c.pool, {false, false}, onlyY, others, {}, machine());
        const bool noCodes = others == WinnerCodes{};
        poolParts(x, *grid, c.pool, {true, false}, plainY, others, {}, machine());
        const Tensor dout = seed % 3 == 0   ? upstreamOf(c, y.shape)
                            : seed % 3 == 1 ? unevenUpstream(y.shape, seed)
                                            : smallUpstream(y.shape, grid->taps(), seed);
        Tensor dx;
        const auto sums = poolBackward(x, winners, dout, *grid, c.pool, dx, {}, {}, machine());
        Tensor plainDx;
        const auto plain = poolBackward(x, winners, dout, *grid, c.pool, plainDx, {}, {}, Machine{});
        const auto forward = reference::forward(x, *grid, c.pool);
        const auto backward = reference::backward(x, *forward, dout, *grid, c.pool);
        const bool sameForward = sameBits(y, forward->y) && winners == plainWinners && facts == plainFacts &&
                                 sameBits(onlyY, y) && noCodes && others == winners && sameBits(plainY, y) && count &&
                                 *count == WindowFacts{.windows = facts->windows};
        EXPECT_TRUE(sameForward) << c;
        const bool same = sameForward && sameBits(dx, backward->dx) && sums && plain && sameBits(*sums, *plain);
        EXPECT_TRUE(same) << c;
        failures += same ? 0 : 1;
    }
}

// A case as no machine but the plainest pools it.
struct Pooled {
    explicit Pooled(const Case& c)
        : grid(makeGrid(c.window, c.shape.plane()).value()),
          x(inputOf(c)),
          facts(poolParts(x, grid, c.pool, {}, y, winners, {}, Machine{})) {}

    WindowGrid grid;
    Tensor x;
    Tensor y;
    WinnerCodes winners;
    std::optional<WindowFacts> facts;
};

// Several bands for every thread, and windows over the seams between them.
TEST_P(Machines, NumberOfThreadsChangesNothing) {
    for (const WindowSpec& window :
         {square(2, 2), square(3, 2, 1), square(3, 1, 1), square(9, 1, 4), square(40, 7, 3), square(2, 3),
          square(2, 1, 1, 2), square(13, 4, 5), square(6, 1, 5, 2), square(5, 1)}) {
        for (const PadValue padValue : {PadValue::Ignore, PadValue::Zero}) {
            Case c;
            c.shape = {1, 2, 1000, 1201};
            c.window = window;
            c.pool.padValue = padValue;
            c.data = Data::Normal;
            const auto [grid, x, y, winners, plainFacts] = Pooled(c);
            Tensor whole(y.shape, 1.0F);
            whole.values[whole.values.size() / 3] = -5;
            const Tensor uneven = unevenUpstream(y.shape, 1);
            Tensor almostWhole = whole;
            std::copy(uneven.values.end() - 5000, uneven.values.end(), almostWhole.values.end() - 5000);
            Tensor partlyWhole = whole;
            std::fill(partlyWhole.values.end() - 5000, partlyWhole.values.end(), 0.25F);
            for (const Tensor& dout : {uneven, whole, almostWhole, partlyWhole}) {
                Tensor plainDx;
                const auto plain = poolBackward(x, winners, dout, grid, c.pool, plainDx, {}, {}, Machine{});
                for (const int threads : {1, 2, 3, 8}) {
                    Tensor dx;
                    const auto sums = poolBackward(x, winners, dout, grid, c.pool, dx, {}, {}, machine(threads));
                    EXPECT_TRUE(sameBits(dx, plainDx)) << c << " threads " << threads;
                    EXPECT_TRUE(sums && sameBits(*sums, *plain)) << c << " threads " << threads;
                }
            }
            for (const int threads : {1, 2, 3, 8}) {
                Tensor values;
                WinnerCodes codes;
                const auto facts = poolParts(x, grid, c.pool, {}, values, codes, {}, machine(threads));
                EXPECT_TRUE(sameBits(values, y) && codes == winners && facts == plainFacts)
                    << c << " threads " << threads;
            }
        }
    }
}

// Planes that are scattered piece by piece, whose rows below wait for the next, with rows of windows that are added at
// once or are too short for that.
TEST_P(Machines, PiecesOfAPlaneAreLikeAPlainLoop) {
    for (const std::int64_t width : {34, 160, 1100, 9000}) {
        for (const WindowSpec& window : {square(3, 1, 1), square(5, 1), square(9, 1, 4), square(8, 3, 2), square(32, 4),
                                         square(33, 1), square(33, 1, 16), square(3, 7, 1), square(7, 2, 6, 2)}) {
            for (const Data data : {Data::Normal, Data::Constant}) {
                Case c;
                c.shape = {1, 1, width < 1000 ? 1000 : 88, width};
                c.window = window;
                c.data = data;
                auto [grid, x, y, winners, facts] = Pooled(c);
                const std::vector<std::int64_t> index = winnerIndices(winners, grid, IndexKind::Tensor);
                for (const Tensor& dout :
                     {unevenUpstream(y.shape, 1), Tensor(y.shape, 3.0F), smallUpstream(y.shape, grid.taps(), 1)}) {
                    std::vector<double> sums(x.values.size());
                    for (std::size_t i = 0; i < index.size(); ++i)
                        sums[static_cast<std::size_t>(index[i])] += double{dout.values[i]};
                    Tensor expected(x.shape);
                    std::transform(sums.begin(), sums.end(), expected.values.begin(),
                                   [](double sum) { return static_cast<float>(sum); });
                    Tensor dx;
                    poolBackward(x, winners, dout, grid, c.pool, dx, {}, {}, machine());
                    EXPECT_TRUE(sameBits(dx, expected)) << c;
                }
            }
        }
    }
}

// Sums that just fit into 8 or 16 bits, and some that do not.
TEST_P(Machines, AllWindowsMaySendTheMostToOneCell) {
    for (const std::int64_t size : {2, 3, 7, 15}) {
        // Rows of whole registers, of less than one, and of both.
        for (const std::int64_t windows : {64, 30, 90}) {
            Tensor x(Shape{1, 1, 40, windows + size - 1}, 1.0F);
            const auto middle = static_cast<std::size_t>(20 * x.shape.w + 15);
            x.values[middle] = 5;
            const WindowGrid grid = makeGrid(square(size, 1), x.shape.plane()).value();
            Tensor y;
            WinnerCodes winners;
            poolParts(x, grid, {}, {}, y, winners, {}, machine());
            for (const std::int64_t held : {127, 32767}) {
                for (const std::int64_t more : {0, 1, 20000}) {
                    for (const std::int64_t sign : {1, -1}) {
                        const std::int64_t most = sign * (held / grid.taps() + more);
                        const Tensor dout(y.shape, static_cast<float>(most));
                        Tensor dx;
                        const auto sums = poolBackward(x, winners, dout, grid, {}, dx, {}, {}, machine());
                        EXPECT_EQ(dx.values[middle], static_cast<float>(most * grid.taps())) << size << " " << most;
                        EXPECT_EQ(sums->upstream, static_cast<double>(most * y.shape.count()));
                        EXPECT_EQ(sums->arrived, sums->upstream);
                    }
                }
            }
        }
    }
}

// The winners come with the call, and those of a column need not agree on where a row was won.
TEST_P(Machines, WinnersThatNoPoolingGaveSendToTheirCells) {
    for (const WindowSpec& window : {square(3, 1), square(7, 1), square(5, 1, 0, 2), square(3, 2), square(2, 2)}) {
        for (const Extent plane : {Extent{40, 40}, Extent{30, 1500}}) {
            const Tensor x(Shape{1, 2, plane.rows, plane.cols});
            const auto grid = makeGrid(window, plane);
            Tensor y;
            WinnerCodes winners;
            poolParts(x, *grid, {}, {}, y, winners, {}, Machine{});
            std::mt19937_64 engine(7);
            for (std::uint8_t& code : std::get<std::vector<std::uint8_t>>(winners.codes))
                code = static_cast<std::uint8_t>(engine() % static_cast<std::uint64_t>(grid->taps()));
            const Tensor dout = smallUpstream(y.shape, 4 * grid->taps(), 3);
            Tensor plainDx;
            const auto plain = poolBackward(x, winners, dout, *grid, {}, plainDx, {}, {}, Machine{});
            Tensor dx;
            const auto sums = poolBackward(x, winners, dout, *grid, {}, dx, {}, {}, machine());
            EXPECT_TRUE(sameBits(dx, plainDx)) << window.size.rows << " " << plane.cols;
            EXPECT_TRUE(sums && sameBits(*sums, *plain)) << window.size.rows << " " << plane.cols;
        }
    }
}

// Lines of windows so wide that they are pooled in tiles, and so narrow that they fill no register; of bytes, and of
// what only a late tile tells is none.
TEST_P(Machines, BytesArePooledLikeOtherNumbers) {
    for (const Extent plane : {Extent{60, 5000}, Extent{200, 11}}) {
        for (const WindowSpec& window : {square(40, 1, 20), square(9, 1, 4), square(50, 2, 25), square(32, 4, 15),
                                         square(13, 4, 6), square(11, 2, 5)}) {
            for (const bool areBytes : {true, false}) {
                for (const TieRule ties : {TieRule::First, TieRule::Last}) {
                    Case c;
                    c.shape = {1, 1, plane.rows, plane.cols};
                    c.window = window;
                    c.pool.ties = ties;
                    c.data = Data::ByteValues;
                    Tensor x = inputOf(c);
                    if (!areBytes) x.values[x.values.size() - 3] = 0.25F;
                    const auto grid = makeGrid(c.window, c.shape.plane());
                    Tensor plainY;
                    WinnerCodes plainWinners;
                    const auto plainFacts = poolParts(x, *grid, c.pool, {}, plainY, plainWinners, {}, Machine{});
                    for (const ForwardParts& parts :
                         {ForwardParts{}, ForwardParts{true, false}, ForwardParts{false, false}}) {
                        Tensor y;
                        WinnerCodes winners;
                        const auto facts = poolParts(x, *grid, c.pool, parts, y, winners, {}, machine());
                        EXPECT_TRUE(sameBits(y, plainY)) << c;
                        EXPECT_TRUE(!parts.winners || winners == plainWinners) << c;
                        EXPECT_TRUE(!parts.facts || facts == plainFacts) << c;
                    }
                }
            }
        }
    }
}

// Sums are rounded when they go on after a plane whose gradients are not whole, and must be so in the same places
// however the planes are cut, and whether those that are whole are summed where they arrive or where they were sent.
TEST_P(Machines, SumsDoNotDependOnHowAPlaneIsSummed) {
    for (const std::int64_t side : {160, 256}) {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Case c;
            c.shape = {3, 1, side, side};
            c.window = square(8, 4);
            c.data = Data::Normal;
            auto [grid, x, y, winners, facts] = Pooled(c);
            Tensor dout(y.shape);
            std::mt19937_64 engine(seed);
            for (float& value : dout.values) value = static_cast<float>(engine() % 2000001) - 1000000;
            for (float& value : dout.plane(0)) value *= 1e-13F;
            Tensor dx;
            const auto plain = poolBackward(x, winners, dout, grid, c.pool, dx, {}, {}, Machine{});
            const auto whole = poolBackward(x, winners, dout, grid, c.pool, dx, {}, {}, machine());
            EXPECT_TRUE(sameBits(*whole, *plain)) << side << " " << seed;
            GradientSums inParts;
            for (std::int64_t i = 0; i < c.shape.n; ++i) {
                const Tensor one = selectImages(x, i, i);
                WinnerCodes codes;
                poolParts(one, grid, c.pool, {}, y, codes, {}, machine());
                inParts = *poolBackward(one, codes, selectImages(dout, i, i), grid, c.pool, dx, {}, inParts, machine());
            }
            EXPECT_TRUE(sameBits(inParts, *plain)) << side << " " << seed;
        }
    }
}

// Of the largest that sums in float hold, more than 32 bits do.
TEST_P(Machines, ManyLargeWholeNumbersAreSummed) {
    const Tensor x(Shape{1, 1, 180, 360}, 1.0F);
    const WindowGrid grid = makeGrid(square(3, 2, 1), x.shape.plane()).value();
    Tensor y;
    WinnerCodes winners;
    poolParts(x, grid, {}, {}, y, winners, {}, machine());
    const Tensor dout(y.shape, 0x1p22F);
    Tensor dx;
    const auto sums = poolBackward(x, winners, dout, grid, {}, dx, {}, {}, machine());
    EXPECT_EQ(sums->upstream, 0x1p22 * static_cast<double>(y.shape.count()));
    EXPECT_EQ(sums->arrived, sums->upstream);
}

// One row of windows is not whole numbers, which may be one that two bands share.
TEST_P(Machines, ABandIsRoundedWhereAnothersWindowsAreNotWhole) {
    Case c;
    c.shape = {1, 1, 100, 1201};
    c.window = square(3, 2, 1);
    c.data = Data::Normal;
    const auto [grid, x, y, winners, facts] = Pooled(c);
    for (std::int64_t row = 0; row < y.shape.h; ++row) {
        Tensor dout(y.shape, 0x1p22F);
        std::mt19937_64 engine(static_cast<std::uint64_t>(row));
        for (std::int64_t i = 0; i < y.shape.w; ++i)
            dout.values[static_cast<std::size_t>(row * y.shape.w + i)] = static_cast<float>(engine() % 1000) / 1024;
        Tensor plainDx;
        const auto plain = poolBackward(x, winners, dout, grid, c.pool, plainDx, {}, {}, Machine{});
        Tensor dx;
        const auto sums = poolBackward(x, winners, dout, grid, c.pool, dx, {}, {}, machine());
        EXPECT_TRUE(sameBits(dx, plainDx)) << row;
        EXPECT_TRUE(sums && sameBits(*sums, *plain)) << row;
    }
}

// The kernels give up where something is not finite or no byte, and the others of the batch are theirs again.
TEST_P(Machines, OnePlaneWithNanIsLikeItsNeighbours) {
    for (std::size_t i = 0; i < 8; ++i) {
        const WindowSpec window = std::array{square(3, 2, 1), square(3, 1, 1), square(9, 1, 4), square(13, 4)}[i % 4];
        Case c;
        c.shape = {40, 1, 28, 28};
        c.window = window;
        c.data = i < 4 ? Data::Normal : Data::ByteValues;
        Tensor x = inputOf(c);
        x.plane(9)[700] = 0.5F;
        x.plane(17)[400] = std::numeric_limits<float>::quiet_NaN();
        x.plane(29)[3] = -std::numeric_limits<float>::infinity();
        const auto grid = makeGrid(c.window, c.shape.plane());
        Tensor y;
        WinnerCodes winners;
        const auto facts = poolParts(x, *grid, c.pool, {}, y, winners, {}, machine());
        const auto expected = reference::forward(x, *grid, c.pool);
        EXPECT_TRUE(sameBits(y, expected->y)) << c;
        Tensor plainY;
        WinnerCodes plainWinners;
        EXPECT_EQ(facts, poolParts(x, *grid, c.pool, {}, plainY, plainWinners, {}, Machine{})) << c;
        EXPECT_TRUE(winners == plainWinners) << c;
    }
}

TEST_P(Machines, HearAStop) {
    const Tensor x(Shape{1, 1, 1000, 1000}, 1.0F);
    const auto grid = makeGrid(square(2, 2), {1000, 1000});
    Tensor y;
    WinnerCodes winners;
    ASSERT_TRUE(poolForward(x, *grid, {}, y, winners));
    Tensor dx(x.shape);
    std::stop_source source;
    source.request_stop();
    EXPECT_FALSE(poolBackward(x, winners, y, *grid, {}, dx, {source.get_token()}, {}, machine(2)));
}

INSTANTIATE_TEST_SUITE_P(Cpu, Machines, testing::ValuesIn(availableCpus()),
                         [](const auto& parameter) { return std::string(toText(parameter.param)); });

TEST(CpuNamed, RefusesWhatIsNotThere) {
    EXPECT_EQ(cpuNamed("sse2").value(), Cpu::Plain);
    EXPECT_EQ(cpuNamed(nullptr).value(), availableCpus().back());
    const auto unknown = cpuNamed("mmx");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().where, "POOLSCOPE_CPU");
    EXPECT_EQ(unknown.error().message.rfind("there is no \"mmx\" on this machine; it can be sse2", 0), 0U);
}

}  // namespace
}  // namespace poolscope
