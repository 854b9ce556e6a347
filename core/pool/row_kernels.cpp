// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels, compiled once for each kind of vector instructions by including this file again and again.
#include "core/pool/row_kernels.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/pool/cpu.h"

// Those that the kernels are written for: HWY_SCALAR lacks what they need, and the others add nothing.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/pool/row_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/pool/absorb_kernel-inl.h"
#include "core/pool/best_kernel-inl.h"
#include "core/pool/dense_kernel-inl.h"
#include "core/pool/stream_kernel-inl.h"
#include "core/pool/sum_kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {

const RowKernels* rowKernels() {
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
    return nullptr;
#else
    static constexpr RowKernels kKernels{4,         &bestRows,  &absorbLine, &denseRows,
                                         &streamTo, &endStream, &sumOf,      &areWhole};
    return &kKernels;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace poolscope {

const RowKernels* kernelsOf(Cpu cpu) {
    [[maybe_unused]] const auto runs = [](std::int64_t target) { return (hwy::SupportedTargets() & target) != 0; };
    switch (cpu) {
        case Cpu::Plain:
            return nullptr;
        case Cpu::Sse4:
#if HWY_TARGETS & HWY_SSE4
            if (runs(HWY_SSE4)) return N_SSE4::rowKernels();
#endif
            return nullptr;
        case Cpu::Avx2:
#if HWY_TARGETS & HWY_AVX2
            if (runs(HWY_AVX2)) return N_AVX2::rowKernels();
#endif
            return nullptr;
        case Cpu::Avx512:
#if HWY_TARGETS & HWY_AVX3
            if (runs(HWY_AVX3)) return N_AVX3::rowKernels();
#endif
            return nullptr;
        case Cpu::Neon:
#if HWY_TARGETS & HWY_NEON
            if (runs(HWY_NEON)) return N_NEON::rowKernels();
#endif
            return nullptr;
    }
    return nullptr;
}

}  // namespace poolscope
#endif
