// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/svg_text.h"

#include "core/base/text.h"

namespace poolscope {
namespace {

// A word that no label of a figure is: the text of a figure goes into the elements, never through Qt.
constexpr const char* kMark = "poolscope-text";

QByteArray number(double value) {
    return QByteArray::fromStdString(fixedNumber(value, 4));
}

QByteArray escaped(const QString& text) {
    QString legal;
    for (const QChar c : text) {
        // XML knows no control characters.
        legal += c < QChar(0x20) ? QChar(0x20) : c;
    }
    return legal.toHtmlEscaped().toUtf8();
}

QByteArray anchor(Align align) {
    switch (align) {
        case Align::Centre:
            return " text-anchor=\"middle\"";
        case Align::Right:
            return " text-anchor=\"end\"";
        case Align::Left:
            break;
    }
    return {};
}

QByteArray fillOf(const Colour& colour) {
    QByteArray fill = " fill=\"" + QByteArray::fromStdString(toHex(withAlpha(colour, 255))) + '"';
    if (colour.a != 255) fill += " fill-opacity=\"" + number(colour.a / 255.0) + '"';
    return fill;
}

QByteArray elementOf(const SvgTexts::Line& line) {
    const QByteArray family = line.face == Face::Mono ? "JetBrains Mono, monospace" : "Inter, sans-serif";
    QByteArray element = "<text x=\"" + number(line.at.x()) + "\" y=\"" + number(line.at.y()) + '"' +
                         anchor(line.align) + " font-family=\"" + family + "\" font-size=\"" + number(line.size) +
                         "\">";
    double drop = 0;
    for (const SvgTexts::Run& run : line.runs) {
        element += "<tspan" + fillOf(run.colour);
        // The faces that are bundled: Inter SemiBold, JetBrains Mono Bold.
        if (run.bold) element += line.face == Face::Mono ? " font-weight=\"700\"" : " font-weight=\"600\"";
        if (run.size != line.size) element += " font-size=\"" + number(run.size) + '"';
        if (run.drop != drop) element += " dy=\"" + number(run.drop - drop) + '"';
        drop = run.drop;
        element += '>' + escaped(run.text) + "</tspan>";
    }
    return element + "</text>";
}

}  // namespace

void SvgTexts::add(QPainter& painter, const Line& line) {
    if (line.runs.empty()) return;
    elements_.push_back(elementOf(line));
    painter.setPen(Qt::black);  // without a pen Qt writes no text at all
    painter.drawText(QPointF(), QString::fromLatin1(kMark));
}

QByteArray SvgTexts::placedIn(const QByteArray& svg) const {
    const QByteArray mark = '>' + QByteArray(kMark) + "</text>";
    QByteArray result;
    qsizetype from = 0;
    for (const QByteArray& element : elements_) {
        const qsizetype end = svg.indexOf(mark, from);
        if (end < 0) break;
        const qsizetype start = svg.lastIndexOf("<text", end);
        result += svg.mid(from, start - from) + element;
        from = end + mark.size();
    }
    return result + svg.mid(from);
}

QByteArray SvgTexts::style() {
    // As drawn: no ligatures ("!=" stays two signs), no outline, and spaces as they are.
    return "<style>text { stroke: none; white-space: pre; font-variant-ligatures: none; "
           "font-feature-settings: \"calt\" 0, \"liga\" 0; }</style>\n";
}

}  // namespace poolscope
