// SPDX-License-Identifier: GPL-3.0-or-later
// Which images of a batch: "3", "3-7", "3,2,10-12".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poolscope {

// The images from `first` to `last` along N, both included.
struct ImageRange {
    std::int64_t first = 0;
    std::int64_t last = 0;

    std::int64_t count() const { return last - first + 1; }
    bool operator==(const ImageRange&) const = default;
};

// Images by their numbers along N: ranges one after the other, in the order in which they are wanted. The same image
// may come twice. Never without a range.
struct ImageSelection {
    ImageSelection(const ImageRange& range) : ranges{range} {}  // implicit: a range is the usual selection
    explicit ImageSelection(std::vector<ImageRange> list) : ranges(std::move(list)) {}

    // A list says which images there are at all; a range is a place among all of them.
    bool isList() const { return ranges.size() > 1; }
    std::int64_t largest() const;
    // How many images that is; at most `most` + 1, so that nothing overflows.
    std::int64_t countUpTo(std::int64_t most) const;
    std::vector<std::int64_t> numbers() const;
    bool operator==(const ImageSelection&) const = default;

    std::vector<ImageRange> ranges;
};

// The text the user writes; nothing for any other text, and for a range that ends before it begins.
std::optional<ImageSelection> parseSelection(std::string_view text);
std::string toText(const ImageSelection& selection);

}  // namespace poolscope
