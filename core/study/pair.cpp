// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/pair.h"

#include <memory>

#include "core/study/plane.h"

namespace poolscope {
namespace {

std::optional<Tensor> less(const Tensor& a, const Tensor& b) {
    if (a.shape != b.shape) return std::nullopt;
    Tensor difference(a.shape);
    for (std::size_t i = 0; i < a.values.size(); ++i) difference.values[i] = a.values[i] - b.values[i];
    return difference;
}

}  // namespace

Result<PairSide> pairSide(const Experiment& experiment, const StoredImages& images, std::int64_t place,
                          std::int64_t plane, const RunControl& run) {
    Experiment each = experiment;
    each.plane = plane;
    each.gradient = {};
    const auto e = evaluate(each, std::make_shared<const Tensor>(selectImages(images, place, place)), nullptr, run);
    if (!e) return tl::unexpected(e.error());
    PairSide side;
    side.grid = e->grid;
    side.x = planeAsTensor(*e->x, plane).value();
    side.y = planeAsTensor(e->forward->y, plane).value();
    side.dx = planeAsTensor(e->backward->dx, plane).value();
    return side;
}

PairStudy pairStudy(PairSide first, PairSide second) {
    PairStudy study{{std::move(first), std::move(second)}};
    const auto& [a, b] = study.sides;
    study.x = less(a.x, b.x);
    study.y = less(a.y, b.y);
    study.dx = less(a.dx, b.dx);
    return study;
}

}  // namespace poolscope
