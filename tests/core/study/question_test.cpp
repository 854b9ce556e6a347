// SPDX-License-Identifier: GPL-3.0-or-later
// Studies asked: which images, and what is found in them.
#include "core/study/question.h"

#include <gtest/gtest.h>

#include "core/study/study_kinds.h"
#include "tests/core/support/questions.h"

namespace poolscope {
namespace {

using test::ask;

TEST(AskStudy, FindsWhatTheStudiesFindInTheImagesAsked) {
    const StudyQuestion q = ask(StudyKind::Ties);
    const Tensor batch = selectImages(q.source->images, 1, 4);
    const std::vector<int> labels{0, 1, 0, 1};
    EXPECT_EQ(std::get<TieStudy>(askStudy(q).value()), tieStudy(q.experiment, batch, labels).value());
    EXPECT_EQ(std::get<ShiftStudy>(askStudy(ask(StudyKind::Moved)).value()),
              shiftStudy(q.experiment, batch, 1).value());
    EXPECT_EQ(std::get<WinStudy>(askStudy(ask(StudyKind::Wins)).value()), winStudy(q.experiment, batch).value());
    EXPECT_EQ(std::get<Cost>(askStudy(ask(StudyKind::Cost)).value()), costOf(q.experiment, batch.shape).value());
    EXPECT_EQ(std::get<DatasetStudy>(askStudy(ask(StudyKind::Dataset, StudyImages::All)).value()),
              datasetStudy(q.experiment, q.source->images, q.source->labels).value());
    const auto shift = std::get<ShiftResult>(askStudy(ask(StudyKind::Shift, StudyImages::One)).value());
    EXPECT_EQ(std::get<ShiftStudy>(shift.found.moves),
              shiftStudy(q.experiment, selectImages(q.source->images, 1, 1), 1).value());
    EXPECT_EQ(shift.curves.curves.input.size(), 8U);
}

TEST(AskStudy, AChoiceIsAsked) {
    StudyQuestion q = ask(StudyKind::Moved);
    q.choice.turns = true;
    q.choice.distance = 10;
    const Tensor batch = selectImages(q.source->images, 1, 4);
    EXPECT_EQ(std::get<TurnResult>(askStudy(q).value()).turn, rotationStudy(q.experiment, batch, 10).value());
    q = ask(StudyKind::Cascade);
    q.choice.levels = 2;
    EXPECT_EQ(std::get<CascadeResult>(askStudy(q).value()).study.levels.size(), 2U);
    q = ask(StudyKind::Compare);
    q.choice.by = CompareBy::Windows;
    q.choice.references = false;
    const auto every = std::get<CompareStudy>(askStudy(q).value());
    EXPECT_EQ(every.comparands.size(), 9U);
    q.choice.images = StudyImages::One;
    EXPECT_NE(std::get<CompareStudy>(askStudy(q).value()).inputChange, every.inputChange);
}

TEST(AskStudy, WhichImagesAreAsked) {
    StudyQuestion q = ask(StudyKind::Shift);
    q.experiment.plane = 2;
    EXPECT_EQ(askedImages(q), (ImageRange{1, 4}));
    q.choice.images = StudyImages::One;
    EXPECT_EQ(askedImages(q), (ImageRange{3, 3}));
    q.choice.images = StudyImages::Thousand;
    EXPECT_EQ(askedImages(q), (ImageRange{0, 5}));
    q.choice.images = StudyImages::All;
    EXPECT_EQ(askedImages(q), (ImageRange{0, 5}));
}

TEST(AskStudy, RefusesWhatIsNoDistance) {
    for (const StudyKind kind : {StudyKind::Moved, StudyKind::Shift}) {
        for (const double by : {0.0, 1.5, -1.0, 1e300, 9.0}) {
            StudyQuestion q = ask(kind);
            q.choice.distance = by;
            const auto found = askStudy(q);
            ASSERT_FALSE(found) << by;
            EXPECT_EQ(found.error().where, "study.by");
        }
    }
    StudyQuestion none = ask(StudyKind::Charts);
    none.experiment.images = {0, -1};
    EXPECT_EQ(askStudy(none).error().where, "input");
}

}  // namespace
}  // namespace poolscope
