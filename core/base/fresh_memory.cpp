// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fresh_memory.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <cstdint>

namespace poolscope {

void preferLargePages(void* memory, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
    // Below a few of them the edges would be most of it. Whole pages alone are advised, not those shared with others.
    constexpr std::uintptr_t kLargePage = std::uintptr_t{1} << 21;
    if (bytes < 2 * kLargePage) return;
    const auto start = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t first = (start + kLargePage - 1) / kLargePage * kLargePage;
    const std::uintptr_t last = (start + bytes) / kLargePage * kLargePage;
    madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);  // advice: where it fails, pages are small
#else
    static_cast<void>(memory);
    static_cast<void>(bytes);
#endif
}

}  // namespace poolscope
