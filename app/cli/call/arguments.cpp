// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/call/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "app/cli/call/messages.h"
#include "app/cli/call/nearest.h"

namespace poolscope::cli {
namespace {

constexpr std::size_t kColumn = 27;  // where explanations begin
constexpr std::size_t kLine = 79;
// What CLI11 calls the operands. Help shows their title instead, which may be several words; a name may not.
constexpr const char* kOperands = "operands";
constexpr const char* kOperandHeading = "Arguments";

class HelpFormatter final : public CLI::Formatter {
  public:
    explicit HelpFormatter(std::string usageLine) : usageLine_(std::move(usageLine)) { column_width(kColumn); }

    std::string make_help(const CLI::App* app, std::string /*name*/, CLI::AppFormatMode /*mode*/) const override {
        std::string text = make_description(app) + "\nUsage: " + usageLine_ + "\n";
        const auto operands = app->get_options([](const CLI::Option* option) { return option->get_positional(); });
        if (!operands.empty()) text += make_group(kOperandHeading, true, operands);
        for (const std::string& group : app->get_groups()) {
            const auto options = app->get_options(
                [&](const CLI::Option* option) { return !option->get_positional() && option->get_group() == group; });
            if (!options.empty()) text += make_group(group, false, options);
        }
        return text + "\n" + app->get_footer() + "\n";  // make_footer() has one line more in newer versions
    }
    std::string make_option_name(const CLI::Option* option, bool isOperand) const override {
        return isOperand ? option->get_option_text() : Formatter::make_option_name(option, isOperand);
    }
    std::string make_option_opts(const CLI::Option* option) const override {
        return option->get_positional() ? "" : Formatter::make_option_opts(option);
    }

  private:
    std::string usageLine_;
};

// Breaks lines between words so that none is longer than `width`.
std::string wrapped(const std::string& text, std::size_t width) {
    std::string result;
    std::size_t column = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
        const std::string word = text.substr(at, end - at);
        if (column > 0 && column + 1 + word.size() > width) {
            result += '\n';
            column = 0;
        } else if (column > 0) {
            result += ' ';
            ++column;
        }
        result += word;
        column += word.size();
        if (end < text.size() && text[end] == '\n') {
            result += '\n';
            column = 0;
        }
        at = end + 1;
    }
    return result;
}

// Of "auto|fit|LO,HI" auto, fit and LO,HI.
std::vector<std::string> partsOf(const std::string& hint) {
    std::vector<std::string> parts;
    std::istringstream text(hint);
    for (std::string part; std::getline(text, part, '|');) parts.push_back(part);
    return parts;
}

bool namesFile(const std::string& hint) {
    const std::vector<std::string> parts = partsOf(hint);
    return std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
        return part.starts_with("FILE") || part.starts_with("FOLDER") || part.starts_with("LESSON");
    });
}

// Of "auto|fit|LO,HI" the words auto and fit: what is in small letters is typed as it stands.
std::vector<std::string> wordsIn(const std::string& hint) {
    std::vector<std::string> words;
    for (const std::string& part : partsOf(hint)) {
        if (part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos) words.push_back(part);
    }
    return words;
}

// CLI11 would take the next argument for the value of "--size=".
std::optional<std::string> optionWithoutValue(const std::vector<std::string>& arguments) {
    for (const std::string& argument : arguments) {
        if (argument == "--") break;
        if (argument.starts_with("--") && argument.find('=') == argument.size() - 1) {
            return argument.substr(0, argument.size() - 1);
        }
    }
    return std::nullopt;
}

Failure described(const CLI::ParseError& error) {
    // CLI11 says "--size: 1 required K missing", and "ceil was given a disallowed flag override".
    const std::string text = error.what();
    const std::size_t end = text.find_first_of(": ");
    const std::string name = text.substr(0, end);
    if (text.find("flag override") != std::string::npos) return {kExitUsage, {"--" + name, "takes no value"}};
    if (name.starts_with('-')) return {kExitUsage, {name, "its value is missing"}};
    return {kExitUsage, {"", text}};
}

}  // namespace

Arguments::Arguments(const std::string& usageLine, const std::string& about, const std::string& footer,
                     void (*declare)(Arguments&))
    : app_(std::make_unique<CLI::App>(wrapped(about, kLine), "")) {
    app_->formatter(std::make_shared<HelpFormatter>(usageLine));
    app_->allow_extras();
    app_->set_help_flag();
    app_->footer(footer);
    declare(*this);
    heading("Help");
    addFlag("-h,--help", "This text.");
}

Arguments::~Arguments() = default;

CLI::Option& Arguments::add(const std::string& name, const std::string& hint, const std::string& help) {
    last_ = name;
    if (namesFile(hint)) named_.push_back(name);
    CLI::Option* option = app_->add_option(
        name, [](const CLI::results_t&) { return true; }, wrapped(help, kLine - kColumn));
    option->type_size(1)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    return *option->option_text(hint)->group(heading_);
}

void Arguments::addFlag(const std::string& name, const std::string& help) {
    const std::string text = wrapped(help, kLine - kColumn);  // an rvalue would be taken for a variable
    app_->add_flag(name, text)->disable_flag_override()->group(heading_);
}

void Arguments::addOption(const std::string& name, const std::string& hint, const std::string& help) {
    add(name, hint, help);
    single_.push_back(name);
}

void Arguments::addRepeatable(const std::string& name, const std::string& hint, const std::string& help) {
    add(name, hint, help);
}

void Arguments::addOperands(const std::string& title, const std::string& help, std::size_t most) {
    add(kOperands, title, help).expected(-1);
    operandTitle_ = title.substr(title.rfind(' ') + 1);
    mostOperands_ = most;
}

Outcome<void> Arguments::parse(const std::vector<std::string>& arguments) {
    if (const auto option = optionWithoutValue(arguments)) return usage(*option, "a value must follow the =");
    try {
        app_->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(described(error));
    }
    if (Outcome<void> ok = checkRest(); !ok) return ok;
    return checkOptions();
}

// What CLI11 could not place: options that do not exist.
Outcome<void> Arguments::checkRest() const {
    for (const std::string& argument : app_->remaining()) {
        if (argument == "--") continue;
        const std::string name = argument.substr(0, argument.find('='));
        std::vector<std::string> known;
        for (const OptionFacts& option : options()) known.insert(known.end(), option.names.begin(), option.names.end());
        return usage(name, "there is no such option here" + didYouMean(name, known));
    }
    const std::vector<std::string> given = operands();
    if (std::find(given.begin(), given.end(), "") != given.end()) return usage(operandTitle_, "the name is empty");
    if (given.size() <= mostOperands_) return {};
    return usage(given[mostOperands_],
                 "this is one argument too many; options begin with --, and names with spaces need quotes");
}

Outcome<void> Arguments::checkOptions() const {
    for (const std::string& name : single_) {
        const std::vector<std::string> given = values(name);
        if (given.size() > 1) return usage(name, "is given " + std::to_string(given.size()) + " times");
    }
    for (const std::string& name : named_) {
        const std::vector<std::string> given = values(name);
        if (name != kOperands && std::find(given.begin(), given.end(), "") != given.end()) {
            return usage(name, "the file name is empty");
        }
    }
    for (const CLI::Option* option : app_->get_options()) {
        if (option->get_positional() || option->get_type_size() == 0) continue;
        for (const std::string& text : option->results()) {
            // More likely a forgotten value than meant.
            if (text.starts_with("--")) {
                return usage(option->get_name(), "its value is missing: " + quoteArgument(text) + " follows");
            }
        }
    }
    return {};
}

bool Arguments::declares(const std::string& name) const {
    return app_->get_option_no_throw(name) != nullptr;
}

bool Arguments::has(const std::string& name) const {
    return app_->get_option(name)->count() > 0;
}

std::optional<std::string> Arguments::value(const std::string& name) const {
    const std::vector<std::string> all = values(name);
    return all.empty() ? std::nullopt : std::optional(all.back());
}

std::vector<std::string> Arguments::values(const std::string& name) const {
    return app_->get_option(name)->results();
}

std::vector<std::string> Arguments::operands() const {
    return declares(kOperands) ? values(kOperands) : std::vector<std::string>{};
}

std::string Arguments::help() const {
    return app_->help();
}

bool OptionFacts::takesFile() const {
    return namesFile(hint);
}

OptionFacts Arguments::factsOf(const CLI::Option& option) const {
    OptionFacts facts;
    for (const std::string& name : option.get_snames()) facts.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) facts.names.push_back("--" + name);
    const bool isFlag = option.get_expected_max() == 0;
    if (!isFlag) facts.hint = option.get_option_text();
    facts.help = option.get_description();
    std::replace(facts.help.begin(), facts.help.end(), '\n', ' ');  // where add() broke the lines
    facts.heading = option.get_positional() ? kOperandHeading : option.get_group();
    const std::string name = option.get_positional() ? kOperands : facts.names.back();
    const auto offered = offered_.find(name);
    facts.words = offered == offered_.end() ? wordsIn(facts.hint) : offered->second;
    facts.repeatable = !isFlag && std::find(single_.begin(), single_.end(), name) == single_.end();
    return facts;
}

std::vector<OptionFacts> Arguments::options() const {
    std::vector<OptionFacts> all;
    for (const CLI::Option* option : app_->get_options()) {
        if (!option->get_positional()) all.push_back(factsOf(*option));
    }
    return all;
}

OptionFacts Arguments::operandFacts() const {
    const CLI::Option* const operands = app_->get_option_no_throw(kOperands);
    return operands ? factsOf(*operands) : OptionFacts{};
}

}  // namespace poolscope::cli
