// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/canonical.h"

namespace poolscope {

Experiment canonical(Experiment experiment) {
    const PoolSpec usual;
    PoolSpec& pool = experiment.pool;
    if (pool.op != PoolOp::Lp) pool.p = usual.p;
    if (pool.op != PoolOp::Median) pool.median = usual.median;
    if (!hasWinner(pool.op)) pool.ties = usual.ties;
    if (pool.op != PoolOp::Avg) {
        pool.divisor = usual.divisor;
        pool.countIncludePad = usual.countIncludePad;
    }
    Padding& padding = experiment.window.padding;
    if (padding.mode != PadMode::Explicit) padding = {padding.mode, 0, 0, 0, 0};
    GradientSpec& gradient = experiment.gradient;
    if (gradient.kind != Upstream::Random) gradient.seed = GradientSpec{}.seed;
    if (gradient.kind != Upstream::OneCell) gradient.cell = {};
    experiment.source.images.reset();  // how the images were chosen; which they are is in `images`
    return experiment;
}

}  // namespace poolscope
