// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>
#include <algorithm>

#include "app/cli/call/messages.h"
#include "app/cli/call/output_files.h"
#include "app/cli/lesson/lessons_command.h"
#include "app/cli/lesson/results_table.h"
#include "app/cli/lesson/worksheet_files.h"
#include "app/file/lessons.h"

namespace poolscope::cli {
namespace {

constexpr std::size_t kMostFiles = 256;
constexpr std::uint32_t kSeedsTried = 3;  // of a lesson with random numbers

void declare(Arguments& a) {
    a.addOperands("FILE", "A lesson file, to be checked.", kMostFiles);
    a.heading("Options");
    a.addFlag("--check", "Read the files, evaluate every step and name the line of each mistake.");
    a.addOption("--worksheet", "LESSON",
                "Print the questions of a lesson, one that is listed or a file, on pages of A4 (PDF).");
    a.offer(lessonNames());
    a.addOption("--seed", "N", "Other numbers for its random inputs. Default: 0, the lesson's own.");
    a.addOption("--answers", "FILE.pdf", "The answers to the worksheet, in a file of their own.");
    a.addOption("--results", "FOLDER",
                "Make a table (CSV) of all files of results in the folder and below it, a row for each file.");
    a.addOption("-o", "FILE", "The worksheet (PDF); of results the table, instead of standard output (CSV).");
}

std::string counted(std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

Outcome<void> list() {
    std::string text;
    const std::vector<std::string> names = lessonNames();
    std::size_t width = 0;
    for (const std::string& name : names) width = std::max(width, name.size());
    for (const std::string& name : names) {
        const LessonHeader header = readHeader(lessonText(name, QLocale::system().name().toStdString()));
        text += name + std::string(width - name.size() + 2, ' ') + header.title + "\n" + std::string(width + 2, ' ') +
                header.about + "\n";
    }
    return print(text);
}

// What is wrong with a file, a failure for each mistake.
std::vector<Failure> check(const std::string& path, std::string& passed) {
    const auto text = readLessonFile(path);
    if (!text) return {{kExitFailed, text.error()}};
    const SourceLoader load = lessonSources(folderOf(path));
    auto lesson = readLesson(*text, load);
    const bool hasOtherNumbers = lesson && lesson->hasOtherNumbers;
    for (std::uint32_t seed = 1; lesson && hasOtherNumbers && seed <= kSeedsTried; ++seed) {
        lesson = readLesson(*text, load, {}, {seed});
    }
    if (lesson) {
        passed += printable(path) + ": " + printable(lesson->header.title) + ", " +
                  counted(lesson->steps.size(), "step") + ", " + counted(lesson->questions(), "question") +
                  ", no mistakes\n";
        return {};
    }
    return failuresOf(path, lesson.error());
}

Outcome<void> checkAll(const std::vector<std::string>& files) {
    if (files.empty()) return usage("--check", "a lesson file is missing");
    std::string passed;
    std::vector<Failure> failures;
    for (const std::string& file : files) {
        for (Failure& failure : check(file, passed)) failures.push_back(std::move(failure));
    }
    if (Outcome<void> printed = print(passed); !printed) return printed;
    return reported(failures);
}

// The table of what can be read; of the rest each file is named.
Outcome<void> tabulate(const std::string& folder, const std::optional<std::string>& output) {
    FileNames names;
    names.addInput("--results", folder);
    if (output) {
        if (Outcome<void> ok = names.addOutput("-o", *output); !ok) return ok;
        if (!output->ends_with(".csv")) return usage("-o", quoteArgument(*output) + " does not end in .csv");
    }
    const auto read = readResults(folder);
    if (!read) return tl::unexpected(read.error());
    if (!read->files.empty()) {
        const std::string table = resultsTable(read->files);
        const auto files =
            output ? std::vector<FileToSave>{{*output, QByteArray::fromStdString(table)}} : std::vector<FileToSave>{};
        if (Outcome<void> ok = finish(output ? "" : table, files); !ok) return ok;
    }
    return reported(read->unreadable);
}

Outcome<void> run(const Arguments& a) {
    const std::vector<std::string> files = a.operands();
    const auto results = a.value("--results");
    const bool worksheet = a.has("--worksheet");
    if (a.has("--check") + results.has_value() + worksheet > 1) {
        return usage("--check", "contradicts --results and --worksheet, as those do each other");
    }
    for (const char* option : {"--seed", "--answers"}) {
        if (a.has(option) && !worksheet) return usage(option, "belongs to --worksheet");
    }
    if (a.has("-o") && !results && !worksheet) return usage("-o", "belongs to --results and --worksheet");
    if (a.has("--check")) return checkAll(files);
    if (!files.empty()) return usage(files.front(), "files are given to --check");
    if (worksheet) return writeWorksheet(a);
    return results ? tabulate(*results, a.value("-o")) : list();
}

}  // namespace

const Command kLessonsCommand{
    "lessons",
    "list the lessons, check one, print it, collect results",
    "[--check FILE... | --worksheet LESSON -o SHEET.pdf | --results FOLDER]",
    "Lists the guided tours of the window's menu Lessons. With --check it reads lesson files that a teacher wrote, "
    "evaluates every step and names the line of each mistake; resources/lessons/README.md tells how to write one. With "
    "--worksheet it prints the questions of a lesson for paper, and with --results it makes one table of the results "
    "that students saved.",
    "Examples:\n"
    "  poolscope lessons\n"
    "  poolscope lessons --check my-tour.lesson\n"
    "  poolscope lessons --worksheet 01-window --seed 7 -o sheet.pdf\n"
    "  poolscope lessons --results class-7b -o class-7b.csv",
    &declare,
    &run,
    true};

}  // namespace poolscope::cli
