// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/figure_words.h"

#include <cmath>

#include "core/base/message.h"
#include "core/base/read_text.h"
#include "core/base/text.h"

namespace poolscope {

std::string toText(const DisplayRange& range) {
    switch (range.kind) {
        case RangeKind::Auto:
            return "auto";
        case RangeKind::Fit:
            return "fit";
        case RangeKind::Given:
            break;
    }
    return plainNumber(range.given.low) + "," + plainNumber(range.given.high);
}

Result<DisplayRange> parseRange(std::string_view text) {
    if (text == "auto") return DisplayRange{RangeKind::Auto};
    if (text == "fit") return DisplayRange{RangeKind::Fit};
    const std::vector<std::string> parts = splitAtCommas(text);
    const auto low = readNumber<double>(parts.front());
    const auto high = readNumber<double>(parts.back());
    if (parts.size() != 2 || !low || !high || !std::isfinite(*low) || !std::isfinite(*high)) {
        return fail("range", quotedExcerpt(text) + " is not auto, fit or LO,HI");
    }
    if (*low < *high) return DisplayRange{RangeKind::Given, {*low, *high}};
    return fail("range", "the range " + quotedExcerpt(text) + " is empty: LO must be smaller than HI");
}

}  // namespace poolscope
