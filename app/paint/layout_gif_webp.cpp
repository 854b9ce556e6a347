// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>

#include "app/paint/byte_reader.h"
#include "app/paint/image_layout.h"

namespace poolscope {
namespace {

void skipGifBlocks(ByteReader& reader) {
    for (std::uint8_t size = reader.u8(); reader.ok() && size > 0; size = reader.u8()) reader.skip(size);
}

void skipGifColours(ByteReader& reader, int flags) {
    if (flags & 0x80) reader.skip(std::uint64_t{3} << ((flags & 7) + 1));
}

// Whether the codes of a picture, which the reader stands before, give all its pixels: a decoder shows the rest as
// black.
class LzwWalk {
  public:
    explicit LzwWalk(int codeSize) : codeSize_(codeSize), clear_(1U << codeSize) { reset(); }

    bool complete(ByteReader reader, std::uint64_t pixels) {
        std::uint32_t bits = 0;
        int count = 0;
        for (std::uint8_t block = reader.u8(); reader.ok() && block > 0; block = reader.u8()) {
            for (; block > 0; --block) {
                bits |= std::uint32_t{reader.u8()} << count;
                count += 8;
                while (count >= width_) {
                    const std::uint32_t code = bits & ((1U << width_) - 1);
                    bits >>= width_;
                    count -= width_;
                    if (!take(code)) return done_ >= pixels;
                }
            }
        }
        return done_ >= pixels;
    }

  private:
    void reset() {
        width_ = codeSize_ + 1;
        lengths_.assign(clear_ + 2, 1);
        previous_ = 0;
    }

    // Of a string only its length counts. False at the end of the picture and for a code that is not known yet.
    bool take(std::uint32_t code) {
        if (code == clear_) {
            reset();
            return true;
        }
        if (code == clear_ + 1 || code > lengths_.size() || (code == lengths_.size() && previous_ == 0)) return false;
        const bool room = lengths_.size() < 4096;
        if (!room && code == lengths_.size()) return false;
        if (previous_ > 0 && room) lengths_.push_back(previous_ + 1);
        if (code >= lengths_.size()) return false;
        previous_ = lengths_[code];
        done_ += previous_;
        if (lengths_.size() == (std::size_t{1} << width_) && width_ < 12) ++width_;
        return true;
    }

    int codeSize_;
    std::uint32_t clear_;
    int width_ = 0;
    std::vector<std::uint32_t> lengths_;
    std::uint32_t previous_ = 0;  // length of the last string, 0 after a clear code
    std::uint64_t done_ = 0;
};

// The width and height in the head of the first VP8 or VP8L picture.
void readWebpSize(ByteReader reader, bool lossless, ImageLayout& layout) {
    if (lossless) {
        reader.skip(1);
        const std::uint32_t packed = reader.u32();
        layout.width = (packed & 0x3fff) + 1;
        layout.height = (packed >> 14 & 0x3fff) + 1;
    } else {
        reader.skip(6);
        layout.width = reader.u16() & 0x3fff;
        layout.height = reader.u16() & 0x3fff;
    }
}

}  // namespace

LayoutOrReason gifLayout(std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    ImageLayout layout;
    reader.skip(6);
    layout.width = reader.u16();
    layout.height = reader.u16();
    const int flags = reader.u8();
    reader.skip(2);
    skipGifColours(reader, flags);
    bool complete = true;
    for (int pictures = 0; reader.ok();) {
        const int kind = reader.u8();
        if (!reader.ok()) break;
        if (kind == 0x3b && pictures > 0) return complete ? LayoutOrReason(layout) : damaged("pixels are missing");
        if (kind == 0x21) {
            reader.skip(1);
        } else if (kind == 0x2c) {
            reader.skip(4);
            const std::uint64_t pixels = std::uint64_t{reader.u16()} * reader.u16();
            skipGifColours(reader, reader.u8());
            const int codeSize = reader.u8();
            if (reader.ok() && (codeSize < 1 || codeSize > 8)) return damaged("its code size is impossible");
            complete = complete && (pictures++ > 0 || LzwWalk(codeSize).complete(reader, pixels));
        } else {
            return damaged(pictures > 0 ? "it has an unknown part" : "it holds no picture");
        }
        skipGifBlocks(reader);
    }
    return cutOff();
}

LayoutOrReason webpLayout(std::span<const std::byte> bytes) {
    ByteReader outer(bytes);
    outer.skip(4);
    const std::uint64_t size = outer.u32();
    if (size > outer.left()) return cutOff();
    ImageLayout layout;
    ByteReader reader(bytes.first(8 + size));
    reader.skip(12);
    bool picture = false;
    while (reader.ok() && reader.left() > 0) {
        const std::string kind(reader.text(4));
        const std::uint64_t length = reader.u32();
        if (length > reader.left()) return cutOff();
        if (kind == "VP8X") {
            ByteReader head = reader;
            head.skip(4);
            layout.width = std::int64_t{head.u24()} + 1;
            layout.height = std::int64_t{head.u24()} + 1;
        }
        if ((kind == "VP8 " || kind == "VP8L") && layout.width == 0) readWebpSize(reader, kind == "VP8L", layout);
        picture = picture || kind == "VP8 " || kind == "VP8L" || kind == "ANMF";
        reader.skip(std::min(reader.left(), length + length % 2));
    }
    if (!reader.ok()) return cutOff();
    return picture ? LayoutOrReason(layout) : damaged("it holds no picture");
}

}  // namespace poolscope
