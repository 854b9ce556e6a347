// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each format that figures are written in: how it is known, what writes it, and which choices mean
// something in it. All of them carry the record of the figure, and may be transparent.
#pragma once

#include <QByteArray>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/enum_table.h"
#include "core/base/error.h"

namespace poolscope {

struct ExportOptions;
struct Scene;

enum class FigureFormat { Png, Svg, Pdf };

// The scene has a legal size. Each is the one way to write its format, and fails with where = "figure" or "dpi".
using WriteFigure = Result<QByteArray>(const Scene& scene, const ExportOptions& options);
WriteFigure writePng, writeSvg, writePdf;  // app/paint/export.cpp

struct FigureFormatRow {
    FigureFormat format = FigureFormat::Png;
    std::string_view ending;  // in lower case, with its point
    std::string_view title;
    std::string_view file;  // in a sentence
    WriteFigure* write = nullptr;
    bool hasDpi = false;           // made of pixels: ExportOptions::dpi
    bool hasEditableText = false;  // text is outlines unless ExportOptions::editableText
};

inline constexpr std::array<FigureFormatRow, countOf<FigureFormat>()> kFigureFormats{{
    {FigureFormat::Png, ".png", "PNG", "a PNG file", &writePng, true, false},
    {FigureFormat::Svg, ".svg", "SVG", "an SVG file", &writeSvg, false, true},
    {FigureFormat::Pdf, ".pdf", "PDF", "a PDF file", &writePdf, false, false},
}};
static_assert(hasRowForEach(kFigureFormats, &FigureFormatRow::format));

constexpr const FigureFormatRow& figureFormatRow(FigureFormat format) {
    return kFigureFormats[static_cast<std::size_t>(format)];
}

// By the ending of the name, upper or lower case.
std::optional<FigureFormat> figureFormat(const std::string& path);

// What a format may have: &FigureFormatRow::hasDpi, &FigureFormatRow::hasEditableText.
using FigureTrait = bool FigureFormatRow::*;
// True when one of the files is in a format that has it.
bool anyHas(std::span<const std::string> paths, FigureTrait trait);

// A column of the rows, of all or of those with a trait: figureColumn(&FigureFormatRow::title).
std::vector<std::string_view> figureColumn(std::string_view FigureFormatRow::*column, FigureTrait trait = nullptr);

}  // namespace poolscope
