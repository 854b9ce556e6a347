// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/export.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>
#include <QString>
#include <QSvgGenerator>
#include <cmath>

#include "app/paint/figure_record.h"
#include "app/paint/frame.h"
#include "app/paint/painter.h"
#include "app/paint/svg_text.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

constexpr double kMmPerPoint = 25.4 / 72;

// To a millionth, without trailing zeros: "89", "35.277778".
std::string decimal(double value) {
    std::string text = fixedNumber(value, 6);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

void fillBackground(QPainter& painter, const Scene& scene, const ExportOptions& options) {
    if (options.background) {
        painter.fillRect(QRectF(0, 0, scene.size.width, scene.size.height), toQt(*options.background));
    }
}

// Everything up to the first group is written anew: Qt rounds the size, and leaves a title of its own. Its groups name
// a font each, although all text is outlines or names its own. `more` stands at the start.
QByteArray tidySvg(const QByteArray& svg, const Size& size, const QByteArray& more) {
    const QByteArray width = QByteArray::fromStdString(decimal(size.width));
    const QByteArray height = QByteArray::fromStdString(decimal(size.height));
    const QByteArray head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
        QByteArray::fromStdString(decimal(size.width * kMmPerPoint)) + "mm\" height=\"" +
        QByteArray::fromStdString(decimal(size.height * kMmPerPoint)) + "mm\" viewBox=\"0 0 " + width + ' ' + height +
        "\">\n";
    QByteArray body = svg.mid(svg.indexOf("<defs>"));
    const qsizetype font = body.indexOf("font-family=");
    if (font >= 0) body.replace(body.mid(font, body.indexOf('\n', font) + 1 - font), "");
    return head + more + body;
}

Result<QByteArray> renderSvg(const Scene& scene, const ExportOptions& options) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setViewBox(QRectF(0, 0, scene.size.width, scene.size.height));
    QPainter painter;
    if (!painter.begin(&generator)) return fail("figure", "the SVG could not be written");
    fillBackground(painter, scene, options);
    SvgTexts texts;
    ScenePainter(options.editableText ? &texts : nullptr).paint(painter, scene, Surface::Vector);
    painter.end();
    const QByteArray style = options.editableText ? SvgTexts::style() : QByteArray();
    return tidySvg(texts.placedIn(buffer.data()), scene.size, svgRecord(options) + style);
}

struct Span {
    qsizetype start = -1;
    qsizetype length = 0;
};

std::optional<Span> between(const QByteArray& bytes, const QByteArray& before, const QByteArray& after,
                            qsizetype from = 0) {
    const qsizetype found = bytes.indexOf(before, from);
    if (found < 0) return std::nullopt;
    const qsizetype start = found + before.size();
    const qsizetype end = bytes.indexOf(after, start);
    if (end < 0) return std::nullopt;
    return Span{start, end - start};
}

// Everything behind `at` has moved by so many bytes: says so in the table of offsets at the end.
bool moveOffsets(QByteArray& pdf, qsizetype at, qsizetype by) {
    const qsizetype last = pdf.lastIndexOf("startxref\n");
    const auto begin = between(pdf, "startxref\n", "\n", std::max<qsizetype>(0, last));
    if (last < 0 || !begin) return false;
    const qsizetype table = pdf.mid(begin->start, begin->length).toLongLong() + by;
    if (table < 0 || pdf.mid(table, 5) != "xref\n") return false;
    pdf.replace(begin->start, begin->length, QByteArray::number(table));
    constexpr qsizetype kEntry = 20;  // "0000000015 00000 n \n", by the format
    for (qsizetype entry = pdf.indexOf('\n', table + 5) + 1; pdf.mid(entry, kEntry).endsWith('\n'); entry += kEntry) {
        const qsizetype offset = pdf.mid(entry, 10).toLongLong();
        if (offset > at) pdf.replace(entry, 10, QByteArray::number(offset + by).rightJustified(10, '0'));
    }
    return true;
}

// Qt's pages are whole points; the page is made a little larger and its MediaBox cut to the exact size, padded, so
// that offsets stay true. The date goes, so that the same figure gives the same bytes: its length depends on the time
// zone, so what follows moves.
bool tidyPdf(QByteArray& pdf, const Size& size, double pageHeight) {
    const auto box = between(pdf, "/MediaBox [", "]");
    const QByteArray exact = QByteArray::fromStdString("0 " + fixedNumber(pageHeight - size.height, 4) + " " +
                                                       fixedNumber(size.width, 4) + " " + shortestNumber(pageHeight));
    if (!box || box->length < exact.size()) return false;
    pdf.replace(box->start, box->length, exact.leftJustified(box->length, ' '));

    const auto date = between(pdf, "/CreationDate (", ")");
    const QByteArray fixedDate = "D:20000101000000Z";
    if (!date) return false;
    pdf.replace(date->start, date->length, fixedDate);
    return moveOffsets(pdf, date->start, fixedDate.size() - date->length);
}

Result<QByteArray> renderPdf(const Scene& scene, const ExportOptions& options) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QSizeF page(std::ceil(scene.size.width), std::ceil(scene.size.height));
    {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Poolscope"));
        writer.setResolution(72);
        writer.setPageSize(QPageSize(page, QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setDocumentXmpMetadata(pdfRecord(options));
        QPainter painter;
        if (!painter.begin(&writer)) return fail("figure", "the PDF could not be written");
        fillBackground(painter, scene, options);
        paint(painter, scene, Surface::Vector);
    }
    QByteArray pdf = buffer.data();
    if (!tidyPdf(pdf, scene.size, page.height())) return fail("figure", "this version of Qt writes an unknown PDF");
    return pdf;
}

}  // namespace

std::optional<FigureFormat> figureFormat(const std::string& path) {
    const QByteArray name = QByteArray::fromStdString(path).toLower();
    if (name.endsWith(".png")) return FigureFormat::Png;
    if (name.endsWith(".svg")) return FigureFormat::Svg;
    if (name.endsWith(".pdf")) return FigureFormat::Pdf;
    return std::nullopt;
}

Result<QImage> drawImage(const Scene& scene, const ExportOptions& options, ScenePainter* painter) {
    if (!(options.dpi >= 1 && options.dpi <= kMaxDpi)) {
        return fail("dpi", shortestNumber(options.dpi) + " dots per inch: must be 1 to " + shortestNumber(kMaxDpi));
    }
    const double scale = options.dpi / 72;
    const double width = std::max(1.0, std::round(scene.size.width * scale));
    const double height = std::max(1.0, std::round(scene.size.height * scale));
    const std::string size = shortestNumber(width) + " x " + shortestNumber(height) + " pixels";
    if (std::max(width, height) > kMaxFigureSide || width * height > static_cast<double>(kMaxFigurePixels)) {
        return fail("figure", "a picture of " + size + " is too large; choose fewer dots per inch or a smaller size");
    }
    const bool opaque = options.background && options.background->a == 255;
    QImage image(static_cast<int>(width), static_cast<int>(height),
                 opaque ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) return fail("figure", "not enough memory for a picture of " + size);
    const int dotsPerMetre = static_cast<int>(std::lround(options.dpi / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.fill(options.background ? toQt(*options.background) : QColor(Qt::transparent));
    QPainter device(&image);
    device.scale(scale, scale);
    painter ? painter->paint(device, scene, Surface::Raster) : paint(device, scene, Surface::Raster);
    return image;
}

Result<QByteArray> pngBytes(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    if (!writer.write(image)) return fail("figure", writer.errorString().toStdString());
    return buffer.data();
}

Result<QByteArray> renderFigure(const Scene& scene, FigureFormat format, const ExportOptions& options) {
    const auto possible = [](double length) { return length > 0 && length <= kMaxFigurePoints; };
    if (!possible(scene.size.width) || !possible(scene.size.height)) {
        return fail("figure", shortestNumber(scene.size.width) + " x " + shortestNumber(scene.size.height) +
                                  " points is not a size: both must be above 0 and at most " +
                                  shortestNumber(kMaxFigurePoints));
    }
    switch (format) {
        case FigureFormat::Png:
            return drawImage(scene, options).and_then(&pngBytes).map([&options](const QByteArray& png) {
                return withRecord(png, options);
            });
        case FigureFormat::Svg:
            return renderSvg(scene, options);
        case FigureFormat::Pdf:
            break;
    }
    return renderPdf(scene, options);
}

}  // namespace poolscope
