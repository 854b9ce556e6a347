// SPDX-License-Identifier: GPL-3.0-or-later
// Scene -> the text of an SVG. Private to app/paint.
#pragma once

#include <string>

#include "app/paint/export.h"

namespace poolscope {

// One user unit is one point; width and height are in millimetres. Each glyph stands once in <defs>, so that text looks
// the same where its font is not installed; with `options.editableText` it is text instead.
std::string svgText(const Scene& scene, const ExportOptions& options);

}  // namespace poolscope
