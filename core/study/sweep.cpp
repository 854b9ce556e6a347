// SPDX-License-Identifier: GPL-3.0-or-later
// Ties and shifts for many windows.
#include "core/study/sweep.h"

#include "core/study/pooler.h"
#include "core/study/shift.h"
#include "core/study/ties.h"

namespace poolscope {
namespace {

constexpr std::size_t kMostSteps = 64;
// A tie study pools each image once, a shift study nine times.
constexpr double kTiesEnd = 0.1;

Result<void> checkList(const std::vector<std::int64_t>& list, const std::string& where) {
    if (!list.empty() && list.size() <= kMostSteps) return {};
    return fail(where, "a sweep over " + std::to_string(list.size()) + " numbers is not legal: name 1 to " +
                           std::to_string(kMostSteps));
}

// Only the window may be at fault when a combination is left out.
bool isOfWindow(const Error& error) {
    return error.where.starts_with("window.");
}

// What the window does not matter to goes into `sweep`.
Result<SweepCell> measure(const Experiment& experiment, const StoredImages& images, SweepStudy& sweep,
                          const RunControl& run) {
    const WindowSpec& window = experiment.window;
    SweepCell cell{window.size.rows, window.stride.rows, std::nullopt, {}, 0, {}, 0};
    const auto pooler = Pooler::make(experiment, images.shape);
    if (!pooler && !isOfWindow(pooler.error())) return tl::unexpected(pooler.error());
    if (!pooler) {
        cell.refused = pooler.error();
        return cell;
    }
    cell.output = pooler->grid().output();
    cell.reduction = shareOf(images.shape.plane().count(), cell.output.count());
    const auto ties = tieStudy(experiment, images, {}, run.part(0, kTiesEnd));
    if (!ties) return tl::unexpected(ties.error());
    cell.facts = ties->all;
    const auto shift = shiftStudy(experiment, images, 1, run.part(kTiesEnd, 1));
    if (!shift) return tl::unexpected(shift.error());
    cell.change = shift->all.output.fraction();
    sweep.inputChange = shift->all.input.fraction();
    if (shift->all.image) sweep.imageChange = shift->all.image->fraction();
    return cell;
}

}  // namespace

Result<SweepStudy> sweepStudy(const Experiment& experiment, const StoredImages& images, const SweepSpec& spec,
                              const RunControl& run) {
    if (Result<void> ok = checkList(spec.sizes, "study.sizes"); !ok) return tl::unexpected(ok.error());
    if (Result<void> ok = checkList(spec.strides, "study.strides"); !ok) return tl::unexpected(ok.error());
    SweepStudy result{spec, {}, 0};
    const auto count = static_cast<std::int64_t>(spec.sizes.size() * spec.strides.size());
    std::int64_t done = 0;
    for (const std::int64_t size : spec.sizes) {
        for (const std::int64_t stride : spec.strides) {
            Experiment changed = experiment;
            changed.window.size = {size, size};
            changed.window.stride = {stride, stride};
            auto cell = measure(changed, images, result, partOf(run, done++, count));
            if (!cell) return tl::unexpected(cell.error());
            result.cells.push_back(std::move(*cell));
        }
    }
    run.report(1);
    return result;
}

}  // namespace poolscope
