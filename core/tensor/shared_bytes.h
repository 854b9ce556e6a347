// SPDX-License-Identifier: GPL-3.0-or-later
// Values of uint8 that do not change, in memory that copies share, and with them whoever else holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace poolscope {

class SharedBytes {
  public:
    SharedBytes() = default;
    SharedBytes(std::vector<std::uint8_t> bytes) {
        const auto own = std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
        bytes_ = *own;
        owner_ = own;
    }
    // `bytes` lie in what `owner` keeps.
    SharedBytes(std::shared_ptr<const void> owner, std::span<const std::uint8_t> bytes)
        : owner_(std::move(owner)), bytes_(bytes) {}

    bool empty() const { return bytes_.empty(); }
    std::size_t size() const { return bytes_.size(); }
    const std::uint8_t* data() const { return bytes_.data(); }
    auto begin() const { return bytes_.begin(); }
    auto end() const { return bytes_.end(); }
    std::uint8_t operator[](std::size_t i) const { return bytes_[i]; }
    std::span<const std::uint8_t> values() const { return bytes_; }

  private:
    std::shared_ptr<const void> owner_;
    std::span<const std::uint8_t> bytes_;
};

}  // namespace poolscope
