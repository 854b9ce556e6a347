// SPDX-License-Identifier: GPL-3.0-or-later
// |a - b|^2 = |a|^2 + |b|^2 - 2 a.b, the products of many pairs at once as a product of matrices in float. How wrong
// that can be is known, so that only pairs that may be among the closest are measured in double.
#include "core/study/collisions.h"

#include <Eigen/Core>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>

#include "core/base/tasks.h"
#include "core/study/image_set.h"

namespace poolscope {
namespace {

constexpr std::int64_t kBlock = 256;
// Pooling takes little beside the comparison.
constexpr double kCollisionsPooled = 0.05;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Squared lengths of the images of a tensor, and what is at most wrong with their products in float.
class Lengths {
  public:
    explicit Lengths(const Tensor& tensor) : tensor_(tensor) {
        for (std::int64_t i = 0; i < tensor.shape.n; ++i) {
            double sum = 0;
            for (const float v : PooledSet::imageOf(tensor, i)) sum += double{v} * double{v};
            squared_.push_back(sum);
        }
        // n products and sums, each rounded: at most n u / (1 - n u) of the sum of the magnitudes, in whatever order
        // they are added (Higham 2002, Accuracy and Stability of Numerical Algorithms, 3.1). That sum is at most
        // |a| |b|. Where products underflow, each of them may be wrong by the smallest normal float more.
        const auto values = static_cast<double>(values_());
        const double rounding = values * 0.5 * std::numeric_limits<float>::epsilon();
        worst_ = rounding < 0.5 ? rounding / (1 - rounding) : kInfinity;
        underflow_ = values * std::numeric_limits<float>::min();
    }

    bool isFinite(std::int64_t i) const { return std::isfinite(squared(i)); }
    double squared(std::int64_t i) const { return squared_[static_cast<std::size_t>(i)]; }
    // The images from `first` on as rows.
    Eigen::Map<const Rows> rows(std::int64_t first, std::int64_t count) const {
        return {PooledSet::imageOf(tensor_, first).data(), count, values_()};
    }
    // Between what bounds the squared distance lies, given the product.
    struct Bounds {
        double low = 0;
        double high = kInfinity;
    };
    Bounds bounds(std::int64_t a, std::int64_t b, float product) const {
        // A product beyond float says nothing.
        if (!std::isfinite(product)) return {};
        const double about = squared(a) + squared(b) - 2 * double{product};
        const double wrong =
            2 * (worst_ * std::sqrt(squared(a) * squared(b)) + underflow_) + 1e-12 * (squared(a) + squared(b));
        return {std::max(0.0, about - wrong), about + wrong};
    }
    double exact(std::int64_t a, std::int64_t b) const {
        return squaredDistance(PooledSet::imageOf(tensor_, a), PooledSet::imageOf(tensor_, b));
    }

  private:
    std::int64_t values_() const { return tensor_.shape.c * tensor_.shape.h * tensor_.shape.w; }

    const Tensor& tensor_;
    std::vector<double> squared_;
    double worst_ = 0;      // of |a| |b|
    double underflow_ = 0;  // and besides
};

struct Ranked {
    double key = 0;  // what the pairs are ranked by
    std::int64_t first = 0;
    std::int64_t second = 0;

    auto operator<=>(const Ranked&) const = default;
};

// The smallest so many.
class Closest {
  public:
    explicit Closest(std::int64_t count) : count_(static_cast<std::size_t>(count)) {}

    // A key above this one does not come in.
    double limit() const { return limit_.load(std::memory_order_relaxed); }
    void add(const Ranked& pair) {
        const std::scoped_lock lock(mutex_);
        if (heap_.size() == count_ && !(pair < heap_.front())) return;
        if (heap_.size() == count_) {
            std::pop_heap(heap_.begin(), heap_.end());
            heap_.pop_back();
        }
        heap_.push_back(pair);
        std::push_heap(heap_.begin(), heap_.end());
        if (heap_.size() == count_) limit_ = heap_.front().key;
    }
    std::vector<Ranked> sorted() && {
        std::sort_heap(heap_.begin(), heap_.end());
        return std::move(heap_);
    }

  private:
    std::size_t count_;
    std::mutex mutex_;
    std::vector<Ranked> heap_;  // the largest in front
    std::atomic<double> limit_ = kInfinity;
};

class Comparison {
  public:
    Comparison(const PooledSet& set, std::vector<int> labels, CollisionBy by, std::int64_t count)
        : x_(set.x()), y_(set.y()), labels_(std::move(labels)), by_(by), closest_(count) {}

    std::int64_t notFinite() const {
        std::int64_t count = 0;
        for (std::int64_t i = 0; i < std::ssize(labels_); ++i) count += isFinite(i) ? 0 : 1;
        return count;
    }

    bool run(const RunControl& run) {
        const auto count = std::ssize(labels_);
        const std::int64_t blocks = (count + kBlock - 1) / kBlock;
        std::vector<std::pair<std::int64_t, std::int64_t>> tasks;
        for (std::int64_t a = 0; a < blocks; ++a) {
            for (std::int64_t b = a; b < blocks; ++b) tasks.emplace_back(a * kBlock, b * kBlock);
        }
        return forEachTask(std::ssize(tasks), availableThreads(), run, [&](std::int64_t task, const RunControl&) {
            const auto [a, b] = tasks[static_cast<std::size_t>(task)];
            compare(a, std::min(kBlock, count - a), b, std::min(kBlock, count - b));
        });
    }

    std::vector<Collision> found() && {
        std::vector<Collision> pairs;
        const auto valuesOf = [](const Eigen::Map<const Rows>& rows) { return static_cast<double>(rows.cols()); };
        const double ofY = valuesOf(y_.rows(0, 0));
        const double ofX = valuesOf(x_.rows(0, 0));
        for (const Ranked& pair : std::move(closest_).sorted()) {
            pairs.push_back({pair.first, pair.second, std::sqrt(y_.exact(pair.first, pair.second) / ofY),
                             std::sqrt(x_.exact(pair.first, pair.second) / ofX)});
        }
        return pairs;
    }

  private:
    bool isFinite(std::int64_t i) const { return x_.isFinite(i) && y_.isFinite(i); }

    void compare(std::int64_t a, std::int64_t rows, std::int64_t b, std::int64_t cols) {
        const Rows ofY = y_.rows(a, rows) * y_.rows(b, cols).transpose();
        Rows ofX;
        if (by_ == CollisionBy::Ratio) ofX = x_.rows(a, rows) * x_.rows(b, cols).transpose();
        for (std::int64_t r = 0; r < rows; ++r) {
            const std::int64_t first = a + r;
            if (!isFinite(first)) continue;
            for (std::int64_t c = std::max<std::int64_t>(0, first + 1 - b); c < cols; ++c) {
                const std::int64_t second = b + c;
                if (labelOf(first) == labelOf(second) || !isFinite(second)) continue;
                double least = y_.bounds(first, second, ofY(r, c)).low;
                if (by_ == CollisionBy::Ratio) least /= x_.bounds(first, second, ofX(r, c)).high;
                if (least > closest_.limit()) continue;
                measure(first, second);
            }
        }
    }

    void measure(std::int64_t first, std::int64_t second) {
        double key = y_.exact(first, second);
        if (by_ == CollisionBy::Ratio) key /= x_.exact(first, second);
        if (!std::isnan(key)) closest_.add({key, first, second});
    }

    int labelOf(std::int64_t i) const { return labels_[static_cast<std::size_t>(i)]; }

    Lengths x_;
    Lengths y_;
    std::vector<int> labels_;
    CollisionBy by_;
    Closest closest_;
};

// All of them, or so many evenly spread.
std::vector<std::int64_t> comparedImages(std::int64_t count) {
    std::vector<std::int64_t> which = firstNumbers(std::min(count, kMostCompared));
    if (count > kMostCompared) {
        for (std::int64_t& i : which) i = i * count / kMostCompared;
    }
    return which;
}

}  // namespace

Result<CollisionStudy> collisionStudy(const Experiment& experiment, const StoredImages& images,
                                      std::span<const int> labels, CollisionBy by, std::int64_t count,
                                      const RunControl& run) {
    if (std::ssize(labels) != images.shape.n) {
        return fail("labels", "collisions are between images of different labels: there are " +
                                  std::to_string(labels.size()) + " labels for " + std::to_string(images.shape.n) +
                                  " images");
    }
    if (count < 1 || count > kMostPairs) {
        return fail("study.top",
                    std::to_string(count) + " pairs are not possible: they must be 1 to " + std::to_string(kMostPairs));
    }
    const std::vector<std::int64_t> which = comparedImages(images.shape.n);
    const auto set = PooledSet::make(experiment, images, which, run.part(0, kCollisionsPooled));
    if (!set) return tl::unexpected(set.error());
    std::vector<int> chosen;
    for (const std::int64_t i : which) chosen.push_back(labels[static_cast<std::size_t>(i)]);
    Comparison comparison(*set, std::move(chosen), by, count);
    CollisionStudy study{by, images.shape.n, std::ssize(which), comparison.notFinite()};
    if (!comparison.run(run.part(kCollisionsPooled, 1))) return stoppedError();
    study.pairs = std::move(comparison).found();
    for (Collision& pair : study.pairs) {
        pair.first = which[static_cast<std::size_t>(pair.first)];
        pair.second = which[static_cast<std::size_t>(pair.second)];
    }
    run.report(1);
    return study;
}

}  // namespace poolscope
