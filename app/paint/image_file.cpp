// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/image_file.h"

#include <QBuffer>
#include <QByteArray>
#include <QImageReader>
#include <algorithm>
#include <string_view>

#include "app/paint/byte_reader.h"
#include "app/paint/decoder_warnings.h"
#include "app/paint/image_layout.h"

namespace poolscope {
namespace {

// What decoding one picture may take; Qt refuses more. 16 M pixels of 16 bytes.
constexpr int kMostMegabytes = 256;

struct Format {
    const char* name;
    const char* title;   // in messages
    const char* qtName;  // of the decoder
    LayoutOrReason (*layout)(std::span<const std::byte>);
};

constexpr Format kFormats[] = {
    {"png", "PNG", "png", pngLayout},     {"jpeg", "JPEG", "jpeg", jpegLayout}, {"bmp", "BMP", "bmp", bmpLayout},
    {"gif", "GIF", "gif", gifLayout},     {"webp", "WebP", "webp", webpLayout}, {"tiff", "TIFF", "tiff", tiffLayout},
    {"pnm", "PGM/PPM", "ppm", pnmLayout},
};

bool isBmp(std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    const bool named = reader.text(2) == "BM";
    reader.skip(12);
    const std::uint32_t header = reader.u32();
    return named && (header == 12 || header == 40 || header == 52 || header == 56 || header == 64 || header == 108 ||
                     header == 124);
}

std::string sizeText(std::int64_t width, std::int64_t height) {
    return std::to_string(width) + " x " + std::to_string(height) + " pixels";
}

// Empty when the size is one we read.
std::string sizeProblem(std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0) return "the picture has no pixels";
    if (width <= kMaxImageSide && height <= kMaxImageSide && width * height <= kMaxImagePixels) return {};
    return "the picture has " + sizeText(width, height) + "; at most " + std::to_string(kMaxImageSide) +
           " a side and " + std::to_string(kMaxImagePixels) + " in all are read";
}

Result<QImage> decode(const Format& format, QByteArray content, const ImageLayout& layout, const std::string& name) {
    // Of the whole process, because Qt has no other; nothing else in it needs more.
    QImageReader::setAllocationLimit(kMostMegabytes);
    QBuffer buffer(&content);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format.qtName);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const DecoderWarnings warnings;
    if (const QSize size = reader.size();
        size != QSize(static_cast<int>(layout.width), static_cast<int>(layout.height))) {
        return fail(name, "the file is damaged: its parts disagree about its size");
    }
    QImage image;
    if (!reader.read(&image) || image.isNull()) {
        return fail(name, "the picture cannot be decoded: " + reader.errorString().toStdString());
    }
    if (!warnings.first().empty()) return fail(name, "the file is damaged: " + warnings.first());
    return image;
}

}  // namespace

std::string imageFormat(std::span<const std::byte> bytes) {
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 16));
    const auto begins = [&](std::string_view magic) { return head.starts_with(magic); };
    using namespace std::string_view_literals;
    if (begins("\x89PNG\r\n\x1a\n"sv)) return "png";
    if (begins("\xff\xd8\xff"sv)) return "jpeg";
    if (begins("GIF87a"sv) || begins("GIF89a"sv)) return "gif";
    if (begins("RIFF"sv) && head.substr(std::min<std::size_t>(8, head.size())).starts_with("WEBP"sv)) return "webp";
    if (begins("II*\0"sv) || begins("MM\0*"sv) || begins("II+\0"sv) || begins("MM\0+"sv)) return "tiff";
    if (head.size() > 2 && head[0] == 'P' && "2356"sv.find(head[1]) != std::string_view::npos &&
        " \t\n\r#"sv.find(head[2]) != std::string_view::npos) {
        return "pnm";
    }
    return isBmp(bytes) ? "bmp" : "";
}

bool looksLikeImage(std::span<const std::byte> bytes) {
    return !imageFormat(bytes).empty();
}

Result<QImage> readImage(std::span<const std::byte> bytes, const std::string& name) {
    const std::string found = imageFormat(bytes);
    const auto* format =
        std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& f) { return f.name == found; });
    if (format == std::end(kFormats)) {
        return fail(name, "not a picture in a known format (PNG, JPEG, BMP, GIF, WebP, TIFF, PGM, PPM)");
    }
    const std::string title = format->title;
    if (!QImageReader::supportedImageFormats().contains(format->qtName)) {
        return fail(name, title + " pictures are not supported by this installation: Qt's plugin for them is missing");
    }
    const LayoutOrReason layout = format->layout(bytes);
    if (!layout) return fail(name, title + ": " + layout.error());
    if (const std::string problem = sizeProblem(layout->width, layout->height); !problem.empty()) {
        return fail(name, title + ": " + problem);
    }
    const std::span<const std::byte> content = layout->substitute.empty() ? bytes : layout->substitute;
    return decode(
        *format,
        QByteArray::fromRawData(reinterpret_cast<const char*>(content.data()), static_cast<qsizetype>(content.size())),
        *layout, name);
}

Tensor toTensor(const QImage& image, bool rgb) {
    const QImage pixels = image.convertToFormat(QImage::Format_ARGB32);
    Tensor tensor(Shape{1, rgb ? 3 : 1, pixels.height(), pixels.width()});
    const auto plane = static_cast<std::size_t>(tensor.shape.plane().count());
    std::size_t at = 0;
    for (int y = 0; y < pixels.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x, ++at) {
            const auto onWhite = [alpha = qAlpha(line[x])](int channel) {
                return (channel * alpha + 255 * (255 - alpha) + 127) / 255;
            };
            const int r = onWhite(qRed(line[x]));
            const int g = onWhite(qGreen(line[x]));
            const int b = onWhite(qBlue(line[x]));
            tensor.values[at] = static_cast<float>(rgb ? r : qGray(r, g, b));
            if (!rgb) continue;
            tensor.values[at + plane] = static_cast<float>(g);
            tensor.values[at + 2 * plane] = static_cast<float>(b);
        }
    }
    return tensor;
}

}  // namespace poolscope
