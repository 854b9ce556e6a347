// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/man_page.h"

#include <QAction>
#include <map>

#include "app/cli/commands.h"
#include "app/gui/action/actions.h"
#include "core/pool/machine.h"

namespace poolscope {
namespace {

using cli::Arguments;
using cli::Command;
using cli::OptionFacts;

// Text that stands as it is, hyphens to be copied included.
std::string plain(std::string_view text) {
    std::string result;
    bool begins = true;  // a line, where a dot or a quote would be a command
    for (const char c : text) {
        if (begins && (c == '.' || c == '\'')) result += "\\&";
        result += c == '\\' ? std::string("\\e") : c == '-' ? std::string("\\-") : std::string(1, c);
        begins = c == '\n';
    }
    return result;
}

std::string bold(std::string_view text) {
    return "\\fB" + plain(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + plain(text) + "\\fR";
}

std::string entry(const std::string& term, std::string_view says) {
    return ".TP\n" + term + "\n" + plain(says) + "\n";
}

// As it was typed, without the indentation that it has in the help text.
std::string example(std::string_view text) {
    return ".PP\n.nf\n" + plain(text) + "\n.fi\n";
}

std::string termOf(const OptionFacts& option) {
    std::string term;
    for (const std::string& name : option.names) term += (term.empty() ? "" : ", ") + bold(name);
    if (option.takesValue()) term += (term.empty() ? "" : " ") + italic(option.hint);
    return term;
}

// The options of a command under their headings. What another command had in the same words is said once.
class Options {
  public:
    std::string of(const std::string& command, const std::vector<OptionFacts>& options) {
        std::vector<std::pair<std::string, std::string>> sections;
        for (const OptionFacts& option : options) {
            if (sections.empty() || sections.back().first != option.heading) sections.emplace_back(option.heading, "");
            sections.back().second += entry(termOf(option), option.help);
        }
        std::string text;
        for (const auto& [heading, entries] : sections) {
            if (heading == "Help") continue;
            const auto [first, isNew] = first_.try_emplace(entries, command);
            text += ".PP\n" + italic(heading) + ": " +
                    (isNew ? "\n" + entries : "as for " + bold("poolscope " + first->second) + ".\n");
        }
        return text;
    }

  private:
    std::map<std::string, std::string> first_;  // by the text, the command that had it first
};

std::string commandSections() {
    Options options;
    std::string text;
    for (const Command* command : cli::commands()) {
        const Arguments a = declared(*command);
        const OptionFacts operands = a.operandFacts();
        text += ".SS " + bold("poolscope " + std::string(command->name)) + " " + plain(command->usage) + "\n" +
                plain(command->about) + "\n";
        if (!operands.hint.empty()) text += options.of(std::string(command->name), {operands});
        text += options.of(std::string(command->name), a.options());
        text += example(command->footer);
    }
    return text;
}

std::string keySection(const Actions& actions) {
    std::string text;
    QString category;
    for (const QAction* action : actions.all()) {
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts()) keys << key.toString(QKeySequence::PortableText);
        if (keys.isEmpty()) continue;
        const ActionInfo& info = actions.info(action);
        if (info.category != category) {
            category = info.category;
            text += ".SS " + plain(actions.categoryTitle(category).toStdString()) + "\n";
        }
        text += entry(bold(keys.join(QStringLiteral(", ")).toStdString()), actions.name(action).toStdString());
    }
    return text;
}

}  // namespace

std::string manPage(const Actions& actions) {
    const Arguments window = cli::declaredWindow();
    // Words are not broken: an option is copied as it stands.
    return ".TH POOLSCOPE 1 " POOLSCOPE_DATE " \"Poolscope " POOLSCOPE_VERSION
           "\"\n.nh\n.ad l\n.SH NAME\npoolscope \\- see what max pooling does, forward and backward\n"
           ".SH SYNOPSIS\n" +
           bold("poolscope") + " [" + italic("FILE") + "...]\n.br\n" + bold("poolscope") + " " + italic("COMMAND") +
           " [" + italic("OPTIONS") + "]\n.br\n" + bold("poolscope help") + " [" + italic("COMMAND") +
           "]\n"
           ".SH DESCRIPTION\n" +
           plain(
               "Without a command it opens a window that shows the input, the im2col patches, the pooled output and "
               "the gradient side by side. With one it works without a display.\n") +
           Options().of("", {window.operandFacts()}) + Options().of("", window.options()) + ".SH COMMANDS\n" +
           commandSections() + ".SH KEYS\n" + keySection(actions) + ".SH FILES\n" +
           entry(italic("~/.local/share/poolscope/lessons"), "Your own lessons, for the menu Lessons.") +
           entry(italic("~/.config/poolscope"), "What the window remembers.") + ".SH ENVIRONMENT\n" +
           entry(bold("POOLSCOPE_CPU"),
                 cpuNames() + ": the vector instructions to take instead of the best that the machine has.") +
           ".SH EXIT STATUS\n" + entry(bold("0"), "All was done and written.") +
           entry(bold("1"), "Bad data, bad parameters or a failed write; nothing is left behind.") +
           entry(bold("2"), "A wrong call.");
}

}  // namespace poolscope
