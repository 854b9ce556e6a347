// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of what stands before the pooling: the image, the kernel, its response, and the mask of the ReLU.
#include <algorithm>
#include <cmath>

#include "core/filter/filter.h"
#include "core/panel/panel_parts.h"

namespace poolscope {
namespace {

const Filter& filterInView(const Evaluation& e) {
    const std::vector<std::size_t>& chosen = e.experiment.filters.filters;
    return filterBank()[chosen[static_cast<std::size_t>(e.experiment.plane) % chosen.size()]];
}

}  // namespace

void drawImage(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    addHeading(panel, context.style, "Image", {{toText(e.images()->shape), context.style.theme().quiet}});
    addPlane(panel, context, *planeLook(panel.kind, context));
    const Rect line = legendLine(panel, context.style);
    addLegendNote(panel.scene, line, line.x, context.style, {"before the filters"});
}

// The nine weights as a little heat map with numbers.
void drawKernel(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Filter& filter = filterInView(context.evaluation);
    const Colour quiet = context.style.theme().quiet;
    addHeading(panel, context.style, "Filter · " + std::string(filter.name), {{"3x3, stride 1, padding 1", quiet}});
    const Rect room = pictureArea(panel.scene.size, context.style);
    const double inset = room.width * 0.14;
    const CellArea area{AreaKind::Output,
                        fitCells({room.x + inset, room.y, room.width - 2 * inset, room.height}, {3, 3}, context.style),
                        {0, 0},
                        {3, 3},
                        0};
    double largest = 0;
    for (const float w : filter.weights) largest = std::max(largest, std::abs(double{w}));
    ViewSpec always;
    always.numbers = Numbers::On;
    const auto numbers = fitNumbers(filter.weights, always, 0, area.cellRect({0, 0}), context.style, 4);
    for (std::int64_t i = 0; i < 9; ++i) {
        const float weight = filter.weights[static_cast<std::size_t>(i)];
        const Rect cell = area.cellRect({i / 3, i % 3});
        const Colour colour = divergingColourOf(weight, largest, context.style.theme());
        panel.scene.marks.emplace_back(RectMark{cell, colour, Stroke{context.style.theme().line, context.style.line}});
        addNumber(panel.scene, cell, {numberText(weight, numbers->digits), weight == 0}, colour, numbers->size);
    }
    const Rect line = legendLine(panel, context.style);
    addLegendNote(panel.scene, {room.x, line.y, room.width, line.height}, room.x, context.style,
                  {"dot product with each 3x3 patch", "dot product"});
}

void drawResponse(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const Evaluation& e = context.evaluation;
    addHeading(panel, context.style, "Filtered", {{toText(e.filter->responses->shape), context.style.theme().quiet}});
    addPlane(panel, context, *planeLook(panel.kind, context));
    addGradientLegend(panel, context, context.pictures.responseScale,
                      {e.experiment.filters.relu ? "before ReLU" : "= Input X"});
}

void drawReluMask(Panel& panel, const PanelContext& context, const PatchScroll&) {
    const OwnPlane& mask = context.pictures.own.at(PanelKind::ReluMask);
    double open = 0;
    for (const float v : mask.values) open += v;
    addHeading(panel, context.style, "ReLU mask",
               {{numberText(open) + " of " + numberText(static_cast<double>(mask.values.size())) + " cells pass",
                 context.style.theme().quiet}});
    addPlane(panel, context, *planeLook(panel.kind, context));
    addGradientLegend(panel, context, {0, 1}, {"1 where > 0"});
}

}  // namespace poolscope
