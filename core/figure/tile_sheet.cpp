// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/tile_sheet.h"

#include <algorithm>
#include <cmath>

#include "core/experiment/display.h"
#include "core/figure/caption.h"
#include "core/panel/panel_parts.h"
#include "core/panel/thumbnail.h"
#include "core/scene/framing.h"
#include "core/scene/text_width.h"

namespace poolscope {
namespace {

constexpr std::int64_t kMostCells = 256;  // on a side of a picture
// Sides of a picture in small type: what is aimed at, and what many images are made as small as.
constexpr double kSide = 4.5;
constexpr double kLeastSide = 2.4;
constexpr double kSmaller = 0.7;  // of that, where rows of one length want it
constexpr double kPage = 1.35;    // height to width of a sheet that is still one page

const Tensor& tensorOf(const Evaluation& e, PanelKind kind) {
    if (kind == PanelKind::Output) return e.forward->y;
    return kind == PanelKind::Gradient ? e.backward->dx : *e.x;
}

// Pictures of one panel, one for each image.
class TilePictures {
  public:
    TilePictures(const Evaluation& e, const ViewSpec& view, const Theme& theme) : e_(e), view_(view), theme_(theme) {
        const std::vector<float> inputs = planes(*e.x);
        const ValueScale scale = inputScale(view.range, e.stored, e.experiment.filters, inputs);
        const std::vector<float> outputs = planes(e.forward->y);
        scale_ = widenedScale(scale, view.range, outputs);
        unscaled_ = unscaledIn(inputs, scale_) | unscaledIn(outputs, scale_);
        top_ = scale.high;
        const std::vector<float> gradients = planes(e.backward->dx);
        gradients_ = gradientScale(gradients);
        block_ = blockValueOf(gradients, {std::ssize(gradients) / e.x->shape.w, e.x->shape.w});
    }

    Picture operator()(PanelKind kind, std::int64_t image) const {
        const Tensor& tensor = tensorOf(e_, kind);
        const auto plane = tensor.plane(planeOf(image));
        const Extent cells = tensor.shape.plane();
        if (kind == PanelKind::Gradient) return gradientPicture(plane, cells, largestOf(gradients_), theme_, block_);
        return planePicture(plane, cells, scale_, view_.palette, theme_, kMostCells);
    }

    // Ramps with the ends of their scales; they give where they end.
    double addValueRamp(Scene& scene, const Rect& line, const FigureStyle& style) const {
        return poolscope::addValueRamp(scene, line, style, scale_, unscaled_, view_, top_);
    }
    double addGradientRamp(Scene& scene, const Rect& line, const FigureStyle& style) const {
        return poolscope::addGradientRamp(scene, line, gradients_, style);
    }

  private:
    std::int64_t planeOf(std::int64_t image) const {
        return image * e_.x->shape.c + e_.experiment.plane % e_.x->shape.c;
    }
    // The planes in view of all images, one after the other.
    std::vector<float> planes(const Tensor& tensor) const {
        std::vector<float> values;
        for (std::int64_t i = 0; i < tensor.shape.n; ++i) {
            const auto plane = tensor.plane(planeOf(i));
            values.insert(values.end(), plane.begin(), plane.end());
        }
        return values;
    }

    const Evaluation& e_;
    const ViewSpec& view_;
    const Theme& theme_;
    ValueScale scale_;
    Unscaled unscaled_;
    double top_ = 0;  // what values are parts of, where the view shows parts
    ValueScale gradients_;
    BlockValue block_ = BlockValue::Mean;  // of all gradients, so that no two images differ
};

// What the colours of all pictures mean: the ramp of the values and that of the gradients, beside it where there is
// room; gives the foot.
double addLegend(Scene& scene, const Rect& room, const TilePictures& pictures, const std::vector<PanelKind>& panels,
                 const FigureStyle& style) {
    if (!style.legends) return room.y;
    Rect line{room.x, room.y, room.width, legendHeight(style)};
    const auto entry = [&](const auto& addRampTo, const std::string& words) {
        const double width = textWidth(words, style.small);
        Scene measured;
        const bool fits = addRampTo(measured, line) + width <= room.right();
        if (!fits && line.x > room.x) line = {room.x, line.bottom(), room.width, line.height};
        const double x = addRampTo(scene, line);
        addLegendNote(scene, {line.x, line.y, room.right() - line.x, line.height}, x, style, {words});
        line.x = x + width + style.small * 2;
    };
    const auto has = [&](PanelKind kind) { return std::find(panels.begin(), panels.end(), kind) != panels.end(); };
    if (has(PanelKind::Input) || has(PanelKind::Output)) {
        entry([&](Scene& to, const Rect& at) { return pictures.addValueRamp(to, at, style); }, "values");
    }
    if (has(PanelKind::Gradient)) {
        entry([&](Scene& to, const Rect& at) { return pictures.addGradientRamp(to, at, style); }, "gradients");
    }
    return line.bottom();
}

std::vector<TextRun> labelRuns(const Evaluation& e, const Source& source, std::int64_t i, const Theme& t, bool named) {
    const std::int64_t image = e.experiment.images.first + i;
    std::vector<TextRun> runs{{std::to_string(source.number(image)), t.quiet}};
    if (source.labels.empty()) return runs;
    const std::string label = source.nameOf(source.labels[static_cast<std::size_t>(image)]);
    runs.push_back({named ? "  label " + label : "  " + label, t.text, !named});
    return runs;
}

// Where the tiles stand.
struct TileGrid {
    std::size_t columns = 1;
    Size picture;     // at most
    double tile = 0;  // width of one with all its pictures
    double pitch = 0;
    double height = 0;  // of a tile with its words
};

struct TileNeeds {
    std::size_t count = 0;
    std::size_t panels = 1;
    double width = 0;
    double words = 0;  // room the longest of them need
    Size shape{1, 1};  // of a picture whose longer side is 1
    std::optional<std::size_t> columns{};
    std::optional<double> height{};  // of a page, for the tiles

    double rows(const std::size_t inRow) const { return static_cast<double>((count + inRow - 1) / inRow); }
};

// As many images in every row, with up to `most` columns; else the last row is as long as it can be.
std::size_t columnsOfFullRows(std::size_t count, std::size_t columns, std::size_t most) {
    const std::size_t rows = (count + columns - 1) / columns;
    const std::size_t balanced = (count + rows - 1) / rows;
    if (count % balanced == 0) return balanced;
    for (std::size_t even = columns; even <= most; ++even) {
        if (count % even == 0) return even;
    }
    return balanced;
}

TileGrid gridOf(const TileNeeds& needs, double side, const FigureStyle& style) {
    const double between = style.small * 0.35;
    const double gap = style.small * 1.2;
    const auto panels = static_cast<double>(needs.panels);
    const auto fitting = [&](double least) {
        const double tile = std::max(needs.words, least * needs.shape.width * panels + between * (panels - 1));
        return std::clamp<std::size_t>(static_cast<std::size_t>((needs.width + gap) / (tile + gap)), 1, needs.count);
    };
    TileGrid grid;
    grid.columns = needs.columns ? std::min(*needs.columns, needs.count)
                                 : columnsOfFullRows(needs.count, fitting(side),
                                                     fitting(std::max(kSmaller * side, kLeastSide * style.small)));
    grid.pitch = (needs.width + gap) / static_cast<double>(grid.columns);
    grid.tile = grid.pitch - gap;
    const double width = (grid.tile - between * (panels - 1)) / panels;
    grid.picture = {width, width * needs.shape.height / needs.shape.width};
    grid.height = grid.picture.height + style.small * 2.3;
    return grid;
}

// Pictures no higher than the page has room for.
TileGrid onPage(TileGrid grid, const TileNeeds& needs) {
    const double most = *needs.height / needs.rows(grid.columns);
    if (grid.height <= most) return grid;
    const double high = std::max(0.0, grid.picture.height - (grid.height - most));
    grid.picture = {grid.picture.width * high / grid.picture.height, high};
    grid.height = most;
    return grid;
}

// Smaller tiles as long as a sheet of many images is longer than a page; on a page the largest pictures.
TileGrid bestGrid(const TileNeeds& needs, const FigureStyle& style) {
    if (!needs.height) {
        for (double side = kSide;; side -= 0.1) {
            const TileGrid grid = gridOf(needs, side * style.small, style);
            if (needs.columns || needs.rows(grid.columns) * grid.height <= needs.width * kPage || side <= kLeastSide)
                return grid;
        }
    }
    TileNeeds tried = needs;
    TileGrid best;
    for (std::size_t columns = 1; columns <= needs.count; ++columns) {
        if (!needs.columns) tried.columns = columns;
        const TileGrid grid = onPage(gridOf(tried, 0, style), tried);
        if (grid.picture.height > best.picture.height) best = grid;
    }
    return best;
}

Result<void> checkSheet(const Evaluation& e, const FigureSpec& spec) {
    if (Result<void> ok = checkSize(spec); !ok) return ok;
    const std::int64_t count = e.x->shape.n;
    if (count == 0) return fail("input", "there is no image to draw: N is 0");
    if (count > kMostTiles) {
        return fail("input", "a contact sheet of " + std::to_string(count) + " images cannot be read: choose at most " +
                                 std::to_string(kMostTiles));
    }
    if (spec.columns && *spec.columns < 1) return fail("figure.columns", "a sheet has at least one column");
    if (spec.panels.empty()) return fail("figure.panels", "name at least one panel");
    for (const PanelKind kind : spec.panels) {
        if (isTilePanel(kind)) continue;
        return fail("figure.panels",
                    "a contact sheet shows input, output and gradient, and not " + std::string(toText(kind)));
    }
    return {};
}

}  // namespace

bool isTilePanel(PanelKind kind) {
    return std::find(kTilePanels.begin(), kTilePanels.end(), kind) != kTilePanels.end();
}

std::string sheetCaption(const Source& source, const Experiment& experiment, const std::vector<PanelKind>& panels) {
    const bool gradient = std::find(panels.begin(), panels.end(), PanelKind::Gradient) != panels.end();
    std::string text = batchCaption(source, experiment, experiment.images) + channelText(source, experiment) + ": " +
                       (gradient ? parametersAndGradient(experiment) : parameterText(experiment));
    for (std::size_t i = 0; i < panels.size(); ++i)
        text += (i == 0 ? "; of each " : ", ") + std::string(toText(panels[i]));
    return text;
}

Result<Scene> composeSheet(const Evaluation& e, const Source& source, const ViewSpec& view, const FigureSpec& spec,
                           const FigureStyle& style) {
    if (Result<void> ok = checkSheet(e, spec); !ok) return tl::unexpected(ok.error());
    const Theme& t = style.theme();
    const double margin = fileMargin(style);
    const double width = spec.widthMm * kPointsPerMm;
    const Extent cells = e.x->shape.plane();
    const std::int64_t last = e.x->shape.n - 1;
    const auto longer = static_cast<double>(std::max(cells.rows, cells.cols));
    const auto part = [longer](std::int64_t side) { return std::max(0.15, static_cast<double>(side) / longer); };
    TileNeeds needs{static_cast<std::size_t>(e.x->shape.n),
                    spec.panels.size(),
                    width - 2 * margin,
                    0,
                    {part(cells.cols), part(cells.rows)},
                    spec.columns,
                    {}};
    const TilePictures pictures(e, view, t);
    const auto legendFrom = [&](Scene& to, double y) {
        return addLegend(to, {margin, y, width - 2 * margin, 0}, pictures, spec.panels, style);
    };
    if (spec.heightMm) {
        Scene legend;
        const Scene words = framedScene({{width, margin}, {}}, {spec.title, spec.caption}, style);
        needs.height = *spec.heightMm * kPointsPerMm - words.size.height - legendFrom(legend, 0);
    }
    needs.words = textWidth(labelRuns(e, source, last, t, false), style.small);
    const TileGrid grid = bestGrid(needs, style);
    if (std::max(grid.picture.width, grid.picture.height) < style.small) {
        return noRoom(spec, "the pictures of a tile: choose a larger figure, fewer columns or fewer panels");
    }
    const bool named = textWidth(labelRuns(e, source, last, t, true), style.small) <= grid.tile;
    Scene scene{{width, margin}, {}};
    for (std::size_t i = 0; i < needs.count; ++i) {
        const double y = margin + grid.height * static_cast<double>(i / grid.columns);
        double x = margin + grid.pitch * static_cast<double>(i % grid.columns);
        const double left = x;
        for (const PanelKind kind : spec.panels) {
            const Picture picture = pictures(kind, static_cast<std::int64_t>(i));
            addThumbnail(scene, picture, {x, y, grid.picture.width, grid.picture.height}, {t.line, style.line}, style);
            x += grid.picture.width + style.small * 0.35;
        }
        TextMark words = textMark({left, y + grid.picture.height + style.small * 0.85}, style.small,
                                  labelRuns(e, source, static_cast<std::int64_t>(i), t, named));
        words.maxWidth = grid.tile;
        scene.marks.emplace_back(std::move(words));
        scene.size.height = y + grid.height;
    }
    scene.size.height = legendFrom(scene, scene.size.height);
    return framedScene(std::move(scene), {spec.title, spec.caption}, style, pageHeight(spec));
}

}  // namespace poolscope
