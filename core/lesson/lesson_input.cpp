// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_input.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "core/base/read_text.h"
#include "core/base/word_list.h"
#include "core/lesson/lesson_lines.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostSide = 16;     // of a random table, which is to be read
constexpr std::int64_t kLargest = 99'999;  // of its numbers

// "1 3 | 4 0" -> 2 x 2
Result<Tensor> tableOf(std::string_view rest) {
    Tensor table({1, 1, 0, 0}, std::vector<float>{});
    while (true) {
        const std::size_t bar = rest.find('|');
        const std::vector<std::string> row = wordsOf(rest.substr(0, bar));
        const auto width = static_cast<std::int64_t>(row.size());
        if (table.shape.h > 0 && width != table.shape.w) {
            return fail("input", "row " + std::to_string(table.shape.h) + " has " + std::to_string(width) +
                                     (width == 1 ? " number" : " numbers") + ", but the rows before it have " +
                                     std::to_string(table.shape.w));
        }
        if (row.empty()) return fail("input", "numbers are expected, rows between |, as in \"1 3 | 4 0\"");
        for (const std::string& word : row) {
            const auto value = readNumber<double>(word);
            if (!value || !std::isfinite(*value)) return fail("input", inQuotes(word) + " is not a number");
            table.values.push_back(static_cast<float>(*value));
        }
        table.shape.w = width;
        ++table.shape.h;
        if (bar == std::string_view::npos) return table;
        rest.remove_prefix(bar + 1);
    }
}

// Two whole numbers around a separator, "4x4" or "0..99".
std::optional<std::pair<std::int64_t, std::int64_t>> twoNumbers(std::string_view text, std::string_view between) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) return std::nullopt;
    const auto first = readNumber<std::int64_t>(text.substr(0, at));
    const auto second = readNumber<std::int64_t>(text.substr(at + between.size()));
    if (!first || !second) return std::nullopt;
    return std::pair(*first, *second);
}

Result<RandomTable> checked(const RandomTable& random) {
    const auto [rows, cols] = random.size;
    if (rows < 1 || cols < 1 || rows > kMostSide || cols > kMostSide) {
        return fail("input", "a random table has 1 to " + std::to_string(kMostSide) + " rows and columns");
    }
    if (random.least > random.most || std::min(random.least, -random.most) < -kLargest) {
        return fail("input", "a range goes from the smaller to the larger number, as in 0..99, within " +
                                 std::to_string(-kLargest) + ".." + std::to_string(kLargest));
    }
    if (!random.ties && random.most - random.least + 1 < random.size.count()) {
        return fail("input", std::to_string(random.size.count()) + " cells without ties need as many numbers, and " +
                                 std::to_string(random.least) + ".." + std::to_string(random.most) +
                                 " are fewer: give a larger range, or say \"ties\"");
    }
    return random;
}

// The words after "random"; `size` is that of the table it stands for.
Result<RandomTable> randomOf(const std::vector<std::string>& words, const std::optional<Extent>& size) {
    RandomTable random;
    random.size = size.value_or(Extent{});
    bool hasSize = size.has_value();
    for (const std::string& word : words) {
        if (word == "ties") {
            random.ties = true;
        } else if (const auto range = twoNumbers(word, "..")) {
            std::tie(random.least, random.most) = *range;
        } else if (const auto cells = twoNumbers(word, "x"); cells && !hasSize) {
            random.size = {cells->first, cells->second};
            hasSize = true;
        } else {
            return fail("input", inQuotes(word) +
                                     " means nothing here: expected \"random 4x4\", perhaps with a range " +
                                     "and \"ties\", as in \"random 4x4 0..255 ties\", or \"1 3 | 4 0 or random\"");
        }
    }
    if (!hasSize) return fail("input", "a size is missing after \"random\", as in \"random 4x4\"");
    return checked(random);
}

// A number below `count`, each as likely as the others.
std::uint32_t below(std::mt19937& generator, std::uint32_t count) {
    const std::uint32_t rest = (0U - count) % count;  // 2^32 modulo count
    while (true) {
        const auto number = static_cast<std::uint32_t>(generator());
        if (number >= rest) return number % count;
    }
}

}  // namespace

Result<LessonInput> readLessonInput(std::string_view text) {
    LessonInput input;
    const std::size_t at = text.find("random");
    if (at == std::string_view::npos || at > 0) {
        std::string_view numbers = text.substr(0, at);
        if (at != std::string_view::npos) {
            numbers.remove_suffix(numbers.size() - std::min(numbers.size(), numbers.find_last_not_of(' ') + 1));
            if (!numbers.ends_with(" or")) return fail("input", "\"or\" is expected between numbers and \"random\"");
            numbers.remove_suffix(3);
        }
        auto table = tableOf(numbers);
        if (!table) return tl::unexpected(table.error());
        input.table = std::move(*table);
    }
    if (at == std::string_view::npos) return input;
    const auto size = input.table ? std::optional(input.table->shape.plane()) : std::nullopt;
    const auto random = randomOf(wordsOf(text.substr(at + std::string_view("random").size())), size);
    if (!random) return tl::unexpected(random.error());
    input.random = *random;
    return input;
}

Tensor drawn(const RandomTable& random, const Draw& draw) {
    std::seed_seq seeds{draw.seed, draw.table, draw.attempt};
    std::mt19937 generator(seeds);
    const auto cells = static_cast<std::size_t>(random.size.count());
    const auto count = static_cast<std::uint32_t>(random.most - random.least + 1);
    const std::size_t different = random.ties ? std::min<std::size_t>((cells + 1) / 2, count) : cells;
    std::vector<float> numbers;
    std::set<std::uint32_t> taken;
    while (numbers.size() < different) {
        const std::uint32_t number = below(generator, count);
        if (taken.insert(number).second) numbers.push_back(static_cast<float>(random.least + number));
    }
    Tensor table({1, 1, random.size.rows, random.size.cols}, std::move(numbers));
    if (!random.ties) return table;
    const std::vector<float> all = std::exchange(table.values, {});
    while (table.values.size() < cells) {
        table.values.push_back(all[below(generator, static_cast<std::uint32_t>(all.size()))]);
    }
    return table;
}

}  // namespace poolscope
