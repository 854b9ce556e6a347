// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a gzip file as a stream of bytes, so that it never has to be in memory as a whole.
#pragma once

#include <memory>

#include "core/io/byte_source.h"

struct z_stream_s;

namespace poolscope {

// Members that hold nothing cost time and give no bytes; more of them than this are refused.
inline constexpr int kMaxEmptyMembers = 1000;

// Gives the content of all members one after another, each with its CRC and length checked. The bytes must outlive the
// source.
class GzipSource final : public ByteSource {
  public:
    GzipSource(std::span<const std::byte> bytes, std::string name);
    ~GzipSource() override;

    Result<std::size_t> read(std::span<std::byte> out) override;
    std::int64_t mostBytesLeft() const override { return std::ssize(left_) * kMaxDeflateRatio + kMaxDeflateRatio; }

  private:
    Result<void> beginMember();
    Result<std::size_t> inflateSome(std::span<std::byte> out);
    Result<void> endMember();

    std::unique_ptr<z_stream_s> stream_;
    std::span<const std::byte> left_;
    bool first_ = true;
    bool insideMember_ = false;
    bool memberIsEmpty_ = true;
    int emptyMembers_ = 0;
};

}  // namespace poolscope
