// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/svg_glyphs.h"

#include <cmath>

#include "app/paint/svg_values.h"

namespace poolscope {
namespace {

// Outlines are whole numbers of this share of the font size: a hundredth of a point in a text of ten points.
constexpr double kUnits = 1000;

long units(double pixels) {
    return std::lround(pixels / kEm * kUnits);
}

// Relative, as whole numbers are shortest that way, but rounded from where the points are, so that errors do not add.
class PathText {
  public:
    void add(char command, std::initializer_list<QPointF> points) {
        text_ += command;
        long x = x_;
        long y = y_;
        for (const QPointF& point : points) {
            x = units(point.x());
            y = units(point.y());
            number(x - x_);
            number(y - y_);
        }
        x_ = x;
        y_ = y;
    }
    void close() {
        if (!text_.empty()) text_ += 'z';
        x_ = startX_;
        y_ = startY_;
    }
    void moveTo(const QPointF& point) {
        close();
        add('m', {point});
        startX_ = x_;
        startY_ = y_;
    }
    const std::string& text() const { return text_; }

  private:
    void number(long value) {
        const bool afterDigit = text_.back() >= '0' && text_.back() <= '9';
        text_ += (afterDigit && value >= 0 ? " " : "") + std::to_string(value);  // a minus keeps numbers apart
    }

    std::string text_;
    long x_ = 0;
    long y_ = 0;
    long startX_ = 0;
    long startY_ = 0;
};

std::string pathOf(const QPainterPath& outline) {
    PathText path;
    for (int i = 0; i < outline.elementCount(); ++i) {
        const QPainterPath::Element element = outline.elementAt(i);
        switch (element.type) {
            case QPainterPath::MoveToElement:
                path.moveTo(element);
                break;
            case QPainterPath::LineToElement:
                path.add('l', {element});
                break;
            case QPainterPath::CurveToElement:
                path.add('c', {element, outline.elementAt(i + 1), outline.elementAt(i + 2)});
                break;
            case QPainterPath::CurveToDataElement:  // the two that were read with their curve
                break;
        }
    }
    path.close();
    return path.text();
}

// The same in every figure, so that several in one page do not take each other's glyphs: initials of the face, "JMB568"
// for JetBrains Mono Bold. They are most of what a number takes.
std::string nameOf(const QRawFont& font, quint32 glyph) {
    QString name;
    for (const QString& word : (font.familyName() + QLatin1Char(' ') + font.styleName()).split(QLatin1Char(' '))) {
        name += word.left(1);
    }
    return name.toStdString() + std::to_string(glyph);
}

}  // namespace

std::string SvgGlyphs::use(const TextLayout::Glyphs& glyphs) {
    const QRawFont font = glyphs.run.rawFont();
    const QList<quint32> indexes = glyphs.run.glyphIndexes();
    const QList<QPointF> positions = glyphs.run.positions();
    std::string uses;
    for (qsizetype i = 0; i < indexes.size(); ++i) {
        const std::string name = nameOf(font, indexes[i]);
        const auto [known, isNew] = paths_.try_emplace(name);
        if (isNew) known->second = pathOf(outlines_.of(font, indexes[i]));
        if (known->second.empty()) continue;  // a space
        uses += "<use xlink:href=\"#" + name + '"';
        if (const long x = units(positions[i].x()); x != 0) uses += " x=\"" + std::to_string(x) + '"';
        if (const long y = units(positions[i].y()); y != 0) uses += " y=\"" + std::to_string(y) + '"';
        uses += "/>";
    }
    if (uses.empty()) return {};
    return "<g transform=\"translate(" + svgNumber(glyphs.at.x) + ' ' + svgNumber(glyphs.at.y) + ") scale(" +
           svgNumber(glyphs.size / kUnits, 6) + ")\"" + svgPaint("fill", glyphs.colour) + '>' + uses + "</g>\n";
}

std::string SvgGlyphs::definitions() const {
    std::string text;
    for (const auto& [name, path] : paths_) {
        if (!path.empty()) text += "<path id=\"" + name + "\" d=\"" + path + "\"/>\n";
    }
    return text.empty() ? text : "<defs>\n" + text + "</defs>\n";
}

}  // namespace poolscope
