// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/completion.h"

#include <algorithm>
#include <map>
#include <vector>

#include "app/cli/call/messages.h"
#include "app/cli/commands.h"
#include "core/base/word.h"

namespace poolscope::cli {
namespace {

std::string joinedBy(const std::vector<std::string>& parts, const std::string& between) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
    return text;
}

std::vector<std::string> namesOf(const std::vector<OptionFacts>& options) {
    std::vector<std::string> names;
    for (const OptionFacts& option : options) names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

// One command and what it takes; the window has no name.
struct Entry {
    std::string name;
    std::string summary;
    std::vector<OptionFacts> options;
    OptionFacts operands;
};

std::vector<Entry> entries() {
    std::vector<Entry> all;
    for (const Command* command : commands()) {
        const Arguments a = declared(*command);
        all.push_back({std::string(command->name), std::string(command->summary), a.options(), a.operandFacts()});
    }
    const Arguments window = declaredWindow();
    all.push_back({"", "", window.options(), window.operandFacts()});
    return all;
}

// The first sentence, short enough for a line of a menu.
std::string brief(const std::string& help) {
    constexpr std::size_t kMost = 72;
    std::string text = help.substr(0, help.find(". "));
    if (text.ends_with('.')) text.pop_back();
    if (text.size() <= kMost) return text;
    return text.substr(0, text.rfind(' ', kMost)) + "...";
}

// `text` with a backslash before each of these characters.
std::string escaped(const std::string& text, std::string_view characters) {
    std::string result;
    for (const char c : text) {
        if (characters.find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

// In single quotes, for bash and zsh.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string zshValue(const OptionFacts& option) {
    const std::string title = ":" + escaped(option.hint, ":[]()|");
    const std::string words = joinedBy(option.words, " ");
    if (!words.empty()) return title + (option.takesFile() ? ":{compadd " + words + "; _files}" : ":(" + words + ")");
    return title + (option.takesFile() ? ":_files" : ": ");
}

std::string zshArguments(const Entry& entry) {
    std::string text;
    for (const OptionFacts& option : entry.options) {
        for (const std::string& name : option.names) {
            const std::string word = (option.repeatable ? "*" : "") + name + "[" +
                                     escaped(brief(option.help), "[]:\\") + "]" +
                                     (option.takesValue() ? zshValue(option) : "");
            text += " \\\n            " + quoted(word);
        }
    }
    const std::string words = joinedBy(entry.operands.words, " ");
    if (!words.empty()) text += " \\\n            " + quoted("1:what:(" + words + ")");
    return text + " \\\n            '*:source:_poolscope_source'";
}

std::string fishQuoted(const std::string& text) {
    return "'" + escaped(text, "\\'") + "'";
}

std::string fishOptions(const Entry& entry) {
    const std::string when = entry.name.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + entry.name;
    std::string text;
    for (const OptionFacts& option : entry.options) {
        text += "complete -c poolscope -n " + fishQuoted(when);
        for (const std::string& name : option.names) {
            text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        }
        if (option.takesValue()) text += option.takesFile() ? " -r" : " -x";
        if (!option.words.empty()) text += " -a " + fishQuoted(joinedBy(option.words, " "));
        text += " -d " + fishQuoted(brief(option.help)) + "\n";
    }
    if (!entry.operands.words.empty()) {
        text += "complete -c poolscope -n " + fishQuoted(when) + " -a " +
                fishQuoted(joinedBy(entry.operands.words, " ")) + "\n";
    }
    return text;
}

// The scripts, with the places that the tables fill.
constexpr const char* kBash = R"sh(# Completion of poolscope in bash: eval "$(poolscope completion bash)"
_poolscope() {
    local word=$2 before=$3 command= options operands names='@names@'
    # bash parts words at = too, so that --op=ma is three of them.
    if [[ $word == = ]]; then
        word= before=${COMP_WORDS[COMP_CWORD - 1]}
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    if ((COMP_CWORD > 1)) && [[ " $names " == *" ${COMP_WORDS[1]} "* ]]; then command=${COMP_WORDS[1]}; fi
    # Where nothing is said here, names of files are offered.
    case $command:$before in
@values@    esac
    case $command in
        help) COMPREPLY=($(compgen -W "$names" -- "$word")); return ;;
@options@    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
        return
    fi
    if ((COMP_CWORD == 1)); then operands=$names; fi
    if ((COMP_CWORD <= 2)) && [[ -n $operands ]]; then COMPREPLY=($(compgen -W "$operands" -- "$word")); fi
    if [[ -n $word && mnist: == "$word"* ]]; then
        COMPREPLY+=(mnist:)
        compopt -o nospace
    fi
}
complete -o default -F _poolscope poolscope
)sh";

constexpr const char* kZsh = R"sh(#compdef poolscope
# Completion of poolscope in zsh: eval "$(poolscope completion zsh)"
_poolscope_source() {
    _files
    compadd -S '' mnist:
}
_poolscope() {
    local -a summaries
    summaries=(
@summaries@        'help:say more of a command'
    )
    if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
        _describe command summaries
        _poolscope_source
        return
    fi
    if ((CURRENT > 2)) && [[ -n ${(M)summaries:#$words[2]:*} ]]; then
        shift words
        ((CURRENT--))
    fi
    case $words[1] in
        help) _describe command summaries ;;
@commands@        *)
            @window@ ;;
    esac
}
if [[ $funcstack[1] == _poolscope ]]; then _poolscope "$@"; else compdef _poolscope poolscope; fi
)sh";

std::string filled(std::string text, const std::map<std::string, std::string>& places) {
    for (const auto& [place, value] : places) text.replace(text.find("@" + place + "@"), place.size() + 2, value);
    return text;
}

std::vector<std::string_view> shellNames() {
    std::vector<std::string_view> names;
    for (const Shell& shell : kShells) names.push_back(shell.name);
    return names;
}

Outcome<void> runCompletion(const Arguments& a) {
    const std::vector<std::string> given = a.operands();
    for (const Shell& shell : kShells) {
        if (!given.empty() && given.front() == shell.name) return print(shell.script());
    }
    return usage("SHELL", (given.empty() ? "is missing" : quoteArgument(given.front()) + " is not known") + ": name " +
                              joined(shellNames(), " or "));
}

void declareCompletion(Arguments& a) {
    a.addOperands(joined(shellNames(), "|", "|"), "The shell.", 1);
}

}  // namespace

std::string bashCompletion() {
    // By what can follow: the words, and whether files can too. "pool:--op"
    std::map<std::pair<std::string, bool>, std::vector<std::string>> places;
    std::string options;
    const auto inQuotes = [](const std::vector<std::string>& words) { return "'" + joinedBy(words, " ") + "'"; };
    for (const Entry& entry : entries()) {
        for (const OptionFacts& option : entry.options) {
            if (!option.takesValue()) continue;
            for (const std::string& name : option.names) {
                places[{joinedBy(option.words, " "), option.takesFile()}].push_back(entry.name + ":" + name);
            }
        }
        options += "        " + (entry.name.empty() ? "*" : entry.name) +
                   ") options=" + inQuotes(namesOf(entry.options)) + " operands=" + inQuotes(entry.operands.words) +
                   " ;;\n";
    }
    std::string values;
    for (const auto& [following, all] : places) {
        const auto& [words, files] = following;
        values += "        " + joinedBy(all, " | ") + ")\n            ";
        if (!words.empty()) values += "COMPREPLY=($(compgen -W '" + words + "' -- \"$word\"))\n            ";
        // Beside words the files have to be named, since only where there is nothing the shell adds them.
        if (!words.empty() && files) values += "COMPREPLY+=($(compgen -f -- \"$word\"))\n            ";
        values += "return ;;\n";
    }
    return filled(kBash, {{"names", joinedBy(commandNames(), " ")}, {"values", values}, {"options", options}});
}

std::string zshCompletion() {
    std::string summaries;
    std::string commands;
    std::string window;
    for (const Entry& entry : entries()) {
        if (entry.name.empty()) {
            window = "_arguments" + zshArguments(entry);
            continue;
        }
        summaries += "        " + quoted(entry.name + ":" + entry.summary) + "\n";
        commands += "        " + entry.name + ")\n            _arguments" + zshArguments(entry) + " ;;\n";
    }
    return filled(kZsh, {{"summaries", summaries}, {"commands", commands}, {"window", window}});
}

std::string fishCompletion() {
    std::string text =
        "# Completion of poolscope in fish: poolscope completion fish | source\n"
        "complete -c poolscope -n __fish_use_subcommand -a help -d 'say more of a command'\n"
        "complete -c poolscope -n '__fish_seen_subcommand_from help' -f -a " +
        fishQuoted(joinedBy(commandNames(), " ")) + "\n";
    for (const Entry& entry : entries()) {
        if (!entry.name.empty()) {
            text += "complete -c poolscope -n __fish_use_subcommand -a " + entry.name + " -d " +
                    fishQuoted(entry.summary) + "\n";
        }
        text += fishOptions(entry);
    }
    return text;
}

const Command kCompletionCommand{"completion",
                                 "a script for bash, zsh or fish",
                                 "bash|zsh|fish",
                                 "Prints a script by which a shell completes commands, options and their values.",
                                 "Examples:\n"
                                 "  eval \"$(poolscope completion bash)\"\n"
                                 "  eval \"$(poolscope completion zsh)\"\n"
                                 "  poolscope completion fish | source",
                                 &declareCompletion,
                                 &runCompletion};

}  // namespace poolscope::cli
