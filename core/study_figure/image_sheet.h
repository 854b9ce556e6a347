// SPDX-License-Identifier: GPL-3.0-or-later
// Images in small with what was found of them beneath, before and after pooling: those at the top of a measure, pairs
// that pooling makes alike, means of labels.
#pragma once

#include <string>
#include <vector>

#include "core/chart/chart.h"
#include "core/panel/pictures.h"
#include "core/study/question.h"

namespace poolscope {

// More images than this cannot be read on a sheet.
inline constexpr std::int64_t kMostSheetImages = 400;

// Some pictures in rows of two, and lines beneath them; `images` are those that it is about, as places in the source.
struct SheetTile {
    std::vector<Picture> pictures;
    std::vector<std::vector<TextRun>> lines;
    std::vector<std::int64_t> images{};
};
struct TileSheet {
    ChartHead head;
    std::vector<SheetTile> tiles;
    std::size_t perRow = 0;  // 0: as many as are readable
};

// In the colours of view and theme. Errors name "study.top", of means "labels", where it is more than a sheet can show,
// or are those of pooling the images that are shown, or kStopped.
Result<TileSheet> imageTiles(const StudyQuestion& question, const ImageStudy& study, const ViewSpec& view,
                             ThemeName theme, const RunControl& run = {});
Result<TileSheet> collisionTiles(const StudyQuestion& question, const CollisionStudy& study, const ViewSpec& view,
                                 ThemeName theme, const RunControl& run = {});
Result<TileSheet> meanTiles(const StudyQuestion& question, const MeansResult& means, const ViewSpec& view,
                            ThemeName theme, const RunControl& run = {});

// In small type, of a picture on a page, and on a page that scrolls.
inline constexpr double kLeastOnPage = 1;
inline constexpr double kLeastScrolled = 5;

// As high as its rows need; with a `height` no higher than that, as far as its pictures are no smaller than `least`.
// `places` (may be null) is told where each tile stands.
Scene drawTiles(const TileSheet& sheet, double width, const FigureStyle& style, std::optional<double> height = {},
                std::vector<Rect>* places = nullptr, double least = kLeastOnPage);

}  // namespace poolscope
