// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the structure of an image file, before any decoder sees it: nothing is missing, no length leads out of
// the file, nothing would take minutes. Decoders show half of a truncated picture, or take gigabytes for a few bytes.
// Private to app/paint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace poolscope {

struct ImageLayout {
    // Pixels as stored, before any rotation; not yet compared with limits.
    std::int64_t width = 0;
    std::int64_t height = 0;
    // What the decoder should be given in place of the file, when it is not the file.
    std::vector<std::byte> substitute;
};

// The layout, or what is wrong, as the end of a sentence: "the file is cut off".
using LayoutOrReason = tl::expected<ImageLayout, std::string>;

inline tl::unexpected<std::string> cutOff() {
    return tl::unexpected<std::string>("the file is incomplete: it ends before the picture does");
}
inline tl::unexpected<std::string> damaged(const std::string& what) {
    return tl::unexpected<std::string>("the file is damaged: " + what);
}
inline tl::unexpected<std::string> unsupported(const std::string& what) {
    return tl::unexpected<std::string>(what + " not supported");
}

LayoutOrReason pngLayout(std::span<const std::byte> bytes);
LayoutOrReason jpegLayout(std::span<const std::byte> bytes);
LayoutOrReason bmpLayout(std::span<const std::byte> bytes);
LayoutOrReason gifLayout(std::span<const std::byte> bytes);
LayoutOrReason webpLayout(std::span<const std::byte> bytes);
LayoutOrReason tiffLayout(std::span<const std::byte> bytes);
LayoutOrReason pnmLayout(std::span<const std::byte> bytes);

}  // namespace poolscope
