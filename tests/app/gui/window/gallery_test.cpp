// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery of the data set: sorted, filtered and found, by hand and by keyboard, and what a selection is good for.
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

#include "app/gui/action/notices.h"
#include "app/gui/output/figure_names.h"
#include "app/gui/view/measure_histogram.h"
#include "core/study_figure/image_words.h"
#include "tests/app/gui/support/dataset_fixture.h"

namespace poolscope {
namespace {

using GalleryPage = DatasetWindow;
using Images = std::vector<std::int64_t>;

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
    EXPECT_TRUE(view().images().empty()) << "what was found before is no answer";
    EXPECT_NE(labelled<QLabel>("0 of 10,000 images"), nullptr);
    search->setText(QStringLiteral("70000"));
    EXPECT_TRUE(search->property("wrong").toBool());
    EXPECT_TRUE(search->toolTip().contains(QStringLiteral("#70000"))) << search->toolTip().toStdString();
    search->clear();
    EXPECT_EQ(view().images().size(), 10000U);
}

// The sentence and the histogram are of what was found, and in ascending order of the least.
TEST_F(GalleryPage, TheSentenceIsOfWhatIsShown) {
    ASSERT_TRUE(wait([&] { return gallery().study() != nullptr; }));
    gallery().setOrder(ImageMeasure::Tied, GalleryOrder::SmallestFirst);
    const auto sentenceBegins = [this](const QString& words) {
        for (const QLabel* label : gallery().findChildren<QLabel*>()) {
            if (label->text().startsWith(words) && label->text().contains(QStringLiteral("fewest tied"))) return true;
        }
        return false;
    };
    EXPECT_TRUE(sentenceBegins(QStringLiteral("Image %1, label").arg(view().images().front())));
    const QString before = gallery().histogram().accessibleDescription();
    named<QLineEdit>("Find images")->setText(QStringLiteral("3"));
    EXPECT_TRUE(
        sentenceBegins(QStringLiteral("Of these 1,010 images, image %1, label 3").arg(view().images().front())));
    EXPECT_NE(gallery().histogram().accessibleDescription(), before);
}

TEST_F(GalleryPage, TheAxisOfTheHistogramKeepsItsEnds) {
    openSix();
    gallery().setOrder(ImageMeasure::Ink, GalleryOrder::AsTheyStand);
    MeasureHistogram& histogram = gallery().histogram();
    const auto words = [&] {
        QStringList all;
        for (const auto& word : histogram.axisWords(histogram.fontMetrics())) all << word.text;
        return all;
    };
    const QStringList ends{QStringLiteral("6.2 %"), QStringLiteral("37.5 %")};
    EXPECT_EQ(words(), ends) << words().join(QLatin1Char('|')).toStdString();
    histogram.setRange(ValueScale{3.0 / 16, 4.5 / 16});
    const auto drawn = histogram.axisWords(histogram.fontMetrics());
    EXPECT_TRUE(words().contains(ends.front()) && words().contains(ends.back()))
        << words().join(QLatin1Char('|')).toStdString();
    for (const auto& word : drawn) {
        if (!word.ofRange) continue;
        EXPECT_TRUE(word.rect.left() <= histogram.xOf(4.5 / 16) && word.rect.right() >= histogram.xOf(3.0 / 16));
    }
}

TEST_F(GalleryPage, NothingJumpsWhileTheShiftIsMeasured) {
    ASSERT_TRUE(wait([&] { return gallery().study() != nullptr; }));
    QApplication::processEvents();
    const QRect tile = view().tileOf(view().images()[9]);
    const QPoint at = view().mapTo(&window_, QPoint());
    gallery().setOrder(ImageMeasure::ChangeOutput, GalleryOrder::AsTheyStand);
    QApplication::processEvents();
    ASSERT_FALSE(gallery().study()->has(ImageMeasure::ChangeOutput));
    EXPECT_EQ(view().tileOf(view().images()[9]).size(), tile.size());
    EXPECT_EQ(view().mapTo(&window_, QPoint()), at);
    EXPECT_NE(labelled<QLabel>("Measuring each image: change of Y under a shift…"), nullptr);
}

TEST_F(GalleryPage, MeasuresOfWinnersAreNotOfferedWithoutOne) {
    openSix();
    const auto* box = named<QComboBox>("Measure");
    const auto enabled = [box](ImageMeasure measure) {
        return box->model()->index(static_cast<int>(measure), 0).flags().testFlag(Qt::ItemIsEnabled);
    };
    EXPECT_TRUE(enabled(ImageMeasure::Loss));
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.pool.op = PoolOp::Avg; }); });
    EXPECT_FALSE(enabled(ImageMeasure::Loss));
    EXPECT_FALSE(enabled(ImageMeasure::Tied));
    EXPECT_TRUE(enabled(ImageMeasure::Ink));
    EXPECT_TRUE(box->itemData(static_cast<int>(ImageMeasure::Loss), Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("avg")));
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

// The smallest tiles still show their image beneath the tick, and on a selected one where the keyboard is.
TEST_F(GalleryPage, MarksLeaveTheImageToBeSeen) {
    view().setFocus();
    view().setShows(TileShows::Input);
    view().setSide(GalleryView::kLeastSide);
    ASSERT_TRUE(wait([&] { return view().complete(); }));
    key(Qt::Key_Home);
    key(Qt::Key_Right);
    const auto picture = [&] {
        const QRect tile = view().tileOf(1);
        return view().viewport()->grab(tile.adjusted(-4, -4, 4, 4)).toImage();
    };
    const auto differing = [](const QImage& a, const QImage& b, const QRect& in) {
        int count = 0;
        for (int y = in.top(); y <= in.bottom(); ++y) {
            for (int x = in.left(); x <= in.right(); ++x) count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
        return count;
    };
    key(Qt::Key_Left);
    const QImage plain = picture();
    key(Qt::Key_Right);
    key(Qt::Key_Space);
    const QImage selectedHere = picture();
    key(Qt::Key_Left);
    const QImage selected = picture();
    const QRect inside(4, 4, GalleryView::kLeastSide, GalleryView::kLeastSide);
    EXPECT_GT(differing(plain, selected, inside), 10);
    EXPECT_LT(differing(plain, selected, inside), GalleryView::kLeastSide * GalleryView::kLeastSide / 4);
    EXPECT_GT(differing(selected, selectedHere, selected.rect()), 30);
}

TEST_F(GalleryPage, AFigureIsCalledAfterItsImages) {
    click(3, Qt::ControlModifier);
    click(2, Qt::ControlModifier);
    const auto named = [this] { return FigureNames().suggest(page().figureDraft().value(), {}, QStringLiteral("/f")); };
    EXPECT_EQ(named(), QStringLiteral("/f/mnist-3,2-images"));
    for (const std::int64_t image : {5, 6, 7}) click(image, Qt::ControlModifier);
    EXPECT_EQ(named(), QStringLiteral("/f/mnist-3-and-4-more-images"));
    view().setSelected({});
    gallery().setOrder(ImageMeasure::Ink, GalleryOrder::LargestFirst);
    EXPECT_EQ(named(), QStringLiteral("/f/mnist-images")) << "of all of them";
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
    QSignalSpy said(&window_.notices(), &Notices::said);
    QTest::mouseClick(labelled<QPushButton>("Copy list"), Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("mnist:3,2,1"));
    ASSERT_EQ(said.count(), 1);
    EXPECT_EQ(said.front().front().toString(), QStringLiteral("Copied the list of 3 selected images."));
    named<QLineEdit>("Find images")->setText(QStringLiteral("mnist:3,2,1"));
    EXPECT_EQ(view().images(), (Images{1, 2, 3}));
    named<QLineEdit>("Find images")->clear();
    click(2, Qt::ControlModifier);
    EXPECT_EQ(view().selected(), (Images{3, 1}));
    const std::vector<int> labels = session().source()->labels;
    QTest::mouseClick(labelled<QPushButton>("Use as batch"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return session().source()->count() == 2; }));
    EXPECT_EQ(session().source()->labels, (std::vector<int>{labels[3], labels[1]}));
    EXPECT_EQ(session().experiment().images, (ImageRange{0, 1}));
    EXPECT_EQ(toText(*session().experiment().source.images), "3,1");
    EXPECT_TRUE(wait([&] { return view().images() == Images{0, 1}; }));
    afterEvaluation([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().source()->count(), 10000);
    EXPECT_EQ(view().selected(), (Images{3, 1})) << "it is there again";
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
