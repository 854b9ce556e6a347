// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/pictures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/experiment/display.h"
#include "core/filter/filter.h"
#include "core/panel/composite.h"
#include "core/panel/links.h"
#include "core/panel/panel_parts.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

Picture wholePicture(const ValuePlanes& planes, const Extent& cells, const CellColours& colours,
                     std::int64_t most = kMostShown) {
    return partPicture(planes, {cells, {}, cells}, colours, most);
}

CellColours signedColours(double largest, const Theme& theme, BlockValue block) {
    return {{-largest, largest}, Palette::Grey, true, &theme, block};
}

bool isHiddenWindow(const std::vector<bool>& hidden, std::int64_t window) {
    return !hidden.empty() && hidden[static_cast<std::size_t>(window)];
}

// Windows left out of the view, and the colour that stands for nothing.
struct Blanks {
    const std::vector<bool>& hidden;
    Colour colour;
};

// X_col is too large to be averaged in general (it may hold thousands of times the image), so it is sampled: every
// shown column is asked for as a whole, as a function from tap to colour.
template <class ColumnAt>
Picture sampledColumns(const Extent& cells, const Blanks& blanks, const ColumnAt& columnAt,
                       const std::stop_token& stop = {}) {
    Picture picture{cells, {std::min<std::int64_t>(cells.rows, 128), std::min(cells.cols, kMostShown)}, nullptr};
    std::vector<std::uint32_t> argb(static_cast<std::size_t>(picture.shown.count()));
    for (std::int64_t c = 0; c < picture.shown.cols && !stop.stop_requested(); ++c) {
        const std::int64_t column = c * cells.cols / picture.shown.cols;
        const bool blank = isHiddenWindow(blanks.hidden, column);
        const auto colourAt = columnAt(column);
        for (std::int64_t r = 0; r < picture.shown.rows; ++r) {
            argb[static_cast<std::size_t>(r * picture.shown.cols + c)] =
                toArgb(blank ? blanks.colour : colourAt(r * cells.rows / picture.shown.rows));
        }
    }
    picture.argb = std::make_shared<const std::vector<std::uint32_t>>(std::move(argb));
    return picture;
}

CellRef windowOf(const Evaluation& e, std::int64_t column) {
    return {column / e.grid.cols.output, column % e.grid.cols.output};
}

template <class ToColour>
Picture patchPicture(const Evaluation& e, const Blanks& blanks, const ToColour& toColour, const Theme& theme) {
    return sampledColumns({e.grid.taps(), e.grid.output().count()}, blanks, [&](std::int64_t column) {
        return [&, window = windowOf(e, column)](std::int64_t tap) {
            const bool data = e.grid.isData(window, tap, e.experiment.pool.padValue);
            return data ? toColour(patchValue(e.inputPlane(), e.grid, window, tap, PadValue::Zero)) : theme.padding;
        };
    });
}

template <class ToColour>
Picture gradientPatchPicture(const Evaluation& e, const Blanks& blanks, const ToColour& toColour,
                             const std::stop_token& stop) {
    const WindowTaps taps(e.grid, dataPadding(e.experiment.pool));
    std::vector<TapGradient> terms;
    std::vector<float> column;
    // A column of a large window takes long.
    const auto columnAt = [&](std::int64_t c) {
        windowTerms(e, taps, windowOf(e, c), terms);
        column.assign(static_cast<std::size_t>(e.grid.taps()), 0.0F);
        for (const TapGradient& term : terms) column[static_cast<std::size_t>(term.tap)] = term.gradient;
        return [&](std::int64_t tap) { return toColour(column[static_cast<std::size_t>(tap)]); };
    };
    return sampledColumns({e.grid.taps(), e.grid.output().count()}, blanks, columnAt, stop);
}

// A plane of the output as one row.
template <class ToColour>
Picture rowPicture(std::span<const float> plane, const Blanks& blanks, const ToColour& toColour) {
    return sampledColumns({1, static_cast<std::int64_t>(plane.size())}, blanks, [&](std::int64_t column) {
        return [&, column](std::int64_t) { return toColour(plane[static_cast<std::size_t>(column)]); };
    });
}

}  // namespace

Picture valuePicture(std::span<const float> plane, const Extent& cells, const ValueScale& scale, Palette palette,
                     const Theme& theme) {
    return planePicture(plane, cells, scale, palette, theme);
}

Picture gradientPicture(std::span<const float> plane, const Extent& cells, double largest, const Theme& theme,
                        std::optional<BlockValue> block) {
    return wholePicture({plane}, cells, signedColours(largest, theme, block ? *block : blockValueOf(plane, cells)));
}

double largestMagnitude(std::span<const float> values) {
    FiniteRange range;
    range.add(values);
    return std::max(std::abs(range.low), std::abs(range.high));
}

ValueScale gradientScale(std::span<const float> values) {
    FiniteRange range;
    range.add(values);
    return gradientScale(range);
}

ValueScale gradientScale(const FiniteRange& range) {
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    return {range.low < 0 ? -largest : 0, range.high > 0 ? largest : 0};
}

double largestOf(const ValueScale& gradient) {
    return std::max(-gradient.low, gradient.high);
}

Picture planePicture(std::span<const float> plane, const Extent& cells, const ValueScale& scale, Palette palette,
                     const Theme& theme, std::int64_t most) {
    return wholePicture({plane}, cells, {scale, palette, false, &theme}, most);
}

// The plane of the images that a plane of the features was made from.
std::int64_t imagePlane(const Evaluation& e) {
    const auto filters = static_cast<std::int64_t>(e.experiment.filters.filters.size());
    return filters == 0 ? e.experiment.plane : e.experiment.plane / filters;
}

namespace {

void addFilterPictures(const Evaluation& e, const ViewSpec& view, const Theme& theme, Pictures& pictures) {
    const Tensor& images = *e.filter->images;
    const std::span<const float> image = images.plane(imagePlane(e));
    pictures.imageScale = displayScale(view.range, e.stored);
    pictures.image = valuePicture(image, images.shape.plane(), pictures.imageScale, view.palette, theme);
    const std::span<const float> responses = e.filter->responses->plane(e.experiment.plane);
    pictures.responseScale = gradientScale(responses);
    pictures.response = gradientPicture(responses, images.shape.plane(), largestOf(pictures.responseScale), theme);
    const Tensor plane({1, 1, images.shape.h, images.shape.w}, std::vector<float>(responses.begin(), responses.end()));
    OwnPlane& mask = pictures.own[PanelKind::ReluMask];
    mask.values = reluMask(plane).values;
    mask.picture = gradientPicture(mask.values, images.shape.plane(), 1, theme);
}

}  // namespace

namespace {

std::vector<float> coverage(const WindowGrid& grid) {
    std::vector<float> counts;
    counts.reserve(static_cast<std::size_t>(grid.input().count()));
    std::vector<float> cols;
    for (std::int64_t x = 0; x < grid.cols.input; ++x) {
        cols.push_back(static_cast<float>(grid.cols.windowsOver(x).size()));
    }
    for (std::int64_t y = 0; y < grid.rows.input; ++y) {
        const auto rows = static_cast<float>(grid.rows.windowsOver(y).size());
        for (const float n : cols) counts.push_back(rows * n);
    }
    return counts;
}

// For operations without a winner every window under a cell counts.
std::vector<float> winCounts(const Evaluation& e) {
    if (!hasWinner(e.experiment.pool.op)) return coverage(e.grid);
    std::vector<float> counts(static_cast<std::size_t>(e.grid.input().count()));
    for (std::int64_t i = 0; i < e.grid.output().count(); ++i) {
        const CellRef window = windowOf(e, i);
        const CellRef cell = e.grid.tapCell(window, e.winner(window));
        if (e.grid.input().contains(cell)) ++counts[static_cast<std::size_t>(flatIndex(e.grid.input(), cell))];
    }
    return counts;
}

void addCounts(const Evaluation& e, const ViewSpec& view, const Theme& theme, Pictures& pictures) {
    pictures.countPlane = view.map == InputMap::Coverage ? coverage(e.grid) : winCounts(e);
    pictures.largestCount = largestMagnitude(pictures.countPlane);
    const ValueScale scale{0, std::max(1.0, pictures.largestCount)};
    pictures.counts = valuePicture(pictures.countPlane, e.grid.input(), scale, view.palette, theme);
}

ShownPlane shownWholeGradient(const Evaluation& e, BlockValue block) {
    return shownPlane(e.backward->dx.plane(e.experiment.plane), e.grid.input(), block);
}

// `whole` is dX of the plane, for those who know it already.
void addGradient(const Evaluation& e, const Theme& theme, Pictures& pictures, const std::stop_token& stop,
                 const ShownPlane* whole = nullptr) {
    const CellColours colours = signedColours(largestOf(pictures.gradientScale), theme, pictures.gradientBlock);
    const std::int64_t windows = windowsBackward(pictures.playback, e.grid);
    pictures.gradientPlane.clear();
    pictures.gradientSum.reset();
    if (pictures.hidden.empty() && windows >= e.grid.output().count()) {
        pictures.gradient = colouredPicture(whole ? *whole : shownWholeGradient(e, pictures.gradientBlock), colours);
        return;
    }
    pictures.gradientPlane = partialGradient(e, windows, pictures.hidden, stop);
    pictures.gradientSum = std::accumulate(pictures.gradientPlane.begin(), pictures.gradientPlane.end(), 0.0);
    pictures.gradient = wholePicture({pictures.gradientPlane}, e.grid.input(), colours);
}

}  // namespace

std::span<const float> shownGradient(const Evaluation& e, const Pictures& pictures) {
    if (!pictures.gradientPlane.empty()) return pictures.gradientPlane;
    return e.backward->dx.plane(e.experiment.plane);
}

Pictures makePictures(const Evaluation& e, const ViewSpec& view, const Theme& theme,
                      const std::optional<Playback>& playback, const std::stop_token& stop,
                      const std::optional<MadePictures>& before) {
    Pictures pictures;
    const std::span<const float> y = e.forward->y.plane(e.experiment.plane);
    const std::span<const float> dout = e.backward->dout.plane(e.experiment.plane);
    const ValueScale scale = inputScale(view.range, e.stored, e.experiment.filters, e.inputPlane());
    const ShownPlane output = shownPlane(y, e.grid.output(), BlockValue::Mean);
    pictures.scale = widenedScale(scale, view.range, output.range);
    pictures.top = scale.high;
    const CellColours colours{pictures.scale, view.palette, false, &theme};
    const auto shared = [&](float v) { return colours.of(v); };
    const bool isKept = before && before->evaluation.x == e.x && before->view == view && &before->theme == &theme &&
                        before->evaluation.experiment.plane == e.experiment.plane &&
                        before->pictures.scale == pictures.scale;
    pictures.input =
        isKept ? before->pictures.input : wholePicture(planesInView(*e.x, e, view), e.grid.input(), colours);
    pictures.inputUnscaled = isKept ? before->pictures.inputUnscaled : unscaledIn(e.inputPlane(), pictures.scale);
    // Of finite values those of Y alone widen the scale, if it may be.
    if (pictures.inputUnscaled.any() || view.range.kind == RangeKind::Given)
        pictures.outputUnscaled = unscaledIn(y, pictures.scale);
    if (view.hideBlack) pictures.hidden = blackWindows(e, stop);
    const Blanks blanks{pictures.hidden, theme.padding};
    const ValuePlanes outputs = planesInView(e.forward->y, e, view);
    pictures.output = withHidden(
        outputs.size() == 1 ? colouredPicture(output, colours) : wholePicture(outputs, e.grid.output(), colours),
        pictures.hidden, theme.padding);
    pictures.outputRow = rowPicture(y, blanks, shared);
    pictures.patches = patchPicture(e, blanks, shared, theme);
    if (e.filter) addFilterPictures(e, view, theme, pictures);
    if (view.map != InputMap::Values) addCounts(e, view, theme, pictures);

    pictures.gradientBlock = blockValueOf(e.backward->dx.plane(e.experiment.plane), e.grid.input());
    const ShownPlane gradient = shownWholeGradient(e, pictures.gradientBlock);
    pictures.gradientScale = gradientScale(gradient.range);
    const BlockValue upstreamBlock = blockValueOf(dout, e.grid.output());
    const ShownPlane upstream = shownPlane(dout, e.grid.output(), upstreamBlock);
    pictures.upstreamScale = gradientScale(upstream.range);
    const CellColours aroundZero = signedColours(largestOf(pictures.upstreamScale), theme, upstreamBlock);
    const auto diverging = [&](float v) { return aroundZero.of(v); };
    pictures.upstream = withHidden(colouredPicture(upstream, aroundZero), pictures.hidden, theme.padding);
    pictures.upstreamRow = rowPicture(dout, blanks, diverging);
    pictures.gradientPatches = gradientPatchPicture(e, blanks, diverging, stop);
    pictures.playback = playback;
    addGradient(e, theme, pictures, stop, &gradient);
    return pictures;
}

Pictures picturesAt(Pictures pictures, const std::optional<Playback>& playback, const Evaluation& e, const Theme& theme,
                    const std::stop_token& stop) {
    const bool sameGradient = windowsBackward(pictures.playback, e.grid) == windowsBackward(playback, e.grid);
    pictures.playback = playback;
    if (!sameGradient) addGradient(e, theme, pictures, stop);
    return pictures;
}

}  // namespace poolscope
