// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loupe/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <utility>

#include "core/base/text.h"
#include "core/loupe/loupe_parts.h"
#include "core/panel/panel_parts.h"
#include "core/pool/operation.h"
#include "core/pool/overlaps.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostListed = 9;  // numbers of a window that are printed
constexpr std::size_t kMostRivals = 2;

using Row = std::vector<Maths>;

struct Tap {
    std::int64_t place = 0;
    float value = 0;
};

Maths words(std::string text, const Colour& colour, bool bold = false) {
    return {Maths::Kind::Words, {std::move(text), colour, bold}};
}

Maths part(Maths::Kind kind, const Colour& colour, Row inner, Row under = {}) {
    return {kind, {{}, colour}, std::move(inner), std::move(under)};
}

Row joined(Row first, const Row& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

bool separates(const Maths& part) {
    return part.kind == Maths::Kind::Words && (part.run.text == ", " || part.run.text == " + ");
}

// Broken behind the separator that leaves the longer line shortest; in one line where there is none.
Row inTwoLines(const Row& row) {
    constexpr double kType = 10;
    std::size_t best = 0;
    double shortest = mathsSize(row, kType).width;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!separates(row[i])) continue;
        const std::span<const Maths> all(row);
        const double longer =
            std::max(mathsSize(all.first(i + 1), kType).width, mathsSize(all.subspan(i + 1), kType).width);
        if (longer < shortest) {
            shortest = longer;
            best = i + 1;
        }
    }
    if (best == 0) return row;
    const auto at = row.begin() + static_cast<std::ptrdiff_t>(best);
    return {{Maths::Kind::Lines, {}, {row.begin(), at}, {at, row.end()}}};
}

class WindowArithmetic {
  public:
    WindowArithmetic(const PanelContext& context, const CellRef& window, const Links& links)
        : context_(context),
          e_(context.evaluation),
          t_(context.style.theme()),
          window_(window),
          links_(links),
          answered_(isAnswered(context, window)) {
        for (std::int64_t tap = 0; tap < e_.grid.taps(); ++tap) {
            if (!e_.grid.isData(window, tap, dataPadding(e_.experiment.pool))) continue;
            taps_.push_back({tap, patchValue(e_.inputPlane(), e_.grid, window, tap, PadValue::Zero)});
        }
    }

    Arithmetic choices() const {
        switch (operationOf(e_.experiment.pool.op).notation) {
            case Notation::List:
                return lists();
            case Notation::Mean:
                return means();
            case Notation::Sorted:
                return medians();
            case Notation::Root:
                return roots();
            case Notation::Weighted:
                return weighted();
        }
        return {};
    }

  private:
    std::string text(double value) const { return valueText(value, context_.view, context_.pictures.top); }
    Maths plain(std::string words_) const { return words(std::move(words_), t_.text); }
    Maths quiet(std::string words_) const { return words(std::move(words_), t_.quiet); }
    Maths valueOf(const Tap& tap) const { return words(text(tap.value), slotColour(t_, tap.place), true); }
    bool isListed() const { return taps_.size() <= kMostListed; }
    std::string count() const { return std::to_string(taps_.size()); }
    std::string name() const { return std::string(toText(e_.experiment.pool.op)); }

    Row result() const {
        const float y = e_.forward->y.at(e_.experiment.plane, window_);
        return {plain(" = "), answered_ ? words(text(y), t_.text, true) : words("?", t_.primary, true)};
    }

    Row listed(const char* between, const std::function<Row(const Tap&)>& term) const {
        Row row;
        for (const Tap& tap : taps_) {
            if (!row.empty()) row.push_back(quiet(between));
            row = joined(std::move(row), term(tap));
        }
        return row;
    }

    Row inBrackets(Row inner) const { return joined(joined({plain(name() + "(")}, inner), {plain(")")}); }

    // The numbers next to the winner, so many at most.
    Row rivals(std::size_t most) const {
        if (!answered_ || !links_.winner) return {};
        std::vector<float> others;
        const float y = e_.forward->y.at(e_.experiment.plane, window_);
        for (const Tap& tap : taps_) {
            if (tap.value != y && !std::isnan(tap.value)) others.push_back(tap.value);
        }
        const bool largest = operationOf(e_.experiment.pool.op).winner == Winner::Largest;
        std::sort(others.begin(), others.end(), [largest](float a, float b) { return largest ? a > b : a < b; });
        others.resize(std::min(others.size(), most));
        if (others.empty()) return {quiet(taps_.size() > 1 ? " · all are equal" : "")};
        std::string beaten = " beats ";
        for (std::size_t i = 0; i < others.size(); ++i) beaten += (i == 0 ? "" : ", ") + text(others[i]);
        return {quiet(beaten)};
    }

    Arithmetic lists() const {
        std::vector<Row> rows;
        const Row counted = joined(inBrackets({quiet("… " + count() + " numbers …")}), result());
        const Row brief = joined(inBrackets({quiet("…")}), result());
        if (!rivals(1).empty()) {
            rows.push_back(joined(counted, rivals(kMostRivals)));
            rows.push_back(joined(brief, rivals(kMostRivals)));
            rows.push_back(joined(brief, rivals(1)));
        }
        rows.push_back(counted);
        rows.push_back(brief);
        if (!isListed()) return {{}, rows};
        const Row all =
            joined(inBrackets(listed(", ", [this](const Tap& tap) { return Row{valueOf(tap)}; })), result());
        return {{all, inTwoLines(all)}, rows};
    }

    std::string divisor() const {
        const PoolSpec& pool = e_.experiment.pool;
        return pool.divisor ? plainNumber(*pool.divisor) : count();
    }

    Arithmetic means() const {
        std::vector<Row> rows;
        const Row under{plain(divisor())};
        const auto over = [&](Row inner) {
            return joined({part(Maths::Kind::Fraction, t_.text, std::move(inner), under)}, result());
        };
        double sum = 0;
        for (const Tap& tap : taps_) sum += tap.value;
        if (!isListed()) rows.push_back(over({quiet("sum of " + count() + " numbers")}));
        if (answered_) rows.push_back(over({plain(text(sum))}));
        rows.push_back(joined(inBrackets({quiet("…")}), result()));
        if (!isListed()) return {{}, rows};
        const Row all = listed(" + ", [this](const Tap& tap) { return Row{valueOf(tap)}; });
        return {{over(all), over(inTwoLines(all))}, rows};
    }

    Arithmetic roots() const {
        const double p = e_.experiment.pool.p;
        const std::string power = plainNumber(p);
        const auto term = [&](const Tap& tap) {
            const bool bars = tap.value < 0;
            Row row{words(bars ? "|" + text(tap.value) + "|" : text(tap.value), slotColour(t_, tap.place), true)};
            if (p != 1) row.push_back(part(Maths::Kind::Raised, t_.quiet, {quiet(power)}));
            return row;
        };
        const auto rooted = [&](Row inner) {
            const Row index = p == 2 ? Row{} : Row{plain(power)};
            const Row left = p == 1 ? std::move(inner) : Row{part(Maths::Kind::Root, t_.text, std::move(inner), index)};
            return joined(left, result());
        };
        std::vector<Row> rows;
        const std::string what = p == 2 ? " squares" : p == 1 ? " numbers" : " powers";
        rows.push_back(rooted({quiet("sum of " + count() + what)}));
        rows.push_back(joined(inBrackets({quiet("…")}), result()));
        if (!isListed()) return {{}, rows};
        const Row all = listed(" + ", term);
        return {{rooted(all), rooted(inTwoLines(all))}, rows};
    }

    // Weights to two decimals, so that the sum is near what comes out.
    Arithmetic weighted() const {
        std::vector<Row> rows{joined(inBrackets({quiet("… " + count() + " numbers …")}), result()),
                              joined(inBrackets({quiet("…")}), result())};
        if (!isListed()) return {{}, rows};
        std::vector<TapValue> taps;
        for (const Tap& tap : taps_) taps.push_back({tap.place, tap.value});
        const std::vector<double> weights = softmaxWeights(taps, e_.experiment.pool);
        std::size_t next = 0;
        Row all = listed(" + ", [&](const Tap& tap) {
            return Row{quiet(fixedNumber(weights[next++], 2) + "·"), valueOf(tap)};
        });
        Row about = result();
        about.front() = plain(" ≈ ");
        const Row broken = joined(inTwoLines(all), about);
        return {{joined(std::move(all), about), broken}, rows};
    }

    // In the order of their values once the answer is known, the middle in a frame.
    Arithmetic medians() const {
        std::vector<Row> rows;
        std::vector<Tap> sorted = taps_;
        if (answered_)
            std::stable_sort(sorted.begin(), sorted.end(), [](const Tap& a, const Tap& b) {
                return a.value < b.value || (!std::isnan(a.value) && std::isnan(b.value));
            });
        const std::size_t last = sorted.size() / 2;
        const bool two = sorted.size() % 2 == 0 && e_.experiment.pool.median == MedianRule::Mean;
        const std::size_t first = sorted.size() % 2 == 0 ? last - 1 : last;
        const std::size_t end = two || sorted.size() % 2 == 1 ? last + 1 : last;
        const auto range = [&](std::size_t from, std::size_t to) {
            Row row;
            for (std::size_t i = from; i < to; ++i) {
                if (i > from) row.push_back(quiet(", "));
                row.push_back(valueOf(sorted[i]));
            }
            return row;
        };
        const auto around = [&](std::size_t from, std::size_t to) {
            if (!answered_) return range(from, to);
            Row row = range(from, first);
            if (from < first) row.push_back(quiet(", "));
            row.push_back(part(Maths::Kind::Framed, t_.primary, range(first, end)));
            if (end < to) row.push_back(quiet(", "));
            return joined(std::move(row), range(end, to));
        };
        if (answered_ && sorted.size() > 4) {
            const Row middle = around(first - 1, std::min(end + 1, sorted.size()));
            rows.push_back(joined(inBrackets(joined(joined({quiet("… ")}, middle), {quiet(" …")})), result()));
        }
        rows.push_back(joined(inBrackets({quiet("… " + count() + " numbers …")}), result()));
        rows.push_back(joined(inBrackets({quiet("…")}), result()));
        if (!isListed()) return {{}, rows};
        const Row all = joined(inBrackets(around(0, sorted.size())), result());
        return {{all, inTwoLines(all)}, rows};
    }

    const PanelContext& context_;
    const Evaluation& e_;
    const Theme& t_;
    const CellRef window_;
    const Links& links_;
    const bool answered_;
    std::vector<Tap> taps_;
};

// "0.9 → place 3", then "0.7 + 0.9 = 1.6".
Row gradientOnItsWay(const PanelContext& context, const CellRef& window, Stage stage) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    const std::string dout = numberText(e.backward->dout.at(e.experiment.plane, window));
    Row row{words(dout, t.text, true), words(" → ", t.quiet)};
    if (stage == Stage::Framed) return joined(row, {words("?", t.primary, true)});
    const std::vector<TapGradient> terms = windowTerms(e, window);
    if (terms.size() != 1) return joined(row, {words(std::to_string(terms.size()) + " places", t.text)});
    const TapGradient& term = terms.front();
    if (stage < Stage::FromColumn)
        return joined(row, {words("place " + std::to_string(term.tap), slotColour(t, term.tap), true)});
    if (!e.grid.input().contains(e.grid.tapCell(window, term.tap))) return joined(row, {words("lost", t.text)});
    const Addition sum = additionTo(e, context.pictures.hidden, window, term);
    if (overwrites(e.experiment.pool.overlap)) {
        return {words(numberText(sum.before), t.quiet), words(" → ", t.quiet),
                words(stage == Stage::Answered ? numberText(sum.after) : "?", t.text, true)};
    }
    return {words(numberText(sum.before) + addedText(term.gradient) + " = ", t.text),
            stage == Stage::Answered ? words(numberText(sum.after), t.text, true) : words("?", t.primary, true)};
}

// The terms of the output size that are not zero or one.
struct SizeTerms {
    std::string over;
    std::string under;
    std::string plus;
};

SizeTerms sizeTermsOf(const AxisGrid& axis, bool ceilMode) {
    std::string over = number(axis.input);
    if (axis.before == axis.after && axis.before > 0) {
        over += " + 2·" + number(axis.before);
    } else {
        for (const std::int64_t pad : {axis.before, axis.after}) over += pad > 0 ? " + " + number(pad) : "";
    }
    over += axis.dilation == 1 ? " − " + number(axis.size)
                               : " − (" + number(axis.dilation) + "·(" + number(axis.size) + " − 1) + 1)";
    const std::int64_t above = axis.input + axis.before + axis.after - axis.effectiveSize();
    const std::int64_t quotient = (above + (ceilMode ? axis.stride - 1 : 0)) / axis.stride;
    // A window may not start in the padding after the image: then the one is missing.
    return {over, number(axis.stride), quotient + 1 == axis.output ? " + 1" : ""};
}

}  // namespace

bool isAnswered(const PanelContext& context, const CellRef& window) {
    return flatIndex(context.evaluation.grid.output(), window) < reachedIn(context).answered;
}

std::optional<Stage> sendingStage(const PanelContext& context, const CellRef& window) {
    const WindowGrid& grid = context.evaluation.grid;
    if (const auto& moment = context.moment) {
        const bool sends = moment->before.phase == Phase::Backward && windowOf(*moment, grid) == window;
        return sends ? std::optional(moment->stage) : std::nullopt;
    }
    const auto& playback = context.pictures.playback;
    const bool sent = playback && playback->phase == Phase::Backward && currentWindow(*playback, grid) == window;
    return sent ? std::optional(Stage::Answered) : std::nullopt;
}

Arithmetic arithmeticOf(const PanelContext& context, const CellRef& window, const Links& links) {
    if (const auto stage = sendingStage(context, window)) return {{gradientOnItsWay(context, window, *stage)}, {}};
    return WindowArithmetic(context, window, links).choices();
}

std::vector<Maths> outputSizeOf(const AxisGrid& axis, bool ceilMode, const Theme& t) {
    const SizeTerms terms = sizeTermsOf(axis, ceilMode);
    Row row;
    if (axis.stride == 1) {
        row.push_back(words(terms.over, t.text));
    } else {
        Row fraction{part(Maths::Kind::Fraction, t.text, {words(terms.over, t.text)}, {words(terms.under, t.text)})};
        row.push_back(part(ceilMode ? Maths::Kind::Ceil : Maths::Kind::Floor, t.text, std::move(fraction)));
    }
    row.push_back(words(terms.plus + " = ", t.text));
    row.push_back(words(std::to_string(axis.output), t.text, true));
    return row;
}

std::string outputSizeText(const AxisGrid& axis, bool ceilMode) {
    const SizeTerms terms = sizeTermsOf(axis, ceilMode);
    const std::string after = terms.plus + " = " + std::to_string(axis.output);
    if (axis.stride == 1) return terms.over + after;
    return (ceilMode ? "⌈(" : "⌊(") + terms.over + ") / " + terms.under + (ceilMode ? "⌉" : "⌋") + after;
}

}  // namespace poolscope
