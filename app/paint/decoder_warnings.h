// SPDX-License-Identifier: GPL-3.0-or-later
// Collects what Qt's image decoders say while they work: damage is a warning to them, half a picture the result.
// Private to app/paint.
#pragma once

#include <string>

namespace poolscope {

// From construction to destruction, warnings of this thread are collected and not printed. Other threads, and all other
// messages, go where they went before. Not nested.
class DecoderWarnings {
  public:
    DecoderWarnings();
    ~DecoderWarnings();
    DecoderWarnings(const DecoderWarnings&) = delete;
    DecoderWarnings& operator=(const DecoderWarnings&) = delete;

    // The first one; empty when there was none.
    const std::string& first() const { return first_; }

  private:
    std::string first_;
};

}  // namespace poolscope
