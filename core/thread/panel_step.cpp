// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread/panel_step.h"

#include <algorithm>

#include "core/pool/operation.h"
#include "core/pool/overlaps.h"

namespace poolscope {
namespace {

using enum PanelKind;

// The order in which a value passes the panels, and then its gradient. What is not here is not on the way.
constexpr std::array kWay{Image,   Kernel, Response, ReluMask, Input,           Patches,
                          Summary, Output, Upstream, Routing,  GradientPatches, Gradient};

// What is done on arriving at a panel. The first row that fits holds: those that name where it comes from stand first.
struct StepRow {
    PanelKind to;
    std::optional<PanelKind> from;  // nothing: wherever else
    PanelStep step;
};
constexpr std::array<StepRow, 15> kSteps{{{Kernel, {}, {CodeStep::Planes, "filter"}},
                                          {Response, Kernel, {CodeStep::Planes, "add up"}},
                                          {Response, {}, {CodeStep::Planes, "filter"}},
                                          {ReluMask, {}, {CodeStep::Planes, "above 0"}},
                                          {Input, ReluMask, {CodeStep::Planes, "keep"}},
                                          {Input, Response, {CodeStep::Planes, "becomes X"}},
                                          {Input, {}, {CodeStep::Planes, "filter"}},
                                          {Patches, {}, {CodeStep::Patches, "lay out"}},
                                          {Routing, {}, {CodeStep::Scatter, "give back", true}},
                                          {GradientPatches, Routing, {CodeStep::Scatter, "scatter", true}},
                                          {GradientPatches, {}, {CodeStep::Scatter, "give back", true}},
                                          {Gradient, Output, {CodeStep::Fold, "give back", true}},
                                          {Gradient, Upstream, {CodeStep::Fold, "give back", true}},
                                          {Gradient, {}, {CodeStep::Fold, "add up", true}},
                                          {Summary, {}, {CodeStep::Gather, "one column"}}}};

}  // namespace

std::ptrdiff_t placeOnWay(PanelKind kind) {
    return std::find(kWay.begin(), kWay.end(), kind) - kWay.begin();
}

std::optional<PanelStep> stepBetween(PanelKind from, PanelKind to, const PoolSpec& pool) {
    const bool onTheWay = placeOnWay(from) < placeOnWay(to) && placeOnWay(to) < std::ssize(kWay);
    if (!onTheWay) return std::nullopt;
    if (to == Output) return PanelStep{CodeStep::Gather, operationOf(pool.op).step};
    const auto row = std::find_if(kSteps.begin(), kSteps.end(), [&](const StepRow& step) {
        return step.to == to && (!step.from || *step.from == from);
    });
    if (row == kSteps.end()) return std::nullopt;
    PanelStep step = row->step;
    // The way of a gradient begins at Y.
    if (step.givesBack && placeOnWay(from) < placeOnWay(Output)) return std::nullopt;
    if (to == Summary && hasWinner(pool.op)) step.code = CodeStep::Argmax;
    if (to == Gradient && !row->from && overwrites(pool.overlap)) step.word = "overwrite";
    return step;
}

}  // namespace poolscope
