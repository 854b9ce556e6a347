// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of any floats, for LinePool. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_FLOAT_CELLS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_FLOAT_CELLS_INL_H
#undef POOLSCOPE_FLOAT_CELLS_INL_H
#else
#define POOLSCOPE_FLOAT_CELLS_INL_H
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

// What a LinePool works on: the cells of one row after another, and lines of the best of them so far, each with the
// place where it was, a code times 4 with two flags.
template <BestParts kAsked, bool kLast>
class FloatCells {
  public:
    static constexpr BestParts kParts = kAsked;
    using Cell = float;
    using D = Floats;
    static constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(D()));
    static constexpr bool kHasPlaces = kParts != BestParts::Values;
    static constexpr std::int64_t kLineBytes = kHasPlaces ? 8 : 4;
    static constexpr bool kAnyStride = true;
    static constexpr bool kFoldsColumns = false;       // of equals the first would not be the one that is named
    static constexpr std::int64_t kMostPacked = 8192;  // cells pooled together, which stay in the nearest cache

    struct Line {
        float* values;
        std::int32_t* places;

        Line at(std::int64_t index) const { return {values + index, kHasPlaces ? places + index : nullptr}; }
        void toFront(std::int64_t from, std::int64_t count) const {
            std::copy_n(values + from, count, values);
            if constexpr (kHasPlaces) std::copy_n(places + from, count, places);
        }
    };
    struct Bests {
        hn::Vec<D> value;
        hn::Vec<hn::RebindToSigned<D>> place;
    };

    explicit FloatCells(const LineJob& job) : smallest_(job.smallest), codeBytes_(job.codeBytes) {}

    // Of so many cells, a multiple of 16.
    static Line lineIn(std::byte* memory, std::int64_t length) {
        auto* values = reinterpret_cast<float*>(memory);
        return {values, kHasPlaces ? reinterpret_cast<std::int32_t*>(values + length) : nullptr};
    }

    // What stands where there is nothing, and where there is a zero.
    static Cell nothing() { return -std::numeric_limits<float>::infinity(); }
    Cell zero() const { return smallest_ ? -0.0F : 0.0F; }

    // Whether all that was copied since start() is finite.
    void start() { isFit_ = true; }
    bool areFit() const { return isFit_; }
    // Copies `rows` of `count` cells; what lies `ahead` is read soon.
    void copy(const float* from, std::int64_t step, std::int64_t rows, std::int64_t count, std::int64_t ahead, Cell* to,
              std::int64_t pitch) {
        const D d;
        const hn::RebindToSigned<D> di;
        const auto flip = signOf(d, smallest_);
        auto bad = hn::Zero(d);
        auto signs = hn::Zero(d);
        convertRows(from, step, rows, count, ahead, to, pitch, [&](const float* some, Cell* made) HWY_ATTR {
            const auto v = hn::LoadU(d, some);
            bad = hn::MulAdd(v, hn::Zero(d), bad);  // NaN unless v is finite
            const auto turned = hn::Xor(v, flip);
            if constexpr (kParts == BestParts::Facts) signs = hn::Or(signs, turned);
            hn::StoreU(turned, d, made);
        });
        isFit_ = isFit_ && hn::AllFalse(d, hn::IsNaN(bad));
        hasSigns_ = !hn::AllFalse(di, hn::Lt(hn::BitCast(di, signs), hn::Zero(di)));
    }

    static HWY_INLINE Bests load(const Line& from, std::int64_t at) {
        Bests result{hn::LoadU(D(), from.values + at), hn::Zero(hn::RebindToSigned<D>())};
        if constexpr (kHasPlaces) result.place = hn::LoadU(hn::RebindToSigned<D>(), from.places + at);
        return result;
    }
    static HWY_INLINE void store(const Bests& bests, const Line& to, std::int64_t at) {
        hn::StoreU(bests.value, D(), to.values + at);
        if constexpr (kHasPlaces) hn::StoreU(bests.place, hn::RebindToSigned<D>(), to.places + at);
    }
    // The same where the first tap is so many behind.
    static HWY_INLINE Bests after(Bests bests, std::int64_t taps) {
        if constexpr (kHasPlaces)
            bests.place = hn::Add(bests.place, hn::Set(hn::RebindToSigned<D>(), static_cast<std::int32_t>(4 * taps)));
        return bests;
    }
    // Where the two overlap, the same tap may win both: that is no tie.
    template <bool kOverlap>
    static HWY_INLINE Bests join(const Bests& earlier, const Bests& later) {
        Bests result{better<kLast>(D(), earlier.value, later.value), earlier.place};
        if constexpr (kHasPlaces) {
            const hn::RebindToSigned<D> di;
            const auto won = hn::RebindMask(di, wins<kLast>(earlier.value, later.value));
            result.place = hn::IfThenElse(won, later.place, earlier.place);
            if constexpr (kParts == BestParts::Facts) {
                const auto equal = hn::RebindMask(di, hn::Eq(earlier.value, later.value));
                const auto either = hn::Or(earlier.place, later.place);
                auto tied = hn::Set(di, BestLine::kTied);
                if constexpr (kOverlap) {
                    const auto differ = hn::Gt(hn::Xor(earlier.place, later.place), hn::Set(di, 3));
                    tied = hn::And(tied, hn::Or(either, hn::VecFromMask(di, differ)));
                }
                result.place = hn::Or(result.place, hn::Or(hn::And(either, hn::Set(di, BestLine::kInked)),
                                                           hn::IfThenElseZero(equal, tied)));
            }
        }
        return result;
    }

    // Runs of kRun taps side by side, `run` of any dilation for 0: loops over so few would not be unrolled.
    template <int kStride, int kRun>
    void runsAlong(const Cell* cells, std::int64_t count, const AxisGrid& cols, std::int64_t run,
                   const Line& to) const {
        if constexpr (kParts == BestParts::Facts) {
            if (hasSigns_) return runsAlongBy<kStride, kRun, true>(cells, count, cols, run, to);
        }
        runsAlongBy<kStride, kRun, false>(cells, count, cols, run, to);
    }

    // Counts the windows from x on in a row of `width`.
    static HWY_INLINE void count(const Bests& bests, std::int64_t x, std::int64_t width, BestCounts& counts) {
        const D d;
        const auto isWindow = hn::FirstN(d, static_cast<std::size_t>(std::min(kLanes, width - x)));
        const auto has = [&](std::int32_t flag) HWY_ATTR {
            const auto flags = hn::Set(hn::RebindToSigned<D>(), flag);
            return hn::And(isWindow, hn::RebindMask(d, hn::TestBit(bests.place, flags)));
        };
        const auto inked = hn::Or(has(BestLine::kInked), hn::And(isWindow, hn::Ne(bests.value, hn::Zero(d))));
        addCounts(d, isWindow, inked, has(BestLine::kTied), counts);
    }

    void bring(const Line& from, std::int64_t windows, float* y, void* codes, bool streams) const {
        const D d;
        const hn::RebindToSigned<D> di;
        const auto flip = signOf(d, smallest_);
        writeFloats(windows, y, streams,
                    [&](std::int64_t i) HWY_ATTR { return hn::Xor(hn::LoadU(d, from.values + i), flip); });
        if constexpr (kHasPlaces) {
            const auto codesAt = [&](auto dc, std::int64_t i) HWY_ATTR {
                const auto code = hn::ShiftRight<2>(hn::LoadU(di, from.places + i));
                if constexpr (sizeof(hn::TFromD<decltype(dc)>) == 4) {
                    return code;
                } else {
                    return hn::DemoteTo(dc, code);
                }
            };
            if (codeBytes_ == 1) return writeCodes<kLanes, std::uint8_t>(windows, codes, codesAt);
            if (codeBytes_ == 2) return writeCodes<kLanes, std::uint16_t>(windows, codes, codesAt);
            writeCodes<kLanes, std::int32_t>(windows, codes, codesAt);
        }
    }

  private:
    // Where no value has a sign there is ink where the best is not 0, else it is looked for.
    template <int kStride, int kRun, bool kInk>
    void runsAlongBy(const Cell* cells, std::int64_t count, const AxisGrid& cols, std::int64_t run,
                     const Line& to) const {
        const D d;
        const hn::RebindToSigned<D> di;
        const auto lowest = hn::Set(d, nothing());
        for (std::int64_t x = 0; x < count; x += kLanes) {
            const float* from = cells + x * cols.stride;
            Bests bests{loadCells<kStride>(d, from, cols.stride), hn::Zero(di)};
            auto bits = hn::IfThenElseZero(hn::Gt(bests.value, lowest), bests.value);
            auto tied = hn::MaskFromVec(hn::Zero(d));
            forEachLaterTap<kStride, kRun>(d, from, cols, run, [&](std::int64_t kx, hn::Vec<D> v) HWY_ATTR {
                if constexpr (kHasPlaces) {
                    const auto won = wins<kLast>(bests.value, v);
                    if constexpr (kParts == BestParts::Facts)
                        tied = hn::Or(hn::Eq(bests.value, v), hn::AndNot(won, tied));
                    if constexpr (kInk) bits = hn::Or(bits, hn::IfThenElseZero(hn::Gt(v, lowest), v));
                    const auto place = hn::Set(di, static_cast<std::int32_t>(4 * kx));
                    bests.place = hn::IfThenElse(hn::RebindMask(di, won), place, bests.place);
                }
                bests.value = better<kLast>(d, bests.value, v);
            });
            if constexpr (kParts == BestParts::Facts) {
                bests.place =
                    hn::Or(bests.place, hn::IfThenElseZero(hn::RebindMask(di, tied), hn::Set(di, BestLine::kTied)));
            }
            if constexpr (kInk) {
                // Together they may be no number.
                const auto inked = hn::Gt(hn::BitCast(di, hn::Abs(bits)), hn::Zero(di));
                bests.place = hn::Or(bests.place, hn::IfThenElseZero(inked, hn::Set(di, BestLine::kInked)));
            }
            store(bests, to, x);
        }
    }

    bool smallest_;
    int codeBytes_;
    bool isFit_ = true;
    bool hasSigns_ = false;  // the rows copied last
};

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
