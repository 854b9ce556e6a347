// SPDX-License-Identifier: GPL-3.0-or-later
// Scene -> the bytes of a PNG, SVG or PDF, the same bytes every time. Writes no file.
#pragma once

#include <QByteArray>
#include <optional>

#include "core/base/error.h"
#include "core/figure/scene.h"

namespace poolscope {

enum class FigureFormat { Png, Svg, Pdf };

// By the ending of the name, upper or lower case.
std::optional<FigureFormat> figureFormat(const std::string& path);

struct ExportOptions {
    double dpi = 300;                  // PNG only
    std::optional<Colour> background;  // none: transparent
};

// Scene sizes are points (1/72 inch); the physical size of the result is exact in all three formats.
Result<QByteArray> renderFigure(const Scene& scene, FigureFormat format, const ExportOptions& options);

}  // namespace poolscope
