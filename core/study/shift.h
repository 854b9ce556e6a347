// SPDX-License-Identifier: GPL-3.0-or-later
// How much X and Y change when the image moves: pooling makes it less, it does not make it nothing.
#pragma once

#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/experiment/evaluation.h"
#include "core/study/motion.h"

namespace poolscope {

// sum |A - A'| over sum |A|, both in double. Equal values, NaN and infinities among them, differ by 0.
struct RelativeChange {
    double moved = 0;
    double whole = 0;

    bool isNone() const { return moved == 0; }
    // NaN where it is not defined: some value is not finite.
    double fraction() const {
        if (!std::isfinite(moved) || !std::isfinite(whole)) return std::numeric_limits<double>::quiet_NaN();
        return whole > 0 ? moved / whole : 0.0;
    }
    bool operator==(const RelativeChange&) const = default;
};

// How much changes when images move: against the same images moved.
struct MotionChange {
    RelativeChange input;   // of X, what enters the pooling
    RelativeChange output;  // of Y
    std::int64_t count = 0;
    std::int64_t identical = 0;  // pairs whose outputs are equal in every value
    // Of the images themselves, where filters or ReLU make X of them.
    std::optional<RelativeChange> image{};

    const RelativeChange& ofImage() const { return image ? *image : input; }

    bool operator==(const MotionChange&) const = default;
};

// What differs between two tensors of one shape.
RelativeChange changeBetween(const Tensor& before, const Tensor& after);

// Both, or all, together.
MotionChange sumOfChanges(const MotionChange& a, const MotionChange& b);
MotionChange sumOfChanges(std::span<const MotionChange> changes);

struct ShiftStudy {
    MotionChange all;                        // over the eight directions together, added up image by image
    std::array<MotionChange, 8> directions;  // as kDirections
    // For one image: does the output stay what it is in that direction?
    bool isUnchanged(std::size_t direction) const {
        return directions[direction].count > 0 && directions[direction].identical == directions[direction].count;
    }

    bool operator==(const ShiftStudy&) const = default;
};

// Anything that makes an output of one image (1, C, H, W); kStopped when it was stopped. Pooling is one, the references
// of core/study/aliasing.h are others.
using Reduction = std::function<Result<Tensor>(const Tensor& image, const RunControl& run)>;

// Filters, ReLU and pooling of an experiment, for images of that shape. Errors are those of evaluate().
Result<Reduction> poolingOf(const Experiment& experiment, const Shape& images);

// The same, with what is between: nothing where X is the image itself.
struct Passage {
    std::optional<Tensor> x;
    Tensor y;
};
using Passing = std::function<Result<Passage>(const Tensor& image, const RunControl& run)>;
Result<Passing> passingOf(const Experiment& experiment, const Shape& images);

// Each image against its eight shifts by `by` pixels with zeros moving in; to a reduction the image is X. `by` is 1 to
// the longer side of the images; errors name "study.by", or are those of the reduction, or kStopped.
Result<ShiftStudy> shiftStudy(const Reduction& reduction, const StoredImages& images, std::int64_t by,
                              const RunControl& run = {});
Result<ShiftStudy> shiftStudy(const Experiment& experiment, const StoredImages& images, std::int64_t by,
                              const RunControl& run = {});

// The same of one image of the batch that `pass` was made for, in each direction.
Result<std::array<MotionChange, 8>> shiftsOfImage(const Passing& pass, const Tensor& image, std::int64_t by,
                                                  const RunControl& run = {});

// Each image against itself turned by an angle (rotatedImages(), bilinear values). The values between pixels soften the
// image a little, so that some of the change is not the turning; the change of the input carries the same part.
Result<MotionChange> rotationStudy(const Experiment& experiment, const StoredImages& images, double degrees,
                                   const RunControl& run = {});

// Turned either way by so many degrees.
struct TurnStudy {
    double degrees = 0;
    MotionChange counterClockwise;
    MotionChange clockwise;
};

// The experiment's own window, then 2/2, 3/2, 4/4 and 7/7 (size/stride), without the one that is the same and those
// that are not possible on such images: what the own one is compared with.
std::vector<WindowSpec> comparedWindows(const Experiment& experiment, const Shape& images);

// Change against how far images move.
struct ShiftCurve {
    WindowSpec window;
    std::vector<double> change;
};
struct ShiftCurves {
    std::vector<double> input;        // of X
    std::vector<ShiftCurve> outputs;  // one for each window asked for
    std::vector<double> image{};      // of the images themselves, where filters or ReLU make X of them
};
// Shifts of 1, 2, ... `most` pixels: entry i is for i + 1.
Result<ShiftCurves> shiftCurves(const Experiment& experiment, const StoredImages& images,
                                std::span<const WindowSpec> windows, std::int64_t most, const RunControl& run = {});
// Turns: entry i is for degrees[i].
Result<ShiftCurves> rotationCurves(const Experiment& experiment, const StoredImages& images,
                                   std::span<const WindowSpec> windows, std::span<const double> degrees,
                                   const RunControl& run = {});

// What the images move along in curves.
struct MotionAxis {
    std::string name;        // "shift in pixels"
    std::vector<double> at;  // one for each entry of the curves
};

}  // namespace poolscope
