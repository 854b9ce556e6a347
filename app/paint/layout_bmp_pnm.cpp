// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "app/paint/byte_reader.h"
#include "app/paint/image_layout.h"
#include "core/base/checked.h"

namespace poolscope {
namespace {

bool isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// The tokens of a PNM header: decimal numbers, and comments from # to the end of a line.
class PnmReader {
  public:
    explicit PnmReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::uint64_t position() const { return at_; }

    // A number and the one space after it, or nothing: the last digits of a number may be missing where no space
    // follows.
    std::optional<std::int64_t> number() {
        while (isSpace(peek()) || peek() == '#') {
            if (peek() == '#') {
                while (peek() >= 0 && peek() != '\n') ++at_;
            } else {
                ++at_;
            }
        }
        const std::uint64_t first = at_;
        std::int64_t value = 0;
        for (; peek() >= '0' && peek() <= '9' && at_ - first < 9; ++at_) value = value * 10 + peek() - '0';
        if (at_ == first || !isSpace(peek())) return std::nullopt;
        ++at_;
        return value;
    }
    void skip(std::uint64_t count) { at_ += count; }

  private:
    int peek() const { return at_ < bytes_.size() ? std::to_integer<int>(bytes_[at_]) : -1; }

    std::span<const std::byte> bytes_;
    std::uint64_t at_ = 0;
};

// Whether run-length codes, which the reader stands before, go on to their end mark.
bool runsEnd(ByteReader reader, bool nibbles) {
    while (reader.ok()) {
        const std::uint32_t count = reader.u8();
        const std::uint32_t value = reader.u8();
        if (count > 0 || value == 0) continue;  // a run, the end of a row
        if (value == 1) return reader.ok();     // the end of the picture
        const std::uint32_t bytes = value == 2 ? 2
                                    : nibbles  ? (value + 1) / 2
                                               : value;  // a jump, or values as they are
        reader.skip(bytes + bytes % 2);
    }
    return false;
}

std::optional<std::int64_t> product(std::int64_t a, std::int64_t b, std::int64_t c) {
    const auto ab = checkedMul(a, b);
    return ab ? checkedMul(*ab, c) : std::nullopt;
}

}  // namespace

LayoutOrReason bmpLayout(std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    reader.skip(10);
    const std::uint64_t offset = reader.u32();
    const std::uint32_t headerSize = reader.u32();
    const bool old = headerSize == 12;  // of OS/2
    ImageLayout layout;
    layout.width = old ? reader.u16() : static_cast<std::int32_t>(reader.u32());
    layout.height = old ? reader.u16() : std::abs(std::int64_t{static_cast<std::int32_t>(reader.u32())});
    reader.skip(2);
    const std::int64_t bits = reader.u16();
    const std::uint32_t compression = old ? 0 : reader.u32();
    reader.skip(old ? 0 : 12);
    const std::uint32_t used = old ? 0 : reader.u32();
    if (!reader.ok()) return cutOff();
    const bool runs = (compression == 1 && bits == 8) || (compression == 2 && bits == 4);
    if (compression != 0 && compression != 3 && !runs)
        return unsupported("compression " + std::to_string(compression) + " is");
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
        return damaged(std::to_string(bits) + " bits a pixel");
    }
    const std::uint64_t colours = bits > 8 ? 0 : used > 0 ? used : std::uint64_t{1} << bits;
    const std::uint64_t masks = compression == 3 && headerSize == 40 ? 12 : 0;
    if (colours > 256 || offset < 14 + headerSize + masks + colours * (old ? 3 : 4)) {
        return damaged("its parts overlap");
    }
    if (runs) {
        reader.seek(offset);
        return runsEnd(reader, bits == 4) ? LayoutOrReason(layout) : cutOff();
    }
    const auto bitsPerRow = checkedMul(layout.width, bits);
    const auto size = bitsPerRow ? checkedMul((*bitsPerRow + 31) / 32 * 4, layout.height) : std::nullopt;
    if (!size || *size < 0) return damaged("its size is impossible");
    if (offset > bytes.size() || static_cast<std::uint64_t>(*size) > bytes.size() - offset) return cutOff();
    return layout;
}

LayoutOrReason pnmLayout(std::span<const std::byte> bytes) {
    const int kind = std::to_integer<int>(bytes[1]) - '0';
    const bool plain = kind <= 3;  // P2 and P3 are text, P5 and P6 binary
    const bool colour = kind == 3 || kind == 6;
    PnmReader reader(bytes);
    reader.skip(2);
    const auto width = reader.number();
    const auto height = reader.number();
    const auto most = reader.number();
    if (!width || !height || !most) return damaged("its header cannot be read");
    if (*most < 1 || *most > 65535) return damaged("the largest value must be 1 to 65535");
    const auto samples = product(*width, *height, colour ? 3 : 1);
    const auto size = samples ? checkedMul(*samples, plain ? 2 : *most > 255 ? 2 : 1) : std::nullopt;
    if (!size) return damaged("its size is impossible");
    if (static_cast<std::uint64_t>(*size) > bytes.size() - reader.position()) return cutOff();
    ImageLayout layout{*width, *height, {}};
    if (!plain) return layout;
    // The decoder gets the binary form: it takes a minute for text that is read here in a second.
    std::string head = colour ? "P6" : "P5";
    for (const std::int64_t number : {*width, *height, *most}) head.append("\n").append(std::to_string(number));
    head += '\n';
    for (const char c : head) layout.substitute.push_back(static_cast<std::byte>(c));
    for (std::int64_t i = 0; i < *samples; ++i) {
        const auto sample = reader.number();
        if (!sample) return cutOff();
        if (*sample > *most) return damaged("a value is larger than the largest");
        if (*most > 255) layout.substitute.push_back(static_cast<std::byte>(*sample >> 8));
        layout.substitute.push_back(static_cast<std::byte>(*sample & 255));
    }
    return layout;
}

}  // namespace poolscope
