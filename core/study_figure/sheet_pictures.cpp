// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study_figure/sheet_pictures.h"

#include <algorithm>

#include "core/experiment/display.h"
#include "core/study/shift.h"
#include "core/study_figure/study_parts.h"

namespace poolscope {
namespace {}  // namespace

std::int64_t planeInView(const StudyQuestion& q) {
    const std::int64_t planes = q.source->images.shape.c * q.experiment.filters.mapsPerChannel();
    return q.experiment.plane % std::max<std::int64_t>(1, planes);
}

Result<SheetPictures> SheetPictures::make(const StudyQuestion& q, std::span<const std::int64_t> images, Of of,
                                          const ViewSpec& view, ThemeName theme, const RunControl& run) {
    const auto pass = passingOf(q.experiment, q.source->images.shape);
    if (!pass) return tl::unexpected(pass.error());
    SheetPictures made(q, of, view, theme);
    for (const std::int64_t i : images) {
        const Tensor image = selectImages(q.source->images, i, i);
        const auto passage = (*pass)(image, run.stopToken());
        if (!passage) return tl::unexpected(passage.error());
        made.add(passage->x ? *passage->x : image, passage->y);
    }
    return made;
}

SheetPictures::SheetPictures(const StudyQuestion& q, Of of, const ViewSpec& view, ThemeName theme)
    : of_(of),
      view_(view),
      theme_(theme),
      stored_(q.source->range),
      filters_(q.experiment.filters),
      plane_(planeInView(q)) {}

void SheetPictures::add(const Tensor& x, const Tensor& y) {
    if (of_ == Of::Both) keep(x, inputs_, inputCells_);
    keep(y, outputs_, outputCells_);
}

void SheetPictures::settle() {
    scale_ = inputScale(view_.range, stored_, filters_, of_ == Of::Both ? inputs_ : outputs_);
    scale_ = widenedScale(scale_, view_.range, outputs_);
}

void SheetPictures::keep(const Tensor& one, std::vector<float>& values, Extent& cells) const {
    const auto plane = one.plane(plane_);
    values.insert(values.end(), plane.begin(), plane.end());
    cells = one.shape.plane();
}

Picture SheetPictures::picture(std::span<const float> values, const Extent& cells, std::size_t k) const {
    const auto size = static_cast<std::size_t>(cells.count());
    return planePicture(values.subspan(k * size, size), cells, scale_, view_.palette, themeNamed(theme_), kMostCells);
}

}  // namespace poolscope
