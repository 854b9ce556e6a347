// SPDX-License-Identifier: GPL-3.0-or-later
// BMP of Windows and OS/2: a header, colours, then rows of 1 to 32 bits a pixel, padded to four bytes, or run-length
// codes. Rows go from the bottom up unless the height is negative.
#include <algorithm>
#include <bit>

#include "core/base/checked.h"
#include "core/io/byte_reader.h"
#include "core/io/byte_source.h"
#include "core/io/picture.h"

namespace poolscope {
namespace {

enum Compression : std::uint32_t { None = 0, Runs8 = 1, Runs4 = 2, Masks = 3, MasksWithAlpha = 6 };

constexpr std::uint32_t kFileHeader = 14;
constexpr std::uint32_t kOs2Header = 12;
constexpr std::uint32_t kOldHeader = 40;        // masks stand behind it
constexpr std::uint32_t kHeaderWithAlpha = 56;  // the first that holds a mask for alpha

struct BmpHeader {
    std::uint64_t pixels = 0;  // where they start in the file
    std::uint32_t size = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool topDown = false;
    std::uint32_t bits = 0;  // of a pixel
    std::uint32_t compression = None;
    std::uint32_t used = 0;       // colours of the palette, 0: all
    std::uint32_t masks[4] = {};  // of red, green, blue and alpha; 0 where there is none
};

bool isBmp(std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    const bool named = reader.text(2) == "BM";
    reader.skip(12);
    const std::uint32_t size = reader.u32();
    constexpr std::uint32_t kSizes[] = {kOs2Header, kOldHeader, 52, kHeaderWithAlpha, 64, 108, 124};
    return named && std::find(std::begin(kSizes), std::end(kSizes), size) != std::end(kSizes);
}

void readMasks(ByteReader& reader, BmpHeader& header) {
    const bool given = header.compression == Masks || header.compression == MasksWithAlpha;
    if (!given) {
        const bool five = header.bits == 16;
        header.masks[0] = five ? 0x7c00 : 0xff0000;
        header.masks[1] = five ? 0x3e0 : 0xff00;
        header.masks[2] = five ? 0x1f : 0xff;
        return;
    }
    for (int i = 0; i < 3; ++i) header.masks[i] = reader.u32();
    if (header.compression == MasksWithAlpha || header.size >= kHeaderWithAlpha) header.masks[3] = reader.u32();
}

BmpHeader readHeader(ByteReader& reader) {
    BmpHeader header;
    reader.skip(10);
    header.pixels = reader.u32();
    header.size = reader.u32();
    const bool os2 = header.size == kOs2Header;
    header.width = os2 ? reader.u16() : static_cast<std::int32_t>(reader.u32());
    header.height = os2 ? reader.u16() : static_cast<std::int32_t>(reader.u32());
    header.topDown = header.height < 0;
    header.height = std::abs(header.height);
    reader.skip(2);
    header.bits = reader.u16();
    if (!os2) {
        header.compression = reader.u32();
        reader.skip(12);
        header.used = reader.u32();
        reader.skip(4);
    }
    readMasks(reader, header);
    return header;
}

// Why such a file is not read; empty when it is.
std::string unread(const BmpHeader& header) {
    constexpr std::uint32_t kWithHuffman = 64;
    if (header.size == kWithHuffman && header.compression >= Masks) return "OS/2 compression";
    switch (header.compression) {
        case None:
            return "";
        case Runs8:
            return header.bits == 8 ? "" : "run-length compression of 8 bits";
        case Runs4:
            return header.bits == 4 ? "" : "run-length compression of 4 bits";
        case Masks:
        case MasksWithAlpha:
            return header.bits == 16 || header.bits == 32 ? "" : "bit masks";
        case 4:
            return "a JPEG inside";
        case 5:
            return "a PNG inside";
        default:
            return "compression " + std::to_string(header.compression);
    }
}

struct Colour {
    double rgb[3] = {};
};

// The colours between the header and the pixels.
std::vector<Colour> readPalette(ByteReader reader, const BmpHeader& header) {
    const bool os2 = header.size == kOs2Header;
    const std::uint64_t masks = header.size == kOldHeader && header.compression == Masks            ? 12
                                : header.size == kOldHeader && header.compression == MasksWithAlpha ? 16
                                                                                                    : 0;
    const std::uint64_t start = kFileHeader + header.size + masks;
    const std::uint64_t room = header.pixels > start ? (header.pixels - start) / (os2 ? 3 : 4) : 0;
    const std::uint64_t most = std::uint64_t{1} << header.bits;
    const std::uint64_t declared = header.used > 0 ? std::min<std::uint64_t>(header.used, most) : most;
    reader.seek(start);
    std::vector<Colour> colours(static_cast<std::size_t>(std::min(declared, room)));
    for (Colour& colour : colours) {
        for (const int channel : {2, 1, 0}) colour.rgb[channel] = reader.u8();
        if (!os2) reader.skip(1);
    }
    return reader.ok() ? colours : std::vector<Colour>{};
}

// Palette indices, top-down from the first stored row; -1 where run-length codes leave a pixel out.
class Runs {
  public:
    Runs(ByteReader reader, const BmpHeader& header)
        : reader_(reader),
          nibbles_(header.bits == 4),
          width_(header.width),
          height_(header.height),
          indices_(static_cast<std::size_t>(width_ * height_), -1) {}

    // False when the codes end before their end mark.
    bool decode() {
        while (reader_.ok()) {
            const int count = reader_.u8();
            const int value = reader_.u8();
            if (!reader_.ok()) return false;
            if (count > 0) {
                for (int i = 0; i < count; ++i) set(nibbles_ ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
            } else if (value == 0) {
                x_ = 0;
                ++y_;
            } else if (value == 1) {
                return true;
            } else if (value == 2) {
                x_ += reader_.u8();
                y_ += reader_.u8();
            } else {
                literal(value);
            }
        }
        return false;
    }

    std::span<const std::int16_t> row(std::int64_t y) const {
        return std::span(indices_).subspan(static_cast<std::size_t>(y * width_), static_cast<std::size_t>(width_));
    }
    bool leavesOut() const { return std::find(indices_.begin(), indices_.end(), -1) != indices_.end(); }

  private:
    // Pixels beyond the picture are passed over, as other programs do.
    void set(int index) {
        if (x_ < width_ && y_ < height_) {
            indices_[static_cast<std::size_t>(y_ * width_ + x_)] = static_cast<std::int16_t>(index);
        }
        ++x_;
    }
    void literal(int count) {
        int byte = 0;
        for (int i = 0; i < count; ++i) {
            if (!nibbles_ || i % 2 == 0) byte = reader_.u8();
            set(!nibbles_ ? byte : i % 2 == 0 ? byte >> 4 : byte & 15);
        }
        const int bytes = nibbles_ ? (count + 1) / 2 : count;
        reader_.skip(static_cast<std::uint64_t>(bytes % 2));
    }

    ByteReader reader_;
    bool nibbles_;
    std::int64_t width_;
    std::int64_t height_;
    std::int64_t x_ = 0;
    std::int64_t y_ = 0;
    std::vector<std::int16_t> indices_;
};

class Picture {
  public:
    Picture(std::span<const std::byte> bytes, PictureBatch& batch) : reader_(bytes), batch_(batch) {}

    Result<Array> read() {
        header_ = readHeader(reader_);
        if (!reader_.ok()) return batch_.incomplete();
        if (const std::string what = unread(header_); !what.empty()) return batch_.refused(what + " is not read");
        constexpr std::uint32_t kBits[] = {1, 2, 4, 8, 16, 24, 32};
        if (std::find(std::begin(kBits), std::end(kBits), header_.bits) == std::end(kBits)) {
            return batch_.damaged(std::to_string(header_.bits) + " bits a pixel");
        }
        if (header_.bits <= 8) palette_ = readPalette(reader_, header_);
        if (header_.bits <= 8 && palette_.empty()) return batch_.damaged("its palette is missing");
        if (header_.pixels < kFileHeader + header_.size) return batch_.damaged("its parts overlap");
        const bool runs = header_.compression == Runs8 || header_.compression == Runs4;
        if (!runs && !hasAllRows()) return batch_.incomplete();
        const auto begun = batch_.begin({.width = header_.width,
                                         .height = header_.height,
                                         .channels = header_.bits > 8 && header_.masks[3] != 0 ? 4 : 3});
        if (!begun) return tl::unexpected(begun.error());
        reader_.seek(header_.pixels);
        const Result<void> done = runs ? readRuns() : readRows();
        if (!done) return tl::unexpected(done.error());
        return batch_.take();
    }

  private:
    bool hasAllRows() const {
        const auto size = checkedMul(rowBytes(), header_.height);
        ByteReader reader = reader_;
        reader.seek(header_.pixels);
        if (!reader.ok() || header_.width < 0 || !size) return header_.width < 0;
        return static_cast<std::uint64_t>(*size) <= reader.left();
    }
    std::int64_t rowBytes() const { return (header_.width * header_.bits + 31) / 32 * 4; }
    std::int64_t shownRow(std::int64_t stored) const { return header_.topDown ? stored : header_.height - 1 - stored; }

    Result<void> readRuns() {
        Runs runs(reader_, header_);
        if (!runs.decode()) return batch_.incomplete();
        if (runs.leavesOut()) {
            batch_.note("pixels that the file leaves out have the first colour of its palette");
        }
        for (std::int64_t y = 0; y < header_.height; ++y) {
            std::vector<double> samples;
            for (const int index : runs.row(y)) {
                if (!append(samples, static_cast<std::uint32_t>(std::max(index, 0)))) return badIndex();
            }
            batch_.put(shownRow(y), 0, samples);
        }
        return {};
    }

    Result<void> readRows() {
        for (std::int64_t y = 0; y < header_.height; ++y) {
            if (batch_.isStopped()) return batch_.stopped();
            ByteReader row = reader_;
            reader_.skip(static_cast<std::uint64_t>(rowBytes()));
            std::vector<double> samples;
            samples.reserve(static_cast<std::size_t>(header_.width * 4));
            std::uint32_t byte = 0;
            for (std::int64_t x = 0; x < header_.width; ++x) {
                if (header_.bits > 8) {
                    appendMasked(samples, header_.bits == 16 ? row.u16() : header_.bits == 24 ? row.u24() : row.u32());
                    continue;
                }
                const std::int64_t shift = x * header_.bits % 8;
                if (shift == 0) byte = row.u8();
                const std::uint32_t index = byte >> (8 - header_.bits - shift) & ((1U << header_.bits) - 1);
                if (!append(samples, index)) return badIndex();
            }
            batch_.put(shownRow(y), 0, samples);
        }
        return {};
    }

    bool append(std::vector<double>& samples, std::uint32_t index) const {
        if (index >= palette_.size()) return false;
        samples.insert(samples.end(), std::begin(palette_[index].rgb), std::end(palette_[index].rgb));
        return true;
    }
    tl::unexpected<Error> badIndex() const {
        return batch_.damaged("a pixel has a colour that its palette of " + std::to_string(palette_.size()) +
                              " does not hold");
    }
    void appendMasked(std::vector<double>& samples, std::uint32_t pixel) const {
        for (std::size_t channel = 0; channel < (header_.masks[3] != 0 ? 4 : 3); ++channel) {
            const std::uint32_t mask = header_.masks[channel];
            if (mask == 0) {
                samples.push_back(0);
                continue;
            }
            const int shift = std::countr_zero(mask);
            const std::uint64_t top = mask >> shift;
            samples.push_back(static_cast<double>((((pixel & mask) >> shift) * std::uint64_t{255} + top / 2) / top));
        }
    }

    ByteReader reader_;
    PictureBatch& batch_;
    BmpHeader header_;
    std::vector<Colour> palette_;
};

Result<Array> readBmp(std::span<const std::byte> bytes, const InputRequest& request) {
    PictureBatch batch(kBmpFormat.title, request);
    return Picture(bytes, batch).read();
}

}  // namespace

const InputFormat kBmpFormat{.name = "bmp",
                             .title = "BMP",
                             .patterns = "*.bmp",
                             .media = "image/bmp",
                             .recognises = isBmp,
                             .read = readBmp,
                             .isPicture = true};

}  // namespace poolscope
