// SPDX-License-Identifier: GPL-3.0-or-later
// Wins over a batch, image by image.
#include "core/study/wins.h"

#include "core/study/pooler.h"

namespace poolscope {
namespace {

void add(std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& more) {
    if (sum.size() < more.size()) sum.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) sum[i] += more[i];
}

void add(WinStudy& sum, const WinCounts& wins, const InkGradient& gradient) {
    add(sum.wins.bySlot, wins.bySlot);
    add(sum.wins.byWins, wins.byWins);
    sum.wins.inPadding += wins.inPadding;
    sum.gradient.ink += gradient.ink;
    sum.gradient.background += gradient.background;
    sum.gradient.inkCells += gradient.inkCells;
    sum.gradient.backgroundCells += gradient.backgroundCells;
}

}  // namespace

Result<WinStudy> winStudy(const Experiment& experiment, const StoredImages& images, const RunControl& run) {
    if (!hasWinner(experiment.pool.op)) {
        return fail("pool.op",
                    std::string(toText(experiment.pool.op)) +
                        " pooling mixes the values of a window, so that none of them wins: choose max or min");
    }
    Experiment each = experiment;
    each.plane = 0;
    each.gradient = {};
    WinStudy study;
    const std::int64_t count = images.shape.n;
    for (std::int64_t i = 0; i < count; ++i) {
        if (run.isStopped()) return stoppedError();
        const RunControl part = partOf(run, i, count);
        const auto e = evaluate(each, std::make_shared<const Tensor>(selectImages(images, i, i)), nullptr, part);
        if (!e) return tl::unexpected(e.error());
        const auto wins = countWins(e->forward->winners, e->grid, {0, e->x->shape.planes()}, run.stopToken());
        const auto gradient = gradientOnInk(e->x->values, e->backward->dx.values, run.stopToken());
        if (!wins || !gradient) return stoppedError();
        add(study, *wins, *gradient);
    }
    run.report(1);
    return study;
}

}  // namespace poolscope
