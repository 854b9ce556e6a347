// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions to save: one with every field away from its default, and random ones.
#pragma once

#include <bit>
#include <limits>
#include <random>

#include "core/filter/filter.h"
#include "core/session/session_file.h"

namespace poolscope::test {

inline std::shared_ptr<const Tensor> oddValues() {
    using Float = std::numeric_limits<float>;
    return std::make_shared<const Tensor>(
        Shape{1, 2, 2, 3},
        std::vector<float>{0.0F, -0.0F, 255, 0.1F, Float::denorm_min(), -Float::max(), Float::quiet_NaN(),
                           -Float::quiet_NaN(), std::bit_cast<float>(0x7f812345U), Float::infinity(),
                           -Float::infinity(), -1.5F});
}

// A file whose name is not UTF-8, and nothing as it is by default.
inline SavedSession fullSession() {
    SavedSession session;
    Experiment& e = session.saved.experiment;
    e.source.path = "/data/100 %/d\xff\xc3\xa4.npz";
    e.source.member = "x\n\"y\"";
    e.source.images = ImageRange{3, 7};
    session.saved.source = {.beside = "sub/d\xff\xc3\xa4.npz",
                            .sha256 = "00000000000000000000000000000000000000000000000000000000000089af",
                            .rgb = true};
    e.images = {4, 5};
    e.filters = {{9, 0, 9}, true};
    e.plane = 2;
    e.window = {{3, 4}, {1, 5}, {PadMode::SameLower, 1, 2, 3, 4}, {2, 6}, true};
    e.pool = {PoolOp::Avg, PadValue::Zero, TieRule::Split,         MedianRule::Lower,
              true,        -0.1,           1.7976931348623157e308, Overlap::Loop};
    e.gradient = {Upstream::Given, 4294967295U, {6, 8}, oddValues()};
    session.view = {Palette::Magma, {}, NumberScale::Unit, PatchView::Tiles, Numbers::Off, InputMap::Coverage, true};
    return session;
}

class RandomSession {
  public:
    explicit RandomSession(unsigned seed) : random_(seed) {}

    SavedSession operator()() {
        SavedSession session;
        Experiment& e = session.saved.experiment;
        source(e.source, session.saved.source);
        e.images = range();
        for (std::int64_t i = number(0, 4); i > 0; --i)
            e.filters.filters.push_back(allFilters()[static_cast<std::size_t>(word(10))]);
        e.filters.relu = flag();
        e.plane = number(0, std::numeric_limits<std::int64_t>::max());
        e.window = {{field(1), field(1)},
                    {field(1), field(1)},
                    {PadMode(word(3)), field(0), field(0), field(0), field(0)},
                    {field(1), field(1)},
                    flag()};
        e.pool = {flag() ? PoolOp(word(4)) : PoolOp::Softmax,
                  PadValue(word(2)),
                  TieRule(word(4)),
                  MedianRule(word(2)),
                  flag(),
                  {},
                  std::bit_cast<double>(random_()),
                  Overlap(word(3)),
                  1 + std::abs(std::bit_cast<double>(random_() >> 2U))};
        if (flag()) e.pool.divisor = e.pool.op == PoolOp::Avg ? 2.5 : std::bit_cast<double>(random_());
        e.gradient = {Upstream(word(4)), static_cast<std::uint32_t>(random_()), {field(0), field(0)}};
        if (e.gradient.kind == Upstream::Given) e.gradient.given = tensor();
        session.view = {Palette(word(4)),
                        {RangeKind(word(3)), {0, 16}},
                        NumberScale(word(2)),
                        PatchView(word(2)),
                        Numbers(word(3))};
        return session;
    }

    std::int64_t number(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
    }

  private:
    int word(int count) { return static_cast<int>(number(0, count - 1)); }
    bool flag() { return word(2) == 1; }
    std::int64_t field(std::int64_t least) { return number(least, flag() ? 20 : (std::int64_t{1} << 31) - 1); }
    ImageRange range() {
        const std::int64_t first = number(0, 1000);
        return {first, first + number(-1, 1000)};
    }
    std::string bytes() {
        std::string text;
        for (std::int64_t i = number(1, 12); i > 0; --i) text += static_cast<char>(number(1, 255));
        return text;
    }
    std::shared_ptr<const Tensor> tensor() {
        Tensor x(Shape{number(0, 3), number(1, 3), number(1, 4), number(1, 4)});
        for (float& v : x.values)
            v = flag() ? static_cast<float>(word(256)) : std::bit_cast<float>(static_cast<std::uint32_t>(random_()));
        return std::make_shared<const Tensor>(std::move(x));
    }
    void source(SourceRef& ref, SavedSource& saved) {
        const int kind = word(3);
        ref.mnist = kind == 0;
        ref.embedded = kind == 1;
        if (flag()) ref.images = range();
        if (ref.embedded) saved.embedded = tensor();
        if (!ref.mnist) ref.path = bytes();
        if (kind != 2) return;
        if (flag()) ref.member = bytes();
        if (flag()) saved.beside = bytes();
        saved.rgb = flag();
        for (int i = 0; i < 64; ++i) saved.sha256 += "0123456789abcdef"[word(16)];
    }

    std::mt19937_64 random_;
};

}  // namespace poolscope::test
