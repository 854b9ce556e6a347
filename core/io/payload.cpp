// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/payload.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "core/base/checked.h"
#include "core/io/reading.h"

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

// Values of one type, one after the other, counted as they come.
template <class Stored>
class ValueReader {
  public:
    ValueReader(ByteSource& source, const PayloadLayout& layout, std::int64_t count, const RunControl& run)
        : source_(source), run_(run), swap_(layout.order != std::endian::native), count_(count) {}

    template <class Keep>
    Result<void> read(std::int64_t count, const Keep& keep) {
        while (count > 0) {
            if (run_.isStopped()) return fail(kStopped, "");
            const std::int64_t part = std::min(count, kChunkValues);
            const auto bytes = std::span(chunk_).first(static_cast<std::size_t>(part) * sizeof(Stored));
            if (auto ok = readExactly(source_, bytes, "the values"); !ok) return ok;
            for (std::size_t at = 0; at < bytes.size(); at += sizeof(Stored)) {
                const auto value = load<Stored>(bytes.data() + at, swap_);
                gathered.add(static_cast<double>(value));
                if constexpr (sizeof(Stored) >= 4 && !std::is_same_v<Stored, float>) countInexact(value, inexact);
                keep(static_cast<float>(value));
            }
            count -= part;
            passed(part);
        }
        return {};
    }
    Result<void> skip(std::int64_t count) {
        if (run_.isStopped()) return fail(kStopped, "");
        passed(count);
        return source_.skip(count * static_cast<std::int64_t>(sizeof(Stored)));
    }

    Gathered gathered;
    Inexact inexact;

  private:
    static constexpr std::int64_t kChunkValues = 8192;

    void passed(std::int64_t values) {
        done_ += values;
        run_.report(static_cast<double>(done_) / static_cast<double>(count_));
    }

    ByteSource& source_;
    const RunControl& run_;
    bool swap_;
    std::int64_t count_;
    std::int64_t done_ = 0;
    std::vector<std::byte> chunk_ = std::vector<std::byte>(kChunkValues * sizeof(Stored));
};

// The images of a part by their numbers in the file, each with its place in the part.
using Places = std::vector<std::pair<std::int64_t, std::int64_t>>;

Places inFileOrder(const std::vector<std::int64_t>& numbers) {
    Places places;
    for (std::size_t i = 0; i < numbers.size(); ++i) places.emplace_back(numbers[i], static_cast<std::int64_t>(i));
    std::sort(places.begin(), places.end());
    return places;
}

// Where the first axis is the fastest, the images lie between each other, and all values are looked at.
template <class Stored>
Result<void> readPartBetween(ValueReader<Stored>& reader, const PayloadLayout& layout, std::int64_t each,
                             Array& array) {
    const Places places = inFileOrder(array.numbers);
    Walk walk(layout);
    return reader.read(layout.shape[0] * each, [&](float value) {
        const auto position = static_cast<std::int64_t>(walk.next());
        const auto first = std::lower_bound(places.begin(), places.end(), std::pair(position / each, std::int64_t{0}));
        for (auto at = first; at != places.end() && at->first == position / each; ++at) {
            array.values[static_cast<std::size_t>(at->second * each + position % each)] = value;
        }
    });
}

template <class Stored>
Result<void> readPart(ValueReader<Stored>& reader, const PayloadLayout& layout, std::int64_t each, Array& array) {
    if (layout.firstAxisFastest) return readPartBetween(reader, layout, each, array);
    std::int64_t next = 0;
    std::int64_t lastPlace = 0;
    for (const auto& [number, place] : inFileOrder(array.numbers)) {
        auto to = array.values.begin() + place * each;
        if (number < next) {
            std::copy_n(array.values.begin() + lastPlace * each, each, to);
            continue;
        }
        if (auto ok = reader.skip((number - next) * each); !ok) return ok;
        if (auto ok = reader.read(each, [&to](float value) { *to++ = value; }); !ok) return ok;
        next = number + 1;
        lastPlace = place;
    }
    return reader.skip((layout.shape[0] - next) * each);
}

// All `count` values, or those of the images array.numbers; where the array has no memory, none is kept.
template <class Stored>
Result<void> readValues(ByteSource& source, const PayloadLayout& layout, std::int64_t count, Array& array,
                        const RunControl& run) {
    ValueReader<Stored> reader(source, layout, count, run);
    Result<void> ok;
    if (!array.numbers.empty()) {
        ok = readPart(reader, layout, count / layout.shape[0], array);
    } else if (array.values.empty()) {
        ok = reader.read(count, [](float) {});
    } else {
        Walk walk(layout);
        ok = reader.read(count, [&](float value) { array.values[walk.next()] = value; });
    }
    array.stored = reader.gathered.result();
    array.inexact = reader.inexact;
    return ok;
}

Result<void> readValuesOf(ByteSource& source, const PayloadLayout& layout, std::int64_t count, Array& array,
                          const RunControl& run) {
    switch (layout.type) {
        case ElementType::Bool:
            return readValues<Boolean>(source, layout, count, array, run);
        case ElementType::Int8:
            return readValues<std::int8_t>(source, layout, count, array, run);
        case ElementType::Int16:
            return readValues<std::int16_t>(source, layout, count, array, run);
        case ElementType::Int32:
            return readValues<std::int32_t>(source, layout, count, array, run);
        case ElementType::Int64:
            return readValues<std::int64_t>(source, layout, count, array, run);
        case ElementType::UInt8:
            return readValues<std::uint8_t>(source, layout, count, array, run);
        case ElementType::UInt16:
            return readValues<std::uint16_t>(source, layout, count, array, run);
        case ElementType::UInt32:
            return readValues<std::uint32_t>(source, layout, count, array, run);
        case ElementType::UInt64:
            return readValues<std::uint64_t>(source, layout, count, array, run);
        case ElementType::Float16:
            return readValues<Half>(source, layout, count, array, run);
        case ElementType::Float32:
            return readValues<float>(source, layout, count, array, run);
        case ElementType::Float64:
            return readValues<double>(source, layout, count, array, run);
    }
    return fail(source.name(), "the values have an unknown type");
}

std::string described(const PayloadLayout& layout) {
    return std::string(elementInfo(layout.type).dtype) + " values of shape " + shapeText(layout.shape);
}

// How many values that is, were axes of size 0 of size 1; nothing where nobody can count them.
std::optional<std::int64_t> productOf(const std::vector<std::int64_t>& shape) {
    std::optional<std::int64_t> product = 1;
    for (const std::int64_t size : shape) {
        if (product) product = checkedMul(*product, std::max<std::int64_t>(size, 1));
    }
    return product && *product <= kMostLookedAt ? product : std::nullopt;
}

tl::unexpected<Error> aboveLimit(const PayloadLayout& layout, bool countsImages, const InputRequest& request) {
    std::string text = "the header declares " + described(layout) + ", more than the " +
                       std::to_string(request.mostValues) + " values that one array may hold";
    const auto product = productOf(layout.shape);
    if (countsImages && product && layout.shape[0] > 0) {
        text += "; #A-B chooses some of the images 0 to " + std::to_string(layout.shape[0] - 1) + ", at most " +
                std::to_string(request.mostValues / (*product / layout.shape[0])) + " at once";
    }
    return fail(request.name, text);
}

// Turns the shape into that of the images chosen and notes which they are.
Result<void> choosePart(Array& array, const ImageSelection& chosen, std::int64_t most, const std::string& name) {
    std::int64_t& count = array.shape[0];
    if (chosen.largest() >= count) return noImage(name, chosen.largest(), count);
    array.wholeCount = count;
    count = chosen.countUpTo(most);
    if (count > most) {
        return fail(name, "more images are chosen than the " + std::to_string(most) +
                              " of that size that can be read " + "at once");
    }
    array.numbers = chosen.numbers();
    return {};
}

}  // namespace

Result<Array> readPayload(ByteSource& source, const PayloadLayout& layout, std::string format,
                          const InputRequest& request) {
    const std::string& name = source.name();
    Array array{std::move(format), std::string(elementInfo(layout.type).dtype), layout.shape, {}, {}};
    const auto product = productOf(layout.shape);
    const bool fits = product && *product <= request.mostValues;
    const bool hasImages = product && countsImages(layout.shape, request.reading);
    const bool isPart = !fits && hasImages && request.images;
    if (!fits && !isPart && !(product && request.factsOnly)) return aboveLimit(layout, hasImages, request);
    const bool empty = std::find(layout.shape.begin(), layout.shape.end(), 0) != layout.shape.end();
    const std::int64_t count = empty ? 0 : *product;
    const std::int64_t needed = count * elementInfo(layout.type).size;
    if (needed > source.mostBytesLeft()) {
        return fail(name, "the file ends too early: " + described(layout) + " need " + std::to_string(needed) +
                              " bytes, no more than " + std::to_string(source.mostBytesLeft()) + " follow");
    }
    if (isPart) {
        const std::int64_t each = *product / std::max<std::int64_t>(layout.shape[0], 1);
        if (auto ok = choosePart(array, *request.images, request.mostValues / each, name); !ok) {
            return tl::unexpected(ok.error());
        }
        if (!resizeInSteps(array.values, array.numbers.size() * static_cast<std::size_t>(each), request.run)) {
            return fail(kStopped, "");
        }
    } else if (fits && !resizeInSteps(array.values, static_cast<std::size_t>(count), request.run)) {
        return fail(kStopped, "");
    }
    const auto values = readValuesOf(source, layout, count, array, request.run);
    if (!values) return tl::unexpected(values.error());
    // Asking for one byte more also lets a compressed source verify its checksums.
    std::byte extra{};
    const auto left = source.read(std::span(&extra, 1));
    if (!left) return tl::unexpected(left.error());
    if (*left > 0) {
        return fail(name, "bytes are left over after the " + std::to_string(needed) + " bytes of " + described(layout) +
                              " that the header declares");
    }
    if (array.inexact.any()) {
        const bool ofPart = isPart && !layout.firstAxisFastest;
        array.notes.push_back({inexactNote(array.inexact, ofPart ? std::ssize(array.values) : count)});
    }
    return array;
}

}  // namespace poolscope
