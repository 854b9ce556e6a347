// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file of one format, POOLSCOPE_FORMAT: they are read or refused, in bounded memory.
#include "core/io/input_format.h"
#include "tests/fuzz/check.h"

namespace poolscope::fuzz {
namespace {

constexpr std::int64_t kMostValues = std::int64_t{1} << 20;  // less than the program allows, for speed

void checkArray(const Array& array, bool hasValues) {
    std::int64_t count = 1;
    for (const std::int64_t size : array.shape) {
        check(size >= 0, "no size is negative");
        count *= size;
    }
    check(!array.dtype.empty(), "the type has a name");
    check(!hasValues || std::ssize(array.values) == count, "there are as many values as the shape says");
    check(array.stored.min <= array.stored.max, "the smallest value is not above the largest");
}

void tryFormat(std::span<const std::byte> bytes) {
    const InputFormat& format = POOLSCOPE_FORMAT;
    const bool isKnown = format.recognises(bytes);
    if (!isKnown && &format != &kNpzFormat) return;
    for (const bool rgb : {false, true}) {
        if (rgb && !format.isPicture) continue;
        InputRequest request{"file", {}, rgb};
        request.mostValues = kMostValues;
        const auto whole = format.read(bytes, request);
        if (whole) {
            checkArray(*whole, true);
        } else {
            checkError(whole.error());
        }
        request.factsOnly = true;
        const auto facts = format.read(bytes, request);
        if (!facts) checkError(facts.error());
        if (facts) checkArray(*facts, false);
        check(!whole || facts, "what can be read has facts");
        check(!whole || (whole->stored.sum == facts->stored.sum || whole->stored.sum != whole->stored.sum),
              "the facts are those of the values");
        request.factsOnly = false;
        request.images = parseSelection("1");
        const auto part = format.read(bytes, request);
        if (!part) checkError(part.error());
    }
    if (format.members == nullptr) return;
    const auto members = format.members(bytes, "file");
    if (!members) return checkError(members.error());
    for (const ArchiveMember& member : *members) {
        InputRequest request{"file", member.name};
        request.mostValues = kMostValues;
        const auto array = format.read(bytes, request);
        if (array) checkArray(*array, true);
    }
}

}  // namespace
}  // namespace poolscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    poolscope::fuzz::tryFormat(std::as_bytes(std::span(data, size)));
    return 0;
}
