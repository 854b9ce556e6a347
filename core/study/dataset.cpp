// SPDX-License-Identifier: GPL-3.0-or-later
// The studies of a set, one after another.
#include "core/study/dataset.h"

namespace poolscope {

Result<DatasetStudy> datasetStudy(const Experiment& experiment, const StoredImages& images, std::span<const int> labels,
                                  const RunControl& run) {
    // Parts by how often each study pools an image: once, once with its gradient, nine times.
    DatasetStudy study;
    auto ties = tieStudy(experiment, images, labels, run.part(0, 0.08));
    if (!ties) return tl::unexpected(ties.error());
    study.ties = std::move(*ties);
    if (hasWinner(experiment.pool.op)) {
        auto wins = winStudy(experiment, images, run.part(0.08, 0.25));
        if (!wins) return tl::unexpected(wins.error());
        study.wins = std::move(*wins);
    }
    auto shift = shiftStudy(experiment, images, 1, run.part(0.25, 1));
    if (!shift) return tl::unexpected(shift.error());
    study.shift = *shift;
    return study;
}

}  // namespace poolscope
