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
    if (filters_ == FilterSpec{}) return poolX(image, run);
    const auto x = filtered(image, filters_, run.part(0, kFilteredEnd));
    return x && poolX(*x, run.part(kFilteredEnd, 1));
}

bool Pooler::poolX(const Tensor& x, const RunControl& run) {
    const auto facts = poolForward(x, grid_, pool_, y_, winners_, run);
    if (!facts) return false;
    facts_ = *facts;
    run.report(1);
    return true;
}

std::optional<Tensor> filtered(const Tensor& images, const FilterSpec& spec, const RunControl& run) {
    if (spec.filters.empty()) return spec.relu ? relu(images) : images;
    auto responses = applyFilters(images, spec.filters, run);
    if (responses && spec.relu) responses = relu(*responses);
    return responses;
}

}  // namespace poolscope
