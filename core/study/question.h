// SPDX-License-Identifier: GPL-3.0-or-later
// What a study is asked, of which images, and what the larger studies find, in numbers. Asking is slow. Knows nothing
// of how answers look.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <variant>

#include "core/io/source.h"
#include "core/study/cascade.h"
#include "core/study/collisions.h"
#include "core/study/compare.h"
#include "core/study/cost.h"
#include "core/study/image_study.h"
#include "core/study/ink.h"
#include "core/study/label_means.h"
#include "core/study/shift.h"
#include "core/study/sweep.h"

namespace poolscope {

enum class StudyKind;  // core/study/study_kinds.h

// That a study is asked of: the one in view, the experiment's, a thousand from there on, all of the source.
enum class StudyImages { One, Batch, Thousand, All };

// What is asked; each kind reads what belongs to it.
struct StudyChoice {
    StudyKind kind{};
    CompareBy by = CompareBy::Operations;  // Compare
    bool references = true;
    std::int64_t levels = 3;  // Cascade
    bool turns = false;       // Shift, Moved: by degrees instead of pixels
    double distance = 1;
    StudyImages images = StudyImages::One;  // Compare: that are moved to see the change
    // Images: in which order, nothing as they stand; and how many of them, or of the pairs of Collisions, are shown.
    std::optional<ImageMeasure> sort{};
    bool ascending = false;
    std::optional<std::int64_t> top{};
    CollisionBy collisions = CollisionBy::Distance;

    bool operator==(const StudyChoice&) const = default;
};

struct StudyQuestion {
    StudyChoice choice;
    Experiment experiment;                 // its images are some of those of the source
    std::shared_ptr<const Source> source;  // not null
    DisplayRange range{};                  // what is shown of it: softmax and Charts need it

    bool operator==(const StudyQuestion&) const = default;
};

// Whether both ask the same of all images of one source, where neither the image in view nor the gradient matters.
bool askTheSameOfAll(const StudyQuestion& a, const StudyQuestion& b);

// Of the source: those that the study is asked of, their values and their labels (empty without labels).
ImageRange askedImages(const StudyQuestion& question);
StoredImages askedValues(const StudyQuestion& question);
std::span<const int> askedLabels(const StudyQuestion& question);

// The answers below are those of core/study/study_kinds.h. Errors are those of the studies, or kStopped.

// StudyKind::Charts: what one evaluation holds, counted.
struct EvaluationCounts {
    PoolOp op = PoolOp::Max;
    HistogramPair values;
    WinCounts wins;  // empty for operations without a winner
    InkGradient gradient;
    Cost cost;
    WindowFacts facts;
    std::int64_t images = 1;  // that were counted; the cost is of one
};
struct ChartsResult {
    EvaluationCounts counts;
    SweepStudy sweep;  // of the image in view
};
// Of input and output, between the values that are shown; nothing when stopped.
std::optional<HistogramPair> histogramsOf(const Evaluation& evaluation, const DisplayRange& range,
                                          const RunControl& run = {});
Result<EvaluationCounts> countsOf(const Evaluation& evaluation, const DisplayRange& range, const RunControl& run = {});
Result<SweepStudy> sweepInView(const StudyQuestion& question, const RunControl& run = {});
Result<ChartsResult> askCharts(const StudyQuestion& question, const RunControl& run);

// StudyKind::Shift. A window shows the motion and its curves one after the other.
struct MotionFound {
    std::variant<ShiftStudy, TurnStudy> moves;
    MotionChange all;  // of them together
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
Result<MotionFound> findMotion(const StudyQuestion& question, const RunControl& run = {});
Result<MotionCurves> findCurves(const StudyQuestion& question, const RunControl& run = {});
Result<ShiftResult> askShift(const StudyQuestion& question, const RunControl& run);

// StudyKind::Moved.
struct TurnResult {
    double degrees = 0;
    MotionChange turn;
};
Result<std::variant<ShiftStudy, TurnResult>> askMoved(const StudyQuestion& question, const RunControl& run);

// StudyKind::Cascade.
struct CascadeResult {
    Tensor x;  // (1, 1, H, W)
    CascadeStudy study;
};
Result<CascadeResult> askCascade(const StudyQuestion& question, const RunControl& run);

// StudyKind::Images. Errors also name "study.top".
Result<ImageStudy> askImages(const StudyQuestion& question, const RunControl& run);
// The places within the study of the images that are shown, in their order; where the choice does not say how many,
// `usual` of them.
std::vector<std::int64_t> shownPlaces(const ImageStudy& study, const StudyChoice& choice, std::int64_t usual);

// StudyKind::Collisions; the places are those in the source.
inline constexpr std::int64_t kUsualTop = 10;
Result<CollisionStudy> askCollisions(const StudyQuestion& question, const RunControl& run);

// StudyKind::Means; the places are those in the source.
struct MeansResult {
    std::vector<LabelMean> labels;
};
Result<MeansResult> askMeans(const StudyQuestion& question, const RunControl& run);

// StudyKind::Labels: nothing is counted.
struct LabelsResult {};
Result<LabelsResult> askLabels(const StudyQuestion& question, const RunControl& run);

Result<CompareStudy> askCompare(const StudyQuestion& question, const RunControl& run);
Result<SweepStudy> askSweep(const StudyQuestion& question, const RunControl& run);
Result<Cost> askCost(const StudyQuestion& question, const RunControl& run);

}  // namespace poolscope
