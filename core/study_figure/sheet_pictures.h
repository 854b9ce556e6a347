// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of many images in small, all on one scale, so that the same value has the same colour everywhere. Private to
// core/study_figure.
#pragma once

#include <span>
#include <vector>

#include "core/panel/pictures.h"
#include "core/study/question.h"

namespace poolscope {

// The plane that is looked at, of the features of an image.
std::int64_t planeInView(const StudyQuestion& question);

class SheetPictures {
  public:
    enum class Of { Both, Outputs };

    // Pools these images of the source. Errors are those of evaluate(), or kStopped.
    static Result<SheetPictures> make(const StudyQuestion& question, std::span<const std::int64_t> images, Of of,
                                      const ViewSpec& view, ThemeName theme, const RunControl& run);

    // More of both.
    void add(const Tensor& x, const Tensor& y);
    // Once all are added.
    void settle();
    Picture input(std::size_t k) const { return picture(inputs_, inputCells_, k); }
    Picture output(std::size_t k) const { return picture(outputs_, outputCells_, k); }

  private:
    SheetPictures(const StudyQuestion& question, Of of, const ViewSpec& view, ThemeName theme);
    void keep(const Tensor& one, std::vector<float>& values, Extent& cells) const;
    Picture picture(std::span<const float> values, const Extent& cells, std::size_t k) const;

    Of of_;
    ViewSpec view_;
    ThemeName theme_;
    StoredRange stored_;
    FilterSpec filters_;
    std::int64_t plane_ = 0;
    std::vector<float> inputs_;
    std::vector<float> outputs_;
    Extent inputCells_;
    Extent outputCells_;
    ValueScale scale_;
};

}  // namespace poolscope
