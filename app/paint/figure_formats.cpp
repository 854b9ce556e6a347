// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paint/figure_formats.h"

#include <algorithm>

namespace poolscope {

std::optional<FigureFormat> figureFormat(const std::string& path) {
    const QByteArray name = QByteArray::fromStdString(path).toLower();
    const auto ends = [&name](std::string_view ending) {
        return !ending.empty() && name.endsWith(QByteArrayView(ending.data(), static_cast<qsizetype>(ending.size())));
    };
    for (const FigureFormatRow& row : kFigureFormats) {
        if (ends(row.ending) || ends(row.alias)) return row.format;
    }
    return std::nullopt;
}

bool anyHas(std::span<const std::string> paths, FigureTrait trait) {
    return std::any_of(paths.begin(), paths.end(), [trait](const std::string& path) {
        const auto format = figureFormat(path);
        return format && figureFormatRow(*format).*trait;
    });
}

std::vector<std::string_view> figureColumn(std::string_view FigureFormatRow::*column, FigureTrait trait) {
    std::vector<std::string_view> words;
    for (const FigureFormatRow& row : kFigureFormats) {
        if (trait == nullptr || row.*trait) words.push_back(row.*column);
    }
    return words;
}

}  // namespace poolscope
