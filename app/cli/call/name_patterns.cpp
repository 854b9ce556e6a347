// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/name_patterns.h"

#include <algorithm>
#include <array>

#include "app/cli/call/messages.h"
#include "core/base/read_text.h"
#include "core/experiment/experiment_words.h"

namespace poolscope::cli {
namespace {

// "04" after the colon of {index:04}: so many digits, with zeros before.
std::optional<std::size_t> digitsIn(const std::string& format) {
    if (format.size() < 2 || format.size() > 3 || format[0] != '0') return std::nullopt;
    const auto digits = readNumber<std::size_t>(format);
    return digits && *digits > 0 ? std::optional(*digits) : std::nullopt;
}

// The text for a word in braces.
Outcome<std::string> textFor(const std::string& option, const std::string& word, const Input& input, std::int64_t i,
                             const Experiment& experiment) {
    if (const std::size_t colon = word.find(':'); colon != std::string::npos) {
        const auto digits = digitsIn(word.substr(colon + 1));
        if (!digits || (word.substr(0, colon) != "index" && word.substr(0, colon) != "label")) {
            return usage(option, quoteArgument("{" + word + "}") +
                                     " is not {index:04} or {label:02}: zeros up to 4 or 2 digits");
        }
        auto number = textFor(option, word.substr(0, colon), input, i, experiment);
        if (number && number->size() < *digits) number->insert(0, *digits - number->size(), '0');
        return number;
    }
    if (word == "index") return std::to_string(input.source.number(i));
    if (word == "size") return toText(experiment.window.size);
    if (word == "stride") return toText(experiment.window.stride);
    if (word == "op") return std::string(toText(experiment.pool.op));
    if (word == "label") {
        if (const auto label = input.label(i)) return std::to_string(*label);
        return failed({option, input.source.name + " has no labels to put in the place of {label}"});
    }
    return usage(option, "there is no " + quoteArgument("{" + word + "}") +
                             "; a file name may hold {index}, {label}, {size}, {stride} and {op}");
}

}  // namespace

bool isPerImage(const std::string& pattern) {
    constexpr std::array<std::string_view, 4> kPlaces{"{index}", "{index:", "{label}", "{label:"};
    return std::any_of(kPlaces.begin(), kPlaces.end(),
                       [&pattern](std::string_view place) { return pattern.find(place) != std::string::npos; });
}

bool hasPlaces(const std::string& pattern) {
    const std::size_t open = pattern.find('{');
    return open != std::string::npos && pattern.find('}', open) != std::string::npos;
}

Outcome<std::string> expandName(const std::string& option, const std::string& pattern, const Input& input,
                                std::int64_t i, const Experiment& experiment) {
    std::string name;
    std::size_t at = 0;
    for (;;) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        name += pattern.substr(at, close == std::string::npos ? close : open - at);
        if (close == std::string::npos) return name;
        const auto text = textFor(option, pattern.substr(open + 1, close - open - 1), input, i, experiment);
        if (!text) return tl::unexpected(text.error());
        name += *text;
        at = close + 1;
    }
}

}  // namespace poolscope::cli
