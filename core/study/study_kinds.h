// SPDX-License-Identifier: GPL-3.0-or-later
// What studies there are: one row for each, read by the command line, the window, the records of figures and their
// captions. A new study is its own files, a member and a row here, a line that draws its answer
// (core/study_figure/study_sheet.cpp) and one that reports it (app/cli/study/study_report.cpp).
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/enum_table.h"
#include "core/base/word.h"
#include "core/study/dataset.h"
#include "core/study/question.h"

namespace poolscope {

// Those of the command line first, in the order of its help.
enum class StudyKind {
    Ties,        // shares of tied and black windows
    Moved,       // many images moved or turned
    Sweep,       // other sizes and strides
    Cost,        // values and layers before and after
    Wins,        // places that win, and gradient on ink
    Dataset,     // pooled images by label, and what was counted in all of them
    Compare,     // one plane under several poolings
    Cascade,     // one plane pooled again and again
    Images,      // every image of a set measured by itself
    Collisions,  // pairs of different labels that pooling brings closest
    Means,       // of each label, before and after
    Charts,      // of one experiment: values, winners, gradient, cost, other windows
    Shift,       // an image moved or turned, beside its output
    Labels       // pooled images by label alone
};

// Moved answers with either of two. Errors are those of the study, or kStopped.
using StudyResult =
    std::variant<TieStudy, ShiftStudy, TurnResult, SweepStudy, Cost, WinStudy, DatasetStudy, CompareStudy,
                 CascadeResult, ImageStudy, CollisionStudy, MeansResult, ChartsResult, ShiftResult, LabelsResult>;
using AskStudy = Result<StudyResult> (*)(const StudyQuestion& question, const RunControl& run);

// The image in view alone, all that are asked, or either, as the choice says.
enum class StudySees { OneImage, ManyImages, AsChosen };

// What of the pooling a study goes through by itself, so that the experiment's own does not matter.
enum class StudyThrough { Nothing, Windows, Contenders };

// The views of the window that show studies.
enum class StudyView { Charts, Shift, Compare, Cascade, Dataset };
struct StudyViewRow {
    StudyView view;
    std::string_view name;
    const char* title = "";  // with the mark of its key in menus
    const char* tip = "";
};
// In the order of the tabs and of the keys.
inline constexpr std::array<StudyViewRow, countOf<StudyView>()> kStudyViews{
    {{StudyView::Charts, "charts", TRANSLATABLE("core", "&Charts"),
      TRANSLATABLE("core", "Values, winners, gradient and cost as charts")},
     {StudyView::Shift, "shift", TRANSLATABLE("core", "&Shift"),
      TRANSLATABLE("core", "What moving or turning the image does to the output")},
     {StudyView::Compare, "compare", TRANSLATABLE("core", "C&ompare"),
      TRANSLATABLE("core", "The same input under several poolings")},
     {StudyView::Cascade, "cascade", TRANSLATABLE("core", "C&ascade"),
      TRANSLATABLE("core", "The output pooled again and again")},
     {StudyView::Dataset, "dataset", TRANSLATABLE("core", "&Data set"),
      TRANSLATABLE("core", "Ties, winners and shifts over everything loaded")}}};
static_assert(hasRowForEach(kStudyViews, &StudyViewRow::view));

constexpr const StudyViewRow& viewRow(StudyView view) {
    return kStudyViews[static_cast<std::size_t>(view)];
}

struct StudyRow {
    StudyKind kind{};
    std::string_view word{};     // in the record of a figure: may not change
    std::string_view command{};  // after `poolscope study`; empty: it is not asked there
    std::string_view tells{};    // in the help of that
    std::string_view shows{};    // what its figure shows, for people
    StudyKind drawn = kind;      // what the command line draws of it
    StudySees sees = StudySees::ManyImages;
    StudyThrough through = StudyThrough::Nothing;
    bool upstream = false;  // the gradient that arrives matters
    bool pictures = false;  // its figure has planes in the colours of a palette
    bool numbers = false;   // and numbers in their cells
    StudyView view = StudyView::Charts;
    AskStudy ask = nullptr;
};

namespace study_rows {

template <class T>
StudyResult asResult(T found) {
    return found;
}
inline StudyResult asResult(std::variant<ShiftStudy, TurnResult> found) {
    return std::visit([](auto& either) -> StudyResult { return std::move(either); }, found);
}

// The answer of `study`, which takes the question, or the experiment with images and, where it wants them, labels.
template <auto study>
Result<StudyResult> asked(const StudyQuestion& q, const RunControl& run) {
    const auto found = [&] {
        using Study = decltype(study);
        if constexpr (std::is_invocable_v<Study, const StudyQuestion&, const RunControl&>) {
            return study(q, run);
        } else if constexpr (std::is_invocable_v<Study, const Experiment&, const StoredImages&, const RunControl&>) {
            return study(q.experiment, askedValues(q), run);
        } else {
            return study(q.experiment, askedValues(q), askedLabels(q), run);
        }
    };
    auto answer = found();
    if (!answer) return tl::unexpected(answer.error());
    return asResult(std::move(*answer));
}

}  // namespace study_rows

inline constexpr std::array<StudyRow, countOf<StudyKind>()> kStudies{
    {{.kind = StudyKind::Ties,
      .word = "ties",
      .command = "ties",
      .tells = "the shares of tied and of black windows",
      .shows = "ties",
      .ask = &study_rows::asked<&tieStudy>},
     {.kind = StudyKind::Moved,
      .word = "moved",
      .command = "shift",
      .tells = "how much the output changes when the images move, in eight directions with zeros moving in",
      .shows = "the change under a motion",
      .view = StudyView::Shift,
      .ask = &study_rows::asked<&askMoved>},
     {.kind = StudyKind::Sweep,
      .word = "sweep",
      .command = "sweep",
      .tells = "both for sizes 2 to 7 and strides 1 to 4",
      .shows = "a sweep",
      .through = StudyThrough::Windows,
      .ask = &study_rows::asked<&askSweep>},
     {.kind = StudyKind::Cost,
      .word = "cost",
      .command = "cost",
      .tells = "values and the size of a layer that follows, before and after",
      .shows = "cost",
      .ask = &study_rows::asked<&askCost>},
     {.kind = StudyKind::Wins,
      .word = "wins",
      .command = "wins",
      .tells = "which place of the window wins, how many windows each pixel wins, and how much gradient lands on ink",
      .shows = "who wins",
      .ask = &study_rows::asked<&winStudy>},
     {.kind = StudyKind::Dataset,
      .word = "dataset",
      .command = "dataset",
      .tells = "ties, wins and shift in one, with a contact sheet as its chart",
      .shows = "pooled images by label",
      .drawn = StudyKind::Labels,
      .pictures = true,
      .view = StudyView::Dataset,
      .ask = &study_rows::asked<&datasetStudy>},
     {.kind = StudyKind::Compare,
      .word = "compare",
      .command = "compare",
      .tells = "the first image under several poolings side by side, and how much each changes when the images move",
      .shows = "a comparison",
      .sees = StudySees::OneImage,
      .through = StudyThrough::Contenders,
      .pictures = true,
      .numbers = true,
      .view = StudyView::Compare,
      .ask = &study_rows::asked<&askCompare>},
     {.kind = StudyKind::Cascade,
      .word = "cascade",
      .command = "cascade",
      .tells = "the first image pooled again and again",
      .shows = "a cascade",
      .sees = StudySees::OneImage,
      .pictures = true,
      .numbers = true,
      .view = StudyView::Cascade,
      .ask = &study_rows::asked<&askCascade>},
     {.kind = StudyKind::Images,
      .word = "images",
      .command = "images",
      .tells = "what is measured of each image, in a row of its own, to sort by; the figure shows those at the top",
      .shows = "images by what was measured",
      .pictures = true,
      .view = StudyView::Dataset,
      .ask = &study_rows::asked<&askImages>},
     {.kind = StudyKind::Collisions,
      .word = "collisions",
      .command = "collisions",
      .tells = "the pairs of images with different labels whose outputs are most alike",
      .shows = "pairs that pooling makes alike",
      .pictures = true,
      .view = StudyView::Dataset,
      .ask = &study_rows::asked<&askCollisions>},
     {.kind = StudyKind::Means,
      .word = "means",
      .command = "means",
      .tells = "the mean image of each label before and after, and the images nearest to it and farthest from it",
      .shows = "means by label",
      .pictures = true,
      .view = StudyView::Dataset,
      .ask = &study_rows::asked<&askMeans>},
     {.kind = StudyKind::Charts,
      .word = "charts",
      .shows = "charts of an experiment",
      .sees = StudySees::OneImage,
      .upstream = true,
      .ask = &study_rows::asked<&askCharts>},
     {.kind = StudyKind::Shift,
      .word = "shift",
      .shows = "an image moved",
      .sees = StudySees::AsChosen,
      .pictures = true,
      .view = StudyView::Shift,
      .ask = &study_rows::asked<&askShift>},
     {.kind = StudyKind::Labels,
      .word = "labels",
      .shows = "pooled images by label",
      .pictures = true,
      .view = StudyView::Dataset,
      .ask = &study_rows::asked<&askLabels>}}};

static_assert(hasRowForEach(kStudies, &StudyRow::kind));
static_assert(std::all_of(kStudies.begin(), kStudies.end(), [](const StudyRow& row) {
    return !row.word.empty() && !row.shows.empty() && row.command.empty() == row.tells.empty() && row.ask != nullptr;
}));

constexpr const StudyRow& studyRow(StudyKind kind) {
    return kStudies[static_cast<std::size_t>(kind)];
}

Result<StudyResult> askStudy(const StudyQuestion& question, const RunControl& run = {});

}  // namespace poolscope
