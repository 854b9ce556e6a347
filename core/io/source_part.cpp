// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/source_part.h"

#include <algorithm>
#include <functional>

#include "core/base/message.h"
#include "core/base/read_text.h"

namespace poolscope {
namespace {

using Named = std::function<bool(std::int64_t place)>;

constexpr std::string_view kBetween = " \t";

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool beginsWith(std::string_view name, std::string_view start) {
    return name.size() >= start.size() && std::equal(start.begin(), start.end(), name.begin(),
                                                     [](char a, char b) { return lowered(a) == lowered(b); });
}

Result<Named> numbered(const Source& source, std::string_view part) {
    const auto range = parseSelection(part);
    if (!range || range->isList()) {
        return fail("search", quotedExcerpt(part) + " is not a number or a range of numbers such as 100-200");
    }
    return [&source, wanted = range->ranges.front()](std::int64_t place) {
        const std::int64_t number = source.number(place);
        return number >= wanted.first && number <= wanted.last;
    };
}

Named labelled(const Source& source, std::vector<int> labels) {
    return [&source, wanted = std::move(labels)](std::int64_t place) {
        const int label = source.labels[static_cast<std::size_t>(place)];
        return std::find(wanted.begin(), wanted.end(), label) != wanted.end();
    };
}

// Those whose names begin so.
std::vector<int> labelsCalled(const Source& source, std::string_view start) {
    std::vector<int> labels;
    for (std::size_t i = 0; i < source.classNames.size(); ++i) {
        if (beginsWith(source.classNames[i], start)) labels.push_back(static_cast<int>(i));
    }
    return labels;
}

Result<Named> namedBy(const Source& source, std::string_view part) {
    if (part.starts_with('#')) return numbered(source, part.substr(1));
    if (source.labels.empty()) return numbered(source, part);
    if (const auto label = readNumber<int>(part)) return labelled(source, {*label});
    if (auto labels = labelsCalled(source, part); !labels.empty()) return labelled(source, std::move(labels));
    return fail("search", quotedExcerpt(part) + " is no label; #7 and #100-200 are numbers of images");
}

// What stands between these characters, less what is empty.
std::vector<std::string_view> partsOf(std::string_view text, std::string_view between) {
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find_first_not_of(between); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(between, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(between, end);
    }
    return parts;
}

// The name of a label may hold blanks, which else part one from the next.
std::vector<std::string_view> namesIn(const Source& source, std::string_view text) {
    std::vector<std::string_view> names;
    for (std::string_view part : partsOf(text, ",")) {
        part.remove_prefix(std::min(part.find_first_not_of(kBetween), part.size()));
        part = part.substr(0, part.find_last_not_of(kBetween) + 1);
        const bool isOne = !part.empty() && !source.labels.empty() && !labelsCalled(source, part).empty();
        const auto words = isOne ? std::vector{part} : partsOf(part, kBetween);
        names.insert(names.end(), words.begin(), words.end());
    }
    return names;
}

}  // namespace

Result<SourcePart> partOf(const SourceRef& ref, const Source& source, std::span<const std::int64_t> places) {
    std::vector<ImageRange> ranges;
    std::vector<ImageRange> numbers;
    for (const std::int64_t place : places) {
        ranges.push_back({place, place});
        numbers.push_back({source.number(place), source.number(place)});
    }
    SourcePart part{ref, source};
    part.source.numbers.clear();
    if (Result<void> ok = keepSelected(part.source, ImageSelection(std::move(ranges))); !ok) {
        return tl::unexpected(ok.error());
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) part.source.numbers[i] = numbers[i].first;
    // One image is a list too, so that it is the same one in the whole source.
    part.ref.images = ImageSelection(std::move(numbers));
    return part;
}

std::string listText(const SourceRef& ref, const Source& source, std::span<const std::int64_t> places) {
    std::vector<ImageRange> ranges;
    for (const std::int64_t place : places) {
        const std::int64_t number = source.number(place);
        if (!ranges.empty() && ranges.back().last + 1 == number) {
            ranges.back().last = number;
        } else {
            ranges.push_back({number, number});
        }
    }
    const std::string list = toText(ImageSelection(std::move(ranges)));
    if (ref.mnist) return "mnist:" + list;
    return ref.path + (ref.member.empty() ? "" : "#" + ref.member) + "#" + list;
}

Result<std::vector<std::int64_t>> foundImages(const Source& source, std::string_view text) {
    std::vector<Named> parts;
    for (const std::string_view name : namesIn(source, text)) {
        auto part = namedBy(source, name);
        if (!part) return tl::unexpected(part.error());
        parts.push_back(std::move(*part));
    }
    std::vector<std::int64_t> places;
    for (std::int64_t place = 0; place < source.count(); ++place) {
        const auto names = [place](const Named& part) { return part(place); };
        if (parts.empty() || std::any_of(parts.begin(), parts.end(), names)) places.push_back(place);
    }
    return places;
}

}  // namespace poolscope
