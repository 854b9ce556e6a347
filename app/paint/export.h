// SPDX-License-Identifier: GPL-3.0-or-later
// Scene -> the bytes of a PNG, TIFF, SVG or PDF, the same bytes every time. Writes no file.
#pragma once

#include <QByteArray>
#include <QImage>
#include <optional>
#include <string>

#include "app/paint/figure_formats.h"
#include "core/base/error.h"
#include "core/scene/scene.h"

namespace poolscope {

inline constexpr double kMaxDpi = 4800;
// The largest PNG that is drawn: 1 GiB in memory.
inline constexpr std::int64_t kMaxFigurePixels = std::int64_t{256} << 20;
inline constexpr int kMaxFigureSide = 32767;
inline constexpr double kMaxFigurePoints = 14400;  // the largest page of a PDF

struct ExportOptions {
    double dpi = 300;                  // of pixels
    std::optional<Colour> background;  // none: transparent
    bool editableText = false;         // SVG only: text as <text> instead of outlines
    std::string record{};              // carried in the file (app/paint/figure_record.h); empty: none
    std::string title{};               // of an SVG or PDF as a document; UTF-8. A PDF without takes the description
    std::string description{};         // what the figure shows, for those who do not see it; UTF-8
};

class ScenePainter;

// What a PNG holds: the scene at that many dots per inch. Opaque images are RGB32, others ARGB32_Premultiplied. With
// `painter` shaped text is kept from call to call. Fails with where = "figure" or "dpi".
Result<QImage> drawImage(const Scene& scene, const ExportOptions& options, ScenePainter* painter = nullptr);
Result<QByteArray> pngBytes(const QImage& image);

// Scene sizes are points (1/72 inch); the physical size of the result is exact in all three formats, but for the whole
// pixels of a PNG. Text stays text in a PDF, with its fonts embedded, and becomes outlines in an SVG
// unless it is to be editable; that looks as drawn only where Inter and JetBrains Mono are installed.
// Errors have where = "figure" or "dpi". The bytes of a PDF repeat between runs only after loadFonts().
Result<QByteArray> renderFigure(const Scene& scene, FigureFormat format, const ExportOptions& options);

}  // namespace poolscope
