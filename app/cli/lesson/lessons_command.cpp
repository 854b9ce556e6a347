// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>
#include <algorithm>

#include "app/cli/call/messages.h"
#include "app/cli/commands.h"
#include "app/file/lessons.h"

namespace poolscope::cli {
namespace {

constexpr std::size_t kMostFiles = 256;
constexpr std::uint32_t kSeedsTried = 3;  // of a lesson with random numbers

void declare(Arguments& a) {
    a.addOperands("FILE", "A lesson file, to be checked.", kMostFiles);
    a.heading("Options");
    a.addFlag("--check", "Read the files, evaluate every step and name the line of each mistake.");
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
    std::vector<Failure> failures;
    if (lesson) {
        passed += printable(path) + ": " + printable(lesson->header.title) + ", " +
                  counted(lesson->steps.size(), "step") + ", " + counted(lesson->questions(), "question") +
                  ", no mistakes\n";
        return failures;
    }
    for (const Mistake& mistake : lesson.error()) {
        failures.push_back({kExitFailed, {path + ":" + std::to_string(mistake.line), mistake.message}});
    }
    return failures;
}

Outcome<void> run(const Arguments& a) {
    const std::vector<std::string> files = a.operands();
    if (!a.has("--check")) {
        if (!files.empty()) return usage(files.front(), "files are given to --check");
        return list();
    }
    if (files.empty()) return usage("--check", "a lesson file is missing");
    std::string passed;
    std::vector<Failure> failures;
    for (const std::string& file : files) {
        for (Failure& failure : check(file, passed)) failures.push_back(std::move(failure));
    }
    if (Outcome<void> printed = print(passed); !printed) return printed;
    if (failures.empty()) return {};
    for (std::size_t i = 0; i + 1 < failures.size(); ++i) report(failures[i]);
    return tl::unexpected(failures.back());
}

}  // namespace

const Command kLessonsCommand{
    "lessons",
    "list the lessons, check one you wrote",
    "[--check FILE...]",
    "Lists the guided tours of the window's menu Lessons. With --check it reads lesson files that a teacher wrote, "
    "evaluates every step and names the line of each mistake; resources/lessons/README.md tells how to write one.",
    "Examples:\n"
    "  poolscope lessons\n"
    "  poolscope lessons --check my-tour.lesson",
    &declare,
    &run};

}  // namespace poolscope::cli
