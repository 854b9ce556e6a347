// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "core/base/message.h"
#include "core/base/text.h"
#include "core/io/beginning.h"
#include "core/io/foreign.h"
#include "core/io/input_format.h"

namespace poolscope {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr char kNoSeparator = '\n';
constexpr std::size_t kMostHeaderBytes = std::size_t{1} << 20;
constexpr std::size_t kMostCellBytes = 4096;  // that are copied in search of a number

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// ' ' stands for any run of white space. What stands in quotes does not count, nor a tab beside another separator.
char separatorOf(std::string_view line) {
    const auto isCell = [](char c) { return c != 0 && c != ';' && c != ','; };
    char before = 0;  // the last character that is not blank
    bool tab = false;
    bool semicolon = false;
    bool comma = false;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (kBlanks.find(c) != std::string_view::npos) {
            tab = tab || c == '\t';
            continue;
        }
        if (tab && isCell(before) && isCell(c)) return '\t';
        tab = false;
        semicolon = semicolon || c == ';';
        comma = comma || c == ',';
        before = c;
    }
    if (semicolon) return ';';
    return comma ? ',' : ' ';
}

std::string_view takeLine(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// Spaces of typography and the minus sign as ASCII has them. Gives `line` itself where there is nothing to do.
std::string_view plain(std::string_view line, std::string& memory) {
    constexpr std::array<std::pair<std::string_view, char>, 5> kSigns{{{"\xE2\x88\x92", '-'},  // U+2212
                                                                       {"\xC2\xA0", ' '},      // no-break space
                                                                       {"\xE2\x80\xAF", ' '},  // narrow no-break space
                                                                       {"\xE2\x80\x87", ' '},  // figure space
                                                                       {"\xE2\x80\x89", ' '}}};  // thin space
    if (line.find_first_of("\xC2\xE2") == std::string_view::npos) return line;
    memory.clear();
    while (!line.empty()) {
        const auto* const found = std::find_if(kSigns.begin(), kSigns.end(),
                                               [line](const auto& entry) { return line.starts_with(entry.first); });
        memory += found == kSigns.end() ? line.front() : found->second;
        line.remove_prefix(found == kSigns.end() ? 1 : found->first.size());
    }
    return memory;
}

std::string_view withoutComment(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == '#' && !quoted) return line.substr(0, i);
    }
    return line;
}

struct Cell {
    std::string_view text;
    bool quoted = false;
};

// The cells of one line, from the left.
class Cells {
  public:
    Cells(std::string_view line, char separator)
        : left_(separator == ' ' ? trimmed(line) : line), separator_(separator) {}

    std::optional<Cell> next() {
        if (done_) return std::nullopt;
        const auto start = std::min(left_.find_first_not_of(" \r"), left_.size());
        const auto close = left_.substr(start).starts_with('"') ? left_.find('"', start + 1) : std::string_view::npos;
        const bool quoted = close != std::string_view::npos;
        const auto from = quoted ? close + 1 : 0;
        const auto end = separator_ == ' ' ? left_.find_first_of(kBlanks, from) : left_.find(separator_, from);
        done_ = end == std::string_view::npos;
        std::string_view cell = trimmed(left_.substr(0, end));
        if (quoted && cell.back() == '"') cell = trimmed(cell.substr(1, cell.size() - 2));
        if (!done_) left_.remove_prefix(end + 1);
        if (separator_ == ' ') left_ = trimmed(left_);
        return Cell{cell, quoted};
    }

  private:
    std::string_view left_;
    char separator_;
    bool done_ = false;
};

// "1 234 567" -> "1234567"; any other text as it is.
std::string withoutGroups(std::string_view cell) {
    std::string digits;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (cell[at] != ' ') {
            digits += cell[at];
            continue;
        }
        const bool follows = !digits.empty() && isDigit(digits.back());
        std::size_t end = at + 1;
        while (end < cell.size() && isDigit(cell[end])) ++end;
        if (!follows || end != at + 4) return std::string(cell);
    }
    return digits;
}

enum class Parsed { Number, TooLarge, No };

Parsed parseNumber(std::string_view digits, double& value) {
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end.ec == std::errc::result_out_of_range) return Parsed::TooLarge;
    return end.ec == std::errc() && end.ptr == digits.data() + digits.size() ? Parsed::Number : Parsed::No;
}

// The whole part and what follows its only comma, both of digits: "-0,5".
std::optional<std::pair<std::string_view, std::string_view>> commaNumber(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('-') || line.starts_with('+')) line.remove_prefix(1);
    const auto comma = line.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto whole = line.substr(0, comma);
    const auto part = line.substr(comma + 1);
    const auto isDigits = [](std::string_view text) {
        return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
    };
    if (!isDigits(whole) || !isDigits(part)) return std::nullopt;
    return std::pair{whole, part};
}

// Whether each line may be one number with a decimal comma.
enum class CommaColumn { No, Possible, Likely };

CommaColumn commaColumn(std::string_view text) {
    std::int64_t lines = 0;
    std::int64_t commas = 0;
    bool seemsDecimal = false;
    bool sameParts = true;
    std::string first;
    std::string memory;
    while (!text.empty()) {
        const std::string_view line = plain(takeLine(text), memory);
        ++lines;
        double value = 0;
        const auto number = commaNumber(line);
        if (!number && parseNumber(trimmed(line), value) != Parsed::Number) return CommaColumn::No;
        if (!number) continue;
        if (++commas == 1) first = number->second;
        sameParts = sameParts && number->second == first;
        seemsDecimal =
            seemsDecimal || number->first == "0" || (number->second.size() > 1 && number->second.starts_with('0'));
    }
    if (commas == 0) return CommaColumn::No;
    const bool table = commas == lines;
    return table && (seemsDecimal || sameParts || lines > 2) ? CommaColumn::Likely : CommaColumn::Possible;
}

class CsvReader {
  public:
    CsvReader(std::string_view text, const std::string& name, const Reading& reading, bool decimalComma,
              const RunControl& run)
        : text_(text), name_(name), reading_(reading), decimalComma_(decimalComma), run_(run) {}

    Result<Array> read();

  private:
    void begin(std::string_view line);
    bool takeHeader(std::string_view line);
    void hintAtCount();
    Result<void> readLine(std::string_view line);
    Result<double> parse(const Cell& cell);
    Result<void> take(double value);
    Result<void> checkComma() const;
    void sayHowItWasRead();
    void sayWhatCommasAre();
    tl::unexpected<Error> failHere(const std::string& why) const {
        return fail(name_, "line " + std::to_string(line_) + ": " + why);
    }

    std::string_view text_;
    const std::string& name_;
    const Reading& reading_;
    const bool decimalComma_;  // where the reading leaves it open
    const RunControl& run_;
    CommaColumn commaColumn_ = CommaColumn::No;
    char separator_ = ',';
    bool hasIndex_ = false;  // a first column that the header does not name
    std::int64_t line_ = 0;
    std::int64_t rows_ = 0;
    std::int64_t cols_ = 0;  // of the first row or the header, the index left out
    std::int64_t commas_ = 0;
    std::int64_t points_ = 0;
    Array array_{"csv", "float64", {}, {}, {}};
    bool anyNumber_ = false;
};

Result<Array> CsvReader::read() {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    if (!mayBeText(std::as_bytes(std::span(text_)))) {
        line_ = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(text_.find('\0')), '\n');
        return failHere("a zero byte is no part of a text");
    }
    // No number is shorter than its digit and what separates it from the next.
    const auto most = std::min((std::ssize(text_) + 1) / 2, kMaxArrayValues);
    const auto end = text_.find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos) return fail(name_, "the file holds no numbers");
    text_ = text_.substr(0, end + 1);
    commaColumn_ = commaColumn(text_);
    array_.values.reserve(static_cast<std::size_t>(most));
    bool begun = false;
    std::string memory;
    while (!text_.empty()) {
        ++line_;
        const std::string_view whole = plain(takeLine(text_), memory);
        const std::string_view line = withoutComment(whole);
        if (line.size() < whole.size() && trimmed(line).empty()) continue;
        if (!begun) begin(line);
        const bool header = !begun && takeHeader(line);
        begun = true;
        if (header) continue;
        const auto read = readLine(line);
        if (!read) return tl::unexpected(read.error());
        run_.report(1 - static_cast<double>(text_.size()) / static_cast<double>(end + 1));
    }
    if (rows_ == 0) return fail(name_, "the file holds no numbers");
    if (const auto ok = checkComma(); !ok) return tl::unexpected(ok.error());
    array_.shape = {rows_, cols_};
    hintAtCount();
    sayHowItWasRead();
    return std::move(array_);
}

void CsvReader::begin(std::string_view line) {
    const bool decimal = reading_.comma == Comma::Auto ? decimalComma_ : reading_.comma == Comma::Decimal;
    const bool oneNumberALine = decimal && commaColumn_ != CommaColumn::No;
    separator_ = oneNumberALine ? kNoSeparator : separatorOf(line);
}

// Names, or nothing, and numbers only where they count the columns.
bool CsvReader::takeHeader(std::string_view line) {
    if (text_.empty() || line.size() > kMostHeaderBytes) return false;  // there would be no numbers, or no table
    std::vector<std::string> names;
    double last = 0;
    bool follows = false;  // a number came before
    bool countsFromZero = false;
    Cells cells(line, separator_);
    bool anyName = false;
    while (const auto cell = cells.next()) {
        double value = 0;
        if (parseNumber(cell->text, value) == Parsed::Number) {
            if (follows && value != last + 1) return false;
            if (!follows) countsFromZero = value == 0;
            last = value;
            follows = true;
        } else {
            follows = false;
            anyName = anyName || !cell->text.empty();
        }
        names.emplace_back(cell->text);
    }
    double value = 0;
    const std::string& first = names.front();
    const bool unnamed = first.empty() && names.size() > 1;
    const bool startsAsName = !first.empty() && !isDigit(first.front()) &&
                              std::string_view("+-.").find(first.front()) == std::string_view::npos;
    if (parseNumber(first, value) == Parsed::Number || !(unnamed ? anyName || countsFromZero : startsAsName))
        return false;
    // Only the first column may be without a name.
    if (std::find(names.begin() + 1, names.end(), "") != names.end()) return false;
    hasIndex_ = unnamed;
    if (unnamed) names.erase(names.begin());
    cols_ = std::ssize(names);
    array_.notes.push_back({"line " + std::to_string(line_) +
                            " was taken for a header: " + quotedExcerpt(trimmed(line)) +
                            (unnamed ? ", and the column without a name for an index" : "")});
    array_.columns = std::move(names);
    return true;
}

// pandas writes the numbers of the columns where they have no names.
void CsvReader::hintAtCount() {
    if (!array_.columns.empty() || rows_ < 2 || cols_ < 3) return;
    for (std::int64_t col = 0; col < cols_; ++col) {
        if (array_.values[static_cast<std::size_t>(col)] != static_cast<float>(col)) return;
    }
    array_.notes.push_back(
        {"the first row only counts from 0 to " + std::to_string(cols_ - 1) +
         ", as a header that pandas wrote does; it was read as numbers: delete the line if it is one"});
}

Result<void> CsvReader::readLine(std::string_view line) {
    if (trimmed(line).empty()) return failHere("the line is empty");
    Cells cells(line, separator_);
    if (hasIndex_) cells.next();
    std::int64_t count = 0;
    while (const auto cell = cells.next()) {
        if (run_.isStopped()) return fail(kStopped, "");
        const auto value = parse(*cell);
        if (!value) return tl::unexpected(value.error());
        const auto taken = take(*value);
        if (!taken) return taken;
        ++count;
    }
    if (rows_++ == 0 && array_.columns.empty()) cols_ = count;
    if (count != cols_) {
        return failHere("the row has " + std::to_string(count) + (count == 1 ? " number, the " : " numbers, the ") +
                        (array_.columns.empty() ? "first row" : "header line") + " has " + std::to_string(cols_));
    }
    return {};
}

Result<double> CsvReader::parse(const Cell& cell) {
    if (cell.text.empty()) return failHere("a cell is empty; every cell must hold a number, nan or inf");
    double value = 0;
    Parsed parsed = parseNumber(cell.text, value);
    const bool comma = cell.text.find(',') != std::string_view::npos;
    const bool point = cell.text.find('.') != std::string_view::npos;
    if (comma && point) {
        return failHere(quotedExcerpt(cell.text) +
                        " is not a number: it has a comma and a point; leave out what separates thousands");
    }
    if (parsed == Parsed::No && cell.text.size() <= kMostCellBytes) {
        std::string digits = withoutGroups(cell.text);
        const bool decimal = separator_ != ' ' && (separator_ != ',' || cell.quoted);
        if (decimal) std::replace(digits.begin(), digits.end(), ',', '.');
        parsed = parseNumber(digits, value);
        if (parsed != Parsed::No && comma) ++commas_;
    }
    if (point) ++points_;
    if (parsed == Parsed::TooLarge) return failHere(quotedExcerpt(cell.text) + " is outside the range of float64");
    if (parsed == Parsed::Number) return value;
    return failHere(quotedExcerpt(cell.text) +
                    " is not a number (a point marks decimals, a comma only between tabs or semicolons; nan and inf "
                    "are legal)");
}

Result<void> CsvReader::take(double value) {
    if (std::ssize(array_.values) == kMaxArrayValues) {
        return failHere("more than the " + std::to_string(kMaxArrayValues) + " values that one array may hold");
    }
    array_.values.push_back(static_cast<float>(value));
    // Decimal fractions are rarely exact in any binary type.
    if (value == std::trunc(value) || std::abs(value) > std::numeric_limits<float>::max()) array_.inexact.count(value);
    Statistics& stored = array_.stored;
    stored.sum += value;
    if (std::isnan(value)) return {};
    stored.min = anyNumber_ ? std::min(stored.min, value) : value;
    stored.max = anyNumber_ ? std::max(stored.max, value) : value;
    anyNumber_ = true;
    return {};
}

// Whether commas are there to be what the user says they are.
Result<void> CsvReader::checkComma() const {
    if (reading_.comma == Comma::Decimal && commas_ == 0) {
        return fail(name_, "no comma can be decimal: none is the only one in its line");
    }
    if (reading_.comma == Comma::Separator && separator_ != ',') {
        return fail(name_, "no comma separates its numbers");
    }
    return {};
}

void CsvReader::sayHowItWasRead() {
    if (commas_ > 0 && separator_ != kNoSeparator) {
        array_.notes.push_back({"commas were read as decimal points" +
                                std::string(points_ > 0 ? ", and points too: none separates thousands" : "")});
    }
    if (reading_.comma == Comma::Auto) sayWhatCommasAre();
    if (array_.inexact.any()) array_.notes.push_back({inexactNote(array_.inexact, std::ssize(array_.values))});
}

// Where a lone comma in each line was taken for one thing and may be the other.
void CsvReader::sayWhatCommasAre() {
    Reading other = reading_;
    if (separator_ == kNoSeparator) {
        other.comma = Comma::Separator;
        array_.notes.push_back(
            {"each line was read as one number with a decimal comma",
             OtherReading{other, TRANSLATABLE("core", "Read two columns"), "--comma separator reads two columns"}});
    } else if (separator_ == ',' && commaColumn_ == CommaColumn::Likely) {
        other.comma = Comma::Decimal;
        array_.notes.push_back(
            {"each line was read as two numbers",
             OtherReading{other, TRANSLATABLE("core", "Read decimal commas"), "--comma decimal reads decimal commas"}});
    }
}

std::string cellText(float value) {
    return std::isnan(value) ? "nan" : shortestNumber(value);
}
std::string cellText(std::int64_t value) {
    return shortestNumber(value);
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

bool mayBeText(std::span<const std::byte> bytes) {
    const auto beginning = bytes.first(std::min(bytes.size(), kBeginningBytes));
    return std::find(beginning.begin(), beginning.end(), std::byte{0}) == beginning.end();
}

Result<Array> readCsv(std::span<const std::byte> bytes, const std::string& name, const Reading& reading,
                      const RunControl& run) {
    return readPastedCsv(bytes, name, reading, false, run);
}

Result<Array> readPastedCsv(std::span<const std::byte> bytes, const std::string& name, const Reading& reading,
                            bool decimalComma, const RunControl& run) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return CsvReader(text, name, reading, decimalComma, run).read();
}

Bytes writeCsv(std::span<const float> values, const Extent& extent, char separator) {
    return write(values, extent, separator);
}
Bytes writeCsv(std::span<const std::int64_t> values, const Extent& extent, char separator) {
    return write(values, extent, separator);
}

const InputFormat kCsvFormat{
    .name = "csv",
    .title = "one plane of numbers as CSV",
    .patterns = "*.csv",
    .media = "text/csv",
    .recognises = [](std::span<const std::byte>) { return true; },
    .read = [](std::span<const std::byte> bytes, const InputRequest& request) -> Result<Array> {
        if (const auto known = foreignFormat(bytes)) return fail(request.name, *known);
        return readCsv(bytes, request.name, request.reading, request.run);
    },
};

}  // namespace poolscope
