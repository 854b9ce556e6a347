// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pool/line_output.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "core/pool/row_kernels.h"

namespace poolscope {
namespace {

constexpr std::int64_t kHeld = 1024;  // windows
constexpr std::int64_t kBeyond = 16;

}  // namespace

LineOutput::LineOutput(float* y, void* codes, int codeBytes, const RowKernels& kernels, bool streams,
                       std::int64_t widest)
    : y_(y),
      to_(static_cast<unsigned char*>(codes)),
      codeBytes_(codeBytes),
      kernels_(kernels),
      streams_(streams),
      room_(std::max(kHeld, widest)),
      values_(static_cast<std::size_t>(room_ + kBeyond)),
      codes_(codes ? static_cast<std::size_t>((room_ + kBeyond) * codeBytes) : 0) {}

void LineOutput::flush() {
    const std::span<const float> held(values_.data(), static_cast<std::size_t>(held_));
    if (streams_) {
        kernels_.stream(held, y_ + begin_);
    } else {
        std::copy(held.begin(), held.end(), y_ + begin_);
    }
    if (to_ && held_ > 0)
        std::memcpy(to_ + begin_ * codeBytes_, codes_.data(), static_cast<std::size_t>(held_ * codeBytes_));
    begin_ += held_;
    held_ = 0;
}

}  // namespace poolscope
