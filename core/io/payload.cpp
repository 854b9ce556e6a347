// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/payload.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "core/base/checked.h"

namespace poolscope {
namespace {

struct Half {
    std::uint16_t bits = 0;

    explicit operator float() const {
        const int exponent = bits >> 10U & 31U;
        const int fraction = bits & 1023U;
        float size = 0;
        if (exponent == 31) {
            size = fraction != 0 ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
        } else if (exponent == 0) {
            size = std::ldexp(static_cast<float>(fraction), -24);
        } else {
            size = std::ldexp(static_cast<float>(1024 + fraction), exponent - 25);
        }
        return (bits & 0x8000U) != 0 ? -size : size;
    }
    explicit operator double() const { return static_cast<float>(*this); }
};

// Any byte but 0 is true.
struct Boolean {
    std::uint8_t byte = 0;

    explicit operator float() const { return byte != 0 ? 1.0F : 0.0F; }
    explicit operator double() const { return byte != 0 ? 1.0 : 0.0; }
};

// Row-major positions in the order in which a file lists the values.
class Walk {
  public:
    explicit Walk(const PayloadLayout& layout) : shape_(layout.shape), strides_(shape_.size()), index_(shape_.size()) {
        std::int64_t stride = 1;
        for (std::size_t axis = shape_.size(); axis > 0; --axis) {
            strides_[axis - 1] = stride;
            stride *= std::max<std::int64_t>(shape_[axis - 1], 1);
        }
        rowMajor_ = !layout.firstAxisFastest || shape_.size() < 2;
    }

    std::size_t next() {
        const std::int64_t position = position_;
        if (rowMajor_) {
            ++position_;
        } else {
            stepFirstAxis();
        }
        return static_cast<std::size_t>(position);
    }

  private:
    void stepFirstAxis() {
        for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
            position_ += strides_[axis];
            if (++index_[axis] < shape_[axis]) return;
            position_ -= strides_[axis] * shape_[axis];
            index_[axis] = 0;
        }
    }

    std::vector<std::int64_t> shape_;
    std::vector<std::int64_t> strides_;
    std::vector<std::int64_t> index_;
    std::int64_t position_ = 0;
    bool rowMajor_ = true;
};

struct Gathered {
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    double sum = 0;

    void add(double value) {
        sum += value;
        if (value < min) min = value;  // false for NaN
        if (value > max) max = value;
    }
    Statistics result() const { return min > max ? Statistics{0, 0, sum} : Statistics{min, max, sum}; }
};

template <std::size_t size>
struct BitsOf;
template <>
struct BitsOf<1> {
    using Type = std::uint8_t;
    static Type swapped(Type bits) { return bits; }
};
template <>
struct BitsOf<2> {
    using Type = std::uint16_t;
    static Type swapped(Type bits) { return __builtin_bswap16(bits); }
};
template <>
struct BitsOf<4> {
    using Type = std::uint32_t;
    static Type swapped(Type bits) { return __builtin_bswap32(bits); }
};
template <>
struct BitsOf<8> {
    using Type = std::uint64_t;
    static Type swapped(Type bits) { return __builtin_bswap64(bits); }
};

template <class Stored>
Stored load(const std::byte* from, bool swap) {
    using Bits = BitsOf<sizeof(Stored)>;
    typename Bits::Type bits{};
    std::memcpy(&bits, from, sizeof bits);
    return std::bit_cast<Stored>(swap ? Bits::swapped(bits) : bits);
}

// double cannot hold every 64-bit integer either: those are exact that have 24 binary digits and zeros after them.
template <class Stored>
void countInexact(Stored value, Inexact& inexact) {
    if constexpr (std::is_integral_v<Stored>) {
        const auto bits = static_cast<std::uint64_t>(value);
        const std::uint64_t size = value < Stored{0} ? std::uint64_t{0} - bits : bits;
        if (size != 0 && size >> std::countr_zero(size) >= 1U << 24U) ++inexact.rounded;
    } else {
        inexact.count(value);
    }
}

template <class Stored>
Result<void> readValues(ByteSource& source, const PayloadLayout& layout, Array& array, const RunControl& run) {
    constexpr std::size_t kChunkValues = 8192;
    const bool swap = layout.order != std::endian::native;
    std::vector<std::byte> chunk(kChunkValues * sizeof(Stored));
    Walk walk(layout);
    Gathered gathered;
    for (std::size_t done = 0; done < array.values.size();) {
        if (run.isStopped()) return fail(kStopped, "");
        const std::size_t count = std::min(kChunkValues, array.values.size() - done);
        const auto read = readExactly(source, std::span(chunk).first(count * sizeof(Stored)), "the values");
        if (!read) return read;
        for (std::size_t i = 0; i < count; ++i) {
            const auto value = load<Stored>(chunk.data() + i * sizeof(Stored), swap);
            gathered.add(static_cast<double>(value));
            if constexpr (sizeof(Stored) >= 4 && !std::is_same_v<Stored, float>) countInexact(value, array.inexact);
            array.values[walk.next()] = static_cast<float>(value);
        }
        done += count;
        run.report(static_cast<double>(done) / static_cast<double>(array.values.size()));
    }
    array.stored = gathered.result();
    return {};
}

Result<void> readValuesOf(ByteSource& source, const PayloadLayout& layout, Array& array, const RunControl& run) {
    switch (layout.type) {
        case ElementType::Bool:
            return readValues<Boolean>(source, layout, array, run);
        case ElementType::Int8:
            return readValues<std::int8_t>(source, layout, array, run);
        case ElementType::Int16:
            return readValues<std::int16_t>(source, layout, array, run);
        case ElementType::Int32:
            return readValues<std::int32_t>(source, layout, array, run);
        case ElementType::Int64:
            return readValues<std::int64_t>(source, layout, array, run);
        case ElementType::UInt8:
            return readValues<std::uint8_t>(source, layout, array, run);
        case ElementType::UInt16:
            return readValues<std::uint16_t>(source, layout, array, run);
        case ElementType::UInt32:
            return readValues<std::uint32_t>(source, layout, array, run);
        case ElementType::UInt64:
            return readValues<std::uint64_t>(source, layout, array, run);
        case ElementType::Float16:
            return readValues<Half>(source, layout, array, run);
        case ElementType::Float32:
            return readValues<float>(source, layout, array, run);
        case ElementType::Float64:
            return readValues<double>(source, layout, array, run);
    }
    return fail(source.name(), "the values have an unknown type");
}

std::string described(const PayloadLayout& layout) {
    return std::string(elementInfo(layout.type).dtype) + " values of shape " + shapeText(layout.shape);
}

Result<std::int64_t> countValues(const PayloadLayout& layout, const std::string& name) {
    std::int64_t product = 1;
    bool empty = false;
    for (const std::int64_t size : layout.shape) {
        empty = empty || size == 0;
        const auto next = checkedMul(product, std::max<std::int64_t>(size, 1));
        if (!next || *next > kMaxArrayValues) {
            return fail(name, "the header declares " + described(layout) + ", more than the " +
                                  std::to_string(kMaxArrayValues) + " values that one array may hold");
        }
        product = *next;
    }
    return empty ? 0 : product;
}

}  // namespace

Result<Array> readPayload(ByteSource& source, const PayloadLayout& layout, std::string format, const RunControl& run) {
    const auto count = countValues(layout, source.name());
    if (!count) return tl::unexpected(count.error());
    const std::int64_t needed = *count * elementInfo(layout.type).size;
    if (needed > source.mostBytesLeft()) {
        return fail(source.name(), "the file ends too early: " + described(layout) + " need " + std::to_string(needed) +
                                       " bytes, no more than " + std::to_string(source.mostBytesLeft()) + " follow");
    }
    Array array{std::move(format), std::string(elementInfo(layout.type).dtype), layout.shape, {}, {}};
    if (!resizeInSteps(array.values, static_cast<std::size_t>(*count), run)) return fail(kStopped, "");
    const auto values = readValuesOf(source, layout, array, run);
    if (!values) return tl::unexpected(values.error());
    // Asking for one byte more also lets a compressed source verify its checksums.
    std::byte extra{};
    const auto left = source.read(std::span(&extra, 1));
    if (!left) return tl::unexpected(left.error());
    if (*left > 0) {
        return fail(source.name(), "bytes are left over after the " + std::to_string(needed) + " bytes of " +
                                       described(layout) + " that the header declares");
    }
    if (array.inexact.any()) array.notes.push_back({inexactNote(array.inexact, *count)});
    return array;
}

}  // namespace poolscope
