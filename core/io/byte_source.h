// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that come one after another, from memory or out of a compressed file, so that every decoder is written once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>

#include "core/base/error.h"

namespace poolscope {

// Deflate spends at least two bits on 258 bytes, so a compressed file can never hold more than this times its size.
inline constexpr std::int64_t kMaxDeflateRatio = 1032;

class ByteSource {
  public:
    // `name` is what errors call the file.
    explicit ByteSource(std::string name) : name_(std::move(name)) {}
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    // Fills `out`; a smaller count means the end, with all checksums found right.
    virtual Result<std::size_t> read(std::span<std::byte> out) = 0;
    // Passes over as many bytes, as far as there are.
    virtual Result<void> skip(std::int64_t count);
    // No more bytes than this can still come. Known without decoding, so memory can be refused before it is taken.
    virtual std::int64_t mostBytesLeft() const = 0;
    // Those that come next, where they lie in memory already; none where they do not.
    virtual std::span<const std::byte> inMemory() const { return {}; }

    const std::string& name() const { return name_; }

  private:
    std::string name_;
};

// Bytes in memory; they must outlive the source.
class MemorySource final : public ByteSource {
  public:
    MemorySource(std::span<const std::byte> bytes, std::string name) : ByteSource(std::move(name)), left_(bytes) {}

    Result<std::size_t> read(std::span<std::byte> out) override;
    Result<void> skip(std::int64_t count) override;
    std::int64_t mostBytesLeft() const override { return std::ssize(left_); }
    std::span<const std::byte> inMemory() const override { return left_; }

  private:
    std::span<const std::byte> left_;
};

// Fills `out` completely, or fails saying that the file ends inside `what` ("the header").
Result<void> readExactly(ByteSource& source, std::span<std::byte> out, const std::string& what);

// Do the bytes begin with these, each 0 to 255?
bool startsWith(std::span<const std::byte> bytes, std::initializer_list<int> start);

// Big-endian and little-endian unsigned numbers of up to four bytes, as headers hold them.
std::uint32_t readBigEndian(std::span<const std::byte> bytes);
std::uint32_t readLittleEndian(std::span<const std::byte> bytes);

}  // namespace poolscope
