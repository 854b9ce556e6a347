// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/text_painter.h"

#include <QFont>
#include <QPaintEngine>
#include <QPainterPath>
#include <QTextLayout>
#include <algorithm>

namespace poolscope {
namespace {

// Text is always shaped at this size, without hinted advances, and scaled afterwards: QFont knows whole pixels only,
// and a width that depended on the surface would move labels between the screen and the files.
constexpr int kEm = 64;
constexpr std::size_t kMostSizes = 96;
constexpr double kSmallest = 0.7;        // how far a text shrinks before it is cut
constexpr double kSubscriptSize = 0.72;  // of the size of the line
constexpr double kSubscriptDrop = 0.18;  // of the size of the line
// Of both bundled faces, as shares of the size: the top of a line is the ascent of Inter, the middle that of capitals.
constexpr double kAscent = 0.96875;
constexpr double kCapitals = 0.7275;

QFont fontOf(Face face, bool bold) {
    QFont font(face == Face::Mono ? QStringLiteral("JetBrains Mono") : QStringLiteral("Inter"));
    font.setPixelSize(kEm);
    if (bold) font.setWeight(face == Face::Mono ? QFont::Bold : QFont::DemiBold);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    font.setStyleStrategy(static_cast<QFont::StyleStrategy>(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
    return font;
}

// Both fonts replace signs by their neighbours: "!=" becomes one sign, "28x28" gets a multiplication sign, brackets and
// arrows rise beside digits. Code would not look as it is typed, and such glyphs have no character in a PDF. So only
// letters are shaped together.
std::vector<QString> parts(const QString& text) {
    const auto joins = [](QChar c) { return c.isLetter() || c.isMark() || c.isSurrogate(); };
    std::vector<QString> result;
    for (const QChar c : text) {
        if (result.empty() || !joins(c) || !joins(result.back().back())) result.emplace_back();
        result.back() += c;
    }
    return result;
}

// The file of a bundled font, empty for others.
QString fileOf(const QRawFont& font) {
    const bool bold = font.weight() > QFont::Medium;
    if (font.familyName() == QStringLiteral("JetBrains Mono")) {
        return bold ? QStringLiteral(":/fonts/JetBrainsMono-Bold.ttf")
                    : QStringLiteral(":/fonts/JetBrainsMono-Regular.ttf");
    }
    if (!font.familyName().startsWith(QStringLiteral("Inter"))) return {};
    return bold ? QStringLiteral(":/fonts/Inter-SemiBold.otf") : QStringLiteral(":/fonts/Inter-Regular.otf");
}

// A font of the system once more, by itself: the outlines of one that also fills pixels depend on what was drawn
// before.
QRawFont withoutHinting(const QRawFont& font) {
    QFont plain(font.familyName());
    plain.setStyleName(font.styleName());
    plain.setPixelSize(kEm);
    plain.setHintingPreference(QFont::PreferNoHinting);
    plain.setStyleStrategy(QFont::NoFontMerging);
    const QRawFont own = QRawFont::fromFont(plain);
    const bool same = own.familyName() == font.familyName() && own.styleName() == font.styleName();
    return same ? own : QRawFont();
}

double baseline(const TextMark& mark, double size) {
    switch (mark.level) {
        case Level::Top:
            return mark.at.y + kAscent * size;
        case Level::Middle:
            return mark.at.y + kCapitals / 2 * size;
        case Level::Baseline:
            break;
    }
    return mark.at.y;
}

double left(const TextMark& mark, double width) {
    switch (mark.align) {
        case Align::Centre:
            return mark.at.x - width / 2;
        case Align::Right:
            return mark.at.x - width;
        case Align::Left:
            break;
    }
    return mark.at.x;
}

// How much of a line could be seen at all: hardly a letter is narrower than this share of the size.
constexpr double kNarrowest = 0.1;

double sizeOf(bool subscript, double size) {
    return subscript ? size * kSubscriptSize : size;
}

}  // namespace

const TextPainter::Shaped& TextPainter::shapePart(const QString& part, Face face, bool bold) {
    const auto [found, isNew] = parts_.try_emplace({part, face, bold});
    Shaped& shaped = found->second;
    if (!isNew) return shaped;
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    option.setUseDesignMetrics(true);
    QTextLayout layout(part, fontOf(face, bold));
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1e6);
    layout.endLayout();
    for (const QGlyphRun& run : layout.glyphRuns()) append(shaped, {{run}, 0}, -line.ascent());
    shaped.advance = line.horizontalAdvance();
    return shaped;
}

TextPainter::Shaped TextPainter::shape(const Run& run, Face face) {
    Shaped shaped;
    for (const QString& part : parts(run.text)) append(shaped, shapePart(part, face, run.bold), 0);
    return shaped;
}

// Glyphs of one font stay one run, which keeps files small and their text searchable.
void TextPainter::append(Shaped& shaped, const Shaped& more, double dy) {
    for (const QGlyphRun& run : more.runs) {
        if (shaped.runs.empty() || shaped.runs.back().rawFont() != run.rawFont()) {
            shaped.runs.emplace_back().setRawFont(run.rawFont());
        }
        QGlyphRun& last = shaped.runs.back();
        QList<QPointF> positions = last.positions();
        for (const QPointF& position : run.positions()) positions << position + QPointF(shaped.advance, dy);
        last.setGlyphIndexes(last.glyphIndexes() + run.glyphIndexes());
        last.setPositions(positions);
    }
    shaped.advance += more.advance;
}

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

TextPainter::Outlines& TextPainter::outlinesOf(const QRawFont& font) {
    for (Outlines& known : outlines_) {
        if (known.original == font) return known;
    }
    const QString file = fileOf(font);
    const QRawFont own = file.isEmpty() ? withoutHinting(font) : QRawFont(file, kEm, QFont::PreferNoHinting);
    return outlines_.emplace_back(Outlines{font, own.isValid() ? own : font, {}});
}

QPainterPath TextPainter::outline(const QGlyphRun& run) {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    Outlines& outlines = outlinesOf(run.rawFont());
    const QList<quint32> indexes = run.glyphIndexes();
    const QList<QPointF> positions = run.positions();
    for (qsizetype i = 0; i < indexes.size(); ++i) {
        const auto [glyph, isNew] = outlines.glyphs.try_emplace(indexes[i]);
        if (isNew) glyph->second = outlines.font.pathForGlyph(indexes[i]);
        path.addPath(glyph->second.translated(positions[i]));
    }
    return path;
}

// A raster gets glyphs of exactly its pixel size, hinted for it. A PDF gets text. An SVG gets outlines, so that it
// looks the same where the fonts are not installed.
void TextPainter::drawGlyphs(QPainter& painter, const Frame& frame, const QGlyphRun& run, const QPointF& at,
                             double size) {
    const double factor = size / kEm;
    if (frame.pixels) {
        QList<QPointF> positions = run.positions();
        for (QPointF& position : positions) position *= factor;
        QGlyphRun drawn;
        drawn.setRawFont(resized(run.rawFont(), size));
        drawn.setGlyphIndexes(run.glyphIndexes());
        drawn.setPositions(positions);
        painter.drawGlyphRun(at, drawn);
    } else if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        const QTransform place = QTransform::fromTranslate(at.x(), at.y()).scale(factor, factor);
        painter.fillPath(place.map(outline(run)), painter.pen().brush());
    } else {
        const QTransform before = painter.worldTransform();
        painter.translate(at);
        painter.scale(factor, factor);
        painter.drawGlyphRun({}, run);
        painter.setWorldTransform(before);
    }
}

double TextPainter::widthOf(const std::vector<Run>& runs, Face face, double size) {
    double sum = 0;
    for (const Run& run : runs) {
        for (const QString& part : parts(run.text)) {
            sum += shapePart(part, face, run.bold).advance / kEm * sizeOf(run.subscript, size);
        }
    }
    return sum;
}

// The first so many code units; a character, its marks and both halves of a surrogate pair go together.
std::vector<TextPainter::Run> TextPainter::first(std::vector<Run> runs, qsizetype count) {
    std::vector<Run> kept;
    for (Run& run : runs) {
        QString& text = run.text;
        if (count <= 0 && !text.isEmpty()) break;
        const bool whole = text.size() <= count;
        qsizetype length = std::min(count, text.size());
        while (length > 0 && length < text.size() && (text[length].isMark() || text[length].isLowSurrogate())) --length;
        count -= text.size();
        text.truncate(length);
        if (whole || length > 0) kept.push_back(std::move(run));
    }
    return kept;
}

std::vector<TextPainter::Run> TextPainter::cut(const std::vector<Run>& runs, qsizetype count) {
    std::vector<Run> kept = first(runs, count);
    if (!kept.empty()) kept.back().text += QChar(0x2026);
    return kept;
}

std::vector<TextPainter::Run> TextPainter::elide(const std::vector<Run>& runs, Face face, double size,
                                                 double maxWidth) {
    // Widths grow with the characters that are kept, so that few lengths have to be tried.
    qsizetype fitting = 0;
    qsizetype tooMany = 0;
    for (const Run& run : runs) tooMany += run.text.size();
    while (tooMany - fitting > 1) {
        const qsizetype middle = fitting + (tooMany - fitting) / 2;
        (widthOf(cut(runs, middle), face, size) <= maxWidth ? fitting : tooMany) = middle;
    }
    const std::vector<Run> shown = cut(runs, fitting);
    return fitting > 0 && widthOf(shown, face, size) <= maxWidth ? shown : std::vector<Run>{};
}

TextPainter::Line TextPainter::fit(const TextMark& mark) {
    Line line{{}, mark.size, 0};
    for (const TextRun& run : mark.runs) {
        line.runs.push_back({QString::fromStdString(run.text), run.colour, run.bold, run.subscript});
    }
    if (mark.maxWidth > 0) {
        // A book is not measured to its end to show its first line.
        const double most = mark.maxWidth / (kSmallest * kNarrowest * mark.size) + 1;
        line.runs = first(std::move(line.runs), static_cast<qsizetype>(std::min(most, 1e9)));
    }
    line.width = widthOf(line.runs, mark.face, line.size);
    if (mark.maxWidth <= 0 || line.width <= mark.maxWidth) return line;
    line.size *= std::max(kSmallest, mark.maxWidth / line.width);
    line.width = widthOf(line.runs, mark.face, line.size);
    if (line.width <= mark.maxWidth + 1e-9) return line;
    line.runs = elide(line.runs, mark.face, line.size, mark.maxWidth);
    line.width = widthOf(line.runs, mark.face, line.size);
    return line;
}

double TextPainter::width(const TextMark& mark) {
    return fit(mark).width;
}

void TextPainter::drawElement(QPainter& painter, const Frame& frame, const TextMark& mark, const Line& line) {
    SvgTexts::Line element{
        frame.map(Point{mark.at.x, baseline(mark, line.size)}), mark.align, mark.face, line.size * frame.scale, {}};
    for (const Run& run : line.runs) {
        const double size = sizeOf(run.subscript, line.size);
        const double drop = run.subscript ? kSubscriptDrop * line.size : 0;
        element.runs.push_back({run.text, run.colour, run.bold, size * frame.scale, drop * frame.scale});
    }
    svg_->add(painter, element);
}

void TextPainter::draw(QPainter& painter, const Frame& frame, const TextMark& mark) {
    if (!(mark.size > 0)) return;
    const Line line = fit(mark);
    if (svg_) return drawElement(painter, frame, mark, line);
    const double y = baseline(mark, line.size);
    double x = left(mark, line.width);
    for (const Run& run : line.runs) {
        const Shaped shaped = shape(run, mark.face);
        const double size = sizeOf(run.subscript, line.size);
        const QPointF at = frame.map(Point{x, run.subscript ? y + kSubscriptDrop * line.size : y});
        painter.setPen(toQt(run.colour));
        for (const QGlyphRun& glyphs : shaped.runs) drawGlyphs(painter, frame, glyphs, at, size * frame.scale);
        x += shaped.advance / kEm * size;
    }
}

}  // namespace poolscope
