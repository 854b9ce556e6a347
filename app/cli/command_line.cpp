// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <new>

#include "app/cli/call/messages.h"
#include "app/cli/call/nearest.h"
#include "app/cli/call/output_files.h"
#include "app/cli/commands.h"
#include "app/cli/figure/figure_command.h"
#include "app/cli/lesson/lessons_command.h"
#include "app/cli/pool/pool_command.h"
#include "app/cli/study/study_command.h"
#include "app/paint/export.h"

namespace poolscope::cli {
namespace {

const Command* commandNamed(std::string_view name) {
    for (const Command* command : commands()) {
        if (command->name == name) return command;
    }
    return nullptr;
}

bool isHelp(const std::string& argument) {
    return argument == "--help" || argument == "-h";
}

}  // namespace

Arguments declared(const Command& command) {
    return Arguments("poolscope " + std::string(command.name) + " " + std::string(command.usage),
                     std::string(command.about), std::string(command.footer), command.declare);
}

namespace {

// A plain word that names no file is a command that does not exist.
bool looksLikeCommand(const std::string& word) {
    std::error_code problem;
    const bool plain = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
    return plain && word != "mnist" && !std::filesystem::exists(word, problem);
}

// The window: files and --render.
void declareWindow(Arguments& a) {
    a.addOperands("FILE",
                  "A picture, an array, IDX images, or images of the MNIST test set as mnist:18. Each opens a "
                  "window of its own; without any, the window opens on the first example.",
                  64);
    a.heading("Options");
    a.addOption("--render", "FILE.png", "Draw the opening view into a file instead of opening the window.");
    a.addFlag("--version", "The version.");
}

}  // namespace

Arguments declaredWindow() {
    std::string list = "Commands, which need no display (poolscope help COMMAND says more):\n";
    for (const Command* command : commands()) {
        list += "  " + std::string(command->name) + std::string(25 - command->name.size(), ' ') +
                std::string(command->summary) + "\n";
    }
    return Arguments("poolscope [FILE...]\n       poolscope COMMAND SOURCE [OPTIONS]",
                     "Shows what pooling does: the windows, the matrix of patches, the winners and the gradient.",
                     list +
                         "\nExit status: 0 all was done; 1 bad data, bad parameters or a failed write;\n"
                         "2 a wrong call. -- ends the options: poolscope info -- -odd-name.png",
                     &declareWindow);
}

namespace {

// A size that was not given by itself is that of the preset or of the session.
Failure named(Failure failure, const Arguments& a) {
    std::string& where = failure.error.where;
    if ((where != "figure.width" && where != "figure.height") || a.has(optionFor(where))) return failure;
    for (const char* option : {"--preset", "--session"}) {
        if (!a.declares(option) || !a.has(option)) continue;
        where = option;
        break;
    }
    return failure;
}

// Runs `work`; what is thrown is reported like every other failure.
template <class Work>
int guarded(const Work& work) {
    try {
        const Outcome<void> outcome = work();
        return outcome ? kExitDone : report(outcome.error());
    } catch (const std::bad_alloc&) {
        return report({kExitFailed, {"out of memory", "choose fewer or smaller images"}});
    } catch (const std::exception& problem) {
        return report({kExitFailed, {"internal error", problem.what()}});
    }
}

Outcome<WindowRequest> readWindow(const std::vector<std::string>& arguments) {
    Arguments a = declaredWindow();
    if (Outcome<void> ok = a.parse(arguments); !ok) return tl::unexpected(ok.error());
    WindowRequest request{a.operands(), a.value("--render").value_or("")};
    if (!request.files.empty() && looksLikeCommand(request.files.front())) {
        return usage(request.files.front(), "there is no command and no file of this name" +
                                                didYouMean(request.files.front(), commandNames()) +
                                                "; poolscope help lists the commands");
    }
    if (std::any_of(request.files.begin(), request.files.end(), isStandardStream)) {
        return usage("-", "standard input is read by the commands, as poolscope pool -");
    }
    if (a.has("--render") && figureFormat(request.renderTo) != FigureFormat::Png) {
        return usage("--render", quoteArgument(request.renderTo) + " does not end in .png");
    }
    return request;
}

}  // namespace

std::span<const Command* const> commands() {
    static constexpr std::array<const Command*, 7> kCommands{&kPoolCommand,      &kFigureCommand, &kAnimateCommand,
                                                             &kInfoCommand,      &kStudyCommand,  &kLessonsCommand,
                                                             &kCompletionCommand};
    return kCommands;
}

std::vector<std::string> commandNames() {
    std::vector<std::string> names;
    for (const Command* command : commands()) names.emplace_back(command->name);
    names.emplace_back("help");
    return names;
}

Request requestOf(const std::vector<std::string>& arguments) {
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    if (std::any_of(arguments.begin(), end, isHelp)) return Request::Help;
    if (arguments.empty()) return Request::Window;
    if (arguments.front() == "--version" || arguments.front() == "help") return Request::Help;
    const Command* const command = commandNamed(arguments.front());
    if (command == nullptr) return Request::Window;
    return command->draws ? Request::Drawing : Request::Command;
}

int printHelp(const std::vector<std::string>& arguments) {
    return guarded([&]() -> Outcome<void> {
        if (arguments.front() == "--version") return print("poolscope " POOLSCOPE_VERSION "\n");
        const bool isAsked = arguments.front() == "help" && arguments.size() > 1 && !isHelp(arguments[1]);
        const std::string& name = arguments[isAsked ? 1 : 0];
        const Command* command = commandNamed(name);
        if (isAsked && !command) return usage(name, "there is no such command" + didYouMean(name, commandNames()));
        return print(command ? declared(*command).help() : declaredWindow().help());
    });
}

int runCommand(const std::vector<std::string>& arguments) {
    return guarded([&]() -> Outcome<void> {
        const Command* command = commandNamed(arguments.front());
        Arguments parsed = declared(*command);
        if (Outcome<void> ok = parsed.parse({arguments.begin() + 1, arguments.end()}); !ok) return ok;
        Outcome<void> outcome = command->run(parsed);
        return outcome ? outcome : tl::unexpected(named(outcome.error(), parsed));
    });
}

WindowParse parseWindowRequest(const std::vector<std::string>& arguments) {
    WindowParse parse;
    parse.exitStatus = guarded([&]() -> Outcome<void> {
        auto request = readWindow(arguments);
        if (!request) return tl::unexpected(request.error());
        parse.request = std::move(*request);
        return {};
    });
    return parse;
}

}  // namespace poolscope::cli
