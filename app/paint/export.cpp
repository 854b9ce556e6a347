// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/export.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QPainter>
#include <QString>
#include <cmath>

#include "app/paint/figure_record.h"
#include "app/paint/frame.h"
#include "app/paint/painter.h"
#include "app/paint/pdf_pages.h"
#include "app/paint/svg_writer.h"
#include "core/base/text.h"

namespace poolscope {
namespace {

void fillBackground(QPainter& painter, const Scene& scene, const ExportOptions& options) {
    if (options.background) {
        painter.fillRect(QRectF(0, 0, scene.size.width, scene.size.height), toQt(*options.background));
    }
}

}  // namespace

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
    painter ? painter->paint(device, scene, Surface::Raster) : paintScene(device, scene, Surface::Raster);
    return image;
}

Result<QByteArray> pngBytes(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    if (!writer.write(image)) return fail("figure", writer.errorString().toStdString());
    return buffer.data();
}

Result<QByteArray> writePng(const Scene& scene, const ExportOptions& options) {
    return drawImage(scene, options).and_then(&pngBytes).map([&options](const QByteArray& png) {
        return withRecord(png, options);
    });
}

Result<QByteArray> writeSvg(const Scene& scene, const ExportOptions& options) {
    return QByteArray::fromStdString(svgText(scene, options));
}

Result<QByteArray> writePdf(const Scene& scene, const ExportOptions& options) {
    return pdfOf(scene.size, 1,
                 {scene.size, options.title.empty() ? options.description : options.title, xmpPacket(options)},
                 [&](QPainter& painter, std::size_t) {
                     fillBackground(painter, scene, options);
                     paintScene(painter, scene, Surface::Vector);
                 });
}

Result<QByteArray> renderFigure(const Scene& scene, FigureFormat format, const ExportOptions& options) {
    const auto possible = [](double length) { return length > 0 && length <= kMaxFigurePoints; };
    if (!possible(scene.size.width) || !possible(scene.size.height)) {
        return fail("figure", shortestNumber(scene.size.width) + " x " + shortestNumber(scene.size.height) +
                                  " points is not a size: both must be above 0 and at most " +
                                  shortestNumber(kMaxFigurePoints));
    }
    return figureFormatRow(format).write(scene, options);
}

}  // namespace poolscope
