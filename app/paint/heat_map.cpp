// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/heat_map.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <set>

#include "app/paint/resample.h"
#include "core/scene/figure_style.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostShapes = 4096;
// Shapes of smaller cells, in points, would take more bytes than pixels and show no more, unless there are few.
constexpr double kLeastShape = 1.5;
constexpr std::int64_t kFewShapes = 256;
constexpr std::size_t kMostPalette = 256;
// How far a cell in a vector file reaches under its neighbours, in points: mupdf, ghostscript and rsvg show seams
// between exact ones. At least a pixel, even where a page is shown at half its size.
constexpr double kBleed = 2;
// An image in a vector file: every cell as many pixels as fit, because viewers blur images when they enlarge them.
constexpr std::int64_t kMostImagePixels = 4 << 20;
constexpr std::int64_t kMostImageSide = 16384;
constexpr std::int64_t kMostPixelsPerCell = 16;
constexpr double kMostPixelsPerPoint = 16;  // 1152 dpi

std::uint32_t cellColour(const HeatMapMark& mark, std::int64_t row, std::int64_t col) {
    return (*mark.argb)[static_cast<std::size_t>(flatIndex(mark.cells, {row, col}))];
}

// The pixels that can be seen, so that a map zoomed far beyond the window costs no more than the window.
QRect visiblePixels(const QPainter& painter) {
    const QPaintDevice* device = painter.paintEngine()->paintDevice();
    const double ratio = std::max(1.0, device->devicePixelRatio());
    QRectF visible(0, 0, device->width() * ratio, device->height() * ratio);
    if (painter.hasClipping()) visible &= painter.clipBoundingRect();
    return visible.toAlignedRect();
}

std::vector<double> edges(double start, double length, std::int64_t cells) {
    std::vector<double> result;
    for (std::int64_t i = 0; i <= cells; ++i) {
        result.push_back(Frame::snap(start + length * static_cast<double>(i) / static_cast<double>(cells)));
    }
    return result;
}

// `start` and `length` are where the cells lie exactly, `pixelStart` and `pixelLength` the same snapped.
std::vector<PixelShare> taps(std::int64_t cells, double start, double length, double pixelStart, double pixelLength,
                             int from, int to, bool whole) {
    if (static_cast<double>(cells) > pixelLength) {
        return (whole ? wholeTaps : areaTaps)(cells, pixelStart, pixelLength, from, to);
    }
    return nearestTaps(edges(start, length, cells), from, to);
}

void drawPixels(QPainter& painter, const Frame& frame, const HeatMapMark& mark) {
    const QRectF exact = frame.map(mark.rect);
    const QRectF snapped = frame.snapped(mark.rect);
    const QRect shown = (snapped & QRectF(visiblePixels(painter))).toRect();
    if (shown.isEmpty()) return;
    const auto cols = taps(mark.cells.cols, exact.x(), exact.width(), snapped.x(), snapped.width(), shown.left(),
                           shown.left() + shown.width(), mark.ground.has_value());
    const auto rows = taps(mark.cells.rows, exact.y(), exact.height(), snapped.y(), snapped.height(), shown.top(),
                           shown.top() + shown.height(), mark.ground.has_value());
    painter.drawImage(shown.topLeft(), resample(*mark.argb, mark.cells, cols, rows, mark.ground));
}

// A cell with its bleed to the right and below, as far as there are neighbours. The top of the right bleed is slanted:
// straight, it would shine through the edge of the neighbour that is drawn over it, where that edge lies inside a
// pixel, as a streak beside the cell.
QPolygonF bledCell(const QRectF& cell, const QRectF& all, double bleed) {
    const double bottom = std::min(all.bottom(), cell.bottom() + bleed);
    const double reach = std::min({bleed, all.right() - cell.right(), bottom - cell.top()});
    QPolygonF outline{cell.topLeft(), cell.topRight()};
    if (reach > 0) outline << QPointF(cell.right() + reach, cell.top() + reach);
    outline << QPointF(cell.right() + std::max(0.0, reach), bottom) << QPointF(cell.left(), bottom);
    return outline;
}

Extent imageSize(const HeatMapMark& mark) {
    const auto budget = std::sqrt(static_cast<double>(kMostImagePixels) / static_cast<double>(mark.cells.count()));
    const auto side = [budget, &mark](std::int64_t n, double length) {
        const auto cells = static_cast<double>(n);
        if (const double printed = std::ceil(length * kPrintedPixelsPerPoint); mark.ground && cells > printed) {
            return static_cast<std::int64_t>(printed);
        }
        if (budget < 1) return std::max<std::int64_t>(1, static_cast<std::int64_t>(cells * budget));
        const auto fine = static_cast<std::int64_t>(std::min(budget, std::ceil(kMostPixelsPerPoint * length / cells)));
        const auto times = std::min({fine, kMostPixelsPerCell, kMostImageSide / n});
        return std::min(kMostImageSide, n * std::max<std::int64_t>(1, times));
    };
    return {side(mark.cells.rows, mark.rect.height), side(mark.cells.cols, mark.rect.width)};
}

// With a palette where all cells have one of few colours: half the bytes in a file. Pixels that average cells have
// more.
QImage withPalette(QImage image, const HeatMapMark& mark) {
    if (image.width() < mark.cells.cols || image.height() < mark.cells.rows) return image;
    std::set<QRgb> colours;
    for (const std::uint32_t argb : *mark.argb) {
        colours.insert(argb | 0xff000000U);
        if (colours.size() > kMostPalette) return image;
    }
    return image.convertToFormat(QImage::Format_Indexed8, QList<QRgb>(colours.begin(), colours.end()));
}

}  // namespace

bool canBeDrawn(const HeatMapMark& mark) {
    const bool complete = mark.argb && mark.cells.rows > 0 && mark.cells.cols > 0 &&
                          std::cmp_equal(mark.argb->size(), mark.cells.count());
    return complete && mark.rect.width > 0 && mark.rect.height > 0;
}

bool isDrawnAsShapes(const HeatMapMark& mark) {
    const double width = mark.rect.width / static_cast<double>(mark.cells.cols);
    const double height = mark.rect.height / static_cast<double>(mark.cells.rows);
    const bool large = width >= kLeastShape && height >= kLeastShape;
    return mark.cells.count() <= (large ? kMostShapes : kFewShapes);
}

std::vector<CellShape> cellShapes(const HeatMapMark& mark, const Frame& frame) {
    const QRectF all = frame.map(mark.rect);
    const double bleed = kBleed * frame.scale;
    const auto edge = [](double start, double length, std::int64_t i, std::int64_t cells) {
        return i == cells ? start + length : start + length * static_cast<double>(i) / static_cast<double>(cells);
    };
    std::vector<CellShape> shapes;
    for (std::int64_t row = 0; row < mark.cells.rows; ++row) {
        const double top = edge(all.top(), all.height(), row, mark.cells.rows);
        const double bottom = edge(all.top(), all.height(), row + 1, mark.cells.rows);
        for (std::int64_t col = 0; col < mark.cells.cols;) {
            const std::uint32_t colour = cellColour(mark, row, col);
            std::int64_t end = col + 1;
            while (end < mark.cells.cols && cellColour(mark, row, end) == colour) ++end;
            const QRectF run(QPointF(edge(all.left(), all.width(), col, mark.cells.cols), top),
                             QPointF(edge(all.left(), all.width(), end, mark.cells.cols), bottom));
            shapes.push_back({bledCell(run, all, bleed), colour});
            col = end;
        }
    }
    return shapes;
}

QImage cellImage(const HeatMapMark& mark) {
    const Extent size = imageSize(mark);
    const auto along = [&mark](std::int64_t cells, std::int64_t pixels) {
        const auto length = static_cast<double>(pixels);
        return taps(cells, 0, length, 0, length, 0, static_cast<int>(pixels), mark.ground.has_value());
    };
    return withPalette(resample(*mark.argb, mark.cells, along(mark.cells.cols, size.cols),
                                along(mark.cells.rows, size.rows), mark.ground),
                       mark);
}

void drawHeatMap(QPainter& painter, const Frame& frame, const HeatMapMark& mark) {
    if (!canBeDrawn(mark)) return;
    if (frame.pixels) return drawPixels(painter, frame, mark);
    if (!isDrawnAsShapes(mark)) return painter.drawImage(frame.map(mark.rect), cellImage(mark));
    painter.setPen(Qt::NoPen);
    for (const CellShape& cell : cellShapes(mark, frame)) {
        painter.setBrush(QColor::fromRgb(cell.argb));
        if (cell.outline.size() == 4) {
            painter.drawRect(cell.outline.boundingRect());  // shorter in a PDF
        } else {
            painter.drawPolygon(cell.outline);
        }
    }
}

}  // namespace poolscope
