// SPDX-License-Identifier: GPL-3.0-or-later
// Which vector instructions the kernels use: the best that there are, or those that POOLSCOPE_CPU names. Private to
// core/pool.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace poolscope {

struct RowKernels;

// Plain uses no kernels: it is the baseline of every machine.
enum class Cpu { Plain, Sse4, Avx2, Avx512, Neon };

std::string_view toText(Cpu cpu);

// Those that this program has kernels for and this machine can run, Plain first and the best last.
std::vector<Cpu> availableCpus();

// The best available one where `name` is null, else the one named. The error names POOLSCOPE_CPU.
Result<Cpu> cpuNamed(const char* name);

// The kernels of an available one; null for Plain.
const RowKernels* kernelsOf(Cpu cpu);

// What a pooling runs on. Results depend on neither.
struct Machine {
    const RowKernels* kernels = nullptr;
    int threads = 1;

    // As the environment says, read once. Throws std::runtime_error where POOLSCOPE_CPU names nothing available.
    static const Machine& here();
};

}  // namespace poolscope
