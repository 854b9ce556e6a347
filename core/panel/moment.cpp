// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/panel/moment.h"

#include <algorithm>

#include "core/base/enum_table.h"

namespace poolscope {
namespace {

// When each stage begins: about 100 ms for the frame at a window a second, and the travels the longest.
struct StageRow {
    Stage stage;
    double begin;
    CodeStep forward;
    CodeStep backward;
};
constexpr std::array<StageRow, countOf<Stage>()> kStages{{{Stage::Framed, 0, CodeStep::Planes, CodeStep::Zeros},
                                                          {Stage::ToColumn, 0.13, CodeStep::Patches, CodeStep::Scatter},
                                                          {Stage::Marked, 0.49, CodeStep::Argmax, CodeStep::Scatter},
                                                          {Stage::FromColumn, 0.6, CodeStep::Gather, CodeStep::Fold},
                                                          {Stage::Answered, 0.88, CodeStep::Output, CodeStep::Fold}}};
static_assert(hasRowForEach(kStages, &StageRow::stage));

double endOf(Stage stage) {
    const auto next = static_cast<std::size_t>(stage) + 1;
    return next < kStages.size() ? kStages[next].begin : 1;
}

}  // namespace

Moment momentIn(std::int64_t step, double t, const WindowGrid& grid) {
    const Playback after = playbackAt(step, grid);
    Moment moment{{after.phase, std::max<std::int64_t>(0, after.done - 1)}};
    for (const StageRow& row : kStages) {
        if (t < row.begin) break;
        moment.stage = row.stage;
        moment.progress = std::clamp((t - row.begin) / (endOf(row.stage) - row.begin), 0.0, 1.0);
    }
    return moment;
}

double beginOf(Stage stage) {
    return kStages[static_cast<std::size_t>(stage)].begin;
}

double timeOf(const Moment& moment) {
    const double begin = beginOf(moment.stage);
    return begin + moment.progress * (endOf(moment.stage) - begin);
}

std::int64_t stepOf(const Moment& moment, const WindowGrid& grid) {
    return playbackStep(moment.before, grid) + 1;
}

CellRef windowOf(const Moment& moment, const WindowGrid& grid) {
    return {moment.before.done / grid.cols.output, moment.before.done % grid.cols.output};
}

CodeStep codeStepOf(const Moment& moment) {
    const StageRow& row = kStages[static_cast<std::size_t>(moment.stage)];
    return moment.before.phase == Phase::Forward ? row.forward : row.backward;
}

Reached reachedBy(const std::optional<Playback>& playback, const std::optional<Moment>& moment,
                  const WindowGrid& grid) {
    const std::optional<Playback> shown = moment ? std::optional(moment->before) : playback;
    const std::int64_t forward = windowsForward(shown, grid);
    const std::int64_t backward = windowsBackward(shown, grid);
    Reached reached{forward, forward, backward, backward};
    if (!moment) return reached;
    const bool isForward = moment->before.phase == Phase::Forward;
    (isForward ? reached.laidOut : reached.sent) += moment->stage >= Stage::Marked ? 1 : 0;
    (isForward ? reached.answered : reached.added) += moment->stage == Stage::Answered ? 1 : 0;
    return reached;
}

}  // namespace poolscope
