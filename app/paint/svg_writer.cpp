// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/svg_writer.h"

#include "app/paint/figure_record.h"
#include "app/paint/hatching.h"
#include "app/paint/heat_map.h"
#include "app/paint/svg_glyphs.h"
#include "app/paint/svg_values.h"
#include "core/base/xml_text.h"

namespace poolscope {
namespace {

constexpr double kMmPerPoint = 25.4 / 72;

std::string boxOf(const Rect& rect) {
    return svgAttribute("x", rect.x) + svgAttribute("y", rect.y) + svgAttribute("width", rect.width) +
           svgAttribute("height", rect.height);
}

std::string strokeOf(const std::optional<Stroke>& stroke) {
    if (!stroke || !(stroke->width > 0)) return {};
    std::string text = svgPaint("stroke", stroke->colour) + svgAttribute("stroke-width", stroke->width);
    if (stroke->dashed)
        text += " stroke-dasharray=\"" + svgNumber(dashOf(*stroke)) + ' ' + svgNumber(gapOf(*stroke)) + '"';
    return text;
}

std::string looksOf(const std::optional<Colour>& fill, const std::optional<Stroke>& stroke) {
    return (fill ? svgPaint("fill", *fill) : " fill=\"none\"") + strokeOf(stroke);
}

// A line end would break the line, and a tab move it.
std::string inOneLine(QString text) {
    for (QChar& c : text) {
        if (c < QChar(0x20)) c = QChar(0x20);
    }
    return xmlText(text.toStdString());
}

std::string anchorOf(HorizontalAlign align) {
    switch (align) {
        case HorizontalAlign::Centre:
            return " text-anchor=\"middle\"";
        case HorizontalAlign::Right:
            return " text-anchor=\"end\"";
        case HorizontalAlign::Left:
            break;
    }
    return {};
}

// A line of text as one element, each run a part of it.
std::string elementOf(const TextMark& mark, const TextLayout::Line& line) {
    if (line.runs.empty()) return {};
    const bool mono = mark.face == FontFace::Mono;
    std::string element = "<text" + svgAttribute("x", mark.at.x) + svgAttribute("y", line.baseline) +
                          anchorOf(mark.align) + " font-family=\"" +
                          (mono ? "JetBrains Mono, monospace" : "Inter, sans-serif") + '"' +
                          svgAttribute("font-size", line.size) + '>';
    double drop = 0;
    for (const TextLayout::Run& run : line.runs) {
        element += "<tspan" + svgPaint("fill", run.colour);
        // The faces that are bundled: Inter SemiBold, JetBrains Mono Bold.
        if (run.bold) element += mono ? " font-weight=\"700\"" : " font-weight=\"600\"";
        if (run.subscript) element += svgAttribute("font-size", line.sizeOf(run));
        if (line.dropOf(run) != drop) element += svgAttribute("dy", line.dropOf(run) - drop);
        drop = line.dropOf(run);
        element += '>' + inOneLine(run.text) + "</tspan>";
    }
    return element + "</text>\n";
}

// As drawn: no ligatures ("!=" stays two signs), and spaces as they are.
constexpr const char* kTextStyle =
    "<style>text { white-space: pre; font-variant-ligatures: none; "
    "font-feature-settings: \"calt\" 0, \"liga\" 0; }</style>\n";

// Each mark as its elements.
class MarkWriter {
  public:
    explicit MarkWriter(bool editableText) : editableText_(editableText) {}

    std::string operator()(const RectMark& mark) const {
        const std::string radius = mark.radius > 0 ? svgAttribute("rx", mark.radius) : "";
        return "<rect" + boxOf(mark.rect) + radius + looksOf(mark.fill, mark.stroke) + "/>\n";
    }

    std::string operator()(const EllipseMark& mark) const {
        const Point centre = mark.box.centre();
        const bool round = mark.box.width == mark.box.height;
        return (round ? "<circle" : "<ellipse") + svgAttribute("cx", centre.x) + svgAttribute("cy", centre.y) +
               (round ? svgAttribute("r", mark.box.width / 2)
                      : svgAttribute("rx", mark.box.width / 2) + svgAttribute("ry", mark.box.height / 2)) +
               looksOf(mark.fill, mark.stroke) + "/>\n";
    }

    std::string operator()(const LineMark& mark) const {
        if (mark.points.size() < 2) return {};
        QPolygonF points;
        for (const Point& point : mark.points) points << QPointF(point.x, point.y);
        return std::string(mark.fill ? "<polygon fill-rule=\"evenodd\"" : "<polyline") + " points=\"" +
               svgPoints(points) + '"' + looksOf(mark.fill, mark.stroke) +
               (points.size() > 2 ? " stroke-linejoin=\"round\"" : "") + "/>\n";
    }

    std::string operator()(const HatchMark& mark) const {
        std::string path;
        for (const QPolygonF& strip : hatching(mark, Frame())) path += svgOutline(strip);
        return "<path d=\"" + path + '"' + svgPaint("fill", mark.colour) + "/>\n";
    }

    std::string operator()(const TextMark& mark) {
        if (editableText_) return elementOf(mark, layout_.fit(mark));
        std::string uses;
        for (const TextLayout::Glyphs& glyphs : layout_.place(mark)) uses += glyphs_.use(glyphs);
        return uses;
    }

    std::string operator()(const HeatMapMark& mark) const {
        if (!canBeDrawn(mark)) return {};
        if (!isDrawnAsShapes(mark)) return imageOf(mark);
        std::string cells;
        for (const CellShape& cell : cellShapes(mark, Frame())) cells += cellOf(cell);
        return cells;
    }

    std::string definitions() const { return editableText_ ? kTextStyle : glyphs_.definitions(); }

  private:
    static std::string cellOf(const CellShape& cell) {
        const Colour colour = rgb(cell.argb & 0xffffffU);
        if (cell.outline.size() != 4) {
            return "<path d=\"" + svgOutline(cell.outline) + '"' + svgPaint("fill", colour) + "/>\n";
        }
        const QRectF box = cell.outline.boundingRect();
        return "<rect" + boxOf({box.x(), box.y(), box.width(), box.height()}) + svgPaint("fill", colour) + "/>\n";
    }

    static std::string imageOf(const HeatMapMark& mark) {
        const QByteArray png = pngBytes(cellImage(mark)).value_or(QByteArray());
        return "<image" + boxOf(mark.rect) + " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64," +
               png.toBase64().toStdString() + "\"/>\n";
    }

    bool editableText_;
    TextLayout layout_;
    SvgGlyphs glyphs_;
};

}  // namespace

std::string svgText(const Scene& scene, const ExportOptions& options) {
    const auto [width, height] = scene.size;
    MarkWriter marks(options.editableText);
    std::string body;
    if (options.background) body += marks(RectMark{{0, 0, width, height}, options.background, {}});
    for (const Mark& mark : scene.marks) body += std::visit(marks, mark);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
           "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
           svgNumber(width * kMmPerPoint, 6) + "mm\" height=\"" + svgNumber(height * kMmPerPoint, 6) +
           "mm\" viewBox=\"0 0 " + svgNumber(width, 6) + ' ' + svgNumber(height, 6) + "\">\n" + svgRecord(options) +
           marks.definitions() + body + "</svg>\n";
}

}  // namespace poolscope
