// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each format that figures are written in: how it is known, what writes it, what reads the record of the
// figure that all of them carry, and which choices mean something in it. All may be transparent.
#pragma once

#include <QByteArray>
#include <algorithm>
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

enum class FigureFormat { Png, Svg, Pdf, Tiff };

// The scene has a legal size. Each is the one way to write its format, and fails with where = "figure" or "dpi".
using WriteFigure = Result<QByteArray>(const Scene& scene, const ExportOptions& options);
WriteFigure writePng, writeSvg, writePdf;  // app/paint/export.cpp
WriteFigure writeTiff;                     // app/paint/tiff_file.cpp

// Is a file in the format, by its first bytes? Then the record in it, in UTF-8; empty where there is none.
using IsInFormat = bool(const QByteArray& file);
using ReadRecord = std::string(const QByteArray& file);
IsInFormat isPng, isSvg, isPdf;                    // app/paint/figure_record.cpp
ReadRecord recordInPng, recordInXml, recordInPdf;  // the same
IsInFormat isTiff;                                 // app/paint/tiff_file.cpp
ReadRecord recordInTiff;

struct FigureFormatRow {
    FigureFormat format = FigureFormat::Png;
    std::string_view ending;  // in lower case, with its point
    std::string_view title;
    std::string_view file;  // in a sentence
    WriteFigure* write = nullptr;
    IsInFormat* recognises = nullptr;
    ReadRecord* record = nullptr;
    bool hasDpi = false;           // made of pixels: ExportOptions::dpi
    bool hasEditableText = false;  // text is outlines unless ExportOptions::editableText
    std::string_view alias{};      // another ending that is known
};

inline constexpr std::array<FigureFormatRow, countOf<FigureFormat>()> kFigureFormats{{
    {FigureFormat::Png, ".png", "PNG", "a PNG file", &writePng, &isPng, &recordInPng, true, false},
    {FigureFormat::Svg, ".svg", "SVG", "an SVG file", &writeSvg, &isSvg, &recordInXml, false, true},
    {FigureFormat::Pdf, ".pdf", "PDF", "a PDF file", &writePdf, &isPdf, &recordInPdf, false, false},
    {FigureFormat::Tiff, ".tif", "TIFF", "a TIFF file", &writeTiff, &isTiff, &recordInTiff, true, false, ".tiff"},
}};
static_assert(hasRowForEach(kFigureFormats, &FigureFormatRow::format));
static_assert(std::all_of(kFigureFormats.begin(), kFigureFormats.end(), [](const FigureFormatRow& row) {
    return row.write != nullptr && row.recognises != nullptr && row.record != nullptr;
}));

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
