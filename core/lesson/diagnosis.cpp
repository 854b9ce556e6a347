// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/diagnosis.h"

#include <array>
#include <initializer_list>
#include <set>

#include "core/base/enum_table.h"
#include "core/experiment/experiment_words.h"
#include "core/lesson/lesson.h"
#include "core/pool/operation.h"

namespace poolscope {
namespace {

// One answer of a question, and what it is about.
struct Asked {
    const Evaluation& e;
    const Answer& answer;
    CellRef cell;

    WindowTaps taps() const { return {e.grid, dataPadding(e.experiment.pool)}; }
};

struct Found {
    std::vector<double> numbers;
    std::string there{};
    std::string here{};
};

std::vector<double> numbersOf(const CellRef& cell) {
    return {static_cast<double>(cell.row), static_cast<double>(cell.col)};
}

std::string brief(const Extent& extent) {
    return extent.rows == extent.cols ? std::to_string(extent.rows) : toText(extent);
}

std::string stepOf(const Experiment& x) {
    return operationOf(x.pool.op).step;
}

std::string sizeOf(const Experiment& x) {
    return brief(x.window.size);
}

std::string strideOf(const Experiment& x) {
    return brief(x.window.stride);
}

std::string dilationOf(const Experiment& x) {
    return brief(x.window.dilation);
}

std::string paddingOf(const Experiment& x) {
    return dataPadding(x.pool) == PadValue::Zero ? "the padding counts as zeros" : "the padding holds no numbers";
}

std::string tiesOf(const Experiment& x) {
    return std::string(wordFor(wordsFor(x.pool.ties), x.pool.ties));
}

void setOp(Experiment& x, PoolOp op) {
    if (x.pool.op == op) return;
    x.pool.op = op;
    x.pool.divisor.reset();
}

// Nobody takes a window for a single cell.
void makeSmaller(Experiment& x) {
    Extent& size = x.window.size;
    if (size.rows <= 2 || size.cols <= 2) return;
    --size.rows;
    --size.cols;
}

void makeLarger(Experiment& x) {
    ++x.window.size.rows;
    ++x.window.size.cols;
}

std::vector<float> numbersUnder(const Asked& asked) {
    std::vector<float> numbers;
    asked.taps().visit(asked.e.inputPlane(), asked.cell, [&](std::int64_t, float value) { numbers.push_back(value); });
    return numbers;
}

std::vector<Found> summary(const Asked& asked, double value) {
    return {{{value}, {}, stepOf(asked.e.experiment)}};
}

std::vector<Found> sumOf(const Asked& asked) {
    double sum = 0;
    for (const float number : numbersUnder(asked)) sum += number;
    return summary(asked, sum);
}

// The answers for other windows, where there are any.
std::vector<Found> answersFor(const Asked& asked, std::initializer_list<CellRef> windows) {
    std::vector<Found> found;
    for (const CellRef& window : windows) {
        const auto answers = answersTo(asked.answer.kind, {window}, asked.e);
        if (answers) found.push_back({answers->front().numbers, toText(window), toText(asked.cell)});
    }
    return found;
}

std::vector<Found> neighbours(const Asked& asked) {
    const auto [row, col] = asked.cell;
    return answersFor(asked, {{row, col - 1}, {row, col + 1}, {row - 1, col}, {row + 1, col}});
}

std::vector<Found> swapped(const Asked& asked) {
    return {{{asked.answer.numbers[1], asked.answer.numbers[0]}}};
}

std::vector<Found> placeInWindow(const Asked& asked) {
    const std::int64_t tap = asked.e.winner(asked.cell);
    return {{numbersOf({tap / asked.e.grid.cols.size, tap % asked.e.grid.cols.size})}};
}

// Calls visit(window, tap) for the windows with a tap on the cell.
template <class Visit>
void visitWindowsOver(const Asked& asked, const Visit& visit) {
    const WindowGrid& grid = asked.e.grid;
    for (const AxisHit& row : grid.rows.windowsOver(asked.cell.row)) {
        for (const AxisHit& col : grid.cols.windowsOver(asked.cell.col)) {
            visit(CellRef{row.window, col.window}, row.tap * grid.cols.size + col.tap);
        }
    }
}

std::vector<Found> covering(const Asked& asked) {
    const Experiment& x = asked.e.experiment;
    if (!hasWinner(x.pool.op) || x.gradient.kind != Upstream::Ones) return {};
    double count = 0;
    visitWindowsOver(asked, [&](const CellRef&, std::int64_t) { ++count; });
    return {{{count}}};
}

std::vector<Found> wins(const Asked& asked) {
    const Experiment& x = asked.e.experiment;
    if (!hasOneReceiver(x.pool) || x.gradient.kind == Upstream::Ones) return {};
    double count = 0;
    visitWindowsOver(asked, [&](const CellRef& window, std::int64_t tap) { count += asked.e.winner(window) == tap; });
    return {{{count}}};
}

std::vector<Found> wholeOfEach(const Asked& asked) {
    const Experiment& x = asked.e.experiment;
    if (hasWinner(x.pool.op)) return {};
    double sum = 0;
    visitWindowsOver(asked,
                     [&](const CellRef& window, std::int64_t) { sum += asked.e.backward->dout.at(x.plane, window); });
    return {{{sum}}};
}

// Which kinds of questions a mistake is made in.
constexpr unsigned in(std::initializer_list<AskKind> kinds) {
    unsigned bits = 0;
    for (const AskKind kind : kinds) bits |= 1U << static_cast<unsigned>(kind);
    return bits;
}

constexpr unsigned kOutput = in({AskKind::Output});
constexpr unsigned kWinner = in({AskKind::Winner});
constexpr unsigned kGradient = in({AskKind::Gradient});
constexpr unsigned kShape = in({AskKind::Shape});
constexpr unsigned kEqual = kWinner | kGradient;
constexpr unsigned kWindow = kOutput | kWinner;
constexpr unsigned kAny = kOutput | kWinner | kGradient | kShape;

// A mistake is the right answer to another experiment, or is found in the evaluation.
struct SlipRow {
    Slip slip;
    unsigned kinds;
    const char* what;    // the wrong answer is this; % is SlipAnswer::there
    const char* remedy;  // what to look at; % is SlipAnswer::here
    void (*change)(Experiment& x) = nullptr;
    std::string (*detail)(const Experiment& x) = nullptr;  // what `change` changes
    std::vector<Found> (*find)(const Asked& asked) = nullptr;
};

// clang-format off
constexpr std::array<SlipRow, countOf<Slip>()> kSlips{{
    {Slip::Mean, kOutput, "the %", "which is the %?", [](Experiment& x) { setOp(x, PoolOp::Avg); }, &stepOf},
    {Slip::Smallest, kOutput, "the %", "which is the %?", [](Experiment& x) { setOp(x, PoolOp::Min); }, &stepOf},
    {Slip::Largest, kOutput, "the %", "which is the %?", [](Experiment& x) { setOp(x, PoolOp::Max); }, &stepOf},
    {Slip::SmallestPlace, kWinner, "where the % number stands", "where is the %?",
     [](Experiment& x) { setOp(x, PoolOp::Min); }, &stepOf},
    {Slip::LargestPlace, kWinner, "where the % number stands", "where is the %?",
     [](Experiment& x) { setOp(x, PoolOp::Max); }, &stepOf},
    {Slip::First, kOutput, "the first number of the window", "which is the %?", nullptr, nullptr,
     [](const Asked& a) { return summary(a, numbersUnder(a).front()); }},
    {Slip::Last, kOutput, "the last number of the window", "which is the %?", nullptr, nullptr,
     [](const Asked& a) { return summary(a, numbersUnder(a).back()); }},
    {Slip::Sum, kOutput, "the sum", "which is the %?", nullptr, nullptr, &sumOf},
    {Slip::Swapped, kWinner, "column and row", "the row comes first.", nullptr, nullptr, &swapped},
    {Slip::CountedFromOne, kWinner, "the place counted from 1", "rows and columns are counted from 0.", nullptr,
     nullptr, [](const Asked& a) { return std::vector<Found>{{{a.answer.numbers[0] + 1, a.answer.numbers[1] + 1}}}; }},
    {Slip::PlaceInWindow, kWinner, "the place within the window", "where is that in the input?", nullptr, nullptr,
     &placeInWindow},
    {Slip::WindowItself, kWinner, "the window", "in which cell of the input is its winner?", nullptr, nullptr,
     [](const Asked& a) { return std::vector<Found>{{numbersOf(a.cell)}}; }},
    {Slip::WindowCorner, kWinner, "the first cell of the window", "where is the %?", nullptr, nullptr,
     [](const Asked& a) {
         return std::vector<Found>{{numbersOf(a.e.grid.tapCell(a.cell, 0)), {}, stepOf(a.e.experiment)}};
     }},
    {Slip::Overwritten, kGradient, "what is left with = instead of +=", "here the gradients are added.",
     [](Experiment& x) { x.pool.overlap = Overlap::Loop; }},
    {Slip::Added, kGradient, "the sum of the gradients", "here each replaces the one before it.",
     [](Experiment& x) { x.pool.overlap = Overlap::Add; }},
    {Slip::Whole, kGradient, "the whole gradient", "it is shared: what is the part of this cell?", nullptr, nullptr,
     &wholeOfEach},
    {Slip::WholeToEach, kGradient, "the answer with the tie rule \"%\"", "here it is \"%\".", [](Experiment& x) {
         if (x.pool.ties == TieRule::Split) x.pool.ties = TieRule::All;
     }, &tiesOf},
    {Slip::Shared, kGradient, "the answer with the tie rule \"%\"", "here it is \"%\".",
     [](Experiment& x) { x.pool.ties = TieRule::Split; }, &tiesOf},
    {Slip::Covering, kGradient, "the number of windows that see the cell", "how many of them does it win?", nullptr,
     nullptr, &covering},
    {Slip::Wins, kGradient, "the number of windows that it wins", "what do they send back?", nullptr, nullptr, &wins},
    {Slip::OwnNumber, kGradient, "the number in the cell", "what is its gradient?", nullptr, nullptr,
     [](const Asked& a) { return std::vector<Found>{{{a.e.x->at(a.e.experiment.plane, a.cell)}}}; }},
    {Slip::FirstOfEquals, kEqual, "the answer with the tie rule \"%\"", "here it is \"%\".",
     [](Experiment& x) { x.pool.ties = TieRule::First; }, &tiesOf},
    {Slip::LastOfEquals, kEqual, "the answer with the tie rule \"%\"", "here it is \"%\".",
     [](Experiment& x) { x.pool.ties = TieRule::Last; }, &tiesOf},
    {Slip::RoundedUp, kShape, "the answer rounded up", "here what is left over is dropped.",
     [](Experiment& x) { x.window.ceilMode = true; }},
    {Slip::RoundedDown, kShape, "the answer rounded down", "here one more window may hang over the edge.",
     [](Experiment& x) { x.window.ceilMode = false; }},
    {Slip::NoPadding, kAny, "the answer without the padding", "the frame around the input counts, too.",
     [](Experiment& x) { x.window.padding = {}; }},
    {Slip::PaddingOnce, kShape, "the answer with padding on one side", "there is some on both.",
     [](Experiment& x) { x.window.padding.bottom = x.window.padding.right = 0; }},
    {Slip::PadValue, kWindow | kGradient, "the answer where %", "here %.", [](Experiment& x) {
         const bool zero = dataPadding(x.pool) == PadValue::Zero;
         x.pool.countIncludePad = false;
         x.pool.padValue = zero ? PadValue::Ignore : PadValue::Zero;
     }, &paddingOf},
    {Slip::StrideOne, kAny, "the answer with stride %", "here the stride is %.",
     [](Experiment& x) { x.window.stride = {1, 1}; }, &strideOf},
    {Slip::StrideOfSize, kAny, "the answer with stride %", "here the stride is %.", [](Experiment& x) {
         if (x.window.size != Extent{1, 1}) x.window.stride = x.window.size;
     }, &strideOf},
    {Slip::ShapeSwapped, kShape, "columns and rows", "the rows come first.", nullptr, nullptr, &swapped},
    {Slip::InputShape, kShape, "the shape of the input", "how many windows fit into it?", nullptr, nullptr,
     [](const Asked& a) {
         const Extent input = a.e.grid.input();
         return std::vector<Found>{{numbersOf({input.rows, input.cols})}};
     }},
    {Slip::PlusOne, kShape, "one too few in each direction", "the first window counts, too: + 1.", nullptr, nullptr,
     [](const Asked& a) { return std::vector<Found>{{{a.answer.numbers[0] - 1, a.answer.numbers[1] - 1}}}; }},
    {Slip::SizeLess, kWindow | kGradient, "the answer with size %", "here the size is %.", &makeSmaller, &sizeOf},
    {Slip::SizeMore, kWindow | kGradient, "the answer with size %", "here the size is %.", &makeLarger, &sizeOf},
    {Slip::NoDilation, kAny, "the answer with dilation %", "here the dilation is %.",
     [](Experiment& x) { x.window.dilation = {1, 1}; }, &dilationOf},
    {Slip::WindowSwapped, kWindow, "the answer for window %", "here window % is asked about.", nullptr, nullptr,
     [](const Asked& a) { return answersFor(a, {{a.cell.col, a.cell.row}}); }},
    {Slip::Neighbour, kWindow, "the answer for window %", "here window % is asked about.", nullptr, nullptr,
     &neighbours},
}};
// clang-format on
static_assert(hasRowForEach(kSlips, &SlipRow::slip));

const SlipRow& rowOf(Slip slip) {
    return kSlips[static_cast<std::size_t>(slip)];
}

bool isMadeIn(const SlipRow& row, AskKind kind) {
    return (row.kinds & in({kind})) != 0;
}

// Upstream gradients that belong to the windows mean nothing for others.
bool isSensible(AskKind kind, const Experiment& x, const Experiment& changed) {
    return x != changed &&
           (kind != AskKind::Gradient || x.window == changed.window || x.gradient.kind == Upstream::Ones);
}

// The evaluation of what enters the pooling under another experiment; nothing where that is refused or no other.
std::optional<Evaluation> changedEvaluation(const SlipRow& row, AskKind kind, const Evaluation& e,
                                            const RunControl& run) {
    Experiment changed = e.experiment;
    row.change(changed);
    if (!isSensible(kind, e.experiment, changed)) return std::nullopt;
    changed.filters = {};
    auto evaluation = evaluate(changed, e.x, nullptr, RunControl{run.stopToken(), nullptr});
    return evaluation ? std::optional(std::move(*evaluation)) : std::nullopt;
}

std::string filled(std::string text, const std::string& detail) {
    const std::size_t at = text.find('%');
    return at == std::string::npos ? text : text.replace(at, 1, detail);
}

}  // namespace

std::vector<std::vector<SlipAnswer>> slipsOf(AskKind kind, const std::vector<CellRef>& cells,
                                             const std::vector<Answer>& answers, const Evaluation& evaluation,
                                             const RunControl& run) {
    std::vector<std::vector<SlipAnswer>> slips(answers.size());
    const auto cellOf = [&](std::size_t i) { return i < cells.size() ? cells[i] : CellRef{}; };
    const auto add = [&](const SlipRow& row, std::size_t i, Found found) {
        if (found.numbers == answers[i].numbers) return;
        slips[i].push_back({row.slip, std::move(found.numbers), std::move(found.there), std::move(found.here)});
    };
    for (const SlipRow& row : kSlips) {
        if (!isMadeIn(row, kind)) continue;
        const auto changed = row.change ? changedEvaluation(row, kind, evaluation, run) : std::nullopt;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (row.find) {
                for (Found& found : row.find({evaluation, answers[i], cellOf(i)})) add(row, i, std::move(found));
            } else if (changed) {
                const auto answer = answersTo(kind, {cellOf(i)}, *changed);
                if (!answer) continue;
                const auto detail = [&](const Experiment& x) { return row.detail ? row.detail(x) : std::string(); };
                add(row, i, {answer->front().numbers, detail(changed->experiment), detail(evaluation.experiment)});
            }
        }
    }
    return slips;
}

std::size_t clarityOf(const std::vector<SlipAnswer>& slips) {
    constexpr std::size_t kEquals = 100;
    std::size_t sum = 0;
    std::set<std::vector<double>> taken;
    for (const SlipAnswer& slip : slips) {
        if (!taken.insert(slip.numbers).second) continue;
        const bool equals = slip.slip == Slip::FirstOfEquals || slip.slip == Slip::LastOfEquals;
        sum += equals ? kEquals : countOf<Slip>() - static_cast<std::size_t>(slip.slip);
    }
    return sum;
}

std::string diagnosisOf(const Question& question, std::size_t answer, std::string_view typed) {
    const auto fits = [&](const std::vector<double>& numbers) {
        return isRightAnswer({question.kind, numbers}, typed).value_or(false);
    };
    if (fits(question.answers[answer].numbers)) return {};
    const SlipAnswer* named = nullptr;
    std::size_t count = 0;
    if (answer >= question.slips.size()) return {};  // what is chosen has none
    for (const SlipAnswer& slip : question.slips[answer]) {
        if (!fits(slip.numbers)) continue;
        if (!named) named = &slip;
        ++count;
    }
    if (!named) return {};
    const SlipRow& row = rowOf(named->slip);
    return toText(Answer{question.kind, named->numbers}) + (count > 1 ? " is perhaps " : " is ") +
           filled(row.what, named->there) + "; " + filled(row.remedy, named->here);
}

}  // namespace poolscope
