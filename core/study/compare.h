// SPDX-License-Identifier: GPL-3.0-or-later
// One plane under several operations, windows or other ways to a smaller picture, forward and backward.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/experiment/evaluation.h"

namespace poolscope {

enum class CompareBy {
    Operations,  // each of them over the experiment's window
    Windows,     // the experiment's operation over square windows: kCompareSizes, each with all kCompareStrides
    References   // max, avg, and Zhang's blurs: what each does against aliasing, at the experiment's stride
};
inline constexpr std::array<std::int64_t, 3> kCompareSizes{2, 3, 4};
inline constexpr std::array<std::int64_t, 3> kCompareStrides{1, 2, 3};

// Which planes of X are moved by one pixel for the change (core/study/shift.h).
enum class MovedImages { Nothing, Plane, EveryImage };

struct CompareSpec {
    CompareBy by = CompareBy::Operations;
    // Subsampling, and a blur before it, at the experiment's stride, after the others. CompareBy::References has them
    // anyway.
    bool references = true;
    MovedImages moved = MovedImages::Plane;

    bool operator==(const CompareSpec&) const = default;
};

enum class Reducer {
    Pooling,
    Subsampling,      // every stride-th pixel
    BlurSubsampling,  // the same after the 3x3 blur: BlurPool
    PoolingBlur       // pooled with stride 1, then BlurSubsampling: MaxBlurPool
};

// What makes a smaller picture. Subsampling and blur take only the stride of the window.
struct Contender {
    std::string name;  // "max", "3x3, stride 2", "every 2nd pixel"
    Reducer reducer = Reducer::Pooling;
    WindowSpec window;
    PoolSpec pool;

    bool operator==(const Contender&) const = default;
};

// All of them: max and average first, which are what others are measured by, then the rest in their own order.
std::vector<PoolOp> comparedOperations();
// "max, avg, min, median, Lp"
std::string comparedNames();

std::vector<Contender> contenders(const Experiment& experiment, const CompareSpec& spec);

// A contender on the plane. Only `by` and `refused` stand where it is not possible.
struct ComparedOutput {
    Contender by;
    std::optional<Error> refused;
    WindowGrid grid;               // the cells of x that each cell of y is made of
    Tensor y;                      // (1, 1, H_out, W_out)
    Tensor dx;                     // (1, 1, H, W), of ones arriving at y: dout and its backward pass
    std::optional<double> change;  // of y for one-pixel shifts, as a fraction; none where nothing is moved
};

struct CompareStudy {
    CompareSpec spec;
    Tensor x;  // (1, 1, H, W)
    std::vector<ComparedOutput> comparands;
    std::optional<double> inputChange;  // of X under the same shifts
    bool filtered = false;              // filters or ReLU made X of the image
};

// `x` is what enters the pooling; of the experiment its plane, window and pooling matter. Errors name "plane" or are
// kStopped: a window or an operation that is not possible is not an error but a comparand with its reason.
Result<CompareStudy> compareStudy(const Experiment& experiment, const Tensor& x, const CompareSpec& spec,
                                  const RunControl& run = {});

}  // namespace poolscope
