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
#include "core/study_figure/sheet_pictures.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

// Charts and pictures that are narrower than this many times the small type stand beneath each other.
constexpr double kLeastChart = 26;
constexpr double kLeastOnPage = 17;  // where there is no room beneath each other
constexpr double kLeastHigh = 10;    // a lower chart is all words
constexpr double kLeastCompass = 29;

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

// Images that are pooled again to be seen: once, however often a page is tried.
using Pooled = std::variant<std::monostate, TileSheet, ContactSheet, CompassPair>;

struct Pool {
    const StudyQuestion& q;
    const ViewSpec& view;
    ThemeName theme;
    const RunControl& run;

    Result<Pooled> operator()(const ImageStudy& found) const { return imageTiles(q, found, view, theme, run); }
    Result<Pooled> operator()(const CollisionStudy& found) const { return collisionTiles(q, found, view, theme, run); }
    Result<Pooled> operator()(const MeansResult& found) const { return meanTiles(q, found, view, theme, run); }
    Result<Pooled> operator()(const LabelsResult&) const { return contacts(); }
    Result<Pooled> operator()(const DatasetStudy&) const { return contacts(); }
    Result<Pooled> operator()(const ShiftResult& found) const { return compassOf(q, found.found, view, theme, run); }
    template <class Other>
    Result<Pooled> operator()(const Other&) const {
        return Pooled{};
    }

    Result<Pooled> contacts() const {
        auto made = contactSheet(q, view, theme, {}, run);
        if (!made) return tl::unexpected(made.error());
        made->head = {askedLabels(q).empty() ? "Pooled images" : "Pooled images by label", ""};
        return std::move(*made);
    }
};

// Those whose figure is laid out for the height of a page; the others are drawn lower and narrower until they fit.
struct FillsPage {
    bool operator()(const CompareStudy&) const { return true; }
    bool operator()(const CascadeResult&) const { return true; }
    bool operator()(const ImageStudy&) const { return true; }
    bool operator()(const CollisionStudy&) const { return true; }
    bool operator()(const MeansResult&) const { return true; }
    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }
};

// Draws what was found, with margins and without title and caption. One function for each kind of answer.
struct Draw {
    const StudyQuestion& q;
    const Pooled& pooled;
    const ViewSpec& view;
    const FigureStyle& style;
    double width = 0;
    double low = 1;                  // charts are so much lower than they like to be
    std::optional<double> height{};  // that a page leaves

    double gap() const { return style.small * 2; }
    double leastChart() const { return (height ? kLeastOnPage : kLeastChart) * style.small; }
    ValueScale scaleOf(const Tensor& x) const {
        return inputScale(view.range, q.source->range, q.experiment.filters, x.values);
    }

    double widthIn(std::size_t columns) const { return (width + gap()) / static_cast<double>(columns) - gap(); }
    // At most so many columns, as many as are readable; more of them on a page that is too low for the rows.
    Scene charts(std::vector<Chart> charts, std::size_t most, double aspect) const {
        const double least = leastChart();
        std::size_t columns = std::max<std::size_t>(1, std::min(most, charts.size()));
        while (columns > 1 && widthIn(columns) < least) --columns;
        const auto tooHigh = [&] {
            const auto rows = static_cast<double>((charts.size() + columns - 1) / columns);
            return height && rows * (kLeastHigh * style.small + gap()) - gap() > *height;
        };
        while (columns < charts.size() && tooHigh() && widthIn(columns + 1) >= least) ++columns;
        if (columns != most) aspect = std::min(aspect, 0.62);
        const double each = widthIn(columns);
        aspect = std::max(aspect * low, std::min(aspect, kLeastHigh * style.small / each));
        return drawCharts({{}, std::move(charts), columns, aspect}, width, style);
    }
    // More bars than a page is high for stand beside each other.
    Scene bars(const BarChart& chart) const {
        Scene lying = drawBarChart(chart, width, style);
        if (!height || lying.size.height <= *height) return lying;
        const ColumnChart standing{chart.head, chart.series, chart.groups, {}, {"", true, true}, chart.full};
        return drawColumnChart(standing, {width, *height}, style);
    }

    Scene operator()(const ChartsResult& found) const { return charts(experimentCharts(found), 3, 0.8); }
    Scene operator()(const TieStudy& found) const { return bars(tieChart(found, *q.source)); }
    Scene operator()(const ShiftStudy& found) const {
        return bars(shiftChart(found, static_cast<std::int64_t>(q.choice.distance)));
    }
    Scene operator()(const TurnResult& found) const { return bars(rotationChart(found.turn, found.degrees)); }
    // Every group has a scale of its own, which only lying bars can have.
    Scene operator()(const Cost& found) const {
        return drawBarChart(costChart(found), width, style, height.value_or(0));
    }
    Scene operator()(const SweepStudy& found) const {
        return charts({sweepChangeChart(found), sweepSizeChart(found), sweepTieChart(found), sweepBlackChart(found)}, 2,
                      0.9);
    }
    Scene operator()(const WinStudy& found) const {
        Scene scene = charts({slotChart(found.wins), pixelChart(found.wins)}, 2, 0.8);
        return below(std::move(scene), drawBarChart(inkChart(found.gradient), width, style));
    }
    Scene operator()(const CompareStudy& found) const {
        return composeCompare(found, scaleOf(found.x), view, width, style, height);
    }
    Scene operator()(const CascadeResult& found) const {
        return composeCascade(found.x, found.study, scaleOf(found.x), view, width, style, height);
    }
    Scene operator()(const ImageStudy&) const { return tiles(); }
    Scene operator()(const CollisionStudy&) const { return tiles(); }
    Scene operator()(const MeansResult&) const { return tiles(); }
    Scene operator()(const LabelsResult&) const { return sheet(width); }
    Scene operator()(const DatasetStudy& found) const {
        const double half = (width - gap()) / 2;
        const bool beside = half >= leastChart();
        Scene scene = sheet(beside ? half : width);
        Scene counts = drawCharts({{}, datasetCharts(found, *q.source), 1, 0.6 * low}, beside ? half : width, style);
        return beside ? besides(std::move(scene), std::move(counts)) : below(std::move(scene), std::move(counts));
    }
    Scene operator()(const ShiftResult& found) const {
        const auto& pair = std::get<CompassPair>(pooled);
        const double half = (width - gap()) / 2;
        const bool beside = half >= kLeastCompass * style.small;
        const double each = beside ? half : width;
        const bool rows = pair.input.tiles[0].has_value();
        const Size size{each, rows ? each * 1.22 : each * 0.55};
        Scene input = drawCompass(pair.input, size, style);
        Scene output = drawCompass(pair.output, size, style);
        Scene both = beside ? besides(std::move(input), std::move(output)) : below(std::move(input), std::move(output));
        const LineChart chart = motionChart(found.curves.curves, found.curves.axis, "");
        return below(std::move(both), drawLineChart(chart, {width, (beside ? half * 0.8 : width * 0.6) * low}, style));
    }

    Scene tiles() const { return drawTiles(std::get<TileSheet>(pooled), width, style, height); }
    Scene sheet(double sheetWidth) const { return drawContactSheet(std::get<ContactSheet>(pooled), sheetWidth, style); }
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
    const bool gives = !std::visit(FillsPage{}, found);
    const FrameWords words{spec.title, spec.caption};
    draw.height = height - framedScene({{whole, 0}, {}}, words, draw.style).size.height;
    for (;;) {
        Scene drawing = std::visit(draw, found);
        Scene page{{whole, drawing.size.height}, {}};
        placeScene(page, std::move(drawing), {(whole - draw.width) / 2, 0});
        Scene framed = framedScene(std::move(page), words, draw.style, height);
        if (framed.size.height <= height + 0.01) {
            framed.size.height = height;
            return framed;
        }
        if (gives && draw.low > kLowest) {
            draw.low -= kStep;
        } else if (gives && draw.width - whole * kStep >= least) {
            draw.width -= whole * kStep;
        } else {
            return noRoom(spec, "this figure: choose smaller type or a larger page");
        }
    }
}

}  // namespace

Result<CompassPair> compassOf(const StudyQuestion& q, const MotionFound& found, const ViewSpec& view, ThemeName theme,
                              const RunControl& run) {
    StudyQuestion one = q;
    one.choice.images = StudyImages::One;
    const ImageRange seen = askedImages(one);
    const Tensor image = selectImages(q.source->images, seen.first, seen.last);
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
                                        " mm leaves no room for this figure: it must be at least " +
                                        shortestNumber(std::ceil(least / kPointsPerMm)) + " mm with type of this size");
    }
    const auto pooled = std::visit(Pool{q, view, style.themeName, run}, found);
    if (!pooled) return tl::unexpected(pooled.error());
    const Draw draw{q, *pooled, view, style, width};
    if (spec.heightMm) return onPage(draw, found, spec);
    return framedScene(std::visit(draw, found), {spec.title, spec.caption}, style);
}

}  // namespace poolscope
