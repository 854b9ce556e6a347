// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <vector>

#include "app/paint/byte_reader.h"
#include "app/paint/image_layout.h"

namespace poolscope {
namespace {

constexpr std::uint64_t kMostEntries = 4096;  // of one directory
constexpr int kMostDirectories = 1000;        // pages of one file
constexpr std::uint64_t kMostSamples = 8;     // of one pixel
constexpr std::uint64_t kMostTileSide = 16384;

enum Tag : std::uint16_t {
    Width = 256,
    Height = 257,
    Compression = 259,
    StripOffsets = 273,
    SamplesPerPixel = 277,
    StripSizes = 279,
    TileWidth = 322,
    TileHeight = 323,
    TileOffsets = 324,
    TileSizes = 325,
};

bool listed(std::uint16_t tag) {
    switch (tag) {
        case Width:
        case Height:
        case Compression:
        case StripOffsets:
        case SamplesPerPixel:
        case StripSizes:
        case TileWidth:
        case TileHeight:
        case TileOffsets:
        case TileSizes:
            return true;
        default:
            return false;
    }
}

using Values = std::map<std::uint16_t, std::vector<std::uint64_t>>;

// None, LZW, Deflate (two numbers) and PackBits. Of the others the decoder shows half a picture when the other half is
// missing.
bool reliable(std::int64_t compression) {
    return compression == 1 || compression == 5 || compression == 8 || compression == 32946 || compression == 32773;
}

// Bytes of one value of a type of the TIFF specification, 0 when unknown.
std::uint64_t sizeOf(std::uint16_t type) {
    constexpr std::uint8_t kSizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    return type < sizeof kSizes ? kSizes[type] : 0;
}

class TiffWalk {
  public:
    explicit TiffWalk(std::span<const std::byte> bytes)
        : bytes_(bytes), reader_(bytes, bytes[0] == std::byte{'M'} ? Endian::Big : Endian::Little) {}

    LayoutOrReason run() {
        reader_.skip(2);
        big_ = reader_.u16() == 43;
        if (big_) reader_.skip(4);
        ImageLayout layout;
        std::uint64_t next = offset();
        for (int page = 0; next != 0; ++page) {
            if (page == kMostDirectories) return damaged("it has too many pages");
            reader_.seek(next);
            Values values;
            if (!directory(values, next)) return problem();
            if (!pixelsInside(values)) return problem();
            if (!reliable(first(values, Compression, 1))) {
                return unsupported("compression " + std::to_string(first(values, Compression)) + " is");
            }
            if (page == 0) layout = {first(values, Width), first(values, Height), {}};
        }
        if (!reader_.ok()) return cutOff();
        return layout.width > 0 ? LayoutOrReason(layout) : damaged("it holds no picture");
    }

  private:
    tl::unexpected<std::string> problem() const { return wrong_.empty() ? cutOff() : damaged(wrong_); }
    std::uint64_t offset() { return big_ ? reader_.u64() : reader_.u32(); }
    bool inside(std::uint64_t at, std::uint64_t size) const {
        return at <= bytes_.size() && size <= bytes_.size() - at;
    }

    static std::int64_t first(const Values& values, std::uint16_t tag, std::int64_t otherwise = 0) {
        const auto found = values.find(tag);
        if (found == values.end() || found->second.empty()) return otherwise;
        return static_cast<std::int64_t>(found->second.front() & 0x7fffffffffffffffU);
    }

    // Reads the entries at the reader's position; `next` becomes the offset of the next directory.
    bool directory(Values& values, std::uint64_t& next) {
        const std::uint64_t count = big_ ? reader_.u64() : reader_.u16();
        if (reader_.ok() && count > kMostEntries) wrong_ = "it has too many entries";
        if (!reader_.ok() || count > kMostEntries) return false;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!entry(values)) return false;
        }
        next = offset();
        return reader_.ok();
    }

    bool entry(Values& values) {
        const std::uint16_t tag = reader_.u16();
        const std::uint16_t type = reader_.u16();
        const std::uint64_t count = offset();
        ByteReader value = reader_;
        reader_.skip(big_ ? 8 : 4);
        const std::uint64_t size = sizeOf(type);
        if (!reader_.ok()) return false;
        if (size == 0) return true;  // of a type made since: to be passed over
        if (count > bytes_.size() / size) return false;
        if (count * size > (big_ ? 8U : 4U)) {
            const std::uint64_t at = big_ ? value.u64() : value.u32();
            if (!inside(at, count * size)) return false;
            value.seek(at);
        }
        if (!listed(tag)) return true;
        if (size != 2 && size != 4 && size != 8) {
            wrong_ = "a number has a wrong type";
            return false;
        }
        std::vector<std::uint64_t>& numbers = values[tag];
        numbers.clear();
        for (std::uint64_t i = 0; i < count; ++i) {
            numbers.push_back(size == 2 ? value.u16() : size == 4 ? value.u32() : value.u64());
        }
        return value.ok();
    }

    bool pixelsInside(const Values& values) {
        const bool tiled = values.count(TileOffsets) > 0;
        const auto offsets = values.find(tiled ? TileOffsets : StripOffsets);
        const auto sizes = values.find(tiled ? TileSizes : StripSizes);
        wrong_ = "its pixels are not where they must be";
        if (offsets == values.end() || sizes == values.end() || offsets->second.size() != sizes->second.size()) {
            return false;
        }
        wrong_ = "its size is impossible";
        if (first(values, SamplesPerPixel, 1) > std::int64_t{kMostSamples}) return false;
        if (tiled && (first(values, TileWidth) > std::int64_t{kMostTileSide} ||
                      first(values, TileHeight) > std::int64_t{kMostTileSide})) {
            return false;
        }
        wrong_.clear();
        for (std::size_t i = 0; i < offsets->second.size(); ++i) {
            if (!inside(offsets->second[i], sizes->second[i])) return false;
        }
        return true;
    }

    std::span<const std::byte> bytes_;
    ByteReader reader_;
    bool big_ = false;
    std::string wrong_;
};

}  // namespace

LayoutOrReason tiffLayout(std::span<const std::byte> bytes) {
    return TiffWalk(bytes).run();
}

}  // namespace poolscope
