// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels, compiled once for each kind of vector instructions by including this file again and again.
#include "core/pool/row_kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "core/pool/cpu.h"

// Of Highway the headers alone are used: the library takes longer to start than many a pooling, and its checks need it.
#define HWY_IS_DEBUG_BUILD 0
// Those that the kernels are written for: HWY_SCALAR lacks what they need, and the others add nothing.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/pool/row_kernels.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/pool/absorb_kernel-inl.h"
#include "core/pool/dense_kernel-inl.h"
#include "core/pool/fold_kernel-inl.h"
#include "core/pool/gather_kernel-inl.h"
#include "core/pool/line_kernel-inl.h"
#include "core/pool/pair_kernel-inl.h"
#include "core/pool/stream_kernel-inl.h"
#include "core/pool/sum_kernel-inl.h"

HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {

const RowKernels* rowKernels() {
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
    return nullptr;
#else
    static constexpr RowKernels kKernels{4,          &bestLines,    &bestPairs,         &absorbLine,         &denseRows,
                                         kGather,    kGatherThrees, kFold<std::int8_t>, kFold<std::int16_t>, &streamTo,
                                         &endStream, &sumOf,        &wholeSum};
    return &kKernels;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace poolscope {
#if HWY_ARCH_X86
namespace {

// At least what Highway compiles each of its targets for; processors with AVX2 have F16C, which not every compiler can
// ask.
bool runsSse4() {
    return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("aes") && __builtin_cpu_supports("pclmul");
}
bool runsAvx2() {
    return runsSse4() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}
bool runsAvx512() {
    return runsAvx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw");
}

}  // namespace
#endif

const RowKernels* kernelsOf(Cpu cpu) {
    switch (cpu) {
        case Cpu::Plain:
            return nullptr;
        case Cpu::Sse4:
#if HWY_TARGETS & HWY_SSE4
            if (runsSse4()) return N_SSE4::rowKernels();
#endif
            return nullptr;
        case Cpu::Avx2:
#if HWY_TARGETS & HWY_AVX2
            if (runsAvx2()) return N_AVX2::rowKernels();
#endif
            return nullptr;
        case Cpu::Avx512:
#if HWY_TARGETS & HWY_AVX3
            if (runsAvx512()) return N_AVX3::rowKernels();
#endif
            return nullptr;
        case Cpu::Neon:
#if (HWY_TARGETS & HWY_NEON) && HWY_ARCH_ARM_A64
            return N_NEON::rowKernels();  // which take what every such processor has
#endif
            return nullptr;
    }
    return nullptr;
}

}  // namespace poolscope
#endif
