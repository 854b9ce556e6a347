// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/answer.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "core/base/text.h"

namespace poolscope {
namespace {

Result<void> checkCell(const char* what, const Extent& extent, const CellRef& cell) {
    if (extent.contains(cell)) return {};
    return fail("ask", std::string("there is no cell ") + toText(cell) + " in the " + what + ": it has " +
                           std::to_string(extent.rows) + " rows and " + std::to_string(extent.cols) +
                           " columns, counted from 0");
}

Result<Answer> winnerOf(const Evaluation& e, const CellRef& window) {
    const auto there = checkCell("output", e.grid.output(), window);
    if (!there) return tl::unexpected(there.error());
    const PoolSpec& pool = e.experiment.pool;
    if (!hasWinner(pool.op)) {
        return fail("ask", std::string(toText(pool.op)) + " has no winner: ask for the output or the gradient");
    }
    if (!hasOneReceiver(pool)) {
        return fail("ask", "there is no single winner while ties are shared: ask for the gradient");
    }
    const CellRef cell = e.grid.tapCell(window, e.winner(window));
    if (!e.grid.input().contains(cell)) {
        return fail("ask", "the winner of window " + toText(window) + " is a zero of the padding: ask for the output");
    }
    return Answer{AskKind::Winner, {static_cast<double>(cell.row), static_cast<double>(cell.col)}};
}

Result<Answer> cellAnswer(const Tensor& values, const char* what, AskKind kind, const CellRef& cell,
                          std::int64_t plane) {
    const auto there = checkCell(what, values.shape.plane(), cell);
    if (!there) return tl::unexpected(there.error());
    const float value = values.at(plane, cell);
    if (std::isfinite(value)) return Answer{kind, {value}};
    return fail("ask", "the value of cell " + toText(cell) + " is no number that a student could type");
}

// The shape is one for all cells.
Result<Answer> answerTo(AskKind kind, const CellRef& cell, const Evaluation& e) {
    switch (kind) {
        case AskKind::Output:
            return cellAnswer(e.forward->y, "output", kind, cell, e.experiment.plane);
        case AskKind::Winner:
            return winnerOf(e, cell);
        case AskKind::Gradient:
            return cellAnswer(e.backward->dx, "input", kind, cell, e.experiment.plane);
        case AskKind::Shape:
        case AskKind::Same:
        case AskKind::Choice:
            break;
    }
    const Extent output = e.grid.output();
    return Answer{kind, {static_cast<double>(output.rows), static_cast<double>(output.cols)}};
}

// What is expected where two numbers are.
const char* pairWords(AskKind kind) {
    switch (kind) {
        case AskKind::Shape:
            return "rows and columns are expected, as in 14 x 14";
        case AskKind::Output:
        case AskKind::Winner:
        case AskKind::Gradient:
        case AskKind::Same:
        case AskKind::Choice:
            break;
    }
    return "a row and a column are expected, as in 0, 3";
}

// Taken apart from the front; leading spaces do not count.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    void skip(std::string_view any) {
        const std::size_t begin = text_.find_first_not_of(any);
        text_.remove_prefix(std::min(begin, text_.size()));
    }
    std::optional<double> number() {
        skip(" +");
        double value = 0;
        const auto [end, problem] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
        if (problem != std::errc() || !std::isfinite(value)) return std::nullopt;
        text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
        return value;
    }
    bool done() {
        skip(" )]");
        return text_.empty();
    }
    bool take(char c) {
        skip(" ");
        if (!text_.starts_with(c)) return false;
        text_.remove_prefix(1);
        return true;
    }

  private:
    std::string_view text_;
};

// Signs that people type, as those that are read.
std::string plain(std::string_view typed, bool onePair) {
    std::string text(typed);
    const auto replace = [&text](std::string_view from, std::string_view to) {
        for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    };
    replace("\xe2\x88\x92", "-");  // minus sign
    replace("\xc3\x97", "x");      // multiplication sign
    replace(",", onePair ? " " : ".");
    return text;
}

std::optional<double> valueIn(const std::string& text) {
    Reader reader(text);
    auto value = reader.number();
    if (value && reader.take('/')) {
        const auto divisor = reader.number();
        if (!divisor || *divisor == 0) return std::nullopt;
        *value /= *divisor;
    }
    return value && reader.done() ? value : std::nullopt;
}

std::optional<std::vector<double>> pairIn(const std::string& text) {
    Reader reader(text);
    reader.skip(" ([");
    const auto first = reader.number();
    reader.skip(" xX;|*");
    const auto second = reader.number();
    if (!first || !second || !reader.done()) return std::nullopt;
    return std::vector<double>{*first, *second};
}

bool meets(double typed, double truth) {
    if (truth == std::round(truth)) return typed == truth;
    return std::abs(typed - truth) <= 0.005 + 1e-9;
}

}  // namespace

Result<std::vector<Answer>> answersTo(AskKind kind, const std::vector<CellRef>& cells, const Evaluation& evaluation) {
    const std::vector<CellRef> none(1);
    std::vector<Answer> answers;
    for (const CellRef& cell : kind == AskKind::Shape ? none : cells) {
        auto answer = answerTo(kind, cell, evaluation);
        if (!answer) return tl::unexpected(answer.error());
        answers.push_back(std::move(*answer));
    }
    return answers;
}

Result<bool> isRightAnswer(const Answer& answer, std::string_view typed) {
    const bool onePair = answer.numbers.size() == 2;
    const std::string text = plain(typed, onePair);
    if (onePair) {
        const auto numbers = pairIn(text);
        if (!numbers) return fail("answer", pairWords(answer.kind));
        return *numbers == answer.numbers;
    }
    const auto value = valueIn(text);
    if (!value) return fail("answer", "a number is expected, as in 12 or 2.5");
    return meets(*value, answer.numbers.front());
}

std::string toText(const Answer& answer) {
    const auto number = [&](std::size_t i) {
        std::string digits = fixedNumber(answer.numbers[i], 3);
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') digits.pop_back();
        return digits;
    };
    switch (answer.kind) {
        case AskKind::Shape:
            return number(0) + " x " + number(1);
        case AskKind::Winner:
            return "(" + number(0) + ", " + number(1) + ")";
        case AskKind::Output:
        case AskKind::Gradient:
        case AskKind::Same:
        case AskKind::Choice:
            break;
    }
    return number(0);
}

}  // namespace poolscope
