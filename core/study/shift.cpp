// SPDX-License-Identifier: GPL-3.0-or-later
// Moved images, and what becomes of them, against the images and what becomes of those.
#include "core/study/shift.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/base/text.h"
#include "core/study/pooler.h"

namespace poolscope {
namespace {

struct Difference {
    RelativeChange change;
    bool identical = true;
};

Difference difference(const Tensor& a, const Tensor& b) {
    Difference result;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        const double before = a.values[i];
        const double after = b.values[i];
        result.change.whole += std::abs(before);
        if (before == after || (std::isnan(before) && std::isnan(after))) continue;
        result.change.moved += std::abs(before - after);
        result.identical = false;
    }
    return result;
}

void add(RelativeChange& sum, const RelativeChange& more) {
    sum.moved += more.moved;
    sum.whole += more.whole;
}

void addImage(MotionChange& sum, const RelativeChange& more) {
    if (!sum.image) sum.image.emplace();
    add(*sum.image, more);
}

struct Stages {
    const Tensor& image;
    const Passage& passage;

    const Tensor& x() const { return passage.x ? *passage.x : image; }
};

void addPair(MotionChange& sum, const Stages& before, const Stages& after) {
    const Difference output = difference(before.passage.y, after.passage.y);
    add(sum.input, difference(before.x(), after.x()).change);
    add(sum.output, output.change);
    if (before.passage.x) addImage(sum, difference(before.image, after.image).change);
    ++sum.count;
    sum.identical += output.identical ? 1 : 0;
}

using Move = std::function<Tensor(const Tensor&)>;

// An image against itself after each move; `into[k]` gathers what the k-th move did. The first error ends it.
Result<void> compareImage(const Passing& pass, const Tensor& image, std::span<const Move> moves,
                          std::span<MotionChange> into, const RunControl& run) {
    const auto steps = static_cast<std::int64_t>(moves.size()) + 1;
    const auto before = pass(image, partOf(run, 0, steps));
    if (!before) return tl::unexpected(before.error());
    for (std::size_t k = 0; k < moves.size(); ++k) {
        if (run.isStopped()) return stoppedError();
        const Tensor moved = moves[k](image);
        const auto after = pass(moved, partOf(run, static_cast<std::int64_t>(k) + 1, steps));
        if (!after) return tl::unexpected(after.error());
        addPair(into[k], {image, *before}, {moved, *after});
    }
    return {};
}

std::vector<Move> shiftsBy(std::int64_t by) {
    std::vector<Move> moves;
    for (const CellRef& direction : kDirections) {
        moves.emplace_back([direction, by](const Tensor& image) {
            return shiftedImages(image, {direction.row * by, direction.col * by});
        });
    }
    return moves;
}

Result<void> checkShift(std::int64_t by, const Shape& images) {
    const std::int64_t most = std::max(images.h, images.w);
    if (by >= 1 && by <= most) return {};
    return fail("study.by", "a shift by " + std::to_string(by) + " pixels is not legal: it must be 1 to " +
                                std::to_string(most) + ", the longer side of the images");
}

// One curve for each window, of so many points; compareAt(experiment, i, run) makes the i-th.
template <class CompareAt>
Result<ShiftCurves> curves(const Experiment& experiment, std::span<const WindowSpec> windows, std::size_t points,
                           const RunControl& run, const CompareAt& compareAt) {
    ShiftCurves result;
    const auto runs = static_cast<std::int64_t>(points * windows.size());
    std::int64_t done = 0;
    for (const WindowSpec& window : windows) {
        Experiment changed = experiment;
        changed.window = window;
        ShiftCurve& curve = result.outputs.emplace_back(ShiftCurve{window, {}});
        result.input.clear();
        result.image.clear();
        for (std::size_t i = 0; i < points; ++i) {
            const auto all = compareAt(changed, i, partOf(run, done++, runs));
            if (!all) return tl::unexpected(all.error());
            curve.change.push_back(all->output.fraction());
            result.input.push_back(all->input.fraction());
            if (all->image) result.image.push_back(all->image->fraction());
        }
    }
    return result;
}

Result<ShiftStudy> shiftsOf(const Passing& pass, const StoredImages& images, std::int64_t by, const RunControl& run) {
    if (Result<void> ok = checkShift(by, images.shape); !ok) return tl::unexpected(ok.error());
    ShiftStudy study;
    const std::int64_t count = images.shape.n;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto found = shiftsOfImage(pass, selectImages(images, i, i), by, partOf(run, i, count));
        if (!found) return tl::unexpected(found.error());
        for (std::size_t k = 0; k < found->size(); ++k) {
            study.directions[k] = sumOfChanges(study.directions[k], (*found)[k]);
        }
        study.all = sumOfChanges(study.all, sumOfChanges(*found));
    }
    run.report(1);
    return study;
}

}  // namespace

RelativeChange changeBetween(const Tensor& before, const Tensor& after) {
    return difference(before, after).change;
}

MotionChange sumOfChanges(std::span<const MotionChange> changes) {
    MotionChange sum;
    for (const MotionChange& change : changes) sum = sumOfChanges(sum, change);
    return sum;
}

MotionChange sumOfChanges(const MotionChange& a, const MotionChange& b) {
    MotionChange sum = a;
    add(sum.input, b.input);
    add(sum.output, b.output);
    if (b.image) addImage(sum, *b.image);
    sum.count += b.count;
    sum.identical += b.identical;
    return sum;
}

Result<Reduction> poolingOf(const Experiment& experiment, const Shape& images) {
    auto pooler = Pooler::make(experiment, images);
    if (!pooler) return tl::unexpected(pooler.error());
    const auto shared = std::make_shared<Pooler>(std::move(*pooler));
    return [shared](const Tensor& image, const RunControl& run) -> Result<Tensor> {
        if (!shared->pool(image, run)) return stoppedError();
        return shared->y();
    };
}

Result<Passing> passingOf(const Experiment& experiment, const Shape& images) {
    auto pooler = Pooler::make(experiment, images);
    if (!pooler) return tl::unexpected(pooler.error());
    const auto shared = std::make_shared<Pooler>(std::move(*pooler));
    return [shared](const Tensor& image, const RunControl& run) -> Result<Passage> {
        Passage passage;
        const bool filters = shared->filters() != FilterSpec{};
        if (filters) {
            passage.x = filtered(image, shared->filters(), run.part(0, kFilteredEnd));
            if (!passage.x) return stoppedError();
        }
        const RunControl rest = run.part(filters ? kFilteredEnd : 0, 1);
        if (!shared->poolX(passage.x ? *passage.x : image, rest)) return stoppedError();
        passage.y = shared->y();
        return passage;
    };
}

Result<ShiftStudy> shiftStudy(const Reduction& reduction, const StoredImages& images, std::int64_t by,
                              const RunControl& run) {
    const Passing pass = [&reduction](const Tensor& image, const RunControl& part) -> Result<Passage> {
        auto y = reduction(image, part);
        if (!y) return tl::unexpected(y.error());
        return Passage{std::nullopt, std::move(*y)};
    };
    return shiftsOf(pass, images, by, run);
}

Result<ShiftStudy> shiftStudy(const Experiment& experiment, const StoredImages& images, std::int64_t by,
                              const RunControl& run) {
    const auto pass = passingOf(experiment, images.shape);
    if (!pass) return tl::unexpected(pass.error());
    return shiftsOf(*pass, images, by, run);
}

Result<std::array<MotionChange, 8>> shiftsOfImage(const Passing& pass, const Tensor& image, std::int64_t by,
                                                  const RunControl& run) {
    std::array<MotionChange, 8> found;
    const Result<void> ok = compareImage(pass, image, shiftsBy(by), found, run);
    if (!ok) return tl::unexpected(ok.error());
    return found;
}

Result<MotionChange> rotationStudy(const Experiment& experiment, const StoredImages& images, double degrees,
                                   const RunControl& run) {
    if (!std::isfinite(degrees)) {
        return fail("study.degrees",
                    "an angle of " + shortestNumber(degrees) + " degrees is not legal: it must be finite");
    }
    const auto pass = passingOf(experiment, images.shape);
    if (!pass) return tl::unexpected(pass.error());
    const Move turn = [degrees](const Tensor& image) { return rotatedImages(image, degrees); };
    MotionChange result;
    const std::int64_t count = images.shape.n;
    for (std::int64_t i = 0; i < count; ++i) {
        const Result<void> ok =
            compareImage(*pass, selectImages(images, i, i), {&turn, 1}, {&result, 1}, partOf(run, i, count));
        if (!ok) return tl::unexpected(ok.error());
    }
    run.report(1);
    return result;
}

std::vector<WindowSpec> comparedWindows(const Experiment& experiment, const Shape& images) {
    constexpr std::array<std::array<std::int64_t, 2>, 4> kPairs{{{2, 2}, {3, 2}, {4, 4}, {7, 7}}};
    std::vector<WindowSpec> windows{experiment.window};
    for (const auto& [size, stride] : kPairs) {
        Experiment other = experiment;
        other.window = {};
        other.window.size = {size, size};
        other.window.stride = {stride, stride};
        if (other.window != experiment.window && checkedGrid(other, images)) windows.push_back(other.window);
    }
    return windows;
}

Result<ShiftCurves> shiftCurves(const Experiment& experiment, const StoredImages& images,
                                std::span<const WindowSpec> windows, std::int64_t most, const RunControl& run) {
    if (Result<void> ok = checkShift(most, images.shape); !ok) return tl::unexpected(ok.error());
    return curves(experiment, windows, static_cast<std::size_t>(most), run,
                  [&](const Experiment& changed, std::size_t i, const RunControl& part) -> Result<MotionChange> {
                      const auto study = shiftStudy(changed, images, static_cast<std::int64_t>(i) + 1, part);
                      if (!study) return tl::unexpected(study.error());
                      return study->all;
                  });
}

Result<ShiftCurves> rotationCurves(const Experiment& experiment, const StoredImages& images,
                                   std::span<const WindowSpec> windows, std::span<const double> degrees,
                                   const RunControl& run) {
    return curves(experiment, windows, degrees.size(), run,
                  [&](const Experiment& changed, std::size_t i, const RunControl& part) {
                      return rotationStudy(changed, images, degrees[i], part);
                  });
}

}  // namespace poolscope
