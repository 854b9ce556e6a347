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

// What kernels take of floats at once.
using Floats = hn::CappedTag<float, 16>;
constexpr auto kFloats = static_cast<std::int64_t>(hn::MaxLanes(Floats()));

// Floats, of which memory hears before they are read.
constexpr std::int64_t kAhead = 2048;

// Vectors that are written past the cache must lie at multiples of their size: how many floats `at` is behind one.
inline std::int64_t floatsPast(const float* at) {
    return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(at) / sizeof(float)) % kFloats;
}

void streamTo(std::span<const float> from, float* to) {
    const auto count = std::ssize(from);
    std::int64_t i = 0;
    while (i < count && floatsPast(to + i) != 0) {
        to[i] = from[static_cast<std::size_t>(i)];
        ++i;
    }
    for (; i + kFloats <= count; i += kFloats) hn::Stream(hn::LoadU(Floats(), from.data() + i), Floats(), to + i);
    for (; i < count; ++i) to[i] = from[static_cast<std::size_t>(i)];
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
