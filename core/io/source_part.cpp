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

// Whatever their case.
bool isSame(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lowered(x) == lowered(y); });
}
bool holds(std::string_view name, std::string_view part) {
    const auto found = std::search(name.begin(), name.end(), part.begin(), part.end(),
                                   [](char x, char y) { return lowered(x) == lowered(y); });
    return found != name.end() || part.empty();
}

Named withNumbers(const Source& source, std::vector<ImageRange> ranges) {
    return [&source, ranges = std::move(ranges)](std::int64_t place) {
        const std::int64_t number = source.number(place);
        return std::any_of(ranges.begin(), ranges.end(),
                           [number](const ImageRange& range) { return number >= range.first && number <= range.last; });
    };
}

bool namesAny(const Source& source, const Named& named) {
    for (std::int64_t place = 0; place < source.count(); ++place) {
        if (named(place)) return true;
    }
    return source.count() == 0;
}

Result<Named> numbered(const Source& source, std::string_view part) {
    const auto range = parseSelection(part);
    if (!range || range->isList()) {
        return fail("search", quotedExcerpt(part) + " is not a number or a range of numbers such as 100-200");
    }
    Named named = withNumbers(source, range->ranges);
    if (namesAny(source, named)) return named;
    const std::string last = std::to_string(source.number(source.count() - 1));
    return fail("search", "there is no image " + quotedExcerpt(part) +
                              (source.numbers.empty() ? ": the last one is " + last : std::string()));
}

Named labelled(const Source& source, std::vector<int> labels) {
    return [&source, wanted = std::move(labels)](std::int64_t place) {
        const int label = source.labels[static_cast<std::size_t>(place)];
        return std::find(wanted.begin(), wanted.end(), label) != wanted.end();
    };
}

// Those whose name holds that; the one that is called so, where there is one.
std::vector<int> labelsCalled(const Source& source, std::string_view part) {
    std::vector<int> labels;
    for (std::size_t i = 0; i < source.classNames.size(); ++i) {
        if (isSame(source.classNames[i], part)) return {static_cast<int>(i)};
        if (holds(source.classNames[i], part)) labels.push_back(static_cast<int>(i));
    }
    return labels;
}

Result<Named> namedBy(const Source& source, std::string_view part) {
    if (part.starts_with('#')) return numbered(source, part.substr(1));
    if (source.labels.empty()) return numbered(source, part);
    if (const auto label = readNumber<int>(part)) {
        Named named = labelled(source, {*label});
        if (namesAny(source, named)) return named;
        const std::string number(part);
        return fail("search", "no image has the label " + number + "; with # it is the number of an image: #" + number);
    }
    if (auto labels = labelsCalled(source, part); !labels.empty()) {
        Named named = labelled(source, std::move(labels));
        if (namesAny(source, named)) return named;
        return fail("search", "no image has the label " + quotedExcerpt(part));
    }
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

namespace {

// What stands before a list of its images.
std::string beforeList(const SourceRef& ref) {
    if (ref.mnist) return "mnist:";
    return ref.path + (ref.member.empty() ? "" : "#" + ref.member) + "#";
}

}  // namespace

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
    return beforeList(ref) + toText(ImageSelection(std::move(ranges)));
}

Result<std::vector<std::int64_t>> foundImages(const SourceRef& ref, const Source& source, std::string_view text) {
    std::vector<Named> parts;
    const std::string before = beforeList(ref);
    const bool isCopied = before.size() > 1 && text.starts_with(before);
    const auto copied = isCopied ? parseSelection(text.substr(before.size())) : std::nullopt;
    if (copied) {
        parts.push_back(withNumbers(source, copied->ranges));
        text = {};
    }
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
