// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of bytes that may end anywhere: past the end everything reads as 0 and ok() turns false for good.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace poolscope {

enum class Endian { Little, Big };

class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes, Endian endian = Endian::Little)
        : bytes_(bytes), endian_(endian) {}

    bool ok() const { return ok_; }
    std::uint64_t position() const { return at_; }
    std::uint64_t left() const { return bytes_.size() - at_; }
    void seek(std::uint64_t position) {
        ok_ = ok_ && position <= bytes_.size();
        if (ok_) at_ = position;
    }
    void skip(std::uint64_t count) {
        ok_ = ok_ && count <= left();
        if (ok_) at_ += count;
    }

    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u24() { return static_cast<std::uint32_t>(number(3)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    std::string_view text(std::size_t count) {
        skip(count);
        return ok_ ? std::string_view(reinterpret_cast<const char*>(bytes_.data()) + at_ - count, count)
                   : std::string_view();
    }

  private:
    std::uint64_t number(unsigned size) {
        skip(size);
        if (!ok_) return 0;
        std::uint64_t value = 0;
        for (unsigned i = 0; i < size; ++i) {
            const auto byte = std::to_integer<std::uint64_t>(bytes_[at_ - size + i]);
            value |= byte << 8 * (endian_ == Endian::Little ? i : size - 1 - i);
        }
        return value;
    }

    std::span<const std::byte> bytes_;
    std::uint64_t at_ = 0;
    Endian endian_;
    bool ok_ = true;
};

}  // namespace poolscope
