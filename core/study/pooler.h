// SPDX-License-Identifier: GPL-3.0-or-later
// One image after another through filters, ReLU and pooling, in memory that is kept. Private to core/study.
#pragma once

#include "core/experiment/evaluation.h"

namespace poolscope {

class Pooler {
  public:
    // `images` is the shape of the batch that the images will come from. Errors are those of evaluate().
    static Result<Pooler> make(const Experiment& experiment, const Shape& images);

    // False when stopped; what was kept is then unspecified.
    bool pool(const Tensor& image, const RunControl& run);
    // Half of that: X is what enters the pooling.
    bool poolX(const Tensor& x, const RunControl& run);

    const FilterSpec& filters() const { return filters_; }

    const Tensor& y() const { return y_; }
    const WindowFacts& facts() const { return facts_; }
    const WinnerCodes& winners() const { return winners_; }
    const WindowGrid& grid() const { return grid_; }

  private:
    Pooler(const Experiment& experiment, const WindowGrid& grid)
        : filters_(experiment.filters), pool_(experiment.pool), grid_(grid) {}

    FilterSpec filters_;
    PoolSpec pool_;
    WindowGrid grid_;
    Tensor y_;
    WinnerCodes winners_;
    WindowFacts facts_;
};

// What filters and ReLU make of images; nothing when stopped.
std::optional<Tensor> filtered(const Tensor& images, const FilterSpec& spec, const RunControl& run);

// Filters and ReLU stand before the pooling and take most of the time: their part of a run.
constexpr double kFilteredEnd = 0.7;

// The part of a run that image `i` of `count` takes.
inline RunControl partOf(const RunControl& run, std::int64_t i, std::int64_t count) {
    const auto whole = static_cast<double>(count);
    return run.part(static_cast<double>(i) / whole, static_cast<double>(i + 1) / whole);
}

// The error of a run that was stopped.
inline tl::unexpected<Error> stoppedError() {
    return fail(kStopped, "");
}

}  // namespace poolscope
