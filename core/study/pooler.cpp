// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/study: filters, ReLU and pooling of single images.
#include "core/study/pooler.h"

#include "core/filter/filter.h"

namespace poolscope {

Result<Pooler> Pooler::make(const Experiment& experiment, const Shape& images) {
    Experiment one = experiment;
    one.plane = 0;
    const auto grid = checkedGrid(one, {std::min<std::int64_t>(1, images.n), images.c, images.h, images.w});
    if (!grid) return tl::unexpected(grid.error());
    return Pooler(experiment, *grid);
}

bool Pooler::pool(const Tensor& image, const RunControl& run) {
    const double filtered = filters_.filters.empty() ? 0 : 0.7;
    std::optional<Tensor> responses;
    if (!filters_.filters.empty()) {
        responses = applyFilters(image, filters_.filters, run.part(0, filtered));
        if (!responses) return false;
    }
    if (filters_.relu) responses = relu(responses ? *responses : image);
    const Tensor& x = responses ? *responses : image;
    const auto facts = poolForward(x, grid_, pool_, y_, winners_, run.part(filtered, 1));
    if (!facts) return false;
    facts_ = *facts;
    run.report(1);
    return true;
}

}  // namespace poolscope
