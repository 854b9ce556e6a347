// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/message.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// ' ' stands for any run of white space.
char separatorOf(std::string_view line) {
    for (const char candidate : {';', ',', '\t'}) {
        if (line.find(candidate) != std::string_view::npos) return candidate;
    }
    return ' ';
}

std::string_view takeLine(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// The cells of one line, from the left.
class Cells {
  public:
    Cells(std::string_view line, char separator)
        : left_(separator == ' ' ? trimmed(line) : line), separator_(separator) {}

    std::optional<std::string_view> next() {
        if (done_) return std::nullopt;
        const auto end = separator_ == ' ' ? left_.find_first_of(kBlanks) : left_.find(separator_);
        done_ = end == std::string_view::npos;
        const std::string_view cell = trimmed(left_.substr(0, end));
        if (!done_) left_.remove_prefix(end + 1);
        if (separator_ == ' ') left_ = trimmed(left_);
        return cell;
    }

  private:
    std::string_view left_;
    char separator_;
    bool done_ = false;
};

class CsvReader {
  public:
    CsvReader(std::string_view text, const std::string& name, const RunControl& run)
        : text_(text), name_(name), run_(run) {}

    Result<Array> read();

  private:
    Result<void> readLine(std::string_view line);
    Result<double> parse(std::string_view cell) const;
    Result<void> take(double value);
    tl::unexpected<Error> failHere(const std::string& why) const {
        return fail(name_, "line " + std::to_string(line_) + ": " + why);
    }

    std::string_view text_;
    const std::string& name_;
    const RunControl& run_;
    char separator_ = ',';
    std::int64_t line_ = 0;
    std::int64_t cols_ = 0;
    Array array_{"csv", "float64", {}, {}, {}};
    bool anyNumber_ = false;
};

Result<Array> CsvReader::read() {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    // No number is shorter than its digit and what separates it from the next.
    const auto most = std::min((std::ssize(text_) + 1) / 2, kMaxValues);
    const auto end = text_.find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos) return fail(name_, "the file holds no numbers");
    text_ = text_.substr(0, end + 1);
    separator_ = separatorOf(text_.substr(0, text_.find('\n')));
    array_.values.reserve(static_cast<std::size_t>(most));
    while (!text_.empty()) {
        ++line_;
        const auto read = readLine(takeLine(text_));
        if (!read) return tl::unexpected(read.error());
        run_.report(1 - static_cast<double>(text_.size()) / static_cast<double>(end + 1));
    }
    array_.shape = {line_, cols_};
    return std::move(array_);
}

Result<void> CsvReader::readLine(std::string_view line) {
    if (trimmed(line).empty()) return failHere("the line is empty");
    Cells cells(line, separator_);
    std::int64_t count = 0;
    while (const auto cell = cells.next()) {
        if (run_.isStopped()) return fail(kStopped, "");
        const auto value = parse(*cell);
        if (!value) return tl::unexpected(value.error());
        const auto taken = take(*value);
        if (!taken) return taken;
        ++count;
    }
    if (line_ == 1) cols_ = count;
    if (count != cols_) {
        return failHere("the row has " + std::to_string(count) + " numbers, the first row has " +
                        std::to_string(cols_));
    }
    return {};
}

Result<double> CsvReader::parse(std::string_view cell) const {
    if (cell.empty()) return failHere("a cell is empty; every cell must hold a number, nan or inf");
    std::string_view digits = cell;
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    double value = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end.ec == std::errc::result_out_of_range) return failHere(quoted(cell) + " is outside the range of float64");
    if (end.ec != std::errc() || end.ptr != digits.data() + digits.size()) {
        return failHere(quoted(cell) + " is not a number (a point marks decimals; nan and inf are legal)");
    }
    return value;
}

Result<void> CsvReader::take(double value) {
    if (std::ssize(array_.values) == kMaxValues) {
        return failHere("more than the " + std::to_string(kMaxValues) + " values that one array may hold");
    }
    array_.values.push_back(static_cast<float>(value));
    Statistics& stored = array_.stored;
    stored.sum += value;
    if (std::isnan(value)) return {};
    stored.min = anyNumber_ ? std::min(stored.min, value) : value;
    stored.max = anyNumber_ ? std::max(stored.max, value) : value;
    anyNumber_ = true;
    return {};
}

std::string cellText(float value) {
    return std::isnan(value) ? "nan" : shortest(value);
}
std::string cellText(std::int64_t value) {
    return shortest(value);
}

template <class Value>
Bytes write(std::span<const Value> values, const Extent& extent, char separator) {
    Bytes bytes;
    for (std::int64_t row = 0; row < extent.rows; ++row) {
        for (std::int64_t col = 0; col < extent.cols; ++col) {
            const std::string text = cellText(values[static_cast<std::size_t>(flatIndex(extent, {row, col}))]) +
                                     (col + 1 < extent.cols ? separator : '\n');
            const auto raw = std::as_bytes(std::span(text));
            bytes.insert(bytes.end(), raw.begin(), raw.end());
        }
    }
    return bytes;
}

}  // namespace

Result<Array> readCsv(std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
    return CsvReader({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, name, run).read();
}

Bytes writeCsv(std::span<const float> values, const Extent& extent, char separator) {
    return write(values, extent, separator);
}
Bytes writeCsv(std::span<const std::int64_t> values, const Extent& extent, char separator) {
    return write(values, extent, separator);
}

}  // namespace poolscope
