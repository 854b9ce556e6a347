// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/byte_source.h"

#include <algorithm>
#include <vector>

namespace poolscope {

Result<void> ByteSource::skip(std::int64_t count) {
    std::vector<std::byte> passed(static_cast<std::size_t>(std::min(count, std::int64_t{1} << 16)));
    while (count > 0) {
        const auto part = std::span(passed).first(static_cast<std::size_t>(std::min(count, std::ssize(passed))));
        const auto done = read(part);
        if (!done) return tl::unexpected(done.error());
        if (*done < part.size()) break;
        count -= std::ssize(part);
    }
    return {};
}

Result<void> MemorySource::skip(std::int64_t count) {
    left_ = left_.subspan(static_cast<std::size_t>(std::min(count, std::ssize(left_))));
    return {};
}

Result<std::size_t> MemorySource::read(std::span<std::byte> out) {
    const std::size_t count = std::min(out.size(), left_.size());
    std::copy_n(left_.begin(), count, out.begin());
    left_ = left_.subspan(count);
    return count;
}

Result<void> readExactly(ByteSource& source, std::span<std::byte> out, const std::string& what) {
    const auto count = source.read(out);
    if (!count) return tl::unexpected(count.error());
    if (*count < out.size()) {
        return fail(source.name(), "the file ends inside " + what + ": " + std::to_string(out.size()) +
                                       " bytes needed, " + std::to_string(*count) + " found");
    }
    return {};
}

bool startsWith(std::span<const std::byte> bytes, std::initializer_list<int> start) {
    return bytes.size() >= start.size() &&
           std::equal(start.begin(), start.end(), bytes.begin(),
                      [](int value, std::byte byte) { return std::to_integer<int>(byte) == value; });
}

std::uint32_t readBigEndian(std::span<const std::byte> bytes) {
    std::uint32_t value = 0;
    for (const std::byte byte : bytes) value = value << 8U | std::to_integer<std::uint32_t>(byte);
    return value;
}

std::uint32_t readLittleEndian(std::span<const std::byte> bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8U | std::to_integer<std::uint32_t>(bytes[i - 1]);
    return value;
}

}  // namespace poolscope
