// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/setting.h"

#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <span>

#include "core/experiment/experiment_words.h"
#include "core/filter/filter.h"
#include "core/lesson/lesson_lines.h"
#include "core/window/padding_cells.h"

namespace poolscope {
namespace {

template <class Number>
std::optional<Number> wholeText(std::string_view text) {
    Number value{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// One or more whole numbers between commas; empty when it is anything else.
std::vector<std::int64_t> numbersIn(std::string_view text) {
    std::vector<std::int64_t> numbers;
    while (true) {
        const std::size_t comma = text.find(',');
        const auto number = readWhole(text.substr(0, comma));
        if (!number) return {};
        numbers.push_back(*number);
        if (comma == std::string_view::npos) return numbers;
        text.remove_prefix(comma + 1);
    }
}

tl::unexpected<Error> refused(const std::string& word, const std::string& value, const std::string& expected) {
    return fail(word, word + " cannot be \"" + value + "\": " + expected + " is expected");
}

// What a word does with the value after it; flags have none.
struct SettingWord {
    bool takesValue = true;
    std::function<Result<void>(Setting&, const std::string&)> apply{};
};

SettingWord extent(const std::string& word, Extent WindowSpec::*field) {
    return {true, [word, field](Setting& s, const std::string& value) -> Result<void> {
                const std::vector<std::int64_t> n = numbersIn(value);
                if (n.empty() || n.size() > 2) return refused(word, value, "a whole number or rows,columns");
                s.window.*field = {n.front(), n.back()};
                return {};
            }};
}

template <class T>
SettingWord choice(const std::string& word, std::span<const Word<T>> words, const std::function<T&(Setting&)>& field) {
    return {true, [word, words, field](Setting& s, const std::string& value) -> Result<void> {
                std::string legal;
                for (const Word<T>& known : words) {
                    if (known.name == value) {
                        field(s) = known.value;
                        return {};
                    }
                    legal += (legal.empty() ? "" : ", ") + std::string(known.name);
                }
                return refused(word, value, "one of " + legal);
            }};
}

SettingWord flag(const std::function<void(Setting&)>& set) {
    return {false, [set](Setting& s, const std::string&) -> Result<void> {
                set(s);
                return {};
            }};
}

SettingWord real(const std::string& word, const std::function<void(Setting&, double)>& set) {
    return {true, [word, set](Setting& s, const std::string& value) -> Result<void> {
                const auto number = readReal(value);
                if (!number) return refused(word, value, "a number");
                set(s, *number);
                return {};
            }};
}

Result<void> setPadding(Setting& s, const std::string& value) {
    if (value == wordFor<PadMode>(kPadModeWords, PadMode::SameUpper)) {
        s.window.padding = {PadMode::SameUpper, 0, 0, 0, 0};
    } else if (value == wordFor<PadMode>(kPadModeWords, PadMode::SameLower)) {
        s.window.padding = {PadMode::SameLower, 0, 0, 0, 0};
    } else if (const auto padding = paddingFromNumbers(numbersIn(value))) {
        s.window.padding = *padding;
    } else {
        return refused("pad", value, "P, PH,PW, T,L,B,R, same-upper or same-lower");
    }
    return {};
}

Result<void> setFilters(Setting& s, const std::string& value) {
    if (value == "all") {
        s.filters.filters = allFilters();
        return {};
    }
    std::string_view rest = value;
    s.filters.filters.clear();
    while (true) {
        const std::size_t comma = rest.find(',');
        const auto filter = filterNamed(rest.substr(0, comma));
        if (!filter) return tl::unexpected(filter.error());
        s.filters.filters.push_back(*filter);
        if (comma == std::string_view::npos) return {};
        rest.remove_prefix(comma + 1);
    }
}

Result<void> setPlane(Setting& s, const std::string& value) {
    const auto plane = readWhole(value);
    if (!plane) return refused("plane", value, "a whole number");
    s.plane = *plane;
    return {};
}

Result<void> setCell(Setting& s, const std::string& value) {
    const auto cell = readPair(value);
    if (!cell) return refused("cell", value, "row,column of the output");
    s.gradient.kind = Upstream::OneCell;
    s.gradient.cell = *cell;
    return {};
}

// `upstream one-cell` is said by `cell`, and values of its own a lesson does not have.
constexpr std::span<const Word<Upstream>> kLessonUpstream = std::span(kUpstreamWords).first(2);

const std::map<std::string, SettingWord>& words() {
    static const std::map<std::string, SettingWord> kWords{
        {"op", choice<PoolOp>("op", kPoolOpWords, [](Setting& s) -> PoolOp& { return s.pool.op; })},
        {"size", extent("size", &WindowSpec::size)},
        {"stride", extent("stride", &WindowSpec::stride)},
        {"dilation", extent("dilation", &WindowSpec::dilation)},
        {"pad", {true, &setPadding}},
        {"ceil", flag([](Setting& s) { s.window.ceilMode = true; })},
        {"pad-value",
         choice<PadValue>("pad-value", kPadValueWords, [](Setting& s) -> PadValue& { return s.pool.padValue; })},
        {"count-include-pad", flag([](Setting& s) { s.pool.countIncludePad = true; })},
        {"divisor", real("divisor", [](Setting& s, double n) { s.pool.divisor = n; })},
        {"p", real("p", [](Setting& s, double n) { s.pool.p = n; })},
        {"median", choice<MedianRule>("median", kMedianWords, [](Setting& s) -> MedianRule& { return s.pool.median; })},
        {"ties", choice<TieRule>("ties", kTieWords, [](Setting& s) -> TieRule& { return s.pool.ties; })},
        {"overlap", choice<Overlap>("overlap", kOverlapWords, [](Setting& s) -> Overlap& { return s.pool.overlap; })},
        {"upstream",
         choice<Upstream>("upstream", kLessonUpstream, [](Setting& s) -> Upstream& { return s.gradient.kind; })},
        {"cell", {true, &setCell}},
        {"filters", {true, &setFilters}},
        {"relu", flag([](Setting& s) { s.filters.relu = true; })},
        {"plane", {true, &setPlane}},
    };
    return kWords;
}

std::string legalWords() {
    std::string list;
    for (const auto& [name, word] : words()) list += (list.empty() ? "" : ", ") + name;
    return list;
}

}  // namespace

std::optional<std::int64_t> readWhole(std::string_view text) {
    return wholeText<std::int64_t>(text);
}

std::optional<double> readReal(std::string_view text) {
    const auto value = wholeText<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<CellRef> readPair(std::string_view text) {
    const std::vector<std::int64_t> n = numbersIn(text);
    return n.size() == 2 ? std::optional(CellRef{n[0], n[1]}) : std::nullopt;
}

Result<Setting> readSetting(std::string_view text) {
    Setting setting;
    bool strideSaid = false;
    const std::vector<std::string> parts = wordsOf(text);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto found = words().find(parts[i]);
        if (found == words().end()) {
            return fail(parts[i], "there is no setting \"" + parts[i] + "\"; there are " + legalWords());
        }
        if (found->second.takesValue && i + 1 == parts.size()) {
            return fail(parts[i], "a value is missing after \"" + parts[i] + "\"");
        }
        strideSaid = strideSaid || parts[i] == "stride";
        const auto done = found->second.apply(setting, found->second.takesValue ? parts[++i] : std::string());
        if (!done) return tl::unexpected(done.error());
    }
    if (!strideSaid) setting.window.stride = setting.window.size;
    return setting;
}

}  // namespace poolscope
