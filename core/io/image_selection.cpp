// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/image_selection.h"

#include <algorithm>

#include "core/base/read_text.h"

namespace poolscope {
namespace {

std::optional<std::int64_t> parseIndex(std::string_view text) {
    const auto value = readNumber<std::int64_t>(text);
    if (!value || text.front() == '-') return std::nullopt;
    return *value;
}

// "7" or "3-7"
std::optional<ImageRange> parseRange(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = parseIndex(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parseIndex(text.substr(dash + 1));
    if (!first || !last || *last < *first) return std::nullopt;
    return ImageRange{*first, *last};
}

}  // namespace

std::int64_t ImageSelection::largest() const {
    return std::max_element(ranges.begin(), ranges.end(),
                            [](const ImageRange& left, const ImageRange& right) { return left.last < right.last; })
        ->last;
}

std::int64_t ImageSelection::countUpTo(std::int64_t most) const {
    std::int64_t count = 0;
    for (const ImageRange& range : ranges) {
        if (range.last - range.first >= most - count) return most + 1;
        count += range.count();
    }
    return count;
}

std::vector<std::int64_t> ImageSelection::numbers() const {
    std::vector<std::int64_t> numbers;
    for (const ImageRange& range : ranges) {
        for (std::int64_t i = range.first; i <= range.last; ++i) numbers.push_back(i);
    }
    return numbers;
}

std::optional<ImageSelection> parseSelection(std::string_view text) {
    std::vector<ImageRange> ranges;
    for (const std::string& part : splitAtCommas(text)) {
        const auto range = parseRange(part);
        if (!range) return std::nullopt;
        ranges.push_back(*range);
    }
    return ImageSelection(std::move(ranges));
}

std::string toText(const ImageSelection& selection) {
    std::string text;
    for (const ImageRange& range : selection.ranges) {
        text += (text.empty() ? "" : ",") + std::to_string(range.first);
        if (range.last != range.first) text += "-" + std::to_string(range.last);
    }
    return text;
}

}  // namespace poolscope
