// SPDX-License-Identifier: GPL-3.0-or-later
// What a study is asked, what it finds, and the figure of that: the same in the window, in its exports and from the
// command line. Asking is slow and knows nothing of colours; composing is quick.
#pragma once

#include <variant>

#include "core/figure/figure_options.h"
#include "core/study/cascade.h"
#include "core/study/dataset.h"
#include "core/study_figure/compass.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {

struct StudyQuestion {
    FigureKind kind = FigureKind::Ties;  // neither Panels nor Sheet
    StudyChoice choice;
    Experiment experiment;                 // its images are some of those of the source
    std::shared_ptr<const Source> source;  // not null

    bool operator==(const StudyQuestion&) const = default;
};

// Of the source: those that the study is asked of.
ImageRange askedImages(const StudyQuestion& question);
// The line beneath the figure: which images, and how they are pooled.
std::string studyCaption(const StudyQuestion& question);

// FigureKind::Shift.
struct MotionFound {
    std::variant<ShiftStudy, TurnStudy> moves;
    Comparison all;  // of them together
    std::int64_t images = 0;
};
struct MotionCurves {
    ShiftCurves curves;
    MotionAxis axis;
};
struct ShiftResult {
    MotionFound found;
    MotionCurves curves;
};
// FigureKind::Cascade.
struct CascadeResult {
    Tensor x;  // (1, 1, H, W)
    Cascade study;
};
// FigureKind::Labels: nothing is counted.
struct LabelsResult {};
// FigureKind::Moved of a turn.
struct TurnResult {
    double degrees = 0;
    Comparison turn;
};

// Charts, Shift, Compare, Cascade, Dataset, Labels, Ties, Moved (two of them), Sweep, Cost, Wins.
using StudyResult = std::variant<std::vector<Chart>, ShiftResult, Compare, CascadeResult, DatasetStudy, LabelsResult,
                                 TieStudy, ShiftStudy, TurnResult, Sweep, Cost, WinStudy>;

// Errors are those of the study, or kStopped.
Result<StudyResult> askStudy(const StudyQuestion& question, const RunControl& run = {});

// Parts of an answer that a window shows one after the other: the charts of an evaluation and those over other windows
// are FigureKind::Charts, a motion and its curves FigureKind::Shift. Their heads name no images.
Result<std::vector<Chart>> evaluationCharts(const Evaluation& evaluation, const RunControl& run = {});
Result<std::vector<Chart>> sweepCharts(const StudyQuestion& question, const RunControl& run = {});
Result<MotionFound> findMotion(const StudyQuestion& question, const RunControl& run = {});
Result<MotionCurves> findCurves(const StudyQuestion& question, const RunControl& run = {});
// The compasses of a motion, and the image in view and its output in them.
Result<CompassPair> compassOf(const StudyQuestion& question, const MotionFound& found, Palette palette, ThemeName theme,
                              const RunControl& run = {});
// Of what was counted in all images.
std::vector<Chart> datasetCharts(const DatasetStudy& study);

// The whole figure: the width, the title and the caption of `options`, the colours of view and style. `found` answers
// the question. Errors name "figure.width", or are those of pooling the images that are seen, or kStopped.
Result<Scene> composeStudy(const StudyQuestion& question, const StudyResult& found, const ViewSpec& view,
                           const FigureOptions& options, const FigureStyle& style, const RunControl& run = {});

}  // namespace poolscope
