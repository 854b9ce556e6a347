// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/svg_values.h"

#include <cmath>

#include "core/base/text.h"

namespace poolscope {
namespace {

// "#212529", or "#fff" where each digit stands twice.
std::string shortHex(const Colour& colour) {
    const std::string hex = toHex(withAlpha(colour, 255));
    const bool twice = hex[1] == hex[2] && hex[3] == hex[4] && hex[5] == hex[6];
    return twice ? std::string{'#', hex[1], hex[3], hex[5]} : hex;
}

}  // namespace

std::string svgNumber(double value, int places) {
    std::string text = fixedNumber(value, places);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string svgAttribute(const char* name, double value) {
    return ' ' + std::string(name) + "=\"" + svgNumber(value) + '"';
}

std::string svgPaint(const std::string& name, const Colour& colour) {
    std::string paint = ' ' + name + "=\"" + shortHex(colour) + '"';
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

std::string svgOutline(const QPolygonF& corners) {
    // Steps between places that are rounded already, so that errors do not add.
    const auto rounded = [](const QPointF& p) {
        return QPointF(std::round(p.x() * 1e3) / 1e3, std::round(p.y() * 1e3) / 1e3);
    };
    std::string path;
    QPointF at;
    for (const QPointF& corner : corners) {
        const QPointF step = rounded(corner) - at;
        at = rounded(corner);
        if (path.empty()) {
            path = 'M' + svgNumber(at.x()) + ' ' + svgNumber(at.y());
        } else if (step.y() == 0) {
            path += 'h' + svgNumber(step.x());
        } else if (step.x() == 0) {
            path += 'v' + svgNumber(step.y());
        } else {
            path += 'l' + svgNumber(step.x()) + ' ' + svgNumber(step.y());
        }
    }
    return path + 'z';
}

}  // namespace poolscope
