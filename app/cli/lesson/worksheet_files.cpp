// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lesson/worksheet_files.h"

#include <QLocale>
#include <algorithm>
#include <limits>

#include "app/cli/call/messages.h"
#include "app/cli/call/output_files.h"
#include "app/file/lessons.h"
#include "app/paint/figure_formats.h"
#include "app/paint/pdf_pages.h"
#include "core/base/read_text.h"
#include "core/worksheet/worksheet.h"

namespace poolscope::cli {
namespace {

constexpr std::size_t kMostMistakes = 20;  // told of a file

// What comes with the program is named as `poolscope lessons` lists it; anything else is a file.
bool isListed(const std::string& lesson) {
    const std::vector<std::string> names = lessonNames();
    return std::find(names.begin(), names.end(), lesson) != names.end();
}

Outcome<std::uint32_t> readSeed(const Arguments& a) {
    const auto text = a.value("--seed");
    if (!text) return 0;
    const auto seed = readNumber<std::uint32_t>(*text);
    if (seed) return *seed;
    return usage("--seed", quoteArgument(*text) + " is no whole number from 0 to " +
                               std::to_string(std::numeric_limits<std::uint32_t>::max()));
}

Outcome<Lesson> readLessonFor(const std::string& name, std::uint32_t seed) {
    const bool listed = isListed(name);
    const auto text =
        listed ? Result<std::string>(lessonText(name, QLocale::system().name().toStdString())) : readLessonFile(name);
    if (!text) return failed(text.error());
    auto lesson = readLesson(*text, lessonSources(listed ? "" : folderOf(name)), {}, {seed});
    if (!lesson) return tl::unexpected(reported(failuresOf(name, lesson.error())).error());
    if (lesson->questions() == 0) return failed({name, "has no questions"});
    if (seed != 0 && !lesson->hasOtherNumbers) {
        printNotes(name, {{"all its numbers are its own, so the seed changes nothing"}});
    }
    return std::move(*lesson);
}

}  // namespace

std::vector<Failure> failuresOf(const std::string& file, const std::vector<Mistake>& mistakes) {
    std::vector<Failure> failures;
    for (const Mistake& mistake : mistakes) {
        if (failures.size() == kMostMistakes) {
            const std::size_t more = mistakes.size() - kMostMistakes;
            failures.push_back({kExitFailed, {file, "and " + std::to_string(more) + " more mistakes"}});
            break;
        }
        failures.push_back({kExitFailed, {file + ":" + std::to_string(mistake.line), mistake.message}});
    }
    return failures;
}

Outcome<void> reported(const std::vector<Failure>& failures) {
    if (failures.empty()) return {};
    for (std::size_t i = 0; i + 1 < failures.size(); ++i) report(failures[i]);
    return tl::unexpected(failures.back());
}

Outcome<void> writeWorksheet(const Arguments& a) {
    const std::string name = *a.value("--worksheet");
    const auto seed = readSeed(a);
    if (!seed) return tl::unexpected(seed.error());
    if (!a.value("-o")) return usage("--worksheet", "name the file after -o");
    FileNames names;
    if (!isListed(name)) names.addInput("--worksheet", name);
    for (const char* option : {"-o", "--answers"}) {
        const auto path = a.value(option);
        if (!path) continue;
        if (figureFormat(*path) != FigureFormat::Pdf) {
            return usage(option, quoteArgument(*path) + " does not end in .pdf");
        }
        if (Outcome<void> ok = names.addOutput(option, *path); !ok) return ok;
    }
    const auto lesson = readLessonFor(name, *seed);
    if (!lesson) return tl::unexpected(lesson.error());
    const auto sheet = makeWorksheet(*lesson);
    if (!sheet) return failed(sheet.error());
    std::vector<FileToSave> files;
    const auto add = [&](const char* option, const std::vector<Scene>& pages,
                         const std::string& title) -> Result<void> {
        const auto path = a.value(option);
        if (!path) return {};
        auto bytes = pdfOfPages(pages, title);
        if (!bytes) return tl::unexpected(bytes.error());
        files.push_back({*path, std::move(*bytes)});
        return {};
    };
    const std::string& title = lesson->header.title;
    const Result<void> drawn = add("-o", sheet->questions, title).and_then([&] {
        return add("--answers", sheet->answers, "Answers: " + title);
    });
    return drawn ? finish({}, files) : failed(drawn.error());
}

}  // namespace poolscope::cli
