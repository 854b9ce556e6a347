// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of studies as figures.
#include "core/study_figure/study_sheet.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/experiment/display.h"
#include "core/figure/figure.h"
#include "core/scene/framing.h"
#include "core/scene/place.h"
#include "core/study_figure/cascade_figure.h"
#include "core/study_figure/compare_figure.h"
#include "core/study_figure/contact_sheet.h"
#include "core/study_figure/experiment_charts.h"
#include "core/study_figure/image_sheet.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

// Charts and pictures that are narrower than this many times the small type stand beneath each other.
constexpr double kLeastChart = 26;
constexpr double kLeastOnPage = 20;  // where there is no room beneath each other
constexpr double kLeastHigh = 12;    // a lower chart is all words
constexpr double kLeastCompass = 29;

std::int64_t planeInView(const StudyQuestion& q) {
    const std::int64_t planes = q.source->images->shape.c * q.experiment.filters.mapsPerChannel();
    return q.experiment.plane % std::max<std::int64_t>(1, planes);
}

// In small type: a narrower figure could not be read.
struct LeastWidth {
    double operator()(const CompareStudy&) const { return 34; }
    double operator()(const CascadeResult&) const { return 34; }
    double operator()(const ChartsResult&) const { return 30; }
    double operator()(const SweepStudy&) const { return 30; }
    double operator()(const ShiftResult&) const { return 30; }
    double operator()(const DatasetStudy&) const { return 30; }
    double operator()(const MeansResult&) const { return 34; }
    template <class Other>
    double operator()(const Other&) const {
        return 20;
    }
};

// Draws what was found, with margins and without title and caption. One function for each kind of answer.
struct Draw {
    const StudyQuestion& q;
    const ViewSpec& view;
    const FigureStyle& style;
    const RunControl& run;
    double width = 0;
    double low = 1;                  // charts are so much lower than they like to be
    std::optional<double> height{};  // that a page leaves

    double gap() const { return style.small * 2; }
    ValueScale scaleOf(const Tensor& x) const {
        return inputScale(view.range, q.source->range, q.experiment.filters, x.values);
    }

    // At most so many columns, as many as are readable.
    Scene charts(std::vector<Chart> charts, std::size_t most, double aspect) const {
        std::size_t columns = std::min(most, charts.size());
        while (columns > 1 && (width + gap()) / static_cast<double>(columns) - gap() <
                                  (height ? kLeastOnPage : kLeastChart) * style.small) {
            --columns;
        }
        if (columns < most) aspect = std::min(aspect, 0.62);
        columns = std::max<std::size_t>(1, columns);
        const double each = (width + gap()) / static_cast<double>(columns) - gap();
        aspect = std::max(aspect * low, std::min(aspect, kLeastHigh * style.small / each));
        return drawCharts({{}, std::move(charts), columns, aspect}, width, style);
    }
    // More bars than a page is high for stand beside each other.
    Scene bars(const BarChart& chart) const {
        Scene lying = drawBarChart(chart, width, style);
        if (!height || lying.size.height <= *height) return lying;
        const ColumnChart standing{chart.head, chart.series, chart.groups, {}, {"", true, true}};
        return drawColumnChart(standing, {width, *height}, style);
    }

    Result<Scene> operator()(const ChartsResult& found) const { return charts(experimentCharts(found), 3, 0.8); }
    Result<Scene> operator()(const TieStudy& found) const { return bars(tieChart(found)); }
    Result<Scene> operator()(const ShiftStudy& found) const {
        return bars(shiftChart(found, static_cast<std::int64_t>(q.choice.distance)));
    }
    Result<Scene> operator()(const TurnResult& found) const { return bars(rotationChart(found.turn, found.degrees)); }
    Result<Scene> operator()(const Cost& found) const { return bars(costChart(found)); }
    Result<Scene> operator()(const SweepStudy& found) const {
        return charts({sweepChangeChart(found), sweepSizeChart(found), sweepTieChart(found), sweepBlackChart(found)}, 2,
                      0.9);
    }
    Result<Scene> operator()(const WinStudy& found) const {
        Scene scene = charts({slotChart(found.wins), pixelChart(found.wins)}, 2, 0.8);
        return below(std::move(scene), drawBarChart(inkChart(found.gradient), width, style));
    }
    Result<Scene> operator()(const CompareStudy& found) const {
        return composeCompare(found, scaleOf(found.x), view, width, style);
    }
    Result<Scene> operator()(const CascadeResult& found) const {
        return composeCascade(found.x, found.study, scaleOf(found.x), view, width, style);
    }
    Result<Scene> operator()(const ImageStudy& found) const {
        return tiles(imageTiles(q, found, view, style.themeName, run));
    }
    Result<Scene> operator()(const CollisionStudy& found) const {
        return tiles(collisionTiles(q, found, view, style.themeName, run));
    }
    Result<Scene> operator()(const MeansResult& found) const {
        return tiles(meanTiles(q, found, view, style.themeName, run));
    }
    Result<Scene> operator()(const LabelsResult&) const { return sheet(width); }
    Result<Scene> operator()(const DatasetStudy& found) const {
        const double half = (width - gap()) / 2;
        const bool beside = half >= kLeastChart * style.small;
        auto scene = sheet(beside ? half : width);
        if (!scene) return scene;
        Scene counts = drawCharts({{}, datasetCharts(found), 1, 0.6 * low}, beside ? half : width, style);
        return beside ? besides(std::move(*scene), std::move(counts)) : below(std::move(*scene), std::move(counts));
    }
    Result<Scene> operator()(const ShiftResult& found) const {
        const auto pair = compassOf(q, found.found, view, style.themeName, run);
        if (!pair) return tl::unexpected(pair.error());
        const double half = (width - gap()) / 2;
        const bool beside = half >= kLeastCompass * style.small;
        const double each = beside ? half : width;
        const bool rows = pair->input.tiles[0].has_value();
        const Size size{each, rows ? each * 1.22 : each * 0.55};
        Scene input = drawCompass(pair->input, size, style);
        Scene output = drawCompass(pair->output, size, style);
        Scene both = beside ? besides(std::move(input), std::move(output)) : below(std::move(input), std::move(output));
        const LineChart chart = motionChart(found.curves.curves, found.curves.axis, "");
        return below(std::move(both), drawLineChart(chart, {width, (beside ? half * 0.8 : width * 0.6) * low}, style));
    }

    Result<Scene> tiles(const Result<TileSheet>& made) const {
        if (!made) return tl::unexpected(made.error());
        return drawTiles(*made, width, style);
    }
    Result<Scene> sheet(double sheetWidth) const {
        const std::span<const int> labels = askedLabels(q);
        ContactLook look;
        look.plane = planeInView(q);
        look.stored = q.source->range;
        look.range = view.range;
        look.palette = view.palette;
        look.theme = style.themeName;
        auto made = contactSheet(q.experiment, *askedValues(q), labels, look, run);
        if (!made) return tl::unexpected(made.error());
        made->head = {labels.empty() ? "Pooled images" : "Pooled images by label", ""};
        return drawContactSheet(*made, sheetWidth, style);
    }
    Scene below(Scene upper, Scene lower) const {
        const double top = upper.size.height + gap();
        upper.size.height = top + lower.size.height;
        placeScene(upper, std::move(lower), {0, top});
        return upper;
    }
    Scene besides(Scene left, Scene right) const {
        const double at = width - right.size.width;
        left.size = {width, std::max(left.size.height, right.size.height)};
        placeScene(left, std::move(right), {at, 0});
        return left;
    }
};

// On a page charts are lower where they have to be; what is still too high is narrower, in the middle.
Result<Scene> onPage(Draw draw, const StudyResult& found, const FigureSpec& spec) {
    constexpr double kLowest = 0.35;
    constexpr double kStep = 0.05;
    const double height = *pageHeight(spec);
    const double whole = draw.width;
    const double least = std::visit(LeastWidth{}, found) * draw.style.small;
    const FrameWords words{spec.title, spec.caption};
    draw.height = height - framedScene({{whole, 0}, {}}, words, draw.style).size.height;
    for (;;) {
        auto drawing = std::visit(draw, found);
        if (!drawing) return drawing;
        Scene page{{whole, drawing->size.height}, {}};
        placeScene(page, std::move(*drawing), {(whole - draw.width) / 2, 0});
        Scene framed = framedScene(std::move(page), words, draw.style, height);
        if (framed.size.height <= height + 0.01) {
            framed.size.height = height;
            return framed;
        }
        if (draw.low > kLowest) {
            draw.low -= kStep;
        } else if (draw.width - whole * kStep >= least) {
            draw.width -= whole * kStep;
        } else {
            return fail("figure.height",
                        "a page of " + shortestNumber(spec.widthMm) + " x " + shortestNumber(*spec.heightMm) +
                            " mm leaves no room for this figure: choose smaller type or a larger page");
        }
    }
}

}  // namespace

Result<CompassPair> compassOf(const StudyQuestion& q, const MotionFound& found, const ViewSpec& view, ThemeName theme,
                              const RunControl& run) {
    StudyQuestion one = q;
    one.choice.images = StudyImages::One;
    const ImageRange seen = askedImages(one);
    const Tensor image = selectImages(*q.source->images, seen.first, seen.last);
    const CompassLook look{planeInView(q), q.source->range, view.range, view.palette, theme};
    if (const auto* turn = std::get_if<TurnStudy>(&found.moves)) {
        return turnCompass(q.experiment, image, *turn, look, run);
    }
    const auto by = static_cast<std::int64_t>(q.choice.distance);
    return shiftCompass(q.experiment, image, std::get<ShiftStudy>(found.moves), by, look, run);
}

Result<Scene> composeStudy(const StudyQuestion& q, const StudyResult& found, const ViewSpec& view,
                           const FigureSpec& spec, const FigureStyle& style, const RunControl& run) {
    if (Result<void> ok = checkSize(spec); !ok) return tl::unexpected(ok.error());
    const double width = spec.widthMm * kPointsPerMm;
    if (const double least = std::visit(LeastWidth{}, found) * style.small; width < least) {
        return fail("figure.width", "a width of " + shortestNumber(spec.widthMm) +
                                        " mm leaves no room for this figure: it " + "must be at least " +
                                        shortestNumber(std::ceil(least / kPointsPerMm)) + " mm with type of this size");
    }
    const FrameWords words{spec.title, spec.caption};
    if (!spec.heightMm) {
        auto drawing = std::visit(Draw{q, view, style, run, width}, found);
        if (!drawing) return drawing;
        return framedScene(std::move(*drawing), words, style);
    }
    return onPage({q, view, style, run, width}, found, spec);
}

}  // namespace poolscope
