// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/gzip.h"

// Has zlib declare its input const.
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

#include "core/io/array.h"

namespace poolscope {
namespace {

constexpr int kGzipOnly = 16;
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  // zlib counts in 32 bits

using Buffer = std::array<std::byte, std::size_t{1} << 16>;

Result<std::int64_t> measure(GzipSource& source, std::int64_t maxBytes) {
    const auto buffer = std::make_unique<Buffer>();
    std::int64_t total = 0;
    while (true) {
        const auto count = source.read(*buffer);
        if (!count) return tl::unexpected(count.error());
        total += static_cast<std::int64_t>(*count);
        if (total > maxBytes) {
            return fail(source.name(),
                        "the gzip data holds more than the " + std::to_string(maxBytes) + " bytes that are allowed");
        }
        if (*count < buffer->size()) return total;
    }
}

}  // namespace

bool isGzip(std::span<const std::byte> bytes) {
    return startsWith(bytes, {0x1F, 0x8B});
}

GzipSource::GzipSource(std::span<const std::byte> bytes, std::string name)
    : ByteSource(std::move(name)), stream_(std::make_unique<z_stream_s>()), left_(bytes) {
    if (inflateInit2(stream_.get(), MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
}

GzipSource::~GzipSource() {
    inflateEnd(stream_.get());
}

Result<std::size_t> GzipSource::read(std::span<std::byte> out) {
    std::size_t done = 0;
    while (done < out.size()) {
        if (!insideMember_) {
            if (left_.empty() && !first_) break;
            const auto begun = beginMember();
            if (!begun) return tl::unexpected(begun.error());
        }
        const auto count = inflateSome(out.subspan(done));
        if (!count) return count;
        done += *count;
    }
    return done;
}

Result<void> GzipSource::beginMember() {
    if (!isGzip(left_)) {
        if (first_) return fail(name(), "this is not gzip data, which starts with the bytes 1f 8b");
        return fail(name(), "after the gzip data follow " + std::to_string(left_.size()) + " bytes that are not gzip");
    }
    inflateReset(stream_.get());
    first_ = false;
    insideMember_ = true;
    memberIsEmpty_ = true;
    return {};
}

Result<std::size_t> GzipSource::inflateSome(std::span<std::byte> out) {
    const std::size_t given = std::min(left_.size(), kMostAtOnce);
    const std::size_t wanted = std::min(out.size(), kMostAtOnce);
    stream_->next_in = reinterpret_cast<const Bytef*>(left_.data());
    stream_->avail_in = static_cast<uInt>(given);
    stream_->next_out = reinterpret_cast<Bytef*>(out.data());
    stream_->avail_out = static_cast<uInt>(wanted);
    const int status = inflate(stream_.get(), Z_NO_FLUSH);
    left_ = left_.subspan(given - stream_->avail_in);
    const std::size_t count = wanted - stream_->avail_out;
    if (count > 0) memberIsEmpty_ = false;

    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_BUF_ERROR) return fail(name(), "the gzip data is cut off before its end");
    if (status != Z_OK && status != Z_STREAM_END) {
        const std::string why = stream_->msg != nullptr ? stream_->msg : "invalid data";
        return fail(name(), "the gzip data is damaged: " + why);
    }
    if (status == Z_STREAM_END) {
        const auto ended = endMember();
        if (!ended) return tl::unexpected(ended.error());
    }
    return count;
}

Result<void> GzipSource::endMember() {
    insideMember_ = false;
    if (memberIsEmpty_ && ++emptyMembers_ > kMaxEmptyMembers) {
        return fail(name(), "the gzip data has more than " + std::to_string(kMaxEmptyMembers) + " empty members");
    }
    return {};
}

Result<Bytes> gunzip(std::span<const std::byte> bytes, const std::string& name, std::int64_t maxBytes) {
    // Decoded twice: first to measure, then into memory of exactly that size. A buffer that grows as it is filled
    // would hold up to three times as much at the moment it moves.
    GzipSource first(bytes, name);
    const auto size = measure(first, maxBytes);
    if (!size) return tl::unexpected(size.error());
    Bytes content(static_cast<std::size_t>(*size));
    GzipSource second(bytes, name);
    const auto read = readExactly(second, content, "the gzip data");
    if (!read) return tl::unexpected(read.error());
    return content;
}

}  // namespace poolscope
