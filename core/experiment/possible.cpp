// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/possible.h"

#include <algorithm>

#include "core/experiment/evaluation.h"

namespace poolscope {
namespace {

WindowSpec fittedWindow(WindowSpec window, const Extent& plane) {
    window.size = {std::min(window.size.rows, plane.rows), std::min(window.size.cols, plane.cols)};
    if (makeGrid(window, plane)) return window;
    window.padding = {};
    window.dilation = {1, 1};
    return window;
}

// Why the experiment cannot be done.
std::optional<Error> problemOf(const Experiment& e, const Shape& images) {
    const auto output = outputShape(e, images);
    if (!output) return output.error();
    const bool given = e.gradient.kind == Upstream::Given;
    const bool fits = given ? e.gradient.given && e.gradient.given->shape == *output
                            : e.gradient.kind != Upstream::OneCell || output->plane().contains(e.gradient.cell);
    if (fits) return std::nullopt;
    return Error{"gradient", "the upstream gradient does not fit the output " + toText(*output)};
}

}  // namespace

PossibleExperiment madePossible(Experiment experiment, const Shape& images) {
    PossibleExperiment result{std::move(experiment), std::nullopt};
    Experiment& e = result.experiment;
    for (auto problem = problemOf(e, images); problem; problem = problemOf(e, images)) {
        const Experiment before = e;
        if (problem->where == "plane") e.plane = 0;
        if (problem->where == "filters") e.filters = {};
        if (problem->where == "gradient") e.gradient = {};
        if (problem->where.starts_with("window.")) e.window = fittedWindow(e.window, images.plane());
        if (!result.adjustment) result.adjustment = {before.window, before.filters, std::move(*problem)};
        if (e == before) break;  // nothing of this kind: it is for others to say
    }
    return result;
}

}  // namespace poolscope
