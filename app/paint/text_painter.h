// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text: shaped, fitted into their width, drawn at the same size on every surface. Private to app/paint.
#pragma once

#include <QGlyphRun>
#include <QPainterPath>
#include <QRawFont>
#include <QString>
#include <deque>
#include <map>
#include <tuple>
#include <vector>

#include "app/paint/frame.h"
#include "app/paint/svg_text.h"

namespace poolscope {

// Shapes every word and sign once; one object serves one painting, so nothing outlives it.
class TextPainter {
  public:
    // With `svg`, text becomes elements there instead of glyphs; only for the painter of an SVG.
    explicit TextPainter(SvgTexts* svg = nullptr) : svg_(svg) {}

    // The width of the line in points, after fitting.
    double width(const TextMark& mark);
    void draw(QPainter& painter, const Frame& frame, const TextMark& mark);

  private:
    // Glyphs at kEm pixels on a baseline at y = 0.
    struct Shaped {
        std::vector<QGlyphRun> runs;
        double advance = 0;
    };
    struct Resized {
        QRawFont original;
        double pixels = 0;
        QRawFont font;
    };
    struct Outlines {
        QRawFont original;
        QRawFont font;
        std::map<quint32, QPainterPath> glyphs{};
    };
    struct Run {
        QString text;
        Colour colour;
        bool bold = false;
        bool subscript = false;
    };
    struct Line {
        std::vector<Run> runs;
        double size = 0;  // of the font, in points
        double width = 0;
    };

    const Shaped& shapePart(const QString& part, Face face, bool bold);
    Shaped shape(const Run& run, Face face);
    static void append(Shaped& shaped, const Shaped& more, double dy);
    const QRawFont& resized(const QRawFont& font, double pixels);
    // The same font loaded for its outlines alone: they change by the last bit once glyphs were drawn with it.
    Outlines& outlinesOf(const QRawFont& font);
    QPainterPath outline(const QGlyphRun& run);
    void drawGlyphs(QPainter& painter, const Frame& frame, const QGlyphRun& run, const QPointF& at, double size);
    double widthOf(const std::vector<Run>& runs, Face face, double size);
    Line fit(const TextMark& mark);
    static std::vector<Run> first(std::vector<Run> runs, qsizetype count);
    static std::vector<Run> cut(const std::vector<Run>& runs, qsizetype count);
    std::vector<Run> elide(const std::vector<Run>& runs, Face face, double size, double maxWidth);

    void drawElement(QPainter& painter, const Frame& frame, const TextMark& mark, const Line& line);

    SvgTexts* svg_;
    std::map<std::tuple<QString, Face, bool>, Shaped> parts_;
    std::deque<Resized> resized_;
    std::deque<Outlines> outlines_;
};

}  // namespace poolscope
