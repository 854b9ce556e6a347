// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lesson/results_table.h"

#include <algorithm>
#include <filesystem>

#include "app/cli/call/csv_row.h"
#include "core/base/natural_order.h"
#include "core/io/array.h"

namespace poolscope::cli {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 20;  // of a file of results

// Spreadsheets compute what begins with these signs, and a student types what they like.
std::string harmless(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    return text;
}

std::string cell(const QuestionResult& question) {
    std::string text(wordFor(std::span<const Word<Closing>>(kClosingWords), question.closing));
    if (question.tries > 1 || (question.tries > 0 && question.closing != Closing::AtOnce)) {
        text += ", " + std::to_string(question.tries) + (question.tries == 1 ? " try" : " tries");
    }
    for (std::size_t i = 0; i < question.wrong.size(); ++i) {
        text += (i == 0 ? ", last wrong: " : " | ") + question.wrong[i];
    }
    return text;
}

Result<LessonResults> readResultsFile(const std::filesystem::path& path) {
    std::error_code unknown;
    if (std::filesystem::file_size(path, unknown) > kMostBytes && !unknown) {
        return fail("", "is too large for the results of a lesson");
    }
    const auto bytes = readFile(path.string());
    if (!bytes) return fail("", bytes.error().message);
    return parseResults({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
}

bool endsInJson(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending == ".json";
}

Outcome<std::vector<std::filesystem::path>> filesBelow(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code problem;
    if (!fs::is_directory(folder, problem)) return failed({folder, "is no folder"});
    std::vector<fs::path> paths;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, problem);
    for (; !problem && entry != fs::end(entry); entry.increment(problem)) {
        std::error_code unknown;
        if (endsInJson(entry->path()) && entry->is_regular_file(unknown)) paths.push_back(entry->path());
    }
    if (problem) return failed({folder, problem.message()});
    std::sort(paths.begin(), paths.end(),
              [](const fs::path& a, const fs::path& b) { return isNaturallyBefore(a.string(), b.string()); });
    if (paths.empty()) return failed({folder, "holds no results: no file in it or below it ends in .json"});
    return paths;
}

}  // namespace

Outcome<ResultsFolder> readResults(const std::string& folder) {
    const auto paths = filesBelow(folder);
    if (!paths) return tl::unexpected(paths.error());
    ResultsFolder read;
    for (const std::filesystem::path& path : *paths) {
        auto results = readResultsFile(path);
        if (results) {
            read.files.push_back({path.lexically_relative(folder).string(), std::move(*results)});
        } else {
            const auto& [where, message] = results.error();
            read.unreadable.push_back({kExitFailed, {path.string(), where.empty() ? message : where + ": " + message}});
        }
    }
    return read;
}

std::string resultsTable(std::span<const ResultsFile> files) {
    std::size_t most = 0;
    for (const ResultsFile& file : files) most = std::max(most, file.results.questions.size());
    std::vector<std::string> header{"file", "student",   "lesson",  "title", "file_version", "date",
                                    "seed", "questions", "at_once", "later", "shown",        "open"};
    for (std::size_t i = 1; i <= most; ++i) header.push_back("question_" + std::to_string(i));
    std::string table = csvRow(header);
    for (const auto& [path, r] : files) {
        std::vector<std::string> fields{path,
                                        r.student,
                                        r.lesson,
                                        r.title,
                                        r.version,
                                        r.date,
                                        std::to_string(r.seed),
                                        std::to_string(r.questions.size())};
        for (const Closing closing : {Closing::AtOnce, Closing::Later, Closing::Shown, Closing::Open}) {
            fields.push_back(std::to_string(r.count(closing)));
        }
        for (const QuestionResult& question : r.questions) fields.push_back(cell(question));
        fields.resize(header.size());
        std::transform(fields.begin(), fields.end(), fields.begin(), &harmless);
        table += csvRow(fields);
    }
    return table;
}

}  // namespace poolscope::cli
