// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/read_lesson.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "core/lesson/step_reader.h"

namespace poolscope {
namespace {

constexpr std::uint32_t kAttempts = 32;  // tables that are drawn for one

constexpr std::array<std::string_view, 4> kHeaderKeys{"title", "about", "language", "learned"};
constexpr std::array<std::string_view, 19> kStepKeys{"step",   "source", "input", "set",  "view",  "show", "point",
                                                     "say",    "ask",    "then",  "hint", "why",   "page", "panels",
                                                     "choice", "focus",  "zoom",  "play", "number"};

template <std::size_t count>
bool isOneOf(const std::array<std::string_view, count>& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

template <std::size_t count>
std::string listOf(const std::array<std::string_view, count>& keys) {
    std::string list;
    for (const std::string_view key : keys) list += (list.empty() ? "" : ", ") + std::string(key);
    return list;
}

// Two or three letters, perhaps with a country: "de", "pt_BR".
bool isLanguage(const std::string& text) {
    const std::size_t letters = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
    return text.size() >= 2 && (letters == std::string::npos || (letters >= 2 && text[letters] == '_'));
}

std::array<std::pair<std::string_view, std::string*>, 4> fieldsOf(LessonHeader& header) {
    return {{{kHeaderKeys[0], &header.title},
             {kHeaderKeys[1], &header.about},
             {kHeaderKeys[2], &header.language},
             {kHeaderKeys[3], &header.learned}}};
}

// The CRC-32 in hexadecimal digits.
std::string versionOf(std::string_view text) {
    const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
    std::string digits;
    for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[sum >> shift & 15U];
    return digits;
}

class LessonReader {
  public:
    LessonReader(const SourceLoader& load, const RunControl& run, const LessonOptions& options)
        : load_(load), run_(run), options_(options) {}

    tl::expected<Lesson, std::vector<Mistake>> read(std::string_view text) {
        for (LessonLine& line : lessonLines(text, mistakes_)) take(std::move(line));
        readHeader();
        lesson_.version = versionOf(text);
        lesson_.seed = options_.seed;
        Chapter chapter;
        chapter.state.draw.seed = options_.seed;
        chapter.state.language = lesson_.header.language;
        for (std::size_t first = 0; first < steps_.size(); first = lesson_.steps.size()) {
            chapter = chapterFrom(first, std::move(chapter.state));
            std::move(chapter.steps.begin(), chapter.steps.end(), std::back_inserter(lesson_.steps));
            std::move(chapter.mistakes.begin(), chapter.mistakes.end(), std::back_inserter(mistakes_));
            run_.report(static_cast<double>(lesson_.steps.size()) / static_cast<double>(steps_.size()));
        }
        if (mistakes_.empty()) return std::move(lesson_);
        std::stable_sort(mistakes_.begin(), mistakes_.end(),
                         [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
        return tl::unexpected(std::move(mistakes_));
    }

  private:
    // Steps with the same numbers, and what comes after them.
    struct Chapter {
        std::vector<LessonStep> steps{};
        std::vector<Mistake> mistakes{};
        StepState state{};

        std::size_t clarity() const {
            std::size_t sum = 0;
            for (const LessonStep& step : steps) {
                if (!step.question) continue;
                for (const std::vector<SlipAnswer>& slips : step.question->slips) sum += clarityOf(slips);
            }
            return sum;
        }
    };

    // Up to the next step that has numbers of its own.
    Chapter read(std::size_t first, StepState state) const {
        Chapter chapter{{}, {}, std::move(state)};
        StepReader reader(load_, chapter.state, chapter.mistakes, run_.stopToken());
        for (std::size_t i = first; i < steps_.size() && (i == first || !hasNumbers(steps_[i])); ++i) {
            chapter.steps.push_back(reader.read(steps_[i]));
        }
        return chapter;
    }

    static bool hasNumbers(const std::vector<LessonLine>& step) {
        return std::any_of(step.begin(), step.end(),
                           [](const LessonLine& line) { return line.key == "input" || line.key == "source"; });
    }

    // With the best of the numbers that were drawn, where they are.
    Chapter chapterFrom(std::size_t first, StepState state) {
        state.isDrawn = state.hasOthers = false;
        Chapter best = read(first, state);
        lesson_.hasOtherNumbers |= best.state.hasOthers;
        if (!best.state.isDrawn) return best;
        for (std::uint32_t attempt = 1; attempt < kAttempts && !run_.isStopped(); ++attempt) {
            state.draw.attempt = attempt;
            Chapter other = read(first, state);
            const bool better = other.mistakes.size() == best.mistakes.size()
                                    ? other.clarity() > best.clarity()
                                    : other.mistakes.size() < best.mistakes.size();
            if (better) best = std::move(other);
        }
        best.state.draw = {state.draw.seed, state.draw.table + 1, 0};
        return best;
    }

    void refuse(int line, std::string message) { mistakes_.push_back({line, std::move(message)}); }

    // Into the header or the step it belongs to.
    void take(LessonLine line) {
        if (line.key == "step") {
            steps_.push_back({std::move(line)});
        } else if (steps_.empty() && isOneOf(kHeaderKeys, line.key)) {
            header_.push_back(std::move(line));
        } else if (!steps_.empty() && isOneOf(kStepKeys, line.key)) {
            steps_.back().push_back(std::move(line));
        } else if (isOneOf(kHeaderKeys, line.key)) {
            refuse(line.number, "\"" + line.key + ":\" stands before the first step");
        } else if (isOneOf(kStepKeys, line.key)) {
            refuse(line.number, "\"" + line.key + ":\" belongs to a step: a line \"step: HEADING\" is missing above");
        } else {
            refuse(line.number, "there is no \"" + line.key + ":\"; there are " + listOf(kHeaderKeys) +
                                    " before the first step, and " + listOf(kStepKeys));
        }
    }

    void readHeader() {
        for (const auto& [key, text] : fieldsOf(lesson_.header)) {
            const LessonLine* first = nullptr;
            for (const LessonLine& line : header_) {
                if (line.key != key) continue;
                if (first)
                    refuse(line.number,
                           "there is a \"" + line.key + ":\" already, in line " + std::to_string(first->number));
                if (line.value.empty()) refuse(line.number, "nothing stands after \"" + line.key + ":\"");
                if (!first) first = &line;
                *text = line.value;
            }
            const bool needed = key == kHeaderKeys[0] || key == kHeaderKeys[1];
            if (!first && needed) refuse(1, "\"" + std::string(key) + ":\" is missing");
            if (first && key == "language" && !isLanguage(*text)) {
                refuse(first->number, "\"" + *text + "\" is not the code of a language, as en, de or fr are");
            }
        }
        if (steps_.empty()) refuse(1, "there is no step: each begins with a line \"step: HEADING\"");
    }

    const SourceLoader& load_;
    const RunControl& run_;
    const LessonOptions options_;
    std::vector<LessonLine> header_;
    std::vector<std::vector<LessonLine>> steps_;
    Lesson lesson_;
    std::vector<Mistake> mistakes_;
};

}  // namespace

tl::expected<Lesson, std::vector<Mistake>> readLesson(std::string_view text, const SourceLoader& load,
                                                      const RunControl& run, const LessonOptions& options) {
    return LessonReader(load, run, options).read(text);
}

LessonHeader readHeader(std::string_view text) {
    std::vector<Mistake> unsaid;
    LessonHeader header;
    for (const LessonLine& line : lessonLines(text, unsaid)) {
        if (line.key == "step") break;
        for (const auto& [key, field] : fieldsOf(header)) {
            if (line.key == key) *field = line.value;
        }
    }
    return header;
}

std::vector<QuotedNumber> quotedNumbers(std::string_view text) {
    std::vector<Mistake> unsaid;
    std::vector<QuotedNumber> numbers;
    std::string heading;
    for (const LessonLine& line : lessonLines(text, unsaid)) {
        if (line.key == "step") heading = line.value;
        if (line.key == "number") numbers.push_back({heading, line.value});
    }
    return numbers;
}

}  // namespace poolscope
