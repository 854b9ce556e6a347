// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, points and colours as SVG spells them. Private to app/paint.
#pragma once

#include <QPolygonF>
#include <string>

#include "core/scene/colour.h"

namespace poolscope {

// With at most so many places after the point, and no zeros at their end.
std::string svgNumber(double value, int places = 3);
// ` NAME="NUMBER"`
std::string svgAttribute(const char* name, double value);
// ` fill="#212529"`, with its opacity where it is not opaque; `name` is fill or stroke.
std::string svgPaint(const std::string& name, const Colour& colour);
// "10,20 30,40"
std::string svgPoints(const QPolygonF& points);
// A closed path, from corner to corner: "M10 20h5v-3z".
std::string svgOutline(const QPolygonF& corners);

}  // namespace poolscope
