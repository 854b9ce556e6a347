// SPDX-License-Identifier: GPL-3.0-or-later
// Text of options -> values. Text that cannot be read is a usage error; whether a value is legal is for the core to
// say.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/call/arguments.h"
#include "app/cli/call/messages.h"
#include "core/json/json_fields.h"
#include "core/window/window_spec.h"

namespace poolscope {

template <class T>
struct Named {
    std::string_view name;
    T value;
};

// Reads one option after another into variables; options that are not given leave them alone. The first failure is
// kept, and everything after it does nothing.
class OptionValues {
  public:
    explicit OptionValues(const Arguments& arguments) : arguments_(arguments) {}

    void real(const std::string& option, double& value);
    void integer(const std::string& option, std::int64_t& value);
    // "K" or "KH,KW"
    void extent(const std::string& option, const std::string& form, Extent& value);
    // Reads exactly two whole numbers.
    void pair(const std::string& option, const std::string& form, std::int64_t& first, std::int64_t& second);
    // "P", "PH,PW", "T,L,B,R", "same-upper" or "same-lower"
    void padding(const std::string& option, Padding& value);

    template <class T>
    void choice(const std::string& option, std::initializer_list<Named<T>> choices, T& value) {
        const auto text = given(option);
        if (!text) return;
        std::string names;
        for (const Named<T>& choice : choices) {
            if (choice.name == *text) {
                value = choice.value;
                return;
            }
            names += (names.empty() ? "" : ", ") + std::string(choice.name);
        }
        refuse(usage(option, quoteArgument(*text) + " is not one of " + names));
    }

    // One of the words that files have for it, too.
    template <class T, std::size_t n>
    void word(const std::string& option, const std::array<Word<T>, n>& words, T& value) {
        const auto text = given(option);
        if (!text) return;
        std::string names;
        for (const Word<T>& word : words) {
            if (word.name == *text) {
                value = word.value;
                return;
            }
            names += (names.empty() ? "" : ", ") + std::string(word.name);
        }
        refuse(usage(option, quoteArgument(*text) + " is not one of " + names));
    }

    // The command takes that option.
    bool takes(const std::string& option) const { return arguments_.declares(option); }
    // `option` may only be given where `allowed`; `why` tells the user where that is.
    void onlyIf(bool allowed, const std::string& option, const std::string& why);
    void refuse(const tl::unexpected<Failure>& failure);

    bool flag(const std::string& option) const { return arguments_.has(option); }
    // The value of an option, nothing once something has failed.
    std::optional<std::string> given(const std::string& option) const;
    const std::optional<Failure>& failure() const { return failure_; }

  private:
    // One or more whole numbers between commas, as many as `counts` allows.
    std::vector<std::int64_t> integers(const std::string& option, const std::string& form,
                                       std::initializer_list<std::size_t> counts);

    const Arguments& arguments_;
    std::optional<Failure> failure_;
};

// Whole numbers between commas; nothing for any other text.
std::optional<std::vector<std::int64_t>> wholeNumbers(std::string_view text);

// "a,b,c" into its parts; empty parts are kept.
std::vector<std::string> splitAtCommas(std::string_view text);

}  // namespace poolscope
