// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/exif.h"

#include "core/io/byte_reader.h"
#include "core/io/byte_source.h"

namespace poolscope {

int exifOrientation(std::span<const std::byte> block) {
    constexpr std::uint16_t kOrientation = 0x112;
    constexpr std::uint16_t kShort = 3;
    if (startsWith(block, {'E', 'x', 'i', 'f', 0, 0})) block = block.subspan(6);
    const bool big = startsWith(block, {'M', 'M', 0, 42});
    if (!big && !startsWith(block, {'I', 'I', 42, 0})) return 1;
    ByteReader reader(block, big ? Endian::Big : Endian::Little);
    reader.skip(4);
    reader.seek(reader.u32());
    for (int entries = reader.u16(); entries > 0 && reader.ok(); --entries) {
        const std::uint16_t tag = reader.u16();
        const std::uint16_t type = reader.u16();
        reader.skip(4);
        const std::uint16_t value = reader.u16();
        reader.skip(2);
        if (tag == kOrientation) return reader.ok() && type == kShort && value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

}  // namespace poolscope
