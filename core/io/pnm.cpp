// SPDX-License-Identifier: GPL-3.0-or-later
// PBM, PGM and PPM: a header of numbers in text, then the samples as text (P1, P2, P3), in bits (P4), or in one or two
// bytes (P5, P6). A file may hold several, one after the other.
#include <optional>

#include "core/base/checked.h"
#include "core/io/picture.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostSample = 65535;

bool isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isPnm(std::span<const std::byte> bytes) {
    if (bytes.size() < 3) return false;
    const auto byte = [bytes](std::size_t i) { return std::to_integer<char>(bytes[i]); };
    return byte(0) == 'P' && std::string_view("123456").find(byte(1)) != std::string_view::npos &&
           std::string_view(" \t\n\r#").find(byte(2)) != std::string_view::npos;
}

// Decimal numbers, and comments from # to the end of a line.
class Tokens {
  public:
    explicit Tokens(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::span<const std::byte> left() const { return bytes_.subspan(at_); }
    void skip(std::size_t count) { at_ += count; }
    void skipSpace() {
        while (isSpace(peek())) ++at_;
    }

    // A number and the one space after it, or nothing: the last digits of a number may be missing where no space
    // follows.
    std::optional<std::int64_t> number() {
        for (skipSpace(); peek() == '#'; skipSpace()) {
            while (peek() >= 0 && peek() != '\n') ++at_;
        }
        const std::size_t first = at_;
        std::int64_t value = 0;
        for (; peek() >= '0' && peek() <= '9' && at_ - first < 9; ++at_) value = value * 10 + peek() - '0';
        if (at_ == first || !isSpace(peek())) return std::nullopt;
        ++at_;
        return value;
    }
    // A digit of 0 and 1, which need no space between them.
    std::optional<std::int64_t> bit() {
        skipSpace();
        if (peek() != '0' && peek() != '1') return std::nullopt;
        return std::to_integer<int>(bytes_[at_++]) - '0';
    }
    // A sample of one byte or two, the higher first; all of them are there.
    std::int64_t binary(bool wide) {
        const int high = wide ? std::to_integer<int>(bytes_[at_++]) : 0;
        return high * 256 + std::to_integer<int>(bytes_[at_++]);
    }

  private:
    int peek() const { return at_ < bytes_.size() ? std::to_integer<int>(bytes_[at_]) : -1; }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

struct PnmHeader {
    bool plain = false;    // samples as text
    bool bilevel = false;  // of two values, of which 1 is black
    int channels = 1;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t most = 0;  // the largest sample

    bool isWide() const { return most > 255; }
};

std::optional<PnmHeader> readHeader(Tokens& tokens) {
    const int kind = std::to_integer<int>(tokens.left()[1]) - '0';
    tokens.skip(2);
    const bool bilevel = kind % 3 == 1;
    const auto width = tokens.number();
    const auto height = tokens.number();
    const auto most = bilevel ? 1 : tokens.number();
    if (!width || !height || !most) return std::nullopt;
    return PnmHeader{kind <= 3, bilevel, kind % 3 == 0 ? 3 : 1, *width, *height, *most};
}

// Whether as many bytes are left as the samples take at least.
bool isThere(const PnmHeader& header, const Tokens& tokens) {
    const std::int64_t row = header.bilevel && !header.plain ? (header.width + 7) / 8 : header.width;
    const auto pixels = checkedMul(row, header.height);
    const auto size =
        pixels ? checkedMul(*pixels, header.channels * (header.isWide() || (header.plain && !header.bilevel) ? 2 : 1))
               : pixels;
    return size && static_cast<std::uint64_t>(*size) <= tokens.left().size();
}

// One row, its bits filled up to whole bytes.
bool readBits(Tokens& tokens, bool plain, std::vector<double>& samples) {
    std::int64_t byte = 0;
    for (std::size_t x = 0; x < samples.size(); ++x) {
        if (!plain && x % 8 == 0) byte = tokens.binary(false);
        const auto black = plain ? tokens.bit() : byte >> (7 - x % 8) & 1;
        if (!black) return false;
        samples[x] = *black == 1 ? 0 : 255;
    }
    return true;
}

Result<void> readRows(Tokens& tokens, const PnmHeader& header, PictureBatch& batch) {
    std::vector<double> samples(static_cast<std::size_t>(header.width * header.channels));
    for (std::int64_t y = 0; y < header.height; ++y) {
        if (batch.isStopped()) return batch.stopped();
        if (header.bilevel) {
            if (!readBits(tokens, header.plain, samples)) return batch.incomplete();
            batch.put(y, 0, samples);
            continue;
        }
        for (double& sample : samples) {
            const auto value = header.plain ? tokens.number() : tokens.binary(header.isWide());
            if (!value) return batch.incomplete();
            if (*value > header.most) return batch.damaged("a value is larger than the largest");
            sample = static_cast<double>(header.isWide() ? *value : (*value * 255 + header.most / 2) / header.most);
        }
        batch.put(y, 0, samples);
    }
    return {};
}

Result<Array> readPnm(std::span<const std::byte> bytes, const InputRequest& request) {
    PictureBatch batch(kPnmFormat.title, request);
    for (Tokens tokens(bytes); isPnm(tokens.left()); tokens.skipSpace()) {
        const auto header = readHeader(tokens);
        if (!header) return batch.damaged("its header cannot be read");
        if (header->most < 1 || header->most > kMostSample) {
            return batch.damaged("the largest value must be 1 to " + std::to_string(kMostSample));
        }
        if (!isThere(*header, tokens)) return batch.incomplete();
        const auto begun = batch.begin({.width = header->width,
                                        .height = header->height,
                                        .channels = header->channels,
                                        .dtype = header->isWide() ? "uint16" : "uint8",
                                        .white = header->isWide() ? 65535.0 : 255.0});
        if (!begun) return tl::unexpected(begun.error());
        if (!*begun) break;
        if (const auto read = readRows(tokens, *header, batch); !read) return tl::unexpected(read.error());
    }
    return batch.take();
}

}  // namespace

const InputFormat kPnmFormat{.name = "pnm",
                             .title = "PBM, PGM, PPM",
                             .patterns = "*.pbm *.pgm *.ppm",
                             .media = "image/x-portable-bitmap image/x-portable-graymap image/x-portable-pixmap",
                             .recognises = isPnm,
                             .read = readPnm,
                             .isPicture = true};

}  // namespace poolscope
