// SPDX-License-Identifier: GPL-3.0-or-later
// The other parts of the page of the data set: two images, collisions, means.
#include <QPushButton>

#include "app/gui/study/found_view.h"
#include "app/gui/study/pair_view.h"
#include "app/gui/view/scene_view.h"
#include "tests/app/gui/support/dataset_fixture.h"

namespace poolscope {
namespace {

using DatasetParts = DatasetWindow;

// 200 digits as a source of their own.
const QString kDigits = QStringLiteral("mnist:0-99,100-199");

TEST_F(DatasetParts, TwoThatAreSelectedAreThoseOfTwo) {
    click(4, Qt::ControlModifier);
    click(2, Qt::ControlModifier);
    choose("Data set: Two images");
    PairView& two = page().two();
    ASSERT_TRUE(wait([&] { return two.study() != nullptr; }));
    EXPECT_EQ(two.study()->sides[0].x.values, selectImages(session().source()->images, 4, 4).values);
    EXPECT_EQ(two.study()->sides[1].x.values, selectImages(session().source()->images, 2, 2).values);
}

TEST_F(DatasetParts, TwoImagesSayWhyTheyMakeNoFigure) {
    EXPECT_EQ(page().whyNoFigure(), QString());
    choose("Data set: Two images");
    EXPECT_FALSE(page().figureDraft());
    EXPECT_TRUE(page().whyNoFigure().startsWith(QStringLiteral("Two images make no figure")));
}

// The two, and the setting that is held, are as they were left; another selection is compared anew.
TEST_F(DatasetParts, TwoImagesStayAsTheyWereSet) {
    openSix();
    click(3, Qt::ControlModifier);
    choose("Data set: Two images");
    PairView& two = page().two();
    ASSERT_TRUE(wait([&] { return two.study() != nullptr; }));
    choose("Data set: Gallery");
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {1, 1}; }); });
    const auto before = two.study();
    choose("Data set: Two images");
    ASSERT_TRUE(wait([&] { return two.study() && two.study() != before; }));
    EXPECT_NE(two.study()->sides[0].y.shape, two.study()->sides[1].y.shape) << "one of them has the setting before";
    choose("Data set: Gallery");
    click(1, Qt::ControlModifier);
    const auto earlier = two.study();
    choose("Data set: Two images");
    ASSERT_TRUE(wait([&] { return two.study() && two.study() != earlier; }));
    EXPECT_EQ(two.study()->sides[0].y.shape, two.study()->sides[1].y.shape);
    EXPECT_EQ(two.study()->sides[1].x.values, selectImages(session().source()->images, 1, 1).values);
}

TEST_F(DatasetParts, APartIsChosenFromAnotherPage) {
    open(kDigits);
    trigger("study.workbench");
    trigger("dataset.means");
    EXPECT_EQ(&window_.pages().current(), static_cast<Page*>(&page()));
    EXPECT_TRUE(wait([&] { return page().means().found() != nullptr; }));
}

TEST_F(DatasetParts, ASheetThatWasGivenUpIsDrawnWhenItIsAskedFor) {
    open(kDigits);
    trigger("dataset.means");
    FoundView& means = page().means();
    ASSERT_TRUE(wait([&] { return means.found() && !means.busy(); }));
    const auto buttons = means.findChildren<QPushButton*>();
    const auto again = std::find_if(buttons.begin(), buttons.end(),
                                    [](const QPushButton* each) { return each->text() == QStringLiteral("Compute"); });
    ASSERT_NE(again, buttons.end());
    EXPECT_FALSE((*again)->isVisible());
    // The page hears of the other image first, and begins to draw.
    const auto givingUp = QObject::connect(&session(), &Session::evaluated, &window_, [&] { cancel(means); });
    afterEvaluation([&] { session().showImage(2); });
    QObject::disconnect(givingUp);
    ASSERT_TRUE((*again)->isVisible());
    (*again)->click();
    EXPECT_FALSE((*again)->isVisible());
    EXPECT_TRUE(wait([&] { return !means.busy(); }));
    EXPECT_FALSE((*again)->isVisible());
    EXPECT_FALSE(means.findChild<SceneView*>()->accessibleDescription().isEmpty());
}

TEST_F(DatasetParts, WhatWasFoundIsNotSoughtAgainForAnotherImageOrColour) {
    open(kDigits);
    trigger("dataset.collisions");
    FoundView& pairs = page().pairs();
    ASSERT_TRUE(wait([&] { return pairs.found() && !pairs.busy(); }));
    const auto found = pairs.found();
    afterEvaluation([&] { session().showImage(7); });
    ViewSpec view = session().view();
    view.palette = Palette::Viridis;
    settle([&] { session().setView(view); });
    ASSERT_TRUE(wait([&] { return !pairs.busy(); }));
    EXPECT_EQ(pairs.found(), found);
    StudyChoice choice;
    choice.kind = StudyKind::Collisions;
    choice.images = StudyImages::All;
    const StudyQuestion now{choice, evaluation().experiment, session().source(), session().view().range};
    EXPECT_EQ(pairs.answerTo(now), found) << "a figure takes it too";
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    ASSERT_TRUE(wait([&] { return pairs.found() && !pairs.busy(); }));
    EXPECT_NE(pairs.found(), found);
}

TEST_F(DatasetParts, APairThatIsClickedStandsSideBySide) {
    open(kDigits);
    trigger("dataset.collisions");
    FoundView& pairs = page().pairs();
    ASSERT_TRUE(wait([&] { return pairs.found() && !pairs.busy(); }));
    const Collision first = std::get<CollisionStudy>(*pairs.found()).pairs.front();
    auto* sheet = pairs.findChild<SceneView*>();
    sheet->repaint();
    QTest::mouseClick(sheet, Qt::LeftButton, {}, QPoint(2, 2));
    EXPECT_EQ(page().shows(), DatasetShows::Pairs) << "no pair stands there";
    QTest::mouseClick(sheet, Qt::LeftButton, {}, QPoint(30, 90));
    EXPECT_EQ(page().shows(), DatasetShows::Two);
    PairView& two = page().two();
    ASSERT_TRUE(wait([&] { return two.study() != nullptr; }));
    const StoredImages& images = session().source()->images;
    EXPECT_EQ(two.study()->sides[0].x.values, selectImages(images, first.first, first.first).values);
    EXPECT_EQ(two.study()->sides[1].x.values, selectImages(images, first.second, first.second).values);
}

TEST_F(DatasetParts, MeansAreShownAndTheNearestImageOpens) {
    open(kDigits);
    trigger("dataset.means");
    FoundView& means = page().means();
    ASSERT_TRUE(wait([&] { return means.found() && !means.busy(); }));
    const auto& labels = std::get<MeansResult>(*means.found()).labels;
    ASSERT_EQ(labels.size(), 10U);
    auto* sheet = means.findChild<SceneView*>();
    EXPECT_TRUE(sheet->accessibleDescription().startsWith(QStringLiteral("Mean of each label")));
    sheet->repaint();
    QTest::mouseClick(sheet, Qt::LeftButton, {}, QPoint(20, 80));
    EXPECT_EQ(page().shows(), DatasetShows::Means) << "a mean is no image";
    EXPECT_TRUE(sheet->isVisible());
    // From there to the right comes the nearest.
    for (int x = 40; x < sheet->width() && sheet->isVisible(); x += 10) {
        QTest::mouseClick(sheet, Qt::LeftButton, {}, QPoint(x, 80));
    }
    EXPECT_EQ(&window_.pages().current(), static_cast<Page*>(&window_.pages().board()));
    EXPECT_EQ(session().experiment().images.first, labels.front().after.nearest.image);
}

TEST_F(DatasetParts, TheKeyboardGoesToThePartThatIsSeen) {
    for (const auto& [part, home] : {std::pair<const char*, QWidget*>{"dataset.two", &page().two().view()},
                                     {"dataset.collisions", &page().pairs().home()},
                                     {"dataset.gallery", &view()}}) {
        trigger(part);
        trigger("study.workbench");
        trigger("study.dataset");
        EXPECT_EQ(page().home(), home) << part;
        EXPECT_TRUE(home->hasFocus()) << part;
    }
}

TEST_F(DatasetParts, TwoImagesAreComparedAndOneUnderTwoSettings) {
    click(0, Qt::ControlModifier);
    click(7, Qt::ControlModifier);
    QTest::mouseClick(labelled<QPushButton>("Compare"), Qt::LeftButton);
    EXPECT_EQ(page().shows(), DatasetShows::Two);
    PairView& two = page().two();
    ASSERT_TRUE(wait([&] { return two.study() != nullptr; }));
    EXPECT_EQ(two.study()->sides[1].x.values, selectImages(session().source()->images, 7, 7).values);
    ASSERT_TRUE(two.study()->y);
    two.view().repaint();
    ASSERT_FALSE(two.figure().areas.empty());
    // What is pointed at in one output is lit in all.
    const CellArea& output = *two.figure().area(StudyPlane::Output, 0);
    const Point cell = output.cellRect({3, 4}).centre();
    QTest::mouseClick(&two.view(), Qt::LeftButton, {}, QPoint(int(cell.x), int(cell.y)));
    ASSERT_TRUE(two.focus());
    EXPECT_EQ(two.focus()->cell, (CellRef{3, 4}));
    EXPECT_TRUE(two.view().accessibleDescription().contains(QStringLiteral("Y(3, 4)")));
    // One image under what was held and what is set now.
    two.compare(7, 7);
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = e.window.stride = {4, 4}; }); });
    ASSERT_TRUE(wait([&] { return two.study() && two.study()->sides[1].y.shape.h == 7; }));
    EXPECT_EQ(two.study()->sides[0].y.shape.h, 14);
    EXPECT_FALSE(two.study()->y);
    EXPECT_TRUE(two.study()->x);
}

TEST_F(DatasetParts, CollisionsOfImagesWithoutLabelsAreRefusedInWords) {
    openSix();
    trigger("dataset.collisions");
    const auto isSaid = [&] {
        for (const QLabel* label : page().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("different labels"))) return true;
        }
        return false;
    };
    EXPECT_TRUE(wait(isSaid));
    afterEvaluation([&] { session().showImage(1); });
    EXPECT_TRUE(wait(isSaid)) << "of the next image too";
}

}  // namespace
}  // namespace poolscope
