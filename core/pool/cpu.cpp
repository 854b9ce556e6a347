// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/cpu.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "core/base/enum_table.h"
#include "core/base/tasks.h"
#include "core/base/word.h"
#include "core/pool/machine.h"
#include "core/pool/row_kernels.h"

namespace poolscope {
namespace {

struct CpuRow {
    Cpu cpu;
    std::string_view name;
};

constexpr std::array<CpuRow, countOf<Cpu>()> kCpus{
    {{Cpu::Plain, "sse2"}, {Cpu::Sse4, "sse4"}, {Cpu::Avx2, "avx2"}, {Cpu::Avx512, "avx512"}, {Cpu::Neon, "neon"}}};
static_assert(hasRowForEach(kCpus, &CpuRow::cpu));

}  // namespace

std::string_view toText(Cpu cpu) {
    return kCpus[static_cast<std::size_t>(cpu)].name;
}

std::vector<Cpu> availableCpus() {
    std::vector<Cpu> result{Cpu::Plain};
    for (const CpuRow& row : kCpus) {
        if (kernelsOf(row.cpu)) result.push_back(row.cpu);
    }
    return result;
}

Result<Cpu> cpuNamed(const char* name) {
    const std::vector<Cpu> available = availableCpus();
    if (!name) return available.back();
    std::vector<std::string_view> names;
    for (const Cpu cpu : available) {
        if (toText(cpu) == name) return cpu;
        names.push_back(toText(cpu));
    }
    return fail("POOLSCOPE_CPU",
                "there is no \"" + std::string(name) + "\" on this machine; it can be " + joined(names, " or "));
}

Result<void> checkMachine() {
    const auto cpu = cpuNamed(std::getenv("POOLSCOPE_CPU"));
    if (!cpu) return tl::unexpected(cpu.error());
    return {};
}

std::string cpuNames() {
    std::vector<std::string_view> names;
    for (const CpuRow& row : kCpus) names.push_back(row.name);
    return joined(names, " or ");
}

const Machine& Machine::here() {
    static const Machine machine = [] {
        const auto cpu = cpuNamed(std::getenv("POOLSCOPE_CPU"));
        if (!cpu) throw std::runtime_error(cpu.error().where + ": " + cpu.error().message);
        return Machine{kernelsOf(*cpu), availableThreads()};
    }();
    return machine;
}

}  // namespace poolscope
