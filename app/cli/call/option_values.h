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
#include "core/base/read_text.h"
#include "core/base/word.h"

namespace poolscope::cli {

// Reads one option after another into variables; options that are not given leave them alone. The first failure is
// kept, and everything after it does nothing.
class OptionValues {
  public:
    explicit OptionValues(const Arguments& arguments) : arguments_(arguments) {}

    void real(const std::string& option, double& value);
    void integer(const std::string& option, std::int64_t& value);
    // One or more whole numbers between commas, as many as `counts` allows; none where the option is not given.
    // `form` is what the user should have written.
    std::vector<std::int64_t> integers(const std::string& option, const std::string& form,
                                       std::initializer_list<std::size_t> counts);
    // Exactly two whole numbers.
    void pair(const std::string& option, const std::string& form, std::int64_t& first, std::int64_t& second);
    template <class T>
    void word(const std::string& option, std::span<const Word<T>> words, T& value) {
        const auto text = given(option);
        if (!text) return;
        for (const Word<T>& word : words) {
            if (word.name != *text) continue;
            value = word.value;
            return;
        }
        refuse(usage(option, quoteArgument(*text) + " is not one of " + namesOf(words)));
    }
    template <class T, std::size_t n>
    void word(const std::string& option, const std::array<Word<T>, n>& words, T& value) {
        word(option, std::span<const Word<T>>(words), value);
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
    const Arguments& arguments_;
    std::optional<Failure> failure_;
};

}  // namespace poolscope::cli
