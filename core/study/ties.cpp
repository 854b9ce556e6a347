// SPDX-License-Identifier: GPL-3.0-or-later
// Ties over a batch, image by image.
#include "core/study/ties.h"

#include <map>

#include "core/study/pooler.h"

namespace poolscope {
Result<TieStudy> tieStudy(const Experiment& experiment, const StoredImages& images, std::span<const int> labels,
                          const RunControl& run) {
    auto pooler = Pooler::make(experiment, images.shape);
    if (!pooler) return tl::unexpected(pooler.error());
    const std::int64_t count = images.shape.n;
    if (!labels.empty() && static_cast<std::int64_t>(labels.size()) != count) {
        return fail("labels", std::to_string(labels.size()) + " labels do not fit " + std::to_string(count) +
                                  " images: there must be one for each");
    }
    TieStudy study;
    std::map<int, LabelTies> byLabel;
    for (std::int64_t i = 0; i < count; ++i) {
        if (run.isStopped() || !pooler->pool(selectImages(images, i, i), partOf(run, i, count))) return stoppedError();
        study.all += pooler->facts();
        if (labels.empty()) continue;
        const int label = labels[static_cast<std::size_t>(i)];
        LabelTies& entry = byLabel[label];
        entry.label = label;
        ++entry.images;
        entry.facts += pooler->facts();
    }
    for (const auto& [label, entry] : byLabel) study.byLabel.push_back(entry);
    run.report(1);
    return study;
}

}  // namespace poolscope
