// SPDX-License-Identifier: GPL-3.0-or-later
// Writing past the cache what nobody reads soon. Included once for each kind of vector instructions.
#if defined(POOLSCOPE_STREAM_KERNEL_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_STREAM_KERNEL_INL_H
#undef POOLSCOPE_STREAM_KERNEL_INL_H
#else
#define POOLSCOPE_STREAM_KERNEL_INL_H
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Vectors that are written so must lie at multiples of their size.
void streamTo(std::span<const float> from, float* to) {
    const hn::CappedTag<float, 16> d;
    constexpr std::size_t kLanes = hn::MaxLanes(d);
    std::size_t i = 0;
    while (i < from.size() && reinterpret_cast<std::uintptr_t>(to + i) % (kLanes * sizeof(float)) != 0) {
        to[i] = from[i];
        ++i;
    }
    for (; i + kLanes <= from.size(); i += kLanes) hn::Stream(hn::LoadU(d, from.data() + i), d, to + i);
    for (; i < from.size(); ++i) to[i] = from[i];
}

void endStream() {
    hwy::FlushStream();
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
