// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of windows that wait until whole stretches of them go to y and the codes, past the cache where these are large.
// Included once for each kind of vector instructions.
#if defined(POOLSCOPE_HELD_ROWS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_HELD_ROWS_INL_H
#undef POOLSCOPE_HELD_ROWS_INL_H
#else
#define POOLSCOPE_HELD_ROWS_INL_H
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include "core/pool/row_kernels.h"
#include "core/pool/stream_kernel-inl.h"

#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
HWY_BEFORE_NAMESPACE();
namespace poolscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Writes floatsAt(i), a vector of them, for the floats from 0 to `count`, of which it can give a vector beyond.
template <class FloatsAt>
HWY_INLINE void writeFloats(std::int64_t count, float* to, bool streams, const FloatsAt& floatsAt) {
    const Floats d;
    alignas(64) std::array<float, kFloats> some;
    const auto writeSome = [&](std::int64_t begin, std::int64_t end) HWY_ATTR {
        hn::Store(floatsAt(begin), d, some.data());
        std::copy_n(some.data(), end - begin, to + begin);
    };
    std::int64_t i = 0;
    if (streams) {
        i = std::min(count, (kFloats - floatsPast(to)) % kFloats);
        if (i > 0) writeSome(0, i);
        for (; i + kFloats <= count; i += kFloats) hn::Stream(floatsAt(i), d, to + i);
    } else {
        for (; i + kFloats <= count; i += kFloats) hn::StoreU(floatsAt(i), d, to + i);
    }
    if (i < count) writeSome(i, count);
}

// Writes codesAt(i), kStep of them as C, for the codes from 0 to `count`.
template <std::int64_t kStep, class C, class CodesAt>
HWY_INLINE void writeCodes(std::int64_t count, void* codes, const CodesAt& codesAt) {
    const hn::CappedTag<C, kStep> d;
    auto* to = static_cast<C*>(codes);
    std::int64_t i = 0;
    for (; i + kStep <= count; i += kStep) hn::StoreU(codesAt(d, i), d, to + i);
    if (i == count) return;
    alignas(64) std::array<C, kStep> some;
    hn::Store(codesAt(d, i), d, some.data());
    std::copy_n(some.data(), count - i, to + i);
}

// Cells is what knows its kind of Line, and how to bring one to the output, which is done at the latest in the end.
template <class Cells>
class HeldRows {
  public:
    using Line = typename Cells::Line;

    // For rows of up to `widest` windows.
    HeldRows(const LineJob& job, const Cells& cells, std::int64_t widest)
        : job_(job), cells_(cells), room_(std::max(kRoom, (widest + 63) / 64 * 64)) {
        const std::int64_t length = room_ + 128;
        line_ = Cells::lineIn(memory_.prepare(length * Cells::kLineBytes), length);
    }
    ~HeldRows() { bring(held_); }
    HeldRows(const HeldRows&) = delete;
    HeldRows& operator=(const HeldRows&) = delete;

    // Where the row goes that belongs behind `index` of y. A vector may be written beyond it.
    Line rowAt(std::int64_t index, std::int64_t width) {
        if (index != begin_ + held_) {
            bring(held_);
            begin_ = index;
        } else if (held_ + width > room_) {
            // So that the next stretch begins where a vector does.
            const std::int64_t kept = std::min(held_, floatsPast(job_.y + begin_ + held_));
            bring(held_ - kept);
            line_.toFront(last_, kept);
            held_ = kept;
        }
        const Line to = line_.at(held_);
        held_ += width;
        return to;
    }

  private:
    static constexpr std::int64_t kRoom = 1024;  // windows

    void bring(std::int64_t count) {
        cells_.bring(line_, count, job_.y + begin_, job_.codes ? job_.codes + begin_ * job_.codeBytes : nullptr,
                     job_.streams);
        begin_ += count;
        last_ = count;
        held_ = 0;
    }

    const LineJob& job_;
    const Cells& cells_;
    std::int64_t room_;
    LineMemory memory_;
    Line line_;
    std::int64_t begin_ = 0;  // in y
    std::int64_t held_ = 0;
    std::int64_t last_ = 0;  // how many were brought last
};

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace poolscope
HWY_AFTER_NAMESPACE();
#endif
#endif
