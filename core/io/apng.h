// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of an animated PNG (PNG 3rd edition), which libpng does not know, as PNG files by themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/io/array.h"

namespace poolscope {

enum class PngDisposal { Keep, Clear, Restore };  // of a frame, before the next; as fcTL numbers it

struct PngFrame {
    std::int64_t left = 0;  // pixels from the corner of the picture
    std::int64_t top = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    PngDisposal disposal = PngDisposal::Keep;
    bool isBlended = false;  // laid over what is there; else in its place
    Bytes file;
};

struct PngAnimation {
    std::vector<PngFrame> frames;  // empty for a PNG that is not animated
    std::uint32_t declared = 0;    // how many there ought to be
};

// Nothing when its frames are damaged.
std::optional<PngAnimation> animationOfPng(std::span<const std::byte> bytes);

}  // namespace poolscope
