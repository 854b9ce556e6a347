// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figure/figure_names.h"

#include "app/cli/call/messages.h"
#include "core/experiment/experiment_words.h"

namespace poolscope::cli {
namespace {

// The text for a word in braces.
Outcome<std::string> textFor(const std::string& word, const Input& input, std::int64_t i,
                             const Experiment& experiment) {
    if (word == "index") return std::to_string(input.source.number(i));
    if (word == "size") return toText(experiment.window.size);
    if (word == "stride") return toText(experiment.window.stride);
    if (word == "op") return std::string(toText(experiment.pool.op));
    if (word == "label") {
        if (const auto label = input.label(i)) return std::to_string(*label);
        return failed({"-o", input.source.name + " has no labels to put in the place of {label}"});
    }
    return usage("-o", "there is no " + quoteArgument("{" + word + "}") +
                           "; a file name may hold {index}, {label}, {size}, {stride} and {op}");
}

}  // namespace

bool isPerImage(const std::string& pattern) {
    return pattern.find("{index}") != std::string::npos || pattern.find("{label}") != std::string::npos;
}

Outcome<std::string> expandName(const std::string& pattern, const Input& input, std::int64_t i,
                                const Experiment& experiment) {
    std::string name;
    std::size_t at = 0;
    for (;;) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        name += pattern.substr(at, close == std::string::npos ? close : open - at);
        if (close == std::string::npos) return name;
        const auto text = textFor(pattern.substr(open + 1, close - open - 1), input, i, experiment);
        if (!text) return tl::unexpected(text.error());
        name += *text;
        at = close + 1;
    }
}

}  // namespace poolscope::cli
