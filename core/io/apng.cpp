// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/apng.h"

#include <zlib.h>

#include "core/io/byte_reader.h"

namespace poolscope {
namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kAroundData = 12;  // length and type before the data of a chunk, sum behind it

void append(Bytes& bytes, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes.push_back(static_cast<std::byte>(value >> shift & 255U));
}

void append(Bytes& bytes, std::span<const std::byte> data) {
    bytes.insert(bytes.end(), data.begin(), data.end());
}

std::uint32_t sumOf(std::span<const std::byte> data) {
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size()));
}

void appendChunk(Bytes& file, std::string_view type, std::span<const std::byte> data) {
    append(file, static_cast<std::uint32_t>(data.size()));
    const std::size_t start = file.size();
    append(file, std::as_bytes(std::span(type)));
    append(file, data);
    append(file, sumOf(std::span(file).subspan(start)));
}

// Takes the chunks one after the other.
class Frames {
  public:
    explicit Frames(std::span<const std::byte> signature) { append(shared_, signature); }

    // False when the chunk is not what it has to be.
    bool take(std::string_view type, std::span<const std::byte> data) {
        if (type == "acTL") {
            animated_ = true;
            declared_ = ByteReader(data, Endian::Big).u32();
        }
        if (type == "IHDR") header_.assign(data.begin(), data.end());
        if (type == "PLTE" || type == "tRNS") appendChunk(shared_, type, data);
        if (type == "fcTL") return begin(data);
        if (frames_.empty()) return true;  // the picture for still display may not be a frame
        if (type == "IDAT") appendChunk(frames_.back().file, "IDAT", data);
        if (type == "fdAT" && data.size() < 4) return false;
        if (type == "fdAT") appendChunk(frames_.back().file, "IDAT", data.subspan(4));
        return true;
    }

    PngAnimation finish() {
        if (!animated_) return {};
        for (PngFrame& frame : frames_) appendChunk(frame.file, "IEND", {});
        return {std::move(frames_), declared_};
    }

  private:
    bool begin(std::span<const std::byte> data) {
        ByteReader reader(data, Endian::Big);
        reader.skip(4);
        PngFrame frame;
        frame.width = reader.u32();
        frame.height = reader.u32();
        frame.left = reader.u32();
        frame.top = reader.u32();
        reader.skip(4);
        const int disposal = reader.u8();
        const int blend = reader.u8();
        ByteReader size(header_, Endian::Big);
        const bool inside = frame.left + frame.width <= size.u32() && frame.top + frame.height <= size.u32();
        if (!reader.ok() || header_.size() != 13 || !inside || disposal > 2 || blend > 1) return false;
        frame.disposal = static_cast<PngDisposal>(disposal);
        frame.isBlended = blend == 1;
        Bytes header(data.begin() + 4, data.begin() + 12);
        append(header, std::span(header_).subspan(8));
        append(frame.file, std::span(shared_).first(kSignature));
        appendChunk(frame.file, "IHDR", header);
        append(frame.file, std::span(shared_).subspan(kSignature));
        frames_.push_back(std::move(frame));
        return true;
    }

    Bytes header_;
    Bytes shared_;  // the signature, and what all frames have in common behind their headers
    bool animated_ = false;
    std::uint32_t declared_ = 0;
    std::vector<PngFrame> frames_;
};

}  // namespace

std::optional<PngAnimation> animationOfPng(std::span<const std::byte> bytes) {
    if (bytes.size() < kSignature) return std::nullopt;
    Frames frames(bytes.first(kSignature));
    ByteReader reader(bytes, Endian::Big);
    reader.skip(kSignature);
    while (reader.left() >= kAroundData) {
        const std::uint64_t start = reader.position();
        const std::uint32_t length = reader.u32();
        const std::string_view type = reader.text(4);
        reader.skip(length);
        const std::uint32_t sum = reader.u32();
        if (!reader.ok()) return std::nullopt;
        const bool isOfFrame = type == "fcTL" || type == "fdAT" || type == "acTL";
        if (isOfFrame && sum != sumOf(bytes.subspan(start + 4, 4 + std::size_t{length}))) return std::nullopt;
        if (!frames.take(type, bytes.subspan(start + 8, length))) return std::nullopt;
    }
    return frames.finish();
}

}  // namespace poolscope
