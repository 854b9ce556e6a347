// SPDX-License-Identifier: GPL-3.0-or-later
// The options and operands of one command: declared once, then parsed and explained from that. Values stay text here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/call/failure.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace poolscope::cli {

// What the tables say of one option, for all that lists them: completion, the manual page.
struct OptionFacts {
    std::vector<std::string> names;  // "-h", "--help", as they are typed
    std::string hint;                // of the value: "K|KH,KW"; empty for a flag
    std::string help;                // in one line
    std::string heading;
    std::vector<std::string> words;  // values that can be offered
    bool repeatable = false;

    bool takesValue() const { return !hint.empty(); }
    // The value is the name of a file or a folder, or may be one.
    bool takesFile() const;
};

class Arguments {
  public:
    // `usageLine` follows "Usage: "; `about` stands above and `footer` below the options in the help text.
    Arguments(const std::string& usageLine, const std::string& about, const std::string& footer,
              void (*declare)(Arguments&));
    ~Arguments();
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    // Options declared from here on stand under this heading of the help text.
    void heading(const std::string& text) { heading_ = text; }
    void addFlag(const std::string& name, const std::string& help);
    // `hint` stands for the value in the help text: "K|KH,KW".
    void addOption(const std::string& name, const std::string& hint, const std::string& help);
    void addRepeatable(const std::string& name, const std::string& hint, const std::string& help);
    // What is neither an option nor its value; `title` stands for it in the help text: "KIND SOURCE".
    void addOperands(const std::string& title, const std::string& help, std::size_t most);
    // Values of the option or operands added last that its hint does not spell out: "max" where that is "OP".
    void offer(std::vector<std::string> words) { offered_[last_] = std::move(words); }

    Outcome<void> parse(const std::vector<std::string>& arguments);

    // The command takes that option.
    bool declares(const std::string& name) const;
    bool has(const std::string& name) const;
    std::optional<std::string> value(const std::string& name) const;
    std::vector<std::string> values(const std::string& name) const;
    std::vector<std::string> operands() const;

    std::string help() const;
    // In the order of the help text.
    std::vector<OptionFacts> options() const;
    OptionFacts operandFacts() const;

  private:
    OptionFacts factsOf(const CLI::Option& option) const;
    CLI::Option& add(const std::string& name, const std::string& hint, const std::string& help);
    Outcome<void> checkRest() const;
    Outcome<void> checkOptions() const;

    std::unique_ptr<CLI::App> app_;
    std::string heading_ = "Options";
    std::size_t mostOperands_ = 0;
    std::string operandTitle_;
    std::vector<std::string> single_;  // options that may be given once
    std::vector<std::string> named_;   // whose values are names of files and folders
    std::string last_;                 // what was added last
    std::map<std::string, std::vector<std::string>> offered_;
};

}  // namespace poolscope::cli
