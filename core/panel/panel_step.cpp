// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/panel_step.h"

namespace poolscope {
namespace {

// What becomes of a column.
const char* summaryWord(PoolOp op) {
    switch (op) {
        case PoolOp::Max:
            return "largest";
        case PoolOp::Min:
            return "smallest";
        case PoolOp::Avg:
            return "mean";
        case PoolOp::Median:
            return "middle";
        case PoolOp::Lp:
            return "norm";
    }
    return "";
}

// The order in which a value passes the panels, and then its gradient.
int rank(PanelKind kind) {
    switch (kind) {
        case PanelKind::Image:
            return 0;
        case PanelKind::Kernel:
            return 1;
        case PanelKind::Response:
            return 2;
        case PanelKind::ReluMask:
            return 3;
        case PanelKind::Input:
            return 4;
        case PanelKind::Patches:
            return 5;
        case PanelKind::Summary:
            return 6;
        case PanelKind::Output:
            return 7;
        case PanelKind::Upstream:
            return 8;
        case PanelKind::Routing:
            return 9;
        case PanelKind::GradientPatches:
            return 10;
        case PanelKind::Gradient:
            return 11;
    }
    return 0;
}

}  // namespace

std::optional<PanelStep> stepBetween(PanelKind from, PanelKind to, const PoolSpec& pool) {
    // What arrives at dout comes from the layers above, and not from Y.
    if (rank(from) >= rank(to) || to == PanelKind::Upstream) return std::nullopt;
    const bool backward = rank(from) >= rank(PanelKind::Output);
    switch (to) {
        case PanelKind::Kernel:
            return PanelStep{CodeStep::Planes, "filter"};
        case PanelKind::Response:
            return PanelStep{CodeStep::Planes, from == PanelKind::Kernel ? "add up" : "filter"};
        case PanelKind::ReluMask:
            return PanelStep{CodeStep::Planes, "above 0"};
        case PanelKind::Input:
            return PanelStep{CodeStep::Planes, from == PanelKind::ReluMask ? "keep" : "filter"};
        case PanelKind::Patches:
            return PanelStep{CodeStep::Patches, "lay out"};
        case PanelKind::Summary:
            return PanelStep{hasWinner(pool.op) ? CodeStep::Argmax : CodeStep::Gather, "one column"};
        case PanelKind::Output:
            return PanelStep{CodeStep::Gather, summaryWord(pool.op)};
        case PanelKind::Routing:
            return PanelStep{CodeStep::Scatter, "give back", true};
        case PanelKind::GradientPatches:
            if (!backward) break;
            return PanelStep{CodeStep::Scatter, from == PanelKind::Routing ? "scatter" : "give back", true};
        case PanelKind::Gradient:
            if (!backward) break;
            if (from == PanelKind::Output || from == PanelKind::Upstream)
                return PanelStep{CodeStep::Fold, "give back", true};
            return PanelStep{CodeStep::Fold, overwrites(pool.overlap) ? "overwrite" : "add up", true};
        case PanelKind::Image:
        case PanelKind::Upstream:
            break;
    }
    return std::nullopt;
}

}  // namespace poolscope
