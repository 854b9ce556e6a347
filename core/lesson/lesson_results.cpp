// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_results.h"

#include <algorithm>
#include <limits>

#include "core/base/message.h"
#include "core/base/utf8.h"
#include "core/json/json_fields.h"
#include "core/json/json_writer.h"

namespace poolscope {
namespace {

constexpr std::string_view kResults = "results";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostBytes = 80;  // of a student's name in that of a file

// Before anything else is looked at: a newer version may have other keys.
Result<void> checkKind(const JsonValue& root) {
    const JsonValue* kind = root.member("poolscope");
    if (!kind || kind->text != kResults) return fail("", "these are no results of a Poolscope lesson");
    const JsonValue* version = root.member("version");
    if (!version) return fail("version", "is missing");
    if (version->kind == JsonValue::Kind::Number && version->text == std::to_string(kVersion)) return {};
    return fail("version", "this program knows only version " + std::to_string(kVersion) + ", not " +
                               quotedExcerpt(version->text));
}

// Marks that turn the writing direction, and what is no character, hide in names.
bool isHidden(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

std::string safePart(std::string_view text) {
    std::string part;
    while (!text.empty()) {
        const Utf8Character character = firstCharacter(text);
        const std::string_view bytes = text.substr(0, character.bytes);
        text.remove_prefix(character.bytes);
        const bool refused = character.code < 0x80 && std::string_view("<>:\"/\\|?*.").find(bytes) != bytes.npos;
        const bool space = character.code == ' ' || character.code == '\t' || character.code == 0xA0;
        if (!character.valid || refused || (isHidden(character.code) && !space)) continue;
        if (part.size() + bytes.size() > kMostBytes) break;
        if (!space) {
            part += bytes;
        } else if (!part.empty() && part.back() != '-') {
            part += '-';
        }
    }
    part.erase(part.find_last_not_of('-') + 1);
    return part;
}

}  // namespace

std::int64_t LessonResults::count(Closing closing) const {
    return std::count_if(questions.begin(), questions.end(),
                         [closing](const QuestionResult& question) { return question.closing == closing; });
}

std::string resultsText(const LessonResults& results) {
    JsonWriter w;
    w.beginObject().text("poolscope", kResults).integer("version", kVersion);
    w.text("lesson", results.lesson).text("title", results.title).text("file_version", results.version);
    w.text("student", results.student).text("date", results.date).integer("seed", results.seed);
    w.beginList("questions");
    for (const QuestionResult& question : results.questions) {
        w.beginObject();
        w.text("heading", question.heading);
        w.text("closed", wordFor(std::span<const Word<Closing>>(kClosingWords), question.closing));
        w.integer("tries", question.tries);
        w.texts("wrong", std::vector<std::string_view>(question.wrong.begin(), question.wrong.end()));
        w.endObject();
    }
    return w.endList().endObject().take();
}

Result<LessonResults> parseResults(std::string_view text) {
    const auto root = parseJson(text);
    if (!root) return tl::unexpected(root.error());
    if (Result<void> ok = checkKind(*root); !ok) return tl::unexpected(ok.error());
    std::optional<Error> failure;
    const JsonFields f(
        &*root, "", {"poolscope", "version", "lesson", "title", "file_version", "student", "date", "seed", "questions"},
        failure);
    LessonResults results;
    f.text("lesson", results.lesson);
    f.text("title", results.title);
    f.text("file_version", results.version);
    f.text("student", results.student);
    f.text("date", results.date);
    std::int64_t seed = 0;
    f.integer("seed", seed, 0, std::numeric_limits<std::uint32_t>::max());
    results.seed = static_cast<std::uint32_t>(seed);
    for (const JsonFields& q : f.objects("questions", {"heading", "closed", "tries", "wrong"})) {
        QuestionResult& question = results.questions.emplace_back();
        q.text("heading", question.heading);
        q.word("closed", std::span<const Word<Closing>>(kClosingWords), question.closing);
        q.integer("tries", question.tries, 0);
        question.wrong = q.texts("wrong");
    }
    if (failure) return tl::unexpected(*failure);
    return results;
}

std::string resultsFileName(const LessonResults& results) {
    std::string name = "poolscope-results";
    for (const std::string& part : {safePart(results.student), safePart(results.date)}) {
        if (!part.empty()) name += "-" + part;
    }
    return name + ".json";
}

}  // namespace poolscope
