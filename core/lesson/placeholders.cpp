// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/placeholders.h"

#include <array>

#include "core/base/read_text.h"
#include "core/base/word_list.h"

namespace poolscope {
namespace {

// What stands before the last of several numbers. Other languages have a comma there.
struct And {
    std::string_view language;
    std::string_view text;
};
constexpr std::array<And, 5> kAnds{{{"en", " and "}, {"de", " und "}, {"fr", " et "}, {"es", " y "}, {"it", " e "}}};

std::string_view andOf(std::string_view language) {
    for (const And& row : kAnds) {
        if (language.substr(0, language.find('_')) == row.language) return row.text;
    }
    return ", ";
}

std::string numberText(double number) {
    return toText(Answer{AskKind::Output, {number}});
}

Result<std::string> numberOf(AskKind kind, const CellRef& cell, std::size_t place, const TextNumbers& numbers) {
    const auto answers = answersTo(kind, {cell}, numbers.evaluation);
    if (!answers) return tl::unexpected(answers.error());
    return numberText(answers->front().numbers[place]);
}

Result<std::string> outputText(const CellRef& cell, const TextNumbers& numbers) {
    return numberOf(AskKind::Output, cell, 0, numbers);
}

Result<std::string> gradientText(const CellRef& cell, const TextNumbers& numbers) {
    return numberOf(AskKind::Gradient, cell, 0, numbers);
}

Result<std::string> rowText(const CellRef& window, const TextNumbers& numbers) {
    return numberOf(AskKind::Winner, window, 0, numbers);
}

Result<std::string> columnText(const CellRef& window, const TextNumbers& numbers) {
    return numberOf(AskKind::Winner, window, 1, numbers);
}

Result<std::string> windowText(const CellRef& window, const TextNumbers& numbers) {
    const Evaluation& e = numbers.evaluation;
    if (!e.grid.output().contains(window)) return fail("text", "there is no such window");
    std::vector<std::string> words;
    WindowTaps(e.grid, dataPadding(e.experiment.pool)).visit(e.inputPlane(), window, [&](std::int64_t, float value) {
        words.push_back(numberText(value));
    });
    std::string text = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) {
        text += (i + 1 < words.size() ? ", " : std::string(andOf(numbers.language))) + words[i];
    }
    return text;
}

Result<std::string> inputText(const CellRef& cell, const TextNumbers& numbers) {
    const Evaluation& e = numbers.evaluation;
    if (!e.grid.input().contains(cell)) return fail("text", "there is no such cell");
    return numberText(e.x->at(e.experiment.plane, cell));
}

// What takes a row and a column.
struct Placeholder {
    std::string_view word;
    Result<std::string> (*text)(const CellRef& cell, const TextNumbers& numbers);
};
constexpr std::array<Placeholder, 6> kPlaceholders{{{"window", &windowText},
                                                    {"input", &inputText},
                                                    {"output", &outputText},
                                                    {"gradient", &gradientText},
                                                    {"row", &rowText},
                                                    {"column", &columnText}}};

Result<std::string> answerText(const std::vector<std::string>& words, const std::vector<Answer>* answers) {
    if (!answers) return fail("text", "an answer is told in \"hint:\" or \"why:\"");
    const auto which = words.size() == 1 ? 1 : readNumber<std::size_t>(words[1]).value_or(0);
    if (words.size() > 2 || which < 1 || which > answers->size()) {
        return fail("text", "the question has " + std::to_string(answers->size()) +
                                (answers->size() == 1 ? " answer" : " answers, counted from 1"));
    }
    return toText((*answers)[which - 1]);
}

Result<std::string> textOf(std::string_view placeholder, const TextNumbers& numbers) {
    const std::vector<std::string> words = wordsOf(placeholder);
    if (!words.empty() && words[0] == "answer") return answerText(words, numbers.answers);
    const auto cell = words.size() == 2 ? wholeNumbers(words[1]) : std::nullopt;
    for (const Placeholder& row : kPlaceholders) {
        if (cell && cell->size() == 2 && words[0] == row.word) return row.text({(*cell)[0], (*cell)[1]}, numbers);
    }
    return fail("text",
                "expected {window 0,1}, {input 2,3}, {output 0,1}, {gradient 2,3}, {row 0,1} or {column 0,1} of "
                "the winner of a window, {answer} or {answer 2}");
}

}  // namespace

Result<std::string> withNumbers(std::string_view text, const TextNumbers& numbers) {
    std::string result;
    while (true) {
        const std::size_t open = text.find('{');
        result += text.substr(0, open);
        if (open == std::string_view::npos) return result;
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) return fail("text", "a { has no }");
        const auto number = textOf(text.substr(open + 1, close - open - 1), numbers);
        if (!number) {
            return fail("text", std::string(text.substr(open, close + 1 - open)) + ": " + number.error().message);
        }
        result += *number;
        text.remove_prefix(close + 1);
    }
}

}  // namespace poolscope
