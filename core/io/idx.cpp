// SPDX-License-Identifier: GPL-3.0-or-later
// IDX, the format of MNIST: 0 0 type dimensions, one big-endian uint32 per dimension, then big-endian values.
#include <array>
#include <optional>

#include "core/io/array.h"
#include "core/io/gzip.h"
#include "core/io/input_format.h"
#include "core/io/payload.h"

namespace poolscope {
namespace {

constexpr std::uint32_t kMostIdxDimensions = 4;

std::optional<ElementType> typeOf(std::byte code) {
    switch (std::to_integer<int>(code)) {
        case 0x08:
            return ElementType::UInt8;
        case 0x09:
            return ElementType::Int8;
        case 0x0B:
            return ElementType::Int16;
        case 0x0C:
            return ElementType::Int32;
        case 0x0D:
            return ElementType::Float32;
        case 0x0E:
            return ElementType::Float64;
        default:
            return std::nullopt;
    }
}

Result<PayloadLayout> readHeader(ByteSource& source) {
    std::array<std::byte, 4> magic{};
    auto read = readExactly(source, magic, "the IDX header");
    if (!read) return tl::unexpected(read.error());
    if (magic[0] != std::byte{0} || magic[1] != std::byte{0}) {
        return fail(source.name(), "this is not an IDX file, which starts with two zero bytes");
    }
    const auto type = typeOf(magic[2]);
    if (!type) {
        return fail(source.name(), "the IDX type byte is " + std::to_string(std::to_integer<int>(magic[2])) +
                                       "; legal are 8 (uint8), 9 (int8), 11 (int16), 12 (int32), 13 (float32) and 14 "
                                       "(float64)");
    }
    const auto dimensions = std::to_integer<std::uint32_t>(magic[3]);
    if (dimensions < 1 || dimensions > kMostIdxDimensions) {
        return fail(source.name(), "the IDX header declares " + std::to_string(dimensions) +
                                       " dimensions; legal are 1 to " + std::to_string(kMostIdxDimensions));
    }
    PayloadLayout layout{*type, std::endian::big, false, {}};
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        std::array<std::byte, 4> size{};
        read = readExactly(source, size, "the IDX header");
        if (!read) return tl::unexpected(read.error());
        layout.shape.push_back(readBigEndian(size));
    }
    return layout;
}

bool isIdx(std::span<const std::byte> bytes) {
    if (bytes.size() < 4 || !startsWith(bytes, {0, 0}) || !typeOf(bytes[2])) return false;
    const auto dimensions = std::to_integer<std::uint32_t>(bytes[3]);
    return dimensions >= 1 && dimensions <= kMostIdxDimensions;
}

Result<Array> readFrom(ByteSource& source, std::string format, const InputRequest& request) {
    auto layout = readHeader(source);
    if (!layout) return tl::unexpected(layout.error());
    if (request.firstImages) layout->shape.front() = std::min(layout->shape.front(), *request.firstImages);
    return readPayload(source, *layout, std::move(format), request);
}

Result<Array> readIdxRequest(std::span<const std::byte> bytes, const InputRequest& request) {
    if (isGzip(bytes)) {
        GzipSource source(bytes, request.name);
        return readFrom(source, "idx.gz", request);
    }
    MemorySource source(bytes, request.name);
    return readFrom(source, "idx", request);
}

}  // namespace

Result<Array> readIdx(std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
    return readIdxRequest(bytes, {name, {}, false, run});
}

const InputFormat kIdxFormat{
    .name = "idx",
    .title = "IDX",
    .patterns = "*-ubyte",
    .media = "application/x-idx",
    .recognises = isIdx,
    .read = readIdxRequest,
    .hasLabelsBeside = true,
};

}  // namespace poolscope
