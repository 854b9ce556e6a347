// SPDX-License-Identifier: GPL-3.0-or-later
// The patches panel, and X_col as a matrix: overview strip and lens.
#include <algorithm>
#include <cmath>

#include "core/panel/composite.h"
#include "core/panel/patch_parts.h"

namespace poolscope {

bool isGradient(const Panel& panel) {
    return panel.kind == PanelKind::GradientPatches;
}

bool hasMarks(const Panel& panel, const PanelContext& context) {
    return !isGradient(panel) && hasWinner(context.evaluation.experiment.pool.op);
}

std::int64_t filledColumns(const Panel& panel, const PanelContext& context) {
    return filledBy(panel.kind, reachedIn(context));
}

bool isShown(const Panel& panel, const PanelContext& context, const CellRef& window) {
    return flatIndex(context.evaluation.grid.output(), window) < filledColumns(panel, context) &&
           !isHiddenWindow(context.pictures, window, context.evaluation.grid);
}

std::size_t lensCharacters(const PanelContext& context, bool gradient) {
    constexpr std::int64_t kLooked = 64;
    constexpr std::size_t kMost = 6;
    const WindowGrid& grid = context.evaluation.grid;
    const double top = patchTop(context, gradient);
    const std::array ends{static_cast<float>(context.pictures.scale.low),
                          static_cast<float>(context.pictures.scale.high)};
    // The columns of dX_col stand under those of X_col.
    const std::size_t least = gradient ? lensCharacters(context, false) : longestNumber(ends, context.view, top);
    const std::int64_t columns = grid.output().count();
    const std::int64_t looked = grid.taps() > kMostNumberedTaps ? 0 : std::min(columns, kLooked);
    PatchesInView some;
    for (std::int64_t i = 0; i < looked; ++i)
        some.add(patchColumn(context, gradient, windowOf(grid, i * columns / looked)));
    return std::min(kMost, std::max(least, longestNumber(some.numbers, context.view, top)));
}

PictureHeight matrixHeight(const PanelContext& context, double width) {
    // A row of the lens with its number in the middle, and what stands above and below the lens.
    constexpr double kRow = 4.5;
    constexpr double kLeastRow = 1.8;
    constexpr double kAll = 36;  // of many rows none is higher than its number asks for
    constexpr double kAbove = 4.5;
    const auto rows = static_cast<double>(std::min(context.evaluation.grid.taps(), kMostNumberedTaps));
    const double around = context.style.small * (kAbove + (context.style.legends ? 1.5 : 0));
    const auto high = [&](double row) { return std::min(width, around + rows * row * context.style.small); };
    return {high(std::clamp(kAll / rows, kLeastRow, kRow)), high(kLeastRow)};
}

namespace {

// How the lens is divided into columns and rows.
struct LensLayout {
    Rect rect;
    std::int64_t columns = 1;
    std::int64_t rows = 1;  // fewer than taps when there are more taps than lines of pixels
    Rect cell;
    std::size_t characters = 2;  // that a cell has room for
};

constexpr double kMostCell = 6.5;  // height of a cell in small type
// Shares of the height of the panel that the strip takes: as a rule, and where the lens has no use for the rest.
constexpr double kStrip = 0.18;
constexpr double kMostStrip = 0.36;

// In this room, which holds the heads of the rows as well.
LensLayout layoutLens(const PanelContext& context, const Rect& all) {
    const FigureStyle& style = context.style;
    const Rect room{all.x + style.small, all.y, all.width - style.small, all.height};
    const std::int64_t taps = context.evaluation.grid.taps();
    const std::int64_t total = context.evaluation.grid.output().count();
    LensLayout lens;
    lens.characters = context.lensCharacters;
    const double wanted = std::max(monoWidth(lens.characters, style.small * 0.85) * 1.25, style.small * 2.1);
    lens.columns = std::clamp<std::int64_t>(static_cast<std::int64_t>(room.width / wanted), 1, total);
    lens.rows = std::min(taps, std::max<std::int64_t>(1, static_cast<std::int64_t>(room.height)));
    double width = std::min(room.width / static_cast<double>(lens.columns), wanted * 1.6);
    double height =
        std::min(room.height / static_cast<double>(lens.rows), std::max(style.small * kMostCell, width * 1.6));
    if (style.wholePoints) {
        width = std::floor(width);
        height = std::max(1.0, std::floor(height));
    }
    lens.rect = {room.x, room.y, width * static_cast<double>(lens.columns), height * static_cast<double>(lens.rows)};
    lens.cell = {0, 0, width, height};
    return lens;
}

void addTapMarks(Panel& panel, const PanelContext& context, const CellArea& area, const CellRef& window,
                 bool numbered) {
    const Evaluation& e = context.evaluation;
    for (const std::int64_t tap : winningTaps(e, window)) {
        addTapMark(panel.scene, area.cellRect({tap, flatIndex(e.grid.output(), window)}), tap == e.winner(window),
                   numbered, context.style);
    }
}

// Its column is among those that the spotlight is on, or there is none.
bool isLit(const PanelContext& context, const CellRef& window) {
    if (!context.spotlight || context.spotlight->output.empty()) return true;
    const std::vector<CellRef>& lit = context.spotlight->output;
    return std::find(lit.begin(), lit.end(), window) != lit.end();
}

void addLensColumn(Panel& panel, const PanelContext& context, const CellArea& area, std::int64_t column,
                   const std::vector<PatchCell>& cells, const std::optional<CellNumbers>& numbers) {
    const bool gradient = isGradient(panel);
    const bool faded = !isLit(context, windowOf(context.evaluation.grid, column));
    for (std::int64_t tap = 0; tap < area.cells.rows; ++tap) {
        const Rect cell = area.cellRect({tap, column});
        const PatchCell& patch = cells[static_cast<std::size_t>(tap)];
        if (!patch.data) {
            panel.scene.marks.emplace_back(
                HatchMark{cell, context.style.theme().hatch, context.style.hatchSpacing(), context.style.hatchWidth()});
            continue;
        }
        if (!numbers) continue;
        const std::string words = patchText(context, gradient, patch.value, numbers->digits);
        addNumber(panel.scene, cell, {words, faded || patch.value == 0}, patch.colour,
                  std::min(numbers->size, context.style.small));
    }
    if (hasMarks(panel, context))
        addTapMarks(panel, context, area, windowOf(context.evaluation.grid, column), numbers.has_value());
}

void addSlotHeads(Panel& panel, const PanelContext& context, const CellArea& lens, double width) {
    CellArea heads{AreaKind::SlotHeads,
                   {lens.rect.x - width, lens.rect.y, width, lens.rect.height},
                   {0, 0},
                   {lens.cells.rows, 1},
                   0};
    for (std::int64_t tap = 0; tap < heads.cells.rows && heads.cells.rows <= kMostNumberedTaps; ++tap) {
        Rect bar = heads.cellRect({tap, 0});
        bar.width *= 0.55;
        panel.scene.marks.emplace_back(RectMark{bar, slotColour(context.style.theme(), tap), std::nullopt});
    }
    panel.areas.push_back(heads);
}

// Gives how many rows are seen.
std::int64_t addLens(Panel& panel, const PanelContext& context, const Rect& room, std::int64_t firstColumn) {
    const Evaluation& e = context.evaluation;
    const LensLayout lens = layoutLens(context, room);
    const std::int64_t total = e.grid.output().count();
    const bool allRows = lens.rows == e.grid.taps() && lens.rows <= kMostNumberedTaps;
    CellArea area{
        AreaKind::Lens, lens.rect, {0, scrolled(firstColumn, lens.columns, total)}, {e.grid.taps(), lens.columns}, 0};
    std::vector<std::uint32_t> argb(static_cast<std::size_t>(lens.rows * lens.columns),
                                    toArgb(context.style.theme().padding));
    const auto windowAt = [&](std::int64_t c) { return windowOf(e.grid, area.origin.col + c); };
    PatchesInView view;
    for (std::int64_t c = 0; c < lens.columns; ++c) {
        view.add(patchColumn(context, isGradient(panel), windowAt(c)));
        if (!isShown(panel, context, windowAt(c))) continue;
        const auto& cells = view.columns.back();
        for (std::int64_t r = 0; r < lens.rows; ++r) {
            argb[static_cast<std::size_t>(r * lens.columns + c)] =
                toArgb(cells[static_cast<std::size_t>(r * e.grid.taps() / lens.rows)].colour);
        }
    }
    panel.scene.marks.emplace_back(HeatMapMark{
        lens.rect, {lens.rows, lens.columns}, std::make_shared<const std::vector<std::uint32_t>>(std::move(argb))});
    const Rect& each = lens.cell;
    const auto numbers = fitNumbers(view.numbers, context.view, patchTop(context, isGradient(panel)), each,
                                    context.style, lens.characters);
    if (numbers && allRows) {
        CellNumbers drawn = *numbers;
        drawn.size = std::min(drawn.size, context.style.small);
        area.margin = marginBeside(view.numbers, context.view, patchTop(context, isGradient(panel)), each, drawn);
    }
    for (std::int64_t c = 0; allRows && c < lens.columns; ++c) {
        if (!isShown(panel, context, windowAt(c))) continue;
        addLensColumn(panel, context, area, area.origin.col + c, view.columns[static_cast<std::size_t>(c)], numbers);
    }
    for (std::int64_t c = 0; c <= lens.columns; ++c) {
        const double x = lens.rect.x + lens.cell.width * static_cast<double>(c);
        panel.scene.marks.emplace_back(LineMark{{{x, lens.rect.y}, {x, lens.rect.bottom()}},
                                                Stroke{withAlpha(rgb(0x808890), 90), context.style.line},
                                                std::nullopt});
    }
    panel.areas.push_back(area);
    if (allRows) addSlotHeads(panel, context, area, context.style.small);
    return lens.rows;
}

// What stands in the picture of X_col as a matrix, from above.
struct MatrixRooms {
    Rect strip;
    std::optional<double> caption;  // the middle of the line beneath the strip
    Rect lens;
};

MatrixRooms matrixRooms(const PanelContext& context, const Rect& room) {
    const FigureStyle& style = context.style;
    const double heads = style.small;
    // One line below stays free for the name of the column in focus.
    const double below = style.legends ? style.small * 1.5 : 0;
    const auto placed = [&](double strip, bool captioned) {
        const double top = room.y + strip + style.small * (captioned ? 2.2 : 0.5);
        return MatrixRooms{{room.x + heads, room.y, room.width - heads, strip},
                           captioned ? std::optional(room.y + strip + style.small * 0.9) : std::nullopt,
                           {room.x, top, room.width, std::max(8.0, room.bottom() - top - below)}};
    };
    const double usual = std::min(style.small * 7 / 3, room.height * kStrip);
    MatrixRooms rooms = placed(usual, style.legends);
    // Numbers come before the caption.
    const auto hasNumbers = [&](const MatrixRooms& tried) {
        const LensLayout lens = layoutLens(context, tried.lens);
        return numberSize(lens.cell, lens.characters, style) >= style.leastNumber;
    };
    if (style.legends && !hasNumbers(rooms) && hasNumbers(placed(usual, false))) rooms = placed(usual, false);
    const Rect lens = layoutLens(context, rooms.lens).rect;
    const double rest = rooms.lens.height - lens.height;
    if (rest <= style.small) return rooms;
    return placed(std::min(usual + rest, room.height * kMostStrip), rooms.caption.has_value());
}

// Gives how many rows of the lens are seen.
std::int64_t addMatrix(Panel& panel, PanelContext context, const PatchScroll& scroll) {
    context.lensCharacters = std::max(context.lensCharacters, lensCharacters(context, isGradient(panel)));
    const Evaluation& e = context.evaluation;
    const FigureStyle& style = context.style;
    const MatrixRooms rooms = matrixRooms(context, pictureArea(panel.scene.size, style));
    const CellArea strip{AreaKind::Strip, rooms.strip, {0, 0}, {e.grid.taps(), e.grid.output().count()}, 0};
    const Picture& all = isGradient(panel) ? context.pictures.gradientPatches : context.pictures.patches;
    panel.scene.marks.emplace_back(heatMapOf(strip.rect, all));
    addUnreached(panel.scene, {AreaKind::Strip, strip.rect, {0, 0}, {1, strip.cells.cols}, 0},
                 filledColumns(panel, context), style);
    panel.scene.marks.emplace_back(RectMark{strip.rect, std::nullopt, Stroke{style.theme().line, style.line}});
    panel.areas.push_back(strip);
    if (rooms.caption) {
        const std::string caption = e.grid.output().count() == 1
                                        ? "the one column"
                                        : "all " + std::to_string(e.grid.output().count()) + " columns" +
                                              (e.x->shape.planes() > 1 ? " of this plane" : "");
        panel.scene.marks.emplace_back(
            textMark({strip.rect.x, *rooms.caption}, style.small, {{caption, style.theme().quiet}}));
    }
    return addLens(panel, context, rooms.lens, scroll.firstColumn);
}

constexpr double kRunningSquare = 0.42;  // of small type, where only the first and the last place are named

// `rows` of the taps are seen.
void addSlotLegend(Panel& panel, const PanelContext& context, std::int64_t rows, bool hasShapes) {
    const FigureStyle& style = context.style;
    if (!style.legends) return;
    const Theme& t = style.theme();
    const std::int64_t taps = context.evaluation.grid.taps();
    const Rect room = pictureArea(panel.scene.size, style);
    const double y = room.bottom() + style.small * 1.3;
    double x = room.x;
    const bool isMatrix = context.view.patches == PatchView::Matrix;
    const bool marks = hasMarks(panel, context) && (!isMatrix || panel.area(AreaKind::SlotHeads));
    const double markRoom = marks ? style.small * 8.5 : 0;
    const auto label = [&](const std::string& words, double width) {
        panel.scene.marks.emplace_back(textMark({x, y}, style.small, {{words, t.quiet}}));
        x += width;
    };
    const auto square = [&](std::int64_t tap, double side) {
        panel.scene.marks.emplace_back(RectMark{{x, y - side / 2, side, side}, slotColour(t, tap), std::nullopt});
        x += side;
    };
    const auto fits = [&](double each, double rest) {
        return room.width - markRoom > style.small * (rest + each * static_cast<double>(taps));
    };
    if (!isMatrix) {
        // Tiles have their places where the window has them.
    } else if (rows < taps) {
        label(std::to_string(rows) + " of " + std::to_string(taps) + " rows", 0);
    } else if (fits(1.9, 3.1)) {
        label("place", style.small * 3);
        for (std::int64_t tap = 0; tap < taps; ++tap) {
            square(tap, style.small * 0.7);
            x += style.small * 0.3;
            label(std::to_string(tap), style.small * (tap < 10 ? 1.0 : 1.5));
        }
        x += style.small * 0.4;
    } else if (fits(kRunningSquare, 6.2)) {
        label("place 0", style.small * 3.9);
        for (std::int64_t tap = 0; tap < taps; ++tap) square(tap, style.small * kRunningSquare);
        x += style.small * 0.3;
        label(std::to_string(taps - 1), style.small * (taps <= 10 ? 1.6 : 2.1));
    }
    if (!marks) return;
    if (!hasShapes) {
        const double side = style.small * 0.9;
        addFilledWinner(panel.scene, {x, y - side / 2, side, side}, style);
        x += style.small * 1.05;
        label("winner", 0);
        return;
    }
    // Shapes as large as in a cell of 24 points, each in its lower right corner.
    const double cell = style.small * 2.4;
    const auto cornerAt = [&](double right) { return Rect{right - cell, y + style.small * 0.4 - cell, cell, cell}; };
    addWinnerCorner(panel.scene, cornerAt(x + style.small * 0.75), style);
    x += style.small * 1.05;
    label("winner", style.small * 4);
    addTieDiamond(panel.scene, cornerAt(x + style.small * 0.75), style);
    x += style.small * 1.05;
    label("tie", 0);
}

// Which columns or tiles are in view where not all are, in fewer words where there is less room beside the shape.
std::string partInView(const Panel& panel, const PanelContext& context, const CellArea& shown, std::size_t before) {
    const Evaluation& e = context.evaluation;
    const auto span = [](std::int64_t first, std::int64_t count) {
        return std::to_string(first) + "–" + std::to_string(first + count - 1);
    };
    std::string words;
    std::string brief;
    if (shown.kind == AreaKind::Lens && shown.cells.cols < e.grid.output().count()) {
        const auto column = [&](std::int64_t c) {
            return patchColumn(e.grid, e.x->shape.planes(), e.experiment.plane, windowOf(e.grid, c));
        };
        const std::int64_t last = shown.origin.col + shown.cells.cols - 1;
        const std::int64_t planes = e.x->shape.planes();  // whose columns stand in turn
        const std::string between = planes == 1 ? "–" : ", " + std::to_string(column(shown.origin.col + 1)) + " … ";
        const std::string columns = std::to_string(column(shown.origin.col)) +
                                    (shown.cells.cols == 1 ? "" : between + std::to_string(column(last)));
        brief = " · " + columns;
        words = " · columns " + columns;
    } else if (shown.kind == AreaKind::Tiles && shown.cells != e.grid.output()) {
        const std::string rows = span(shown.origin.row, shown.cells.rows);
        const std::string cols = span(shown.origin.col, shown.cells.cols);
        brief = " · " + rows + ", " + cols;
        words = " · rows " + rows + ", columns " + cols;
    }
    const double room = panel.scene.size.width - 2 * context.style.inset;
    for (const std::string& choice : {words, brief}) {
        if (monoWidth(before + characterCount(choice), context.style.small) <= room) return choice;
    }
    return {};
}

}  // namespace

std::vector<std::int64_t> winningTaps(const Evaluation& e, const CellRef& window) {
    return tiedTaps(e.inputPlane(), WindowTaps(e.grid, dataPadding(e.experiment.pool)), window, e.winner(window));
}

std::vector<PatchCell> patchColumn(const PanelContext& context, bool gradient, const CellRef& window) {
    const Evaluation& e = context.evaluation;
    const Theme& t = context.style.theme();
    const ValueScale& scale = context.pictures.scale;
    std::vector<PatchCell> cells(static_cast<std::size_t>(e.grid.taps()));
    if (gradient) {
        for (const TapGradient& term : windowTerms(e, window))
            cells[static_cast<std::size_t>(term.tap)].value = term.gradient;
    }
    for (std::int64_t tap = 0; tap < e.grid.taps(); ++tap) {
        PatchCell& cell = cells[static_cast<std::size_t>(tap)];
        cell.data = e.grid.isData(window, tap, e.experiment.pool.padValue);
        if (!cell.data) {
            cell.colour = t.padding;
        } else if (gradient) {
            cell.colour = divergingColourOf(cell.value, largestOf(context.pictures.upstreamScale), t);
        } else {
            cell.value = patchValue(e.inputPlane(), e.grid, window, tap, PadValue::Zero);
            cell.colour = colourOf(cell.value, scale, context.view.palette, t.notANumber);
        }
    }
    return cells;
}

std::vector<float> numbersOf(const std::vector<PatchCell>& cells) {
    std::vector<float> numbers;
    for (const PatchCell& cell : cells) {
        if (cell.data) numbers.push_back(cell.value);
    }
    return numbers;
}

std::string patchText(const PanelContext& context, bool gradient, float value, int digits) {
    return valueText(value, context.view, patchTop(context, gradient), digits);
}

void drawPatches(Panel& panel, const PanelContext& context, const PatchScroll& scroll) {
    const Evaluation& e = context.evaluation;
    const Colour quiet = context.style.theme().quiet;
    const std::string shape = "(" + std::to_string(e.grid.taps()) + ", " +
                              std::to_string(e.grid.output().count() * e.x->shape.planes()) + ")";
    const std::string of = isComposite(e, context.view) ? " · " + channelInView(e) : "";
    const bool matrix = context.view.patches == PatchView::Matrix;
    std::int64_t rows = e.grid.taps();
    if (matrix) {
        rows = addMatrix(panel, context, scroll);
    } else {
        addTiles(panel, context, scroll);
    }
    const CellArea& shown = matrix ? *panel.area(AreaKind::Lens) : *panel.area(AreaKind::Tiles);
    addHeading(panel, context.style, (isGradient(panel) ? "Scattered dX_col" : "Patches X_col") + of,
               {{shape + partInView(panel, context, shown, characterCount(shape)), quiet}});
    const Extent perCell = matrix ? Extent{1, 1} : e.grid.size();
    const Rect cell = shown.cellRect(shown.origin);
    addSlotLegend(panel, context, rows,
                  hasMarkShapes({0, 0, cell.width / static_cast<double>(perCell.cols),
                                 cell.height / static_cast<double>(perCell.rows)},
                                std::isfinite(shown.margin), context.style));
}

}  // namespace poolscope
