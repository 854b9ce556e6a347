// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/text_layout.h"

#include <QFont>
#include <QRawFont>
#include <QTextLayout>
#include <algorithm>

#include "core/scene/text_width.h"

namespace poolscope {
namespace {

constexpr double kSubscriptDrop = 0.18;  // of the size of the line
// Of both bundled faces, as shares of the size: the top of a line is the ascent of Inter, the middle that of capitals.
constexpr double kAscent = 0.96875;
constexpr double kCapitals = 0.7275;

QFont fontOf(FontFace face, bool bold) {
    QFont font(face == FontFace::Mono ? QStringLiteral("JetBrains Mono") : QStringLiteral("Inter"));
    font.setPixelSize(kEm);
    if (bold) font.setWeight(face == FontFace::Mono ? QFont::Bold : QFont::DemiBold);
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

double baseline(const TextMark& mark, double size) {
    switch (mark.level) {
        case VerticalAlign::Top:
            return mark.at.y + kAscent * size;
        case VerticalAlign::Middle:
            return mark.at.y + kCapitals / 2 * size;
        case VerticalAlign::Baseline:
            break;
    }
    return mark.at.y;
}

double left(const TextMark& mark, double width) {
    switch (mark.align) {
        case HorizontalAlign::Centre:
            return mark.at.x - width / 2;
        case HorizontalAlign::Right:
            return mark.at.x - width;
        case HorizontalAlign::Left:
            break;
    }
    return mark.at.x;
}

// How much of a line could be seen at all: hardly a letter is narrower than this share of the size.
constexpr double kNarrowest = 0.1;

double runSize(bool subscript, double size) {
    return subscript ? size * kSubscriptSize : size;
}

}  // namespace

double TextLayout::Line::sizeOf(const Run& run) const {
    return runSize(run.subscript, size);
}

double TextLayout::Line::dropOf(const Run& run) const {
    return run.subscript ? kSubscriptDrop * size : 0;
}

const TextLayout::Shaped& TextLayout::shapePart(const QString& part, FontFace face, bool bold) {
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

TextLayout::Shaped TextLayout::shape(const Run& run, FontFace face) {
    Shaped shaped;
    for (const QString& part : parts(run.text)) append(shaped, shapePart(part, face, run.bold), 0);
    return shaped;
}

// Glyphs of one font stay one run, which keeps files small and their text searchable.
void TextLayout::append(Shaped& shaped, const Shaped& more, double dy) {
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

double TextLayout::widthOf(const std::vector<Run>& runs, FontFace face, double size) {
    double sum = 0;
    for (const Run& run : runs) {
        for (const QString& part : parts(run.text)) {
            sum += shapePart(part, face, run.bold).advance / kEm * runSize(run.subscript, size);
        }
    }
    return sum;
}

// The first so many code units; a character, its marks and both halves of a surrogate pair go together.
std::vector<TextLayout::Run> TextLayout::first(std::vector<Run> runs, qsizetype count) {
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

std::vector<TextLayout::Run> TextLayout::cut(const std::vector<Run>& runs, qsizetype count) {
    std::vector<Run> kept = first(runs, count);
    if (!kept.empty()) kept.back().text += QChar(0x2026);
    return kept;
}

std::vector<TextLayout::Run> TextLayout::elide(const std::vector<Run>& runs, FontFace face, double size,
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

TextLayout::Line TextLayout::fit(const TextMark& mark) {
    if (!(mark.size > 0)) return {};
    Line line = fitWidth(mark);
    line.baseline = baseline(mark, line.size);
    return line;
}

TextLayout::Line TextLayout::fitWidth(const TextMark& mark) {
    const double shrunk = leastShrunk(mark.size, mark.least);
    Line line{{}, mark.size, 0, 0};
    for (const TextRun& run : mark.runs) {
        line.runs.push_back({QString::fromStdString(run.text), run.colour, run.bold, run.subscript});
    }
    if (mark.maxWidth > 0) {
        // A book is not measured to its end to show its first line.
        const double most = mark.maxWidth / (shrunk * kNarrowest * mark.size) + 1;
        line.runs = first(std::move(line.runs), static_cast<qsizetype>(std::min(most, 1e9)));
    }
    line.width = widthOf(line.runs, mark.face, line.size);
    if (mark.maxWidth <= 0 || line.width <= mark.maxWidth) return line;
    line.size *= std::max(shrunk, mark.maxWidth / line.width);
    line.width = widthOf(line.runs, mark.face, line.size);
    if (line.width <= mark.maxWidth + 1e-9) return line;
    line.runs = elide(line.runs, mark.face, line.size, mark.maxWidth);
    line.width = widthOf(line.runs, mark.face, line.size);
    return line;
}

std::vector<TextLayout::Glyphs> TextLayout::place(const TextMark& mark) {
    const Line line = fit(mark);
    std::vector<Glyphs> placed;
    double x = left(mark, line.width);
    for (const Run& run : line.runs) {
        const Shaped shaped = shape(run, mark.face);
        const double size = line.sizeOf(run);
        for (const QGlyphRun& glyphs : shaped.runs) {
            placed.push_back({glyphs, {x, line.baseline + line.dropOf(run)}, size, run.colour});
        }
        x += shaped.advance / kEm * size;
    }
    return placed;
}

}  // namespace poolscope
