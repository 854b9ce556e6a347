// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of max and min where windows of 2x2 lie side by side. Included once for each kind of vector
// instructions.
#if defined(POOLSCOPE_DENSE_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_DENSE_KERNEL_INL_H
#undef POOLSCOPE_DENSE_KERNEL_INL_H
#else
#define POOLSCOPE_DENSE_KERNEL_INL_H
#endif

#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// The last vector overlaps the one before it.
template <std::size_t kMostLanes>
void denseBy(const DenseRows& rows) {
    const hn::CappedTag<float, kMostLanes> d;
    const hn::RebindToSigned<std::remove_const_t<decltype(d)>> di;
    const hn::Rebind<std::uint8_t, std::remove_const_t<decltype(d)>> d8;
    constexpr auto kLanes = static_cast<std::int64_t>(hn::MaxLanes(d));
    if constexpr (kMostLanes > 4) {
        if (rows.windows < kLanes) return denseBy<kMostLanes / 2>(rows);
    }
    for (std::int64_t oy = rows.rows.begin / 2; oy < (rows.rows.end + 1) / 2; ++oy) {
        const std::uint8_t* codes = rows.codes + oy * rows.windows;
        const float* dout = rows.dout + oy * rows.windows;
        const std::int64_t upper =
            (2 * oy - rows.rows.begin) * rows.dxStep;  // before dX where it begins with the lower
        const std::int64_t lower = upper + rows.dxStep;
        const bool hasUpper = 2 * oy >= rows.rows.begin;
        const bool hasLower = 2 * oy + 1 < rows.rows.end;
        for (std::int64_t next = 0; next < rows.windows; next += kLanes) {
            const std::int64_t at = std::min(next, rows.windows - kLanes);
            const auto code = hn::PromoteTo(di, hn::LoadU(d8, codes + at));
            // A sum that begins with 0 is never -0.
            const auto sent = hn::Add(hn::Zero(d), hn::LoadU(d, dout + at));
            const auto sentTo = [&](std::int32_t tap) HWY_ATTR {
                return hn::IfThenElseZero(hn::RebindMask(d, hn::Eq(code, hn::Set(di, tap))), sent);
            };
            if (hasUpper) hn::StoreInterleaved2(sentTo(0), sentTo(1), d, rows.dx + upper + 2 * at);
            if (hasLower) hn::StoreInterleaved2(sentTo(2), sentTo(3), d, rows.dx + lower + 2 * at);
        }
    }
}

void denseRows(const DenseRows& rows) {
    denseBy<16>(rows);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
