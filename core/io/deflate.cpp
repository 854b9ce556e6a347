// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/deflate.h"

// Has zlib declare its input const.
#define ZLIB_CONST
#include <zlib.h>

#include <bit>
#include <new>

#include "core/base/limits.h"
#include "core/io/byte_source.h"

namespace poolscope {
namespace {

static_assert(std::endian::native == std::endian::little, "the values are copied as they lie in memory");
static_assert(sizeof(float) * kMaxArrayValues < 0xFFFFFFFF, "zlib counts in 32 bits");

const Bytef* inputOf(std::span<const std::byte> bytes) {
    return reinterpret_cast<const Bytef*>(bytes.data());
}

}  // namespace

Bytes packedFloats(std::span<const float> values) {
    const std::span<const std::byte> bytes = std::as_bytes(values);
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    Bytes packed(size);
    // What more work would save is little for pictures and drawings.
    const int status = compress2(reinterpret_cast<Bytef*>(packed.data()), &size, inputOf(bytes),
                                 static_cast<uLong>(bytes.size()), Z_BEST_SPEED);
    if (status != Z_OK) throw std::bad_alloc();
    packed.resize(size);
    return packed;
}

Result<std::vector<float>> unpackedFloats(std::span<const std::byte> packed, std::size_t count) {
    const std::string expected = std::to_string(count) + " values";
    // Deflate cannot make more of so few bytes, so that no memory is taken for them.
    const auto most = (std::ssize(packed) + 1) * kMaxDeflateRatio;
    if (static_cast<std::int64_t>(count * sizeof(float)) > most || count > std::size_t{kMaxArrayValues}) {
        return fail("", "the packed data is too short to hold " + expected);
    }
    std::vector<float> values(count);
    uLongf size = static_cast<uLongf>(count * sizeof(float));
    uLong used = static_cast<uLong>(packed.size());
    Bytef nothing = 0;
    auto* into = count > 0 ? reinterpret_cast<Bytef*>(values.data()) : &nothing;
    const int status = uncompress2(into, &size, inputOf(packed), &used);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_BUF_ERROR && used < packed.size()) {
        return fail("", "the packed data holds more than " + expected);
    }
    if (status != Z_OK) return fail("", "the packed data is damaged or cut off");
    if (size != count * sizeof(float)) return fail("", "the packed data holds fewer than " + expected);
    if (used != packed.size()) return fail("", "after the packed data follow bytes that do not belong to it");
    return values;
}

}  // namespace poolscope
