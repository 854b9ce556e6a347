// SPDX-License-Identifier: GPL-3.0-or-later
// Where kernels write rows of windows: a small place of their own, from which whole stretches go to y and the codes,
// past the cache where these are large. Private to core/pool.
#pragma once

#include <cstdint>
#include <vector>

namespace poolscope {

struct RowKernels;

class LineOutput {
  public:
    // Codes of so many bytes, or none where `codes` is null.
    LineOutput(float* y, void* codes, int codeBytes, const RowKernels& kernels, bool streams, std::int64_t widest);

    // Where in values() and codes() the row goes that belongs behind `index` of y. A vector may be written beyond it.
    std::int64_t rowAt(std::int64_t index, std::int64_t width) {
        if (index != begin_ + held_ || held_ + width > room_) {
            flush();
            begin_ = index;
        }
        const std::int64_t at = held_;
        held_ += width;
        return at;
    }
    float* values() { return values_.data(); }
    void* codes() { return codes_.data(); }
    // Brings to y what is held.
    void flush();

  private:
    float* y_;
    unsigned char* to_;  // codes
    std::int64_t codeBytes_;
    const RowKernels& kernels_;
    bool streams_;
    std::int64_t room_;
    std::vector<float> values_;
    std::vector<unsigned char> codes_;
    std::int64_t begin_ = 0;
    std::int64_t held_ = 0;
};

}  // namespace poolscope
