// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/pooling_options.h"

#include <algorithm>

#include "core/base/word_list.h"
#include "core/experiment/parameters.h"

namespace poolscope::cli {
namespace {

constexpr std::string_view kGlobal = "global";

std::string optionOf(const Parameter& parameter) {
    return "--" + std::string(parameter.word);
}

// `text` with the words of the parameter where they belong.
std::string filledIn(std::string_view text, const Parameter& parameter) {
    const std::size_t at = text.find("%1");
    if (at == std::string_view::npos) return std::string(text);
    return std::string(text.substr(0, at)) + parameter.words() + std::string(text.substr(at + 2));
}

// Of the text that lists what may be said, which has other words too, those that may.
std::vector<std::string> legalWords(const Parameter& parameter) {
    std::vector<std::string> legal;
    std::string text = parameter.words();
    std::replace(text.begin(), text.end(), '|', ' ');
    for (const std::string& word : wordsOf(text)) {
        Experiment scratch;
        if (!parameter.value.read(word, scratch)) legal.push_back(word);
    }
    return legal;
}

void declare(Arguments& a, const Parameter& parameter) {
    const std::string users = parameter.own ? usersOf(*parameter.own, ", ") + ": " : "";
    const std::string help = users + filledIn(parameter.help, parameter);
    if (parameter.value.isFlag) {
        a.addFlag(optionOf(parameter), help);
    } else {
        a.addOption(optionOf(parameter), filledIn(parameter.hint, parameter), help);
        if (parameter.words) a.offer(legalWords(parameter));
    }
}

tl::unexpected<Failure> refused(const Parameter& parameter, const Unreadable& problem) {
    const std::string what = quoteArgument(problem.part);
    const std::string expected =
        "; expected " + (parameter.form.empty() ? problem.expected : std::string(parameter.form));
    switch (problem.why) {
        case Unreadable::Why::NotANumber:
            return usage(optionOf(parameter), what + " is not a number" + expected);
        case Unreadable::Why::TooLarge:
            return failed({optionOf(parameter), what + " is not a number that fits into 64 bits" + expected});
        case Unreadable::Why::WrongCount:
            return usage(optionOf(parameter), what + " holds " + std::to_string(problem.count) +
                                                  (problem.count == 1 ? " number" : " numbers") + expected);
        case Unreadable::Why::UnknownWord:
            break;
    }
    return usage(optionOf(parameter), what + " is not one of " + problem.expected + problem.remark);
}

}  // namespace

void declarePooling(Arguments& a) {
    a.heading("Before the pooling");
    for (const Parameter& parameter : poolingParameters()) {
        if (parameter.setting == Setting::Op) a.heading("Pooling");
        declare(a, parameter);
    }
}

PoolingChoice readPooling(OptionValues& values, const PoolingChoice* session) {
    Experiment experiment;
    if (session) {
        experiment.filters = session->filters;
        experiment.window = session->window;
        experiment.pool = session->pool;
    }
    bool isGlobal = false;
    for (const Parameter& parameter : poolingParameters()) {
        if (!values.flag(optionOf(parameter))) {
            if (!session) reset(parameter, experiment);
            continue;
        }
        const std::string text = values.given(optionOf(parameter)).value_or("");
        if (parameter.setting == Setting::Size && text == kGlobal) {
            isGlobal = true;
            continue;
        }
        const auto problem = parameter.value.read(text, experiment);
        if (problem) values.refuse(refused(parameter, *problem));
    }
    for (const Parameter& parameter : poolingParameters()) {
        if (!parameter.own) continue;
        values.onlyIf(meansSomething(parameter, experiment), optionOf(parameter),
                      "has no meaning with --op " + std::string(toText(experiment.pool.op)) + "; it belongs to " +
                          usersOf(*parameter.own, " and "));
    }
    const Padding& padding = experiment.window.padding;
    if (isGlobal && padding != Padding{}) {
        values.refuse(usage("--size", "global takes the whole plane and no padding; --pad 0 goes with it"));
    }
    const bool strideIsSize = isGlobal && !session && !values.flag(optionOf(parameterOf(Setting::Stride)));
    return {experiment.filters, experiment.window, experiment.pool, isGlobal, strideIsSize};
}

void refuseWithoutWinner(OptionValues& values, PoolOp op, const std::string& option, const std::string& what) {
    values.onlyIf(hasWinner(op), option,
                  (what.empty() ? "" : what + " ") + "has no meaning with --op " + std::string(toText(op)) +
                      ", which mixes cells; it belongs to " + usersOf(OwnParameter::Ties, " and "));
}

PoolingChoice onPlane(PoolingChoice choice, const Extent& plane) {
    if (!choice.isGlobal) return choice;
    choice.window.size = plane;
    if (choice.strideIsSize) choice.window.stride = plane;
    choice.isGlobal = choice.strideIsSize = false;
    return choice;
}

}  // namespace poolscope::cli
