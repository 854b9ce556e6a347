// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery of the data set: sorted, filtered and found, by hand and by keyboard, and what a selection is good for.
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

#include "app/gui/side/source_bar.h"
#include "app/gui/study/dataset_page.h"
#include "app/gui/study/found_view.h"
#include "app/gui/study/gallery.h"
#include "app/gui/study/pair_view.h"
#include "app/gui/view/measure_histogram.h"
#include "app/gui/view/scene_view.h"
#include "core/study_figure/image_words.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

using Images = std::vector<std::int64_t>;

// 200 digits as a source of their own.
const QString kDigits = QStringLiteral("mnist:0-99,100-199");

class GalleryPage : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        trigger("study.dataset");
        QApplication::processEvents();
    }
    DatasetPage& page() { return static_cast<DatasetPage&>(window_.pages().current()); }
    Gallery& gallery() { return page().gallery(); }
    GalleryView& view() { return gallery().view(); }
    static bool wait(const std::function<bool()>& until) { return QTest::qWaitFor(until, kPatience); }
    // Six images of 4x4 whose ink grows, without labels.
    void openSix() {
        std::vector<float> values(6 * 16);
        for (std::size_t i = 0; i < 6; ++i) {
            for (std::size_t k = 0; k <= i; ++k) values[i * 16 + k * 3 % 16] = static_cast<float>(50 + 10 * i);
        }
        open(arrayFile(QStringLiteral("six.npy"), values, {6, 4, 4}));
        ASSERT_TRUE(wait([&] { return view().images().size() == 6 && gallery().study(); }));
    }
    void click(std::int64_t image, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, view().tileOf(image).center());
    }
    // Gives up what the part of the page works at.
    static void cancel(const QWidget& part) {
        for (BusyBar* bar : part.findChildren<BusyBar*>()) {
            for (auto* button : bar->findChildren<QAbstractButton*>()) button->click();
        }
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view(), key, modifiers); }
    static bool isSorted(const std::vector<double>& values, const Images& images) {
        return std::is_sorted(images.begin(), images.end(), [&](std::int64_t a, std::int64_t b) {
            return values[static_cast<std::size_t>(a)] > values[static_cast<std::size_t>(b)];
        });
    }
};

TEST(TileWall, PointsAreOfTheTileThatStandsThere) {
    const TileWall wall = TileWall::of(1000, {115, 56}, 2, 900);
    const int scroll = 500;
    const auto [first, end] = wall.inSight(scroll, 400);
    ASSERT_LT(first, end);
    for (std::size_t i = first; i < end; ++i) {
        const QRect rect = wall.rectOf(i, scroll);
        EXPECT_EQ(wall.placeAt(rect.center(), scroll), i);
        EXPECT_EQ(wall.placeAt(rect.bottomRight() + QPoint(2, 2), scroll), std::nullopt) << "between tiles";
        EXPECT_LE(rect.right(), 900 - kTileMargin);
    }
    EXPECT_GT(wall.rectOf(end, scroll).top(), 400);
    EXPECT_EQ(wall.placeAt({20, 20}, static_cast<int>(wall.height()) + 10), std::nullopt);
}

TEST(TileWall, WhatStandsAtTheTopStaysThere) {
    const TileWall before = TileWall::of(10000, {115, 56}, 1, 900);
    const TileWall larger = TileWall::of(10000, {243, 120}, 2, 900);
    const int scroll = 7000;
    const std::size_t top = before.inSight(scroll, 400).first;
    const auto [first, end] = larger.inSight(larger.scrollFrom(before, scroll), 400);
    EXPECT_LE(first, top);
    EXPECT_GT(end, top);
    EXPECT_EQ(before.scrollFrom(before, scroll), scroll);
    EXPECT_EQ(larger.scrollFrom(before, 0), 0);
}

TEST_F(GalleryPage, HoldsAllImagesAndDrawsThoseInSight) {
    EXPECT_EQ(view().images().size(), 10000U);
    EXPECT_TRUE(wait([&] { return view().complete(); }));
    view().verticalScrollBar()->setValue(view().verticalScrollBar()->maximum());
    EXPECT_TRUE(view().viewport()->rect().contains(view().tileOf(9999)));
    EXPECT_TRUE(wait([&] { return view().complete(); }));
}

TEST_F(GalleryPage, SortsByWhatIsMeasured) {
    ASSERT_TRUE(wait([&] { return gallery().study() != nullptr; }));
    EXPECT_FALSE(gallery().study()->has(ImageMeasure::ChangeOutput)) << "which takes nine times as long";
    gallery().setOrder(ImageMeasure::Loss, GalleryOrder::LargestFirst);
    const auto values = gallery().study()->valuesOf(ImageMeasure::Loss);
    EXPECT_TRUE(isSorted(values, view().images()));
    choose("Order: smallest");
    Images back = view().images();
    std::reverse(back.begin(), back.end());
    EXPECT_TRUE(isSorted(values, back));
    EXPECT_EQ(back.size(), 10000U);
    // That of the shift is measured when it is asked for.
    gallery().setOrder(ImageMeasure::ChangeOutput, GalleryOrder::LargestFirst);
    ASSERT_TRUE(wait([&] { return gallery().study()->has(ImageMeasure::ChangeOutput); }));
    const auto changes = gallery().study()->valuesOf(ImageMeasure::ChangeOutput);
    EXPECT_TRUE(isSorted(changes, view().images()));
    const QString most =
        QString::fromStdString(outlierSentence(*gallery().study(), *session().source(), ImageMeasure::ChangeOutput));
    EXPECT_TRUE(most.startsWith(QStringLiteral("Image %1, label").arg(view().images().front())));
    EXPECT_NE(labelled<QLabel>(most.toUtf8().constData()), nullptr);
}

TEST_F(GalleryPage, ARangeOfTheHistogramLeavesItsImages) {
    openSix();
    gallery().setOrder(ImageMeasure::Ink, GalleryOrder::AsTheyStand);
    MeasureHistogram& histogram = gallery().histogram();
    const auto at = [&](double ink) { return QPoint(histogram.xOf(ink), 20); };
    QTest::mousePress(&histogram, Qt::LeftButton, {}, at(1.5 / 16));
    QTest::mouseMove(&histogram, at(3.0 / 16));
    QMouseEvent move(QEvent::MouseMove, at(4.5 / 16), histogram.mapToGlobal(at(4.5 / 16)), Qt::LeftButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(&histogram, &move);
    QTest::mouseRelease(&histogram, Qt::LeftButton, {}, at(4.5 / 16));
    EXPECT_EQ(view().images(), (Images{1, 2, 3}));
    QTest::keyClick(&histogram, Qt::Key_Escape);
    EXPECT_EQ(view().images().size(), 6U);
    // By the keyboard the ends move bar by bar.
    for (int i = 0; i < 8; ++i) QTest::keyClick(&histogram, Qt::Key_Right);
    EXPECT_EQ(view().images().front(), 1);
}

TEST_F(GalleryPage, FindsLabelsAndNumbers) {
    auto* search = named<QLineEdit>("Find images");
    search->setText(QStringLiteral("3"));
    for (const std::int64_t image : view().images()) {
        ASSERT_EQ(session().source()->labels[static_cast<std::size_t>(image)], 3);
    }
    EXPECT_EQ(view().images().size(), 1010U);
    search->setText(QStringLiteral("#100-102, #7"));
    EXPECT_EQ(view().images(), (Images{7, 100, 101, 102}));
    search->setText(QStringLiteral("#"));
    EXPECT_TRUE(search->property("wrong").toBool());
    EXPECT_EQ(view().images().size(), 4U) << "what was found before stays";
    search->clear();
    EXPECT_EQ(view().images().size(), 10000U);
}

TEST_F(GalleryPage, AClickOpensAnImageOnTheWorkbench) {
    QSignalSpy evaluated(&session(), &Session::evaluated);
    click(5);
    EXPECT_EQ(session().experiment().images, (ImageRange{5, 5}));
    EXPECT_EQ(&window_.pages().current(), static_cast<Page*>(&window_.pages().board()));
    EXPECT_TRUE(evaluated.wait(kPatience));
}

TEST_F(GalleryPage, TheKeyboardWalksSelectsAndOpens) {
    view().setFocus();
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    EXPECT_EQ(view().current(), 2);
    key(Qt::Key_Space);
    key(Qt::Key_Down);
    const std::int64_t below = view().current();
    EXPECT_GT(below, 3);
    EXPECT_EQ(view().tileOf(below).left(), view().tileOf(2).left());
    key(Qt::Key_Space);
    EXPECT_EQ(view().selected(), (Images{2, below}));
    key(Qt::Key_End);
    EXPECT_EQ(view().current(), 9999);
    EXPECT_TRUE(view().viewport()->rect().contains(view().tileOf(9999)));
    key(Qt::Key_PageUp);
    EXPECT_LT(view().current(), 9999);
    key(Qt::Key_Home);
    EXPECT_EQ(view().current(), 0);
    key(Qt::Key_Escape);
    EXPECT_TRUE(view().selected().empty());
    EXPECT_FALSE(player().isPlaying()) << "the space bar was the gallery's";
    key(Qt::Key_Return);
    EXPECT_EQ(&window_.pages().current(), static_cast<Page*>(&window_.pages().board()));
}

TEST_F(GalleryPage, TheWheelWithCtrlMakesTilesLarger) {
    const int side = view().side();
    QWheelEvent larger({20, 20}, view().viewport()->mapToGlobal(QPointF(20, 20)), {}, {0, 120}, Qt::NoButton,
                       Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view().viewport(), &larger);
    EXPECT_GT(view().side(), side);
    EXPECT_EQ(named<QSlider>("Size of the tiles")->value(), view().side());
}

TEST_F(GalleryPage, ASelectionIsAListAndABatch) {
    click(3, Qt::ControlModifier);
    click(2, Qt::ControlModifier);
    click(1, Qt::ControlModifier);
    EXPECT_EQ(view().selected(), (Images{3, 2, 1}));
    QTest::mouseClick(labelled<QPushButton>("Copy list"), Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("mnist:3,2,1"));
    click(2, Qt::ControlModifier);
    EXPECT_EQ(view().selected(), (Images{3, 1}));
    const std::vector<int> labels = session().source()->labels;
    QTest::mouseClick(labelled<QPushButton>("Use as batch"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return session().source()->count() == 2; }));
    EXPECT_EQ(session().source()->labels, (std::vector<int>{labels[3], labels[1]}));
    EXPECT_EQ(session().experiment().images, (ImageRange{0, 1}));
    EXPECT_EQ(toText(*session().experiment().source.images), "3,1");
    EXPECT_TRUE(wait([&] { return view().images() == Images{0, 1}; }));
    trigger("edit.undo");
    EXPECT_EQ(session().source()->count(), 10000);
}

// Places and notes are those of the images that are shown, not of those before.
TEST_F(GalleryPage, ABatchThatIsUndoneLeavesNothingOfItsMeasures) {
    auto* search = named<QLineEdit>("Find images");
    search->setText(QStringLiteral("3"));
    for (const std::size_t i : {0U, 1U, 2U}) click(view().images()[i], Qt::ControlModifier);
    QTest::mouseClick(labelled<QPushButton>("Use as batch"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return view().images().size() == 3 && gallery().study(); }));
    afterEvaluation([&] { trigger("edit.undo"); });
    ASSERT_TRUE(wait([&] { return view().images().size() == 1010 && gallery().study(); }));
    EXPECT_EQ(gallery().study()->images.size(), 10000U);
    EXPECT_EQ(view().current(), 18);
    EXPECT_TRUE(view().accessibleDescription().startsWith(QStringLiteral("image 18")))
        << view().accessibleDescription().toStdString();
}

TEST_F(GalleryPage, ARangeStaysUnderAnotherSetting) {
    openSix();
    gallery().setOrder(ImageMeasure::Ink, GalleryOrder::AsTheyStand);
    gallery().histogram().setRange(ValueScale{1.5 / 16, 4.5 / 16});
    EXPECT_EQ(view().images(), (Images{1, 2, 3}));
    const auto before = gallery().study();
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {1, 1}; }); });
    ASSERT_TRUE(wait([&] { return gallery().study() && gallery().study() != before; }));
    EXPECT_EQ(view().images(), (Images{1, 2, 3}));
    openSix();
    EXPECT_FALSE(gallery().histogram().range()) << "it was of other images";
}

TEST_F(GalleryPage, MeasuringThatWasGivenUpBeginsWhenItIsAskedFor) {
    ASSERT_TRUE(wait([&] { return gallery().study() != nullptr; }));
    auto* again = labelled<QPushButton>("Measure");
    EXPECT_FALSE(again->isVisible());
    gallery().setOrder(ImageMeasure::ChangeOutput, GalleryOrder::LargestFirst);
    cancel(gallery());
    ASSERT_TRUE(again->isVisible());
    afterEvaluation([&] { session().showImage(3); });
    EXPECT_TRUE(again->isVisible()) << "nothing begins again by itself";
    again->click();
    EXPECT_FALSE(again->isVisible());
    EXPECT_TRUE(wait([&] { return gallery().study()->has(ImageMeasure::ChangeOutput); }));
}

TEST_F(GalleryPage, WhatWasGivenUpIsNotOfferedBesideWhatIsMeasured) {
    openSix();
    gallery().setOrder(ImageMeasure::ChangeOutput, GalleryOrder::LargestFirst);
    cancel(gallery());
    auto* again = labelled<QPushButton>("Measure");
    ASSERT_TRUE(again->isVisible());
    gallery().setOrder(ImageMeasure::Ink, GalleryOrder::LargestFirst);
    EXPECT_FALSE(again->isVisible());
}

TEST_F(GalleryPage, ARangeOutlivesASettingInWhichNothingIsInIt) {
    openSix();
    gallery().setOrder(ImageMeasure::Loss, GalleryOrder::AsTheyStand);
    const std::vector<double> losses = gallery().study()->valuesOf(ImageMeasure::Loss);
    const double most = *std::max_element(losses.begin(), losses.end());
    ASSERT_GT(most, 0) << "and a window of one cell loses nothing";
    gallery().histogram().setRange(ValueScale{most, most});
    const Images shown = view().images();
    ASSERT_FALSE(shown.empty());
    ASSERT_LT(shown.size(), 6U);
    const auto measured = [this](const std::function<void()>& change) {
        const auto before = gallery().study();
        afterEvaluation(change);
        return wait([&] { return gallery().study() && gallery().study() != before; });
    };
    ASSERT_TRUE(measured([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.window.size = {1, 1};
            e.window.stride = {1, 1};
        });
    }));
    EXPECT_TRUE(view().images().empty());
    ASSERT_TRUE(measured([&] { trigger("edit.undo"); }));
    EXPECT_EQ(view().images(), shown);
}

TEST_F(GalleryPage, TwoThatAreSelectedAreThoseOfTwo) {
    click(4, Qt::ControlModifier);
    click(2, Qt::ControlModifier);
    choose("Data set: Two images");
    PairView& two = page().two();
    ASSERT_TRUE(wait([&] { return two.study() != nullptr; }));
    EXPECT_EQ(two.study()->sides[0].x.values, selectImages(session().source()->images, 4, 4).values);
    EXPECT_EQ(two.study()->sides[1].x.values, selectImages(session().source()->images, 2, 2).values);
}

// The two, and the setting that is held, are as they were left; another selection is compared anew.
TEST_F(GalleryPage, TwoImagesStayAsTheyWereSet) {
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

TEST_F(GalleryPage, APartIsChosenFromAnotherPage) {
    open(kDigits);
    trigger("study.workbench");
    trigger("dataset.means");
    EXPECT_EQ(&window_.pages().current(), static_cast<Page*>(&page()));
    EXPECT_TRUE(wait([&] { return page().means().found() != nullptr; }));
}

TEST_F(GalleryPage, ASheetThatWasGivenUpIsDrawnWhenItIsAskedFor) {
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

TEST_F(GalleryPage, WhatWasFoundIsNotSoughtAgainForAnotherImageOrColour) {
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

TEST_F(GalleryPage, APairThatIsClickedStandsSideBySide) {
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

TEST_F(GalleryPage, MeansAreShownAndTheNearestImageOpens) {
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

TEST_F(GalleryPage, TheKeyboardGoesToThePartThatIsSeen) {
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

TEST_F(GalleryPage, TwoImagesAreComparedAndOneUnderTwoSettings) {
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

TEST_F(GalleryPage, CollisionsOfImagesWithoutLabelsAreRefusedInWords) {
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

TEST_F(GalleryPage, TheSourceBarLeadsToIt) {
    trigger("study.workbench");
    QTest::mouseClick(named<QToolButton>("Gallery of all images"), Qt::LeftButton);
    EXPECT_EQ(window_.pages().current().metaObject()->className(), std::string("poolscope::DatasetPage"));
}

TEST_F(GalleryPage, AnotherSettingIsMeasuredAnewAndKeepsTheOrder) {
    openSix();
    gallery().setOrder(ImageMeasure::Tied, GalleryOrder::LargestFirst);
    const auto before = gallery().study();
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {1, 1}; }); });
    ASSERT_TRUE(wait([&] { return gallery().study() && gallery().study() != before; }));
    EXPECT_NE(gallery().study()->valuesOf(ImageMeasure::Tied), before->valuesOf(ImageMeasure::Tied));
    EXPECT_TRUE(isSorted(gallery().study()->valuesOf(ImageMeasure::Tied), view().images()));
}

}  // namespace
}  // namespace poolscope
