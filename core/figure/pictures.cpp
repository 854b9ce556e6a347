// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/pictures.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/filter/filter.h"
#include "core/window/im2col.h"

namespace poolscope {
namespace {

// Means over blocks; the blocks tile the plane exactly and differ by at most one cell in size.
std::vector<float> reduced(std::span<const float> plane, const Extent& cells, const Extent& shown) {
    std::vector<float> result(static_cast<std::size_t>(shown.count()));
    std::vector<double> sums(static_cast<std::size_t>(shown.cols));
    for (std::int64_t r = 0; r < shown.rows; ++r) {
        const std::int64_t top = r * cells.rows / shown.rows;
        const std::int64_t bottom = (r + 1) * cells.rows / shown.rows;
        std::fill(sums.begin(), sums.end(), 0.0);
        for (std::int64_t y = top; y < bottom; ++y) {
            const float* row = plane.data() + y * cells.cols;
            for (std::int64_t c = 0; c < shown.cols; ++c) {
                const std::int64_t right = (c + 1) * cells.cols / shown.cols;
                for (std::int64_t x = c * cells.cols / shown.cols; x < right; ++x) {
                    sums[static_cast<std::size_t>(c)] += row[x];
                }
            }
        }
        for (std::int64_t c = 0; c < shown.cols; ++c) {
            const std::int64_t width = (c + 1) * cells.cols / shown.cols - c * cells.cols / shown.cols;
            result[static_cast<std::size_t>(r * shown.cols + c)] =
                static_cast<float>(sums[static_cast<std::size_t>(c)] / static_cast<double>(width * (bottom - top)));
        }
    }
    return result;
}

template <class ToColour>
Picture pictureOf(std::span<const float> plane, const Extent& cells, const ToColour& toColour) {
    Picture picture{cells, {std::min(cells.rows, kMostShown), std::min(cells.cols, kMostShown)}, nullptr};
    std::vector<float> small;
    if (picture.shown != cells) {
        small = reduced(plane, cells, picture.shown);
        plane = small;
    }
    std::vector<std::uint32_t> argb(plane.size());
    std::transform(plane.begin(), plane.end(), argb.begin(), [&](float v) { return toArgb(toColour(v)); });
    picture.argb = std::make_shared<const std::vector<std::uint32_t>>(std::move(argb));
    return picture;
}

// X_col is too large to be averaged in general (it may hold thousands of times the image), so it is sampled.
template <class ToColour>
Picture patchPicture(const Evaluation& e, const ToColour& toColour, const Theme& theme) {
    const std::int64_t columns = e.grid.output().count();
    Picture picture{
        {e.grid.taps(), columns}, {std::min<std::int64_t>(e.grid.taps(), 128), std::min(columns, kMostShown)}, nullptr};
    std::vector<std::uint32_t> argb;
    argb.reserve(static_cast<std::size_t>(picture.shown.count()));
    for (std::int64_t r = 0; r < picture.shown.rows; ++r) {
        const std::int64_t tap = r * e.grid.taps() / picture.shown.rows;
        for (std::int64_t c = 0; c < picture.shown.cols; ++c) {
            const std::int64_t column = c * columns / picture.shown.cols;
            const CellRef window{column / e.grid.cols.output, column % e.grid.cols.output};
            const bool data = e.grid.isData(window, tap, e.experiment.pool.padValue);
            argb.push_back(toArgb(data ? toColour(patchValue(e.inputPlane(), e.grid, window, tap, PadValue::Zero))
                                       : theme.padding));
        }
    }
    picture.argb = std::make_shared<const std::vector<std::uint32_t>>(std::move(argb));
    return picture;
}

struct FiniteRange {
    double low = 0;
    double high = 0;
    bool any = false;

    void add(std::span<const float> values) {
        for (const float v : values) {
            if (!std::isfinite(v)) continue;
            low = any ? std::min(low, double{v}) : v;
            high = any ? std::max(high, double{v}) : v;
            any = true;
        }
    }
};

}  // namespace

ValueScale sharedScale(std::span<const float> x, std::span<const float> y) {
    FiniteRange range;
    range.add(x);
    range.add(y);
    if (!range.any) return {0, 1};
    if (range.low >= 0 && range.high <= 1) return {0, 1};
    if (range.low >= 0 && range.high <= 255) return {0, 255};
    return {range.low, range.high};
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
    pictures.imageScale = sharedScale(image, image);
    pictures.image = pictureOf(image, images.shape.plane(), [&](float v) {
        return colourOf(v, pictures.imageScale, view.palette, theme.notANumber);
    });
    const std::span<const float> responses = e.filter->responses->plane(e.experiment.plane);
    FiniteRange range;
    range.add(responses);
    pictures.largestResponse = std::max(std::abs(range.low), std::abs(range.high));
    pictures.response = pictureOf(responses, images.shape.plane(), [&](float v) {
        return divergingColourOf(v, pictures.largestResponse, theme.notANumber);
    });
    const Tensor plane({1, 1, images.shape.h, images.shape.w}, std::vector<float>(responses.begin(), responses.end()));
    pictures.reluMaskPlane = reluMask(plane).values;
    pictures.reluMask = pictureOf(std::span<const float>(pictures.reluMaskPlane), images.shape.plane(),
                                  [&](float v) { return divergingColourOf(v, 1, theme.notANumber); });
}

}  // namespace

Pictures makePictures(const Evaluation& e, const ViewSpec& view, const Theme& theme) {
    Pictures pictures;
    pictures.scale = sharedScale(e.inputPlane(), e.forward->y.plane(e.experiment.plane));
    const auto shared = [&](float v) { return colourOf(v, pictures.scale, view.palette, theme.notANumber); };
    pictures.input = pictureOf(e.inputPlane(), e.grid.input(), shared);
    pictures.output = pictureOf(e.forward->y.plane(e.experiment.plane), e.grid.output(), shared);
    pictures.patches = patchPicture(e, shared, theme);

    if (e.filter) addFilterPictures(e, view, theme, pictures);

    const std::span<const float> dx = e.backward->dx.plane(e.experiment.plane);
    FiniteRange range;
    range.add(dx);
    pictures.largestGradient = std::max(std::abs(range.low), std::abs(range.high));
    pictures.gradient = pictureOf(
        dx, e.grid.input(), [&](float v) { return divergingColourOf(v, pictures.largestGradient, theme.notANumber); });
    return pictures;
}

std::string valueText(double value, const ViewSpec& view, const ValueScale& scale) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    if (view.values == NumberScale::Unit && scale == ValueScale{0, 255}) return fixed(value / 255, 3);
    return numberText(value);
}

std::string numberText(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    if (value == 0) return "0";
    if (value == std::floor(value) && std::abs(value) < 1e15) return fixed(value, 0);
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 4);
    return {buffer, end.ptr};
}

}  // namespace poolscope
