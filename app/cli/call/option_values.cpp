// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/option_values.h"

#include <algorithm>

namespace poolscope::cli {
namespace {

// `form` is what the user should have written.
template <class Number>
Outcome<Number> parse(const std::string& option, const std::string& text, const std::string& form) {
    const auto value = readNumber<Number>(text);
    if (value) return *value;
    if (value.error() == NumberProblem::NotANumber) {
        return usage(option, quoteArgument(text) + " is not a number; expected " + form);
    }
    return failed({option, quoteArgument(text) + " is not a number that fits into 64 bits; expected " + form});
}

}  // namespace

std::optional<std::string> OptionValues::given(const std::string& option) const {
    return failure_ ? std::nullopt : arguments_.value(option);
}

void OptionValues::refuse(const tl::unexpected<Failure>& failure) {
    if (!failure_) failure_ = failure.value();
}

void OptionValues::onlyIf(bool allowed, const std::string& option, const std::string& why) {
    if (!allowed && arguments_.has(option)) refuse(usage(option, why));
}

void OptionValues::real(const std::string& option, double& value) {
    const auto text = given(option);
    if (!text) return;
    const auto number = parse<double>(option, *text, "a number");
    if (!number) return refuse(tl::unexpected(number.error()));
    value = *number;
}

void OptionValues::integer(const std::string& option, std::int64_t& value) {
    const std::vector<std::int64_t> numbers = integers(option, "a whole number", {1});
    if (!numbers.empty()) value = numbers.front();
}

std::vector<std::int64_t> OptionValues::integers(const std::string& option, const std::string& form,
                                                 std::initializer_list<std::size_t> counts) {
    const auto text = given(option);
    if (!text) return {};
    std::vector<std::int64_t> values;
    for (const std::string& part : splitAtCommas(*text)) {
        const auto value = parse<std::int64_t>(option, part, form);
        if (!value) {
            refuse(tl::unexpected(value.error()));
            return {};
        }
        values.push_back(*value);
    }
    if (std::find(counts.begin(), counts.end(), values.size()) == counts.end()) {
        refuse(usage(option, quoteArgument(*text) + " holds " + std::to_string(values.size()) +
                                 (values.size() == 1 ? " number" : " numbers") + "; expected " + form));
        return {};
    }
    return values;
}

void OptionValues::pair(const std::string& option, const std::string& form, std::int64_t& first, std::int64_t& second) {
    const std::vector<std::int64_t> numbers = integers(option, form, {2});
    if (numbers.empty()) return;
    first = numbers[0];
    second = numbers[1];
}

}  // namespace poolscope::cli
