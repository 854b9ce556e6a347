// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/svg_values.h"

#include "core/base/text.h"

namespace poolscope {

std::string svgNumber(double value, int places) {
    std::string text = fixed(value, places);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string svgAttribute(const char* name, double value) {
    return ' ' + std::string(name) + "=\"" + svgNumber(value) + '"';
}

std::string svgPaint(const std::string& name, const Colour& colour) {
    std::string paint = ' ' + name + "=\"" + toHex(withAlpha(colour, 255)) + '"';
    if (colour.a != 255) paint += ' ' + name + "-opacity=\"" + svgNumber(colour.a / 255.0, 4) + '"';
    return paint;
}

std::string svgPoints(const QPolygonF& points) {
    std::string text;
    for (const QPointF& point : points) {
        if (!text.empty()) text += ' ';
        text += svgNumber(point.x()) + ',' + svgNumber(point.y());
    }
    return text;
}

}  // namespace poolscope
