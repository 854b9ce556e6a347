// SPDX-License-Identifier: GPL-3.0-or-later
// X_col as tiles: each patch where its window stands.
#include <algorithm>
#include <cmath>

#include "core/panel/patch_parts.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostTiles = 1600;
constexpr double kLeastMarkedTile = 1.0 / 3;  // side of a cell in small type

// As many tiles as fit with readable cells.
CellArea layoutTiles(const PanelContext& context, const Rect& room, const CellRef& first) {
    const WindowGrid& grid = context.evaluation.grid;
    const double least = context.style.wholePoints ? 3 : 1.5;  // side of a cell in a patch
    const auto fitted = [&](double space, std::int64_t size, std::int64_t count) {
        const double pitch = static_cast<double>(size) * least + least * 0.7;
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(space / pitch), 1, count);
    };
    CellArea area{
        AreaKind::Tiles,
        room,
        {},
        {fitted(room.height, grid.rows.size, grid.rows.output), fitted(room.width, grid.cols.size, grid.cols.output)},
        0};
    while (area.cells.count() > static_cast<std::int64_t>(kMostTiles)) {
        area.cells = {std::max<std::int64_t>(1, area.cells.rows - 1), std::max<std::int64_t>(1, area.cells.cols - 1)};
    }
    area.origin = {scrolled(first.row, area.cells.rows, grid.rows.output),
                   scrolled(first.col, area.cells.cols, grid.cols.output)};
    // Cells in one patch, and a gap of about 0.7 of a cell between patches.
    const double across =
        static_cast<double>(area.cells.cols * grid.cols.size) + 0.7 * static_cast<double>(area.cells.cols - 1);
    const double down =
        static_cast<double>(area.cells.rows * grid.rows.size) + 0.7 * static_cast<double>(area.cells.rows - 1);
    double side = std::min(room.width / across, room.height / down);
    area.gap = std::min(side * 0.7, 8.0);
    if (context.style.wholePoints && side >= 1) {
        side = std::floor(side);
        area.gap = std::max(1.0, std::floor(area.gap));
    }
    area.rect.width = side * static_cast<double>(area.cells.cols * grid.cols.size) +
                      area.gap * static_cast<double>(area.cells.cols - 1);
    area.rect.height = side * static_cast<double>(area.cells.rows * grid.rows.size) +
                       area.gap * static_cast<double>(area.cells.rows - 1);
    return area;
}

Rect cellOfTile(const CellArea& area, const WindowGrid& grid) {
    return CellArea{AreaKind::Tiles, area.cellRect(area.origin), {0, 0}, grid.size(), 0}.cellRect({0, 0});
}

void addTile(Panel& panel, const PanelContext& context, const CellArea& area, const CellRef& window,
             const std::vector<PatchCell>& cells, const std::optional<CellNumbers>& numbers) {
    const Evaluation& e = context.evaluation;
    const Rect tile = area.cellRect(window);
    const CellArea inner{AreaKind::Tiles, tile, {0, 0}, e.grid.size(), 0};
    const bool gradient = isGradient(panel);
    if (!isShown(panel, context, window)) {
        panel.scene.marks.emplace_back(RectMark{tile, context.style.theme().padding, std::nullopt});
        return;
    }
    std::vector<std::uint32_t> argb;
    for (const PatchCell& cell : cells) argb.push_back(toArgb(cell.colour));
    panel.scene.marks.emplace_back(
        HeatMapMark{tile, e.grid.size(), std::make_shared<const std::vector<std::uint32_t>>(std::move(argb))});
    const auto cellRect = [&](std::int64_t tap) {
        return inner.cellRect({tap / e.grid.cols.size, tap % e.grid.cols.size});
    };
    const Rect any = cellRect(0);
    for (std::int64_t tap = 0; tap < e.grid.taps(); ++tap) {
        const PatchCell& cell = cells[static_cast<std::size_t>(tap)];
        if (!cell.data) {
            panel.scene.marks.emplace_back(HatchMark{cellRect(tap), context.style.theme().hatch,
                                                     context.style.hatchSpacing(), context.style.hatchWidth()});
        } else if (numbers) {
            const std::string words = patchText(context, gradient, cell.value, numbers->digits);
            addNumber(panel.scene, cellRect(tap), {words, cell.value == 0}, cell.colour, numbers->size);
        }
    }
    if (!gradient && hasWinner(e.experiment.pool.op) && any.width >= kLeastMarkedTile * context.style.small) {
        for (const std::int64_t tap : winningTaps(e, window)) {
            addTapMark(panel.scene, cellRect(tap), tap == e.winner(window), numbers.has_value(), context.style);
        }
    }
}

}  // namespace

void addTiles(Panel& panel, const PanelContext& context, const PatchScroll& scroll) {
    const Rect room = pictureArea(panel.scene.size, context.style);
    CellArea area = layoutTiles(context, room, scroll.firstTile);
    const bool gradient = isGradient(panel);
    const auto windowAt = [&](std::int64_t i) {
        return CellRef{area.origin.row + i / area.cells.cols, area.origin.col + i % area.cells.cols};
    };
    PatchesInView view;
    for (std::int64_t i = 0; i < area.cells.count(); ++i) view.add(patchColumn(context, gradient, windowAt(i)));
    const Rect cell = cellOfTile(area, context.evaluation.grid);
    const double top = patchTop(context, gradient);
    const auto numbers =
        fitNumbers(view.numbers, context.view, top, cell, context.style, lensCharacters(context, gradient));
    if (numbers) area.margin = area.gap + marginBeside(view.numbers, context.view, top, cell, *numbers);
    for (std::int64_t i = 0; i < area.cells.count(); ++i) {
        addTile(panel, context, area, windowAt(i), view.columns[static_cast<std::size_t>(i)], numbers);
    }
    panel.areas.push_back(area);
}

}  // namespace poolscope
