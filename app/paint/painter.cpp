// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/painter.h"

#include <QFontDatabase>
#include <QHashSeed>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/paint/frame.h"
#include "app/paint/hatching.h"
#include "app/paint/heat_map.h"
#include "app/paint/text_painter.h"

namespace poolscope {
namespace {

QPen penOf(const Stroke& stroke, double width, Qt::PenJoinStyle join) {
    QPen pen(toQt(stroke.colour), width, Qt::SolidLine, Qt::FlatCap, join);
    // Qt counts dashes in widths of the pen.
    if (stroke.dashed) pen.setDashPattern({dashOf(stroke) / stroke.width, gapOf(stroke) / stroke.width});
    return pen;
}

bool visible(const std::optional<Stroke>& stroke) {
    return stroke && stroke->width > 0;
}

class MarkPainter {
  public:
    MarkPainter(QPainter& painter, const Frame& frame, TextPainter& text)
        : painter_(painter), frame_(frame), text_(text) {}

    void operator()(const RectMark& mark) {
        if (mark.radius > 0) {
            prepare(mark.fill, mark.stroke, Qt::MiterJoin);
            const double radius = mark.radius * frame_.scale;
            painter_.drawRoundedRect(frame_.map(mark.rect), radius, radius);
        } else if (frame_.pixels) {
            snappedRect(mark);
        } else {
            prepare(mark.fill, mark.stroke, Qt::MiterJoin);
            painter_.drawRect(frame_.map(mark.rect));
        }
    }

    void operator()(const EllipseMark& mark) {
        prepare(mark.fill, mark.stroke, Qt::MiterJoin);
        painter_.drawEllipse(frame_.map(mark.box));
    }

    void operator()(const LineMark& mark) {
        QPolygonF points;
        for (const Point& point : mark.points) points << frame_.map(point);
        prepare(mark.fill, mark.stroke, Qt::RoundJoin);
        if (mark.fill) {
            painter_.drawPolygon(points);
        } else if (points.size() > 1 && visible(mark.stroke)) {
            if (frame_.pixels && points.size() == 2 && crisp(mark.stroke, points)) return;
            painter_.drawPolyline(points);
        }
    }

    void operator()(const HatchMark& mark) {
        QPainterPath path;
        for (const QPolygonF& strip : hatching(mark, frame_)) {
            path.addPolygon(strip);
            path.closeSubpath();
        }
        painter_.fillPath(path, toQt(mark.colour));
    }

    void operator()(const TextMark& mark) { text_.draw(painter_, frame_, mark); }
    void operator()(const HeatMapMark& mark) { drawHeatMap(painter_, frame_, mark); }

  private:
    void prepare(const std::optional<Colour>& fill, const std::optional<Stroke>& stroke, Qt::PenJoinStyle join) {
        painter_.setBrush(fill ? QBrush(toQt(*fill)) : QBrush(Qt::NoBrush));
        painter_.setPen(visible(stroke) ? penOf(*stroke, stroke->width * frame_.scale, join) : QPen(Qt::NoPen));
    }

    void snappedRect(const RectMark& mark) {
        const QRectF rect = frame_.snapped(mark.rect);
        if (mark.fill) painter_.fillRect(rect, toQt(*mark.fill));
        if (!visible(mark.stroke)) return;
        const double width = frame_.lineWidth(mark.stroke->width);
        // Of an odd width the larger half goes inside, on all four sides.
        const double outside = std::floor(width / 2);
        const QRectF outer = rect.adjusted(-outside, -outside, outside, outside);
        if (mark.stroke->dashed) {
            painter_.setBrush(Qt::NoBrush);
            painter_.setPen(penOf(*mark.stroke, width, Qt::MiterJoin));
            painter_.drawRect(outer.adjusted(width / 2, width / 2, -width / 2, -width / 2));
            return;
        }
        QPainterPath ring;  // so that the outline of a cell of one pixel is still seen
        ring.addRect(outer);
        const QRectF inner = outer.adjusted(width, width, -width, -width);
        if (inner.isValid()) ring.addRect(inner);
        painter_.fillPath(ring, toQt(mark.stroke->colour));
    }

    // Qt hands a translucent fill of more than a few dozen rows to its thread pool, which costs more than the fill; an
    // image of one pixel, stretched, is blended on the spot.
    void fill(const QRectF& rect, const QColor& colour) {
        if (colour.alpha() == 255) {
            painter_.fillRect(rect, colour);
            return;
        }
        QImage pixel(1, 1, QImage::Format_ARGB32_Premultiplied);
        pixel.fill(colour);
        painter_.drawImage(rect, pixel);
    }

    // A horizontal or vertical line lies on the same pixels as the edge of a rectangle there. Filling them is many
    // times quicker than a line is. False for other lines, and for dashed ones, which are only moved.
    bool crisp(const Stroke& stroke, QPolygonF& line) {
        const double width = frame_.lineWidth(stroke.width);
        const double before = std::floor(width / 2);
        const double inset = width / 2 - before;
        const bool horizontal = line[0].y() == line[1].y();
        if (!horizontal && line[0].x() != line[1].x()) return false;
        const QPointF a{Frame::snap(line[0].x()), Frame::snap(line[0].y())};
        const QPointF b{Frame::snap(line[1].x()), Frame::snap(line[1].y())};
        if (!stroke.dashed) {
            const QRectF length = QRectF(a, b).normalized();
            const QRectF pixels = horizontal ? QRectF(length.left(), a.y() - before, length.width(), width)
                                             : QRectF(a.x() - before, length.top(), width, length.height());
            fill(pixels, toQt(stroke.colour));
            return true;
        }
        const QPointF offset(horizontal ? 0 : inset, horizontal ? inset : 0);
        line = {a + offset, b + offset};
        painter_.setPen(penOf(stroke, width, Qt::MiterJoin));
        return false;
    }

    QPainter& painter_;
    const Frame frame_;
    TextPainter& text_;
};

}  // namespace

Result<void> loadFonts() {
    for (const char* name :
         {"Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf"}) {
        if (QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QString::fromLatin1(name)) < 0) {
            return fail(name, "this font, which is part of the program, could not be loaded");
        }
    }
    // The order of fonts in a PDF is that of a QHash: with Qt's random seed, no two runs would write the same bytes.
    QHashSeed::setDeterministicGlobalSeed();
    return {};
}

ScenePainter::ScenePainter() : text_(std::make_unique<TextPainter>()) {}

ScenePainter::~ScenePainter() = default;

void ScenePainter::paint(QPainter& painter, const Scene& scene, Surface surface) {
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::LosslessImageRendering);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    MarkPainter markPainter(painter, enterFrame(painter, surface), *text_);
    for (const Mark& mark : scene.marks) std::visit(markPainter, mark);
    painter.restore();
}

void paintScene(QPainter& painter, const Scene& scene, Surface surface) {
    ScenePainter().paint(painter, scene, surface);
}

}  // namespace poolscope
