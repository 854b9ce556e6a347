// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/text_painter.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostSizes = 96;

}  // namespace

// A new size of a font has no glyphs drawn yet, so it is made once.
const QRawFont& TextPainter::resized(const QRawFont& font, double pixels) {
    for (const Resized& known : resized_) {
        if (known.pixels == pixels && known.original == font) return known.font;
    }
    if (resized_.size() >= kMostSizes) resized_.clear();  // a window that is resized asks for ever new sizes
    Resized& added = resized_.emplace_back(Resized{font, pixels, font});
    added.font.setPixelSize(pixels);
    return added.font;
}

// A raster gets glyphs of exactly its pixel size, hinted for it. A PDF gets text.
void TextPainter::drawGlyphs(QPainter& painter, const Frame& frame, const TextLayout::Glyphs& glyphs) {
    const QPointF at = frame.map(glyphs.at);
    const double pixels = glyphs.size * frame.scale;
    const double factor = pixels / kEm;
    painter.setPen(toQt(glyphs.colour));
    if (frame.pixels) {
        QList<QPointF> positions = glyphs.run.positions();
        for (QPointF& position : positions) position *= factor;
        QGlyphRun drawn;
        drawn.setRawFont(resized(glyphs.run.rawFont(), pixels));
        drawn.setGlyphIndexes(glyphs.run.glyphIndexes());
        drawn.setPositions(positions);
        painter.drawGlyphRun(at, drawn);
    } else {
        const QTransform before = painter.worldTransform();
        painter.translate(at);
        painter.scale(factor, factor);
        painter.drawGlyphRun({}, glyphs.run);
        painter.setWorldTransform(before);
    }
}

void TextPainter::draw(QPainter& painter, const Frame& frame, const TextMark& mark) {
    for (const TextLayout::Glyphs& glyphs : layout_.place(mark)) drawGlyphs(painter, frame, glyphs);
}

}  // namespace poolscope
