// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of bytes that stand as floats, for LinePool. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_BYTE_CELLS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_BYTE_CELLS_INL_H
#undef POOLSCOPE_BYTE_CELLS_INL_H
#else
#define POOLSCOPE_BYTE_CELLS_INL_H
#endif

#include <hwy/highway.h>

#include "core/pool/best_parts-inl.h"
#include "core/pool/held_rows-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Of a key, below the value.
template <class Key>
constexpr int kTapBitsOf = sizeof(Key) == 2 ? 7 : 15;
constexpr std::int64_t kTapsOfShortKeys = std::int64_t{1} << kTapBitsOf<std::uint16_t>;

// What a LinePool works on, as FloatCells, where all cells are whole numbers from 0 to 255: the value and the tap are
// one number, so that one maximum finds both. Key is (kBase + value) * kTaps with the tap below, which counts down
// where the first of equals is named. A line of keys names the first and, for facts, another the last: where they
// differ there is a tie. Of values alone Key is the byte.
template <class Key, BestParts kAsked, bool kLast>
class ByteCells {
  public:
    static constexpr BestParts kParts = kAsked;
    using Cell = Key;
    using D = hn::CappedTag<Key, 64 / sizeof(Key)>;
    static constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(D()));
    static constexpr bool kHasTaps = kParts != BestParts::Values;
    static constexpr bool kHasBoth = kParts == BestParts::Facts;
    static constexpr int kTapBits = !kHasTaps ? 0 : kTapBitsOf<Key>;
    static constexpr std::int64_t kTaps = std::int64_t{1} << kTapBits;
    static constexpr std::int64_t kLineBytes = sizeof(Key) * (kHasBoth ? 2 : 1);

    // Keys of the winners that are named, and of the others among equals.
    struct Line {
        Key* named;
        Key* other;

        Line at(std::int64_t index) const { return {named + index, kHasBoth ? other + index : nullptr}; }
        void toFront(std::int64_t from, std::int64_t count) const {
            std::copy_n(named + from, count, named);
            if constexpr (kHasBoth) std::copy_n(other + from, count, other);
        }
    };
    struct Bests {
        hn::Vec<D> named;
        hn::Vec<D> other;
    };

    static constexpr bool kAnyStride = false;
    static constexpr std::int64_t kMostPacked = 12288 / sizeof(Key);

    // Windows that it can pool if the cells are bytes: keys hold the taps, and vectors of cells can be read.
    static bool isFor(const LineJob& job) {
        const std::int64_t stride = job.grid.cols.stride;
        if (kHasBoth && job.smallest) return false;  // what is not black would have to be looked for
        return (stride == 1 || stride == 2 || stride == 4) && (!kHasTaps || job.grid.taps() <= kTaps);
    }
    explicit ByteCells(const LineJob& job) : flip_(job.smallest ? 255 : 0), codeBytes_(job.codeBytes) {}

    static Line lineIn(std::byte* memory, std::int64_t length) {
        auto* named = reinterpret_cast<Key*>(memory);
        return {named, kHasBoth ? named + length : nullptr};
    }

    // Every window has data, which wins over nothing; of values alone it is the least that can be.
    static Cell nothing() { return static_cast<Cell>(kHasTaps ? kFirst - kTaps : 0); }
    Cell zero() const { return static_cast<Cell>(kFirst + (flip_ << kTapBits)); }

    void start() { isFit_ = true; }
    bool areFit() const { return isFit_; }
    void copy(const float* from, std::int64_t step, std::int64_t rows, std::int64_t count, std::int64_t ahead, Cell* to,
              std::int64_t pitch) {
        KeyMaker maker(flip_);
        convertRows(from, step, rows, count, ahead, to, pitch,
                    [&](const float* some, Cell* made) HWY_ATTR { storeCells(maker.keysOf(some, maker.first), made); });
        isFit_ = isFit_ && maker.areBytes();
    }
    // Whether it has copyBest: with facts each cell would be two.
    static constexpr bool kFoldsColumns = !kHasBoth;
    // Makes one row of the best in each column of `rows` rows of at least kFloats; each row is `taps` behind the last.
    void copyBest(const float* from, std::int64_t step, std::int64_t rows, std::int64_t taps, std::int64_t count,
                  Cell* to) {
        KeyMaker maker(flip_);
        const auto later = hn::Set(Floats(), static_cast<float>(kHasTaps ? (kLast ? taps : -taps) : 0));
        convertRows(from, step, 1, count, rows * step, to, 0, [&](const float* some, Cell* made) HWY_ATTR {
            auto zero = maker.first;
            auto best = maker.keysOf(some, zero);
            for (std::int64_t row = 1; row < rows; ++row) {
                zero = hn::Add(zero, later);
                best = hn::Max(best, maker.keysOf(some + row * step, zero));
                hwy::Prefetch(some + (rows + row) * step);
            }
            storeCells(best, made);
        });
        isFit_ = isFit_ && maker.areBytes();
    }

    static HWY_INLINE Bests load(const Line& from, std::int64_t at) {
        Bests result{hn::LoadU(D(), from.named + at), hn::Zero(D())};
        if constexpr (kHasBoth) result.other = hn::LoadU(D(), from.other + at);
        return result;
    }
    static HWY_INLINE void store(const Bests& bests, const Line& to, std::int64_t at) {
        hn::StoreU(bests.named, D(), to.named + at);
        if constexpr (kHasBoth) hn::StoreU(bests.other, D(), to.other + at);
    }
    static HWY_INLINE Bests after(Bests bests, std::int64_t taps) {
        if constexpr (kHasTaps) bests.named = behind<kLast>(bests.named, taps);
        if constexpr (kHasBoth) bests.other = behind<!kLast>(bests.other, taps);
        return bests;
    }
    template <bool kOverlap>
    static HWY_INLINE Bests join(const Bests& earlier, const Bests& later) {
        Bests result{hn::Max(earlier.named, later.named), earlier.other};
        if constexpr (kHasBoth) result.other = hn::Max(earlier.other, later.other);
        return result;
    }

    template <int kStride, int kRun>
    void runsAlong(const Cell* cells, std::int64_t count, const AxisGrid& cols, std::int64_t run,
                   const Line& to) const {
        const D d;
        for (std::int64_t x = 0; x < count; x += kLanes) {
            const Cell* from = cells + x * cols.stride;
            Bests bests = ofCells(loadCells<kStride>(d, from, cols.stride));
            forEachLaterTap<kStride, kRun>(d, from, cols, run, [&](std::int64_t kx, hn::Vec<D> v) HWY_ATTR {
                bests = join<false>(bests, after(ofCells(v), kx));
            });
            store(bests, to, x);
        }
    }

    static HWY_INLINE void count(const Bests& bests, std::int64_t x, std::int64_t width, BestCounts& counts) {
        const D d;
        const auto below = hn::Set(d, static_cast<Key>(kTaps - 1));
        const auto isWindow = hn::FirstN(d, static_cast<std::size_t>(std::min(kLanes, width - x)));
        const auto inked = hn::And(isWindow, hn::Gt(bests.named, hn::Set(d, static_cast<Key>(kFirst | (kTaps - 1)))));
        const auto isSame = hn::Eq(hn::And(hn::Xor(bests.named, bests.other), below), below);
        addCounts(d, isWindow, inked, hn::AndNot(isSame, isWindow), counts);
    }

    void bring(const Line& from, std::int64_t windows, float* y, void* codes, bool streams) const {
        const Floats d;
        const hn::RebindToSigned<Floats> di;
        const auto flip = hn::Set(di, flip_);
        writeFloats(windows, y, streams, [&](std::int64_t i) HWY_ATTR {
            auto value = wide(from.named + i);
            if constexpr (kHasTaps) value = hn::Sub(hn::ShiftRight<kTapBits>(value), hn::Set(di, kBase));
            return hn::ConvertTo(d, hn::Xor(value, flip));
        });
        if constexpr (kHasTaps) {
            const auto codesAt = [&](auto dc, std::int64_t i) HWY_ATTR {
                const auto keys = hn::LoadU(D(), from.named + i);
                const auto below = hn::Set(D(), static_cast<Key>(kTaps - 1));
                return hn::TruncateTo(dc, hn::And(kLast ? keys : hn::Not(keys), below));
            };
            if (codeBytes_ == 1) return writeCodes<kLanes, std::uint8_t>(windows, codes, codesAt);
            if constexpr (sizeof(Key) == 4) writeCodes<kLanes, std::uint16_t>(windows, codes, codesAt);
        }
    }

  private:
    // From here on a float has no fraction, and its lowest bits are the number above: a key, which one multiplication
    // and addition make so. A key of 32 bits is all bits of that float.
    static constexpr float kWhole = 8388608;
    static constexpr std::int32_t kInWhole = sizeof(Key) == 4 ? std::bit_cast<std::int32_t>(kWhole) : 0;
    // What value 0 has above the taps: more than nothing has.
    static constexpr std::int32_t kBase = !kHasTaps ? 0 : sizeof(Key) == 4 ? kInWhole >> kTapBits : 1;
    // The key of value 0 and the first tap.
    static constexpr std::int32_t kFirst = (kBase << kTapBits) + (kLast ? 0 : kTaps - 1);

    class KeyMaker {
      public:
        explicit KeyMaker(std::int32_t flip)
            : first(hn::Set(Floats(), kWhole + static_cast<float>(kFirst - kInWhole + (flip << kTapBits)))),
              scale_(hn::Set(Floats(), static_cast<float>(flip == 0 ? kTaps : -kTaps))) {}

        hn::Vec<Floats> first;  // what a cell of value 0 becomes

        HWY_INLINE hn::Vec<Floats> keysOf(const float* from, hn::Vec<Floats> zero) {
            const auto v = hn::LoadU(Floats(), from);
            fraction_ = hn::Or(fraction_, hn::BitCast(kBits, hn::Xor(hn::Round(v), v)));
            most_ = hn::Max(most_, hn::BitCast(kBits, v));
            return hn::MulAdd(v, scale_, zero);
        }
        bool areBytes() const {
            // Of floats without a sign the bits are as the numbers are; with one, or of NaN, they are more.
            const auto isByte = hn::Not(hn::Gt(most_, hn::BitCast(kBits, hn::Set(Floats(), 255.0F))));
            return hn::AllTrue(kBits, hn::And(isByte, hn::Eq(fraction_, hn::Zero(kBits))));
        }

      private:
        static constexpr hn::RebindToUnsigned<Floats> kBits{};
        hn::Vec<Floats> scale_;
        hn::Vec<hn::RebindToUnsigned<Floats>> fraction_ = hn::Zero(kBits);
        hn::Vec<hn::RebindToUnsigned<Floats>> most_ = hn::Zero(kBits);
    };

    static HWY_INLINE void storeCells(hn::Vec<Floats> keys, Cell* to) {
        const auto bits = hn::BitCast(hn::RebindToUnsigned<Floats>(), keys);
        const hn::Rebind<Key, Floats> dk;
        if constexpr (sizeof(Key) == 4) {
            hn::StoreU(bits, dk, to);
        } else {
            hn::StoreU(hn::TruncateTo(dk, bits), dk, to);
        }
    }
    // Keys whose taps count up are larger further behind.
    template <bool kUp>
    static HWY_INLINE hn::Vec<D> behind(hn::Vec<D> keys, std::int64_t taps) {
        const auto more = hn::Set(D(), static_cast<Key>(taps));
        if constexpr (kUp) {
            return hn::Add(keys, more);
        } else {
            return hn::Sub(keys, more);
        }
    }
    // Every cell is the first tap of a window of its own.
    static HWY_INLINE Bests ofCells(hn::Vec<D> cells) {
        Bests bests{cells, cells};
        if constexpr (kHasBoth) bests.other = hn::Xor(cells, hn::Set(D(), static_cast<Key>(kTaps - 1)));
        return bests;
    }
    static HWY_INLINE hn::Vec<hn::RebindToSigned<Floats>> wide(const Key* keys) {
        const hn::RebindToSigned<Floats> di;
        const auto some = hn::LoadU(hn::Rebind<Key, Floats>(), keys);
        if constexpr (sizeof(Key) == 4) {
            return hn::BitCast(di, some);
        } else {
            return hn::PromoteTo(di, some);
        }
    }

    std::int32_t flip_;  // turns the smallest into the largest
    int codeBytes_;
    bool isFit_ = true;
};

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
