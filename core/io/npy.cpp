// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npy.h"

#include <array>
#include <charconv>
#include <string_view>

#include "core/base/message.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostNpyDimensions = 32;  // NumPy's own limit
constexpr std::string_view kLegalTypes = "legal are bool, int8 to int64, uint8 to uint64 and float16 to float64";

// The header is a Python dictionary of exactly three keys. It is read token by token, in one loop.
class HeaderParser {
  public:
    HeaderParser(std::string_view text, const std::string& name) : left_(text), name_(name) {}

    Result<PayloadLayout> parse();

  private:
    Result<void> parseValue(std::string_view key);
    Result<void> parseDescr();
    Result<void> parseFortranOrder();
    Result<void> parseShape();
    Result<std::int64_t> parseSize();

    // Past white space: the next character, 0 at the end; takes it, or a word, only when it is there.
    char peek();
    bool take(char c);
    bool takeWord(std::string_view word);
    // Text in single or double quotes; false when there is none.
    bool takeString(std::string_view& text);

    tl::unexpected<Error> broken(const std::string& why) const { return fail(name_, "the NPY header " + why); }
    tl::unexpected<Error> unexpectedText() {
        peek();
        return broken("is not understood at " + (left_.empty() ? "its end" : quotedExcerpt(left_)));
    }

    std::string_view left_;
    const std::string& name_;
    PayloadLayout layout_;
    bool hasDescr_ = false;
    bool hasFortranOrder_ = false;
    bool hasShape_ = false;
};

char HeaderParser::peek() {
    const auto start = left_.find_first_not_of(" \t\n\r\f\v");
    left_.remove_prefix(start == std::string_view::npos ? left_.size() : start);
    return left_.empty() ? '\0' : left_.front();
}

bool HeaderParser::take(char c) {
    if (peek() != c || left_.empty()) return false;
    left_.remove_prefix(1);
    return true;
}

bool HeaderParser::takeWord(std::string_view word) {
    peek();
    if (!left_.starts_with(word)) return false;
    left_.remove_prefix(word.size());
    return true;
}

bool HeaderParser::takeString(std::string_view& text) {
    const char quote = peek();
    if (quote != '\'' && quote != '"') return false;
    const auto end = left_.find(quote, 1);
    if (end == std::string_view::npos) return false;
    text = left_.substr(1, end - 1);
    left_.remove_prefix(end + 1);
    return true;
}

Result<PayloadLayout> HeaderParser::parse() {
    if (!take('{')) return unexpectedText();
    while (!take('}')) {
        std::string_view key;
        if (!takeString(key) || !take(':')) return unexpectedText();
        const auto value = parseValue(key);
        if (!value) return tl::unexpected(value.error());
        if (!take(',') && peek() != '}') return unexpectedText();
    }
    if (peek(); !left_.empty()) return unexpectedText();
    if (!hasDescr_) return broken("lacks the key 'descr'");
    if (!hasFortranOrder_) return broken("lacks the key 'fortran_order'");
    if (!hasShape_) return broken("lacks the key 'shape'");
    return std::move(layout_);
}

Result<void> HeaderParser::parseValue(std::string_view key) {
    bool* const seen = key == "descr"           ? &hasDescr_
                       : key == "fortran_order" ? &hasFortranOrder_
                       : key == "shape"         ? &hasShape_
                                                : nullptr;
    if (seen == nullptr) {
        return broken("has the key " + quotedExcerpt(key) + "; legal are 'descr', 'fortran_order' and 'shape'");
    }
    if (*seen) return broken("has the key " + quotedExcerpt(key) + " twice");
    *seen = true;
    if (seen == &hasDescr_) return parseDescr();
    if (seen == &hasFortranOrder_) return parseFortranOrder();
    return parseShape();
}

// Why a type that NumPy knows is not read here.
std::string kindOfValues(char kind) {
    switch (kind) {
        case 'O':
            return "Python objects, which are never loaded";
        case 'U':
        case 'S':
        case 'a':
            return "text";
        case 'c':
            return "complex numbers";
        case 'V':
            return "records";
        case 'M':
        case 'm':
            return "dates or durations";
        default:
            return "values of an unsupported type";
    }
}

Result<void> HeaderParser::parseDescr() {
    if (peek() == '[' || peek() == '(') {
        return fail(name_, "the array holds records (a structured type); " + std::string(kLegalTypes));
    }
    std::string_view descr;
    if (!takeString(descr)) return unexpectedText();
    std::string_view code = descr;
    layout_.order = std::endian::native;
    if (!code.empty() && std::string_view("<>=|").find(code.front()) != std::string_view::npos) {
        if (code.front() == '<') layout_.order = std::endian::little;
        if (code.front() == '>') layout_.order = std::endian::big;
        code.remove_prefix(1);
    }
    for (const ElementInfo& element : kElementTypes) {
        if (element.code == code) {
            layout_.type = element.type;
            return {};
        }
    }
    if (code == "V2") {
        return fail(name_,
                    "the array holds raw 2-byte values, as bfloat16 is saved; save it with .astype(\"float32\")");
    }
    return fail(name_, "the array holds " + kindOfValues(code.empty() ? '\0' : code.front()) + " (type " +
                           quotedExcerpt(descr) + "); " + std::string(kLegalTypes));
}

Result<void> HeaderParser::parseFortranOrder() {
    layout_.firstAxisFastest = takeWord("True");
    if (!layout_.firstAxisFastest && !takeWord("False")) return unexpectedText();
    return {};
}

Result<void> HeaderParser::parseShape() {
    if (!take('(')) return unexpectedText();
    bool afterComma = true;
    while (!take(')')) {
        if (!afterComma) return unexpectedText();
        const auto size = parseSize();
        if (!size) return tl::unexpected(size.error());
        if (layout_.shape.size() == kMostNpyDimensions) {
            return broken("declares more than " + std::to_string(kMostNpyDimensions) + " dimensions");
        }
        layout_.shape.push_back(*size);
        afterComma = take(',');
    }
    // Python reads (3) as the number 3, not as a shape.
    if (layout_.shape.size() == 1 && !afterComma) return broken("has a shape that is a number, not a tuple");
    return {};
}

Result<std::int64_t> HeaderParser::parseSize() {
    if (peek() == '-') return broken("has a negative size in its shape");
    std::int64_t size = 0;
    const auto end = std::from_chars(left_.data(), left_.data() + left_.size(), size);
    if (end.ec == std::errc::result_out_of_range) {
        return broken("has a size in its shape that is more than the " + std::to_string(kMaxArrayValues) +
                      " values that one array may hold");
    }
    if (end.ec != std::errc()) return unexpectedText();
    left_.remove_prefix(static_cast<std::size_t>(end.ptr - left_.data()));
    if (!left_.empty() && left_.front() == 'L') left_.remove_prefix(1);  // a long integer, as Python 2 wrote it
    return size;
}

bool isNpy(std::span<const std::byte> bytes) {
    return startsWith(bytes, {0x93, 'N', 'U', 'M', 'P', 'Y'});
}

}  // namespace

Result<PayloadLayout> readNpyHeader(ByteSource& source) {
    std::array<std::byte, 8> start{};
    auto read = readExactly(source, start, "the NPY header");
    if (!read) return tl::unexpected(read.error());
    if (!isNpy(start)) {
        return fail(source.name(), "this is not an NPY file, which starts with the byte 93 and the letters NUMPY");
    }
    const int major = std::to_integer<int>(start[6]);
    const int minor = std::to_integer<int>(start[7]);
    if (major < 1 || major > 3 || minor != 0) {
        return fail(source.name(), "the NPY version is " + std::to_string(major) + "." + std::to_string(minor) +
                                       "; legal are 1.0, 2.0 and 3.0");
    }
    std::array<std::byte, 4> lengthBytes{};
    const auto lengthField = std::span(lengthBytes).first(major == 1 ? 2 : 4);
    read = readExactly(source, lengthField, "the NPY header");
    if (!read) return tl::unexpected(read.error());
    const std::uint32_t length = readLittleEndian(lengthField);
    if (length > kMaxNpyHeaderBytes) {
        return fail(source.name(), "the NPY header has " + std::to_string(length) + " bytes; at most " +
                                       std::to_string(kMaxNpyHeaderBytes) + " are read");
    }
    std::string text(length, '\0');
    read = readExactly(source, std::as_writable_bytes(std::span(text)), "the NPY header");
    if (!read) return tl::unexpected(read.error());
    return HeaderParser(text, source.name()).parse();
}

Result<Array> readNpyFrom(ByteSource& source, std::string format, const InputRequest& request) {
    const auto layout = readNpyHeader(source);
    if (!layout) return tl::unexpected(layout.error());
    return readPayload(source, *layout, std::move(format), request);
}

namespace {

Result<Array> readNpyRequest(std::span<const std::byte> bytes, const InputRequest& request) {
    MemorySource source(bytes, request.name);
    return readNpyFrom(source, "npy", request);
}

}  // namespace

Result<Array> readNpy(std::span<const std::byte> bytes, const std::string& name, const RunControl& run) {
    return readNpyRequest(bytes, {name, {}, false, run});
}

const InputFormat kNpyFormat{
    .name = "npy",
    .title = "NPY",
    .patterns = "*.npy",
    .media = "application/x-npy",
    .recognises = isNpy,
    .read = readNpyRequest,
};

}  // namespace poolscope
