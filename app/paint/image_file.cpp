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
#include "core/base/word.h"

namespace poolscope {
namespace {

// What decoding one picture may take; Qt refuses more. 16 M pixels of 16 bytes.
constexpr int kMostMegabytes = 256;

bool begins(std::span<const std::byte> bytes, std::string_view magic) {
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).starts_with(magic);
}

bool isPng(std::span<const std::byte> bytes) {
    return begins(bytes, "\x89PNG\r\n\x1a\n");
}

bool isJpeg(std::span<const std::byte> bytes) {
    return begins(bytes, "\xff\xd8\xff");
}

bool isBmp(std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    const bool named = reader.text(2) == "BM";
    reader.skip(12);
    const std::uint32_t header = reader.u32();
    return named && (header == 12 || header == 40 || header == 52 || header == 56 || header == 64 || header == 108 ||
                     header == 124);
}

bool isGif(std::span<const std::byte> bytes) {
    return begins(bytes, "GIF87a") || begins(bytes, "GIF89a");
}

bool isWebp(std::span<const std::byte> bytes) {
    return begins(bytes, "RIFF") && bytes.size() > 8 && begins(bytes.subspan(8), "WEBP");
}

bool isTiff(std::span<const std::byte> bytes) {
    using namespace std::string_view_literals;
    return begins(bytes, "II*\0"sv) || begins(bytes, "MM\0*"sv) || begins(bytes, "II+\0"sv) || begins(bytes, "MM\0+"sv);
}

bool isPnm(std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    const std::string_view head = reader.text(3);
    return head.size() == 3 && head[0] == 'P' && std::string_view("2356").find(head[1]) != std::string_view::npos &&
           std::string_view(" \t\n\r#").find(head[2]) != std::string_view::npos;
}

Result<Array> readPicture(std::span<const std::byte> bytes, const InputRequest& request);

constexpr InputFormat pictureRow(std::string_view name, std::string_view title, std::string_view patterns,
                                 bool (*recognises)(std::span<const std::byte>)) {
    return {.name = name,
            .title = title,
            .patterns = patterns,
            .recognises = recognises,
            .read = readPicture,
            .isPicture = true};
}

struct PictureFormat {
    InputFormat input;
    const char* qtName;  // of the decoder
    LayoutOrReason (*layout)(std::span<const std::byte>);
};

constexpr PictureFormat kFormats[] = {
    {pictureRow("png", "PNG", "*.png", isPng), "png", pngLayout},
    {pictureRow("jpeg", "JPEG", "*.jpg *.jpeg", isJpeg), "jpeg", jpegLayout},
    {pictureRow("bmp", "BMP", "*.bmp", isBmp), "bmp", bmpLayout},
    {pictureRow("gif", "GIF", "*.gif", isGif), "gif", gifLayout},
    {pictureRow("webp", "WebP", "*.webp", isWebp), "webp", webpLayout},
    {pictureRow("tiff", "TIFF", "*.tif *.tiff", isTiff), "tiff", tiffLayout},
    {pictureRow("pnm", "PGM, PPM", "*.pgm *.ppm", isPnm), "ppm", pnmLayout},
};

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

Result<QImage> decode(const PictureFormat& format, QByteArray content, const ImageLayout& layout,
                      const std::string& name) {
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

Result<Array> readPicture(std::span<const std::byte> bytes, const InputRequest& request) {
    const Result<QImage> image = readImage(bytes, request.name);
    if (!image) return tl::unexpected(image.error());
    Tensor tensor = toTensor(*image, request.rgb);
    const Shape& s = tensor.shape;
    Array array{"", "uint8", {s.h, s.w}, {}, statisticsOf(tensor.values)};
    if (request.rgb) array.shape = {s.n, s.c, s.h, s.w};
    array.values = std::move(tensor.values);
    return array;
}

}  // namespace

std::vector<const InputFormat*> pictureFormats() {
    std::vector<const InputFormat*> formats;
    for (const PictureFormat& format : kFormats) formats.push_back(&format.input);
    return formats;
}

Result<QImage> readImage(std::span<const std::byte> bytes, const std::string& name) {
    const auto* format = std::find_if(std::begin(kFormats), std::end(kFormats),
                                      [bytes](const PictureFormat& known) { return known.input.recognises(bytes); });
    if (format == std::end(kFormats)) {
        std::vector<std::string_view> titles;
        for (const PictureFormat& known : kFormats) titles.push_back(known.input.title);
        return fail(name, "not a picture in a known format (" + joined(titles) + ")");
    }
    const std::string title(format->input.title);
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
