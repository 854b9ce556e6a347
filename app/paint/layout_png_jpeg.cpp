// SPDX-License-Identifier: GPL-3.0-or-later
#include <zlib.h>

#include <algorithm>

#include "app/paint/byte_reader.h"
#include "app/paint/image_layout.h"

namespace poolscope {
namespace {

constexpr int kMostScans = 200;
// Of a progressive JPEG every scan goes over the whole picture.
constexpr std::int64_t kMostScannedPixels = std::int64_t{512} << 20;

bool isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

// Moves to the next marker after compressed data, where FF is followed by neither 0 nor a restart mark.
void skipScan(ByteReader& reader, std::span<const std::byte> bytes) {
    const auto* begin = bytes.data();
    const auto* end = begin + bytes.size();
    for (const auto* at = begin + reader.position();;) {
        at = std::find(at, end, std::byte{0xff});
        if (end - at < 2) return reader.skip(reader.left() + 1);
        const int next = std::to_integer<int>(at[1]);
        if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
            return reader.seek(static_cast<std::uint64_t>(at - begin));
        }
        at += next == 0xff ? 1 : 2;
    }
}

// Of a chunk of a PNG: length, type, data, CRC of type and data.
bool sumIsRight(std::span<const std::byte> chunk) {
    ByteReader stored(chunk.last(4), Endian::Big);
    const std::span<const std::byte> covered = chunk.subspan(4, chunk.size() - 8);
    return crc32_z(0, reinterpret_cast<const Bytef*>(covered.data()), covered.size()) == stored.u32();
}

}  // namespace

// The decoder gets only what makes up the pixels: texts and profiles cost memory, bring warnings about themselves, and
// are not shown.
LayoutOrReason pngLayout(std::span<const std::byte> bytes) {
    ByteReader reader(bytes, Endian::Big);
    ImageLayout layout;
    reader.skip(8);
    layout.substitute.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(reader.position()));
    for (bool data = false, last = false; !last;) {
        const std::uint64_t start = reader.position();
        const std::uint32_t length = reader.u32();
        const std::string type(reader.text(4));
        if (!reader.ok() || reader.left() < std::uint64_t{length} + 4) return cutOff();
        if ((start == 8) != (type == "IHDR")) return damaged("its header is not where it must be");
        if (type == "IHDR") {
            if (length != 13) return damaged("its header has a wrong length");
            layout.width = reader.u32();
            layout.height = reader.u32();
        }
        data = data || type == "IDAT";
        last = type == "IEND";
        if (last && !data) return damaged("it holds no picture");
        reader.seek(start + 12 + length);
        const bool needed = type == "IHDR" || type == "PLTE" || type == "tRNS" || type == "IDAT" || last;
        if (!needed && (type[0] & 0x20) == 0) return damaged("it has an unknown part");
        if (!needed) continue;
        const auto chunk = bytes.subspan(start, reader.position() - start);
        if (!sumIsRight(chunk)) return damaged("a checksum is wrong");
        layout.substitute.insert(layout.substitute.end(), chunk.begin(), chunk.end());
    }
    return layout;
}

LayoutOrReason jpegLayout(std::span<const std::byte> bytes) {
    ByteReader reader(bytes, Endian::Big);
    ImageLayout layout;
    reader.skip(2);
    for (int scans = 0;;) {
        if (reader.u8() != 0xff) return reader.ok() ? LayoutOrReason(damaged("a mark is missing")) : cutOff();
        int marker = reader.u8();
        while (reader.ok() && marker == 0xff) marker = reader.u8();
        if (marker == 0xd9 && scans > 0) return layout;
        if (marker == 0xd9) return damaged("it holds no picture");
        const std::uint64_t start = reader.position();
        const std::uint16_t length = reader.u16();
        if (reader.ok() && length < 2) return damaged("a part has a wrong length");
        if (isFrameHeader(marker)) {
            if (layout.width != 0) return damaged("it has two headers");
            reader.skip(1);
            layout.height = reader.u16();
            layout.width = reader.u16();
            if (reader.ok() && layout.height == 0) return unsupported("a picture without a height is");
        }
        reader.seek(start + length);
        if (marker == 0xda) {
            if (layout.width == 0) return damaged("its header is missing");
            if (++scans > kMostScans || scans * layout.width * layout.height > kMostScannedPixels) {
                const std::string number = std::to_string(scans);
                return tl::unexpected("the picture is stored in too many passes (" + number + " or more)");
            }
            skipScan(reader, bytes);
        }
        if (!reader.ok()) return cutOff();
    }
}

}  // namespace poolscope
