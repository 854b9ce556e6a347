// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/payload.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>
#include <utility>

#include "core/base/checked.h"
#include "core/base/fresh_memory.h"
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

// Row-major positions in the order in which a file lists the values whose first axis is the fastest.
class Walk {
  public:
    explicit Walk(const PayloadLayout& layout) : shape_(layout.shape), strides_(shape_.size()), index_(shape_.size()) {
        std::int64_t stride = 1;
        for (std::size_t axis = shape_.size(); axis > 0; --axis) {
            strides_[axis - 1] = stride;
            stride *= std::max<std::int64_t>(shape_[axis - 1], 1);
        }
    }

    std::size_t next() {
        const std::int64_t position = position_;
        for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
            position_ += strides_[axis];
            if (++index_[axis] < shape_[axis]) break;
            position_ -= strides_[axis] * shape_[axis];
            index_[axis] = 0;
        }
        return static_cast<std::size_t>(position);
    }

  private:
    std::vector<std::int64_t> shape_;
    std::vector<std::int64_t> strides_;
    std::vector<std::int64_t> index_;
    std::int64_t position_ = 0;
};

// Whole numbers of at most two bytes: their sums are whole too, and no more of them can come than double holds exactly.
template <class Stored>
inline constexpr bool isSmallInteger = std::is_integral_v<Stored> && sizeof(Stored) <= 2;

// Values that are read at once.
constexpr std::int64_t kChunkValues = 8192;

struct Gathered {
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    double sum = 0;

    void add(double value) {
        sum += value;
        if (value < min) min = value;  // false for NaN
        if (value > max) max = value;
    }
    template <class Stored>
    void addAll(std::span<const Stored> values) {
        if constexpr (isSmallInteger<Stored>) {
            static_assert(kChunkValues <= std::numeric_limits<std::int32_t>::max() >> 16);  // the total fits
            auto least = std::numeric_limits<Stored>::max();
            auto most = std::numeric_limits<Stored>::min();
            std::int32_t total = 0;
            const auto take = [&](const auto& some) {
                for (const Stored value : some) least = std::min(least, value);
                for (const Stored value : some) most = std::max(most, value);
                for (const Stored value : some) total += value;
            };
            // Loops so simple, and of so many steps, that the compiler takes several values at once at -O2 too.
            constexpr std::size_t kBlock = 1024;
            for (; values.size() >= kBlock; values = values.subspan(kBlock)) take(values.template first<kBlock>());
            take(values);
            min = std::min(min, static_cast<double>(least));
            max = std::max(max, static_cast<double>(most));
            sum += static_cast<double>(total);
        } else {
            for (const Stored value : values) add(static_cast<double>(value));
        }
    }
    Statistics result() const { return min > max ? Statistics{0, 0, sum} : Statistics{min, max, sum}; }
};

std::uint8_t swapped(std::uint8_t bits) {
    return bits;
}
std::uint16_t swapped(std::uint16_t bits) {
    return __builtin_bswap16(bits);
}
std::uint32_t swapped(std::uint32_t bits) {
    return __builtin_bswap32(bits);
}
std::uint64_t swapped(std::uint64_t bits) {
    return __builtin_bswap64(bits);
}

template <class Stored>
void swapBytes(std::span<Stored> values) {
    using Bits = std::tuple_element_t<std::bit_width(sizeof(Stored)) - 1,
                                      std::tuple<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>>;
    for (Stored& value : values) value = std::bit_cast<Stored>(swapped(std::bit_cast<Bits>(value)));
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

    // Calls keep(values) for some of the next `count` values after the other.
    template <class Keep>
    Result<void> read(std::int64_t count, const Keep& keep) {
        while (count > 0) {
            if (run_.isStopped()) return fail(kStopped, "");
            const std::int64_t part = std::min(count, kChunkValues);
            const auto read = next(static_cast<std::size_t>(part));
            if (!read) return tl::unexpected(read.error());
            const std::span<const Stored> values = *read;
            gathered.addAll(values);
            if constexpr (sizeof(Stored) >= 4 && !std::is_same_v<Stored, float>) {
                for (const Stored value : values) countInexact(value, inexact);
            }
            keep(values);
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
    // The next values: bytes where they lie, if that is in memory.
    Result<std::span<const Stored>> next(std::size_t count) {
        if constexpr (std::is_same_v<Stored, std::uint8_t>) {
            const std::span<const std::byte> there = source_.inMemory();
            if (there.size() >= count) {
                if (auto ok = source_.skip(static_cast<std::int64_t>(count)); !ok) return tl::unexpected(ok.error());
                return std::span(reinterpret_cast<const std::uint8_t*>(there.data()), count);
            }
        }
        const auto values = std::span(chunk_).first(count);
        if (auto ok = readExactly(source_, std::as_writable_bytes(values), "the values"); !ok) {
            return tl::unexpected(ok.error());
        }
        if (swap_) swapBytes(values);
        return values;
    }
    void passed(std::int64_t values) {
        done_ += values;
        run_.report(static_cast<double>(done_) / static_cast<double>(count_));
    }

    ByteSource& source_;
    const RunControl& run_;
    bool swap_;
    std::int64_t count_;
    std::int64_t done_ = 0;
    std::vector<Stored> chunk_ = std::vector<Stored>(kChunkValues);
};

// Values as they are kept, after those that are there; memory was reserved.
template <class Stored>
void append(std::span<const Stored> stored, std::vector<float>& values) {
    const std::size_t before = values.size();
    values.resize(before + stored.size());
    std::transform(stored.begin(), stored.end(), values.begin() + static_cast<std::ptrdiff_t>(before),
                   [](Stored value) { return static_cast<float>(value); });
}

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
    return reader.read(layout.shape[0] * each, [&](std::span<const Stored> values) {
        for (const Stored value : values) {
            const auto position = static_cast<std::int64_t>(walk.next());
            const std::pair from(position / each, std::int64_t{0});
            const auto first = std::lower_bound(places.begin(), places.end(), from);
            for (auto at = first; at != places.end() && at->first == position / each; ++at) {
                array.values[static_cast<std::size_t>(at->second * each + position % each)] = static_cast<float>(value);
            }
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
        const auto keep = [&to](std::span<const Stored> values) {
            to = std::transform(values.begin(), values.end(), to, [](Stored v) { return static_cast<float>(v); });
        };
        if (auto ok = reader.read(each, keep); !ok) return ok;
        next = number + 1;
        lastPlace = place;
    }
    return reader.skip((layout.shape[0] - next) * each);
}

bool isInOrder(const PayloadLayout& layout) {
    return !layout.firstAxisFastest || layout.shape.size() < 2;
}

// What becomes of all values together.
enum class Kept { Nothing, Values, Bytes };

// The next bytes where they lie in the file, if that is in memory and may be kept.
std::optional<SharedBytes> sharedBytes(const ByteSource& source, std::size_t count, const SharedFile& file) {
    const std::span<const std::byte> next = source.inMemory();
    if (!file || next.size() < count) return std::nullopt;
    return SharedBytes(file, {reinterpret_cast<const std::uint8_t*>(next.data()), count});
}

// All `count` values.
template <class Stored>
Result<void> readAll(ValueReader<Stored>& reader, const ByteSource& source, const PayloadLayout& layout,
                     std::int64_t count, Kept kept, Array& array, const InputRequest& request) {
    const auto size = static_cast<std::size_t>(count);
    if constexpr (std::is_same_v<Stored, std::uint8_t>) {
        if (kept == Kept::Bytes && isInOrder(layout)) {
            if (const auto shared = sharedBytes(source, size, request.file)) {
                array.bytes = *shared;
                return reader.read(count, [](std::span<const Stored>) {});
            }
            std::vector<std::uint8_t> bytes;
            reserveFresh(bytes, size);
            auto ok = reader.read(count, [&bytes](std::span<const Stored> values) {
                bytes.insert(bytes.end(), values.begin(), values.end());
            });
            array.bytes = std::move(bytes);
            return ok;
        }
    }
    if (isInOrder(layout)) {
        reserveFresh(array.values, size);
        return reader.read(count, [&array](std::span<const Stored> values) { append(values, array.values); });
    }
    if (!resizeInSteps(array.values, size, request.run)) return fail(kStopped, "");
    Walk walk(layout);
    return reader.read(count, [&](std::span<const Stored> values) {
        for (const Stored value : values) array.values[walk.next()] = static_cast<float>(value);
    });
}

// All `count` values, or those of the images array.numbers; where they are not kept, they are looked at.
template <class Stored>
Result<void> readValues(ByteSource& source, const PayloadLayout& layout, std::int64_t count, Kept kept, Array& array,
                        const InputRequest& request) {
    ValueReader<Stored> reader(source, layout, count, request.run);
    Result<void> ok;
    if (!array.numbers.empty()) {
        ok = readPart(reader, layout, count / layout.shape[0], array);
    } else if (kept != Kept::Nothing) {
        ok = readAll(reader, source, layout, count, kept, array, request);
    } else {
        ok = reader.read(count, [](std::span<const Stored>) {});
    }
    array.stored = reader.gathered.result();
    array.inexact = reader.inexact;
    return ok;
}

Result<void> readValuesOf(ByteSource& source, const PayloadLayout& layout, std::int64_t count, Kept kept, Array& array,
                          const InputRequest& request) {
    switch (layout.type) {
        case ElementType::Bool:
            return readValues<Boolean>(source, layout, count, kept, array, request);
        case ElementType::Int8:
            return readValues<std::int8_t>(source, layout, count, kept, array, request);
        case ElementType::Int16:
            return readValues<std::int16_t>(source, layout, count, kept, array, request);
        case ElementType::Int32:
            return readValues<std::int32_t>(source, layout, count, kept, array, request);
        case ElementType::Int64:
            return readValues<std::int64_t>(source, layout, count, kept, array, request);
        case ElementType::UInt8:
            return readValues<std::uint8_t>(source, layout, count, kept, array, request);
        case ElementType::UInt16:
            return readValues<std::uint16_t>(source, layout, count, kept, array, request);
        case ElementType::UInt32:
            return readValues<std::uint32_t>(source, layout, count, kept, array, request);
        case ElementType::UInt64:
            return readValues<std::uint64_t>(source, layout, count, kept, array, request);
        case ElementType::Float16:
            return readValues<Half>(source, layout, count, kept, array, request);
        case ElementType::Float32:
            return readValues<float>(source, layout, count, kept, array, request);
        case ElementType::Float64:
            return readValues<double>(source, layout, count, kept, array, request);
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
    }
    const Kept kept = !fits ? Kept::Nothing : request.keepsBytes ? Kept::Bytes : Kept::Values;
    const auto values = readValuesOf(source, layout, count, kept, array, request);
    if (!values) return tl::unexpected(values.error());
    // Asking for one byte more also lets a compressed source verify its checksums.
    std::byte extra{};
    const auto left = request.firstImages ? 0 : source.read(std::span(&extra, 1));
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
