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
        std::int64_t shown = 0;
        for (const ContactRow& row : made->rows) shown += std::ssize(row.shown);
        const bool all = shown == askedImages(q).count();
        const bool labelled = !askedLabels(q).empty();
        const std::string first =
            all ? "The" : "The first " + std::to_string(labelled ? static_cast<std::int64_t>(made->perRow) : shown);
        made->head = {first + (labelled ? " images of each label" : " images") + " are shown as they are pooled", ""};
        return std::move(*made);
    }
};

// Those whose height follows from their width; the others are laid out for the height of a page.
struct Narrows {
    bool operator()(const LabelsResult&) const { return true; }
    bool operator()(const DatasetStudy&) const { return true; }
    bool operator()(const ShiftResult&) const { return true; }
    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }
};

// Draws what was found, with margins and without title and caption; nothing where it cannot be read in this room. One
// function for each kind of answer.
struct Draw {
    const StudyQuestion& q;
    const Pooled& pooled;
    const ViewSpec& view;
    const FigureStyle& style;
    double width = 0;
    std::optional<double> height{};  // that a page leaves
    using Drawn = std::optional<Scene>;

    double gap() const { return style.small * 2; }
    double leastChart() const { return (height ? kLeastOnPage : kLeastChart) * style.small; }
    ValueScale scaleOf(const Tensor& x) const {
        return inputScale(view.range, q.source->range, q.experiment.filters, x.values);
    }

    double widthIn(std::size_t columns) const { return (width + gap()) / static_cast<double>(columns) - gap(); }
    // At most so many columns, as many as are readable; a page is filled.
    Drawn charts(std::vector<Chart> charts, std::size_t most, double aspect) const {
        if (height) return drawChartPage(charts, {width, *height}, style);
        std::size_t columns = std::max<std::size_t>(1, std::min(most, charts.size()));
        while (columns > 1 && widthIn(columns) < leastChart()) --columns;
        if (columns != most) aspect = std::min(aspect, 0.62);
        return drawCharts({{}, std::move(charts), columns, aspect}, width, style);
    }
    Drawn bars(const BarChart& chart) const { return charts({chart}, 1, 0); }

    Drawn operator()(const ChartsResult& found) const { return charts(experimentCharts(found), 3, 0.8); }
    Drawn operator()(const TieStudy& found) const {
        const BarChart lying = tieChart(found, *q.source);
        // Labels that stand beside each other are shorter without the word.
        const bool stand =
            height && found.byLabel.size() > 1 && drawBarChart(lying, width, style).size.height > *height;
        return stand ? charts({tieColumns(found, *q.source)}, 1, 0) : bars(lying);
    }
    Drawn operator()(const ShiftStudy& found) const {
        return bars(shiftChart(found, static_cast<std::int64_t>(q.choice.distance)));
    }
    Drawn operator()(const TurnResult& found) const { return bars(rotationChart(found.turn, found.degrees)); }
    Drawn operator()(const Cost& found) const { return bars(costChart(found)); }
    Drawn operator()(const SweepStudy& found) const {
        return charts({sweepChangeChart(found), sweepSizeChart(found), sweepTieChart(found), sweepBlackChart(found)}, 2,
                      0.9);
    }
    Drawn operator()(const WinStudy& found) const {
        std::vector<Chart> plots{slotChart(found.wins), pixelChart(found.wins)};
        if (height) {
            plots.emplace_back(inkChart(found.gradient));
            return charts(std::move(plots), 2, 0.8);
        }
        return below(*charts(std::move(plots), 2, 0.8), drawBarChart(inkChart(found.gradient), width, style));
    }
    Drawn operator()(const CompareStudy& found) const {
        return composeCompare(found, scaleOf(found.x), view, width, style, height);
    }
    Drawn operator()(const CascadeResult& found) const {
        return composeCascade(found.x, found.study, scaleOf(found.x), view, width, style, height);
    }
    Drawn operator()(const ImageStudy&) const { return tiles(); }
    Drawn operator()(const CollisionStudy&) const { return tiles(); }
    Drawn operator()(const MeansResult&) const { return tiles(); }
    Drawn operator()(const LabelsResult&) const { return sheet(width); }
    Drawn operator()(const DatasetStudy& found) const {
        const double half = (width - gap()) / 2;
        const bool beside = half >= leastChart();
        std::vector<Chart> counted = datasetCharts(found, *q.source);
        Scene scene = sheet(beside ? half : width);
        Draw chartsOf = *this;
        chartsOf.width = beside ? half : width;
        if (height && !beside) *chartsOf.height -= scene.size.height + gap();
        Drawn counts = chartsOf.charts(std::move(counted), 1, 0.6);
        if (!counts) return std::nullopt;
        return beside ? besides(std::move(scene), std::move(*counts)) : below(std::move(scene), std::move(*counts));
    }
    Drawn operator()(const ShiftResult& found) const {
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
        const double wanted = beside ? half * 0.8 : width * 0.6;
        if (!height) return below(std::move(both), drawLineChart(chart, {width, wanted}, style));
        Drawn low = drawChartPage({chart}, {width, std::min(wanted, *height - both.size.height - gap())}, style);
        if (!low) return std::nullopt;
        return below(std::move(both), std::move(*low));
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

// What is too high for its page is narrower, in the middle; nothing where it cannot be read then.
std::optional<Scene> onPage(Draw draw, const StudyResult& found, const FigureSpec& spec) {
    constexpr double kStep = 0.05;
    const double height = *pageHeight(spec);
    const double whole = draw.width;
    const double least = std::visit(LeastWidth{}, found) * draw.style.small;
    if (whole < least) return std::nullopt;
    const FrameWords words{spec.title, spec.caption};
    draw.height = height - framedScene({{whole, 0}, {}}, words, draw.style).size.height;
    for (;;) {
        if (std::optional<Scene> drawing = std::visit(draw, found)) {
            Scene page{{whole, drawing->size.height}, {}};
            placeScene(page, std::move(*drawing), {(whole - draw.width) / 2, 0});
            Scene framed = framedScene(std::move(page), words, draw.style, height);
            if (framed.size.height <= height + 0.01) {
                framed.size.height = height;
                return framed;
            }
        }
        if (!std::visit(Narrows{}, found) || draw.width - whole * kStep < least) return std::nullopt;
        draw.width -= whole * kStep;
    }
}

// The same, or an error that says which type would fit.
Result<Scene> composedOnPage(const Draw& draw, const StudyResult& found, const FigureSpec& spec) {
    if (auto scene = onPage(draw, found, spec)) return std::move(*scene);
    const FigureStyle& wanted = draw.style;
    const TypeSizes type{wanted.body, wanted.small, wanted.leastNumber};
    constexpr double kLeastBody = 5;
    for (double body = std::ceil(wanted.body) - 1; body >= kLeastBody; --body) {
        const FigureStyle smaller = printStyle(wanted.themeName, type.scaled(body / wanted.body));
        if (!onPage({draw.q, draw.pooled, draw.view, smaller, draw.width}, found, spec)) continue;
        return noRoom(spec, "this figure in type of " + numberText(wanted.body) + " points: choose a font size of " +
                                shortestNumber(body) + " or less, or a larger page");
    }
    return noRoom(spec, "this figure: choose a larger page");
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
    if (spec.heightMm) return composedOnPage(draw, found, spec);
    // Without a height to keep to everything can be drawn.
    return framedScene(*std::visit(draw, found), {spec.title, spec.caption}, style);
}

}  // namespace poolscope
