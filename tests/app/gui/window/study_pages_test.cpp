// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of charts, of shifts and of the data set, and the small charts of the workbench.
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QPushButton>

#include "app/gui/board/board_charts.h"
#include "app/gui/output/figure_output.h"
#include "app/gui/study/charts_page.h"
#include "app/gui/study/dataset_page.h"
#include "app/gui/study/multiples_page.h"
#include "app/gui/study/shift_page.h"
#include "app/gui/view/chart_scene.h"
#include "app/gui/view/chart_view.h"
#include "core/filter/filter.h"
#include "core/study_figure/study_charts.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class StudyPages : public Window {
  protected:
    template <class PageType>
    PageType& show(const char* id) {
        trigger(id);
        QApplication::processEvents();
        return static_cast<PageType&>(window_.pages().current());
    }
    static bool wait(const std::function<bool()>& until) { return QTest::qWaitFor(until, kPatience); }
    static bool complete(const ChartsPage& page) {
        return std::all_of(page.views().begin(), page.views().end(), [](const auto* view) { return view->chart(); });
    }
    // Eight images of 4x4, one bright cell in each, no labels.
    void openSmallSet() {
        std::vector<float> values(8 * 16);
        for (std::size_t i = 0; i < 8; ++i) values[i * 16 + i] = 200;
        open(arrayFile(QStringLiteral("set.npy"), values, {8, 4, 4}));
    }
    void exportAs(const QString& name) {
        const QString path = folder_.filePath(name);
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        window_.figures().exportTo(QFile::encodeName(path).toStdString());
        ASSERT_TRUE(exported.wait(kPatience));
        EXPECT_TRUE(exported.front().front().toBool());
        EXPECT_GT(QFileInfo(path).size(), 1000);
    }
    // Whether or not its button was to be seen before it was done.
    static void cancelStudy(QWidget& page) {
        for (QToolButton* button : page.findChildren<QToolButton*>()) {
            if (button->accessibleName() == QStringLiteral("Cancel the study")) button->click();
        }
    }
    static bool isBusy(QWidget& page) {
        if (const auto* shift = qobject_cast<ShiftPage*>(&page)) return shift->busy();
        return static_cast<MultiplesPage&>(page).busy();
    }
    static bool hasCurves(ShiftPage& page) {
        return page.answer() && page.findChild<ChartScene*>()->chart().has_value();
    }
    static QPushButton& compute(QWidget& page) {
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Compute")) return *button;
        }
        throw std::logic_error("there is no button to compute");
    }
    // How many pixels of the widget have exactly this colour.
    static int pixels(QWidget& widget, const Colour& colour) {
        const QImage image = widget.grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) == toArgb(colour) ? 1 : 0;
        }
        return count;
    }
};

TEST_F(StudyPages, ChartsSayWhatTheEvaluationHolds) {
    auto& page = show<ChartsPage>("study.charts");
    ASSERT_TRUE(wait([&] { return complete(page); }));
    const WindowFacts& facts = evaluation().forward->facts;
    const auto& ties = std::get<BarChart>(*page.views()[5]->chart());
    EXPECT_DOUBLE_EQ(ties.groups[0].bars[0].value, tiedShare(facts));
    EXPECT_TRUE(page.views()[1]->accessibleName().contains(QStringLiteral(" won by place ")));
    EXPECT_TRUE(page.views()[1]->accessibleDescription().contains(QStringLiteral("Which place of the window wins")));
    EXPECT_TRUE(page.views()[1]->accessibleDescription().contains(QStringLiteral("\n3: ")));
    exportAs(QStringLiteral("charts.svg"));
}

TEST_F(StudyPages, ChartsFollowTheControlsAndKeepTheLastPictureWhileTheyCannot) {
    auto& page = show<ChartsPage>("study.charts");
    ASSERT_TRUE(wait([&] { return complete(page); }));
    afterEvaluation([&] { session().edit(QString(), QString(), [](Experiment& e) { e.window.size = {3, 3}; }); });
    const auto slots = [&] { return std::get<ColumnChart>(*page.views()[1]->chart()).groups.size(); };
    EXPECT_TRUE(wait([&] { return slots() == 9; }));
    const QRect place = page.views()[1]->geometry();
    settle([&] { session().edit(QString(), QString(), [](Experiment& e) { e.window.size = {40, 40}; }); });
    QApplication::processEvents();
    EXPECT_TRUE(says("Not possible:"));
    EXPECT_EQ(page.views()[1]->geometry(), place);
    EXPECT_EQ(slots(), 9U);
    afterEvaluation([&] {
        session().edit(QString(), QString(), [](Experiment& e) {
            e.window.size = {2, 2};
            e.pool.op = PoolOp::Avg;
        });
    });
    EXPECT_TRUE(wait([&] { return slots() == 0; }));
    EXPECT_FALSE(says("Not possible:"));
    EXPECT_TRUE(page.views()[1]->accessibleDescription().contains(QStringLiteral("none of them wins")));
}

TEST_F(StudyPages, ChartsTakeTheColoursOfTheTheme) {
    auto& page = show<ChartsPage>("study.charts");
    ASSERT_TRUE(wait([&] { return complete(page); }));
    EXPECT_GT(pixels(*page.views()[0], themeNamed(ThemeName::Light).primary), 50);
    afterEvaluation([&] { session().setTheme(ThemeName::Dark); });
    EXPECT_EQ(pixels(*page.views()[0], themeNamed(ThemeName::Light).primary), 0);
    EXPECT_GT(pixels(*page.views()[0], themeNamed(ThemeName::Dark).primary), 50);
    EXPECT_GT(pixels(*page.views()[0], themeNamed(ThemeName::Dark).card), 1000);
}

TEST_F(StudyPages, ShiftSaysWhatIsTrueOfTheImage) {
    auto& page = show<ShiftPage>("study.shift");
    ASSERT_TRUE(wait([&] { return page.answer().has_value(); }));
    const Tensor three = *evaluation().images();
    const ShiftStudy expected = shiftStudy(evaluation().experiment, three, 1).value();
    EXPECT_EQ(page.answer()->all, expected.all);
    EXPECT_TRUE(says("does not remove it"));
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(page.answer()->compass.output.tiles[i < 4 ? i : i + 1]->same, expected.isUnchanged(i));
    }
    named<QDoubleSpinBox>("How far")->setValue(2);
    const ShiftStudy further = shiftStudy(evaluation().experiment, three, 2).value();
    EXPECT_TRUE(wait([&] { return page.answer()->all == further.all; }));
    EXPECT_TRUE(says("A shift by 2"));
    EXPECT_TRUE(wait([&] { return page.findChild<ChartScene*>()->chart().has_value(); }));
    exportAs(QStringLiteral("shift.pdf"));
}

TEST_F(StudyPages, ShiftBehindFiltersIsMeasuredFromX) {
    auto& page = show<ShiftPage>("study.shift");
    ASSERT_TRUE(wait([&] { return page.answer().has_value(); }));
    EXPECT_FALSE(says("what enters the pooling")) << "X is the image";
    afterEvaluation([&] {
        session().edit(QString(), QString(), [](Experiment& e) { e.filters = {allFilters(), true}; });
    });
    ASSERT_TRUE(wait([&] { return page.answer()->all.image.has_value(); }));
    const MotionChange all = shiftStudy(evaluation().experiment, *evaluation().images(), 1)->all;
    EXPECT_EQ(page.answer()->all, all);
    EXPECT_TRUE(says("Pooling makes the change smaller; it does not remove it."));
    const std::string said = "Change of the image: " + percentText(all.ofImage().fraction()) +
                             ", of X, what enters the pooling: " + percentText(all.input.fraction()) +
                             ", of the output: " + percentText(all.output.fraction());
    EXPECT_TRUE(says(said.c_str())) << said;
    EXPECT_GT(all.input.fraction(), all.ofImage().fraction());
}

TEST_F(StudyPages, ShiftAsksManyImagesAndTurns) {
    openSmallSet();
    auto& page = show<ShiftPage>("study.shift");
    ASSERT_TRUE(wait([&] { return page.answer().has_value(); }));
    choose("Images: 1000 images");  // of which there are eight
    EXPECT_TRUE(wait([&] { return page.answer()->images == 8; }));
    EXPECT_EQ(page.answer()->all.count, 64);
    choose("Motion: Rotate");
    EXPECT_TRUE(wait([&] { return page.answer()->all.count == 16; }));
    EXPECT_FALSE(page.answer()->compass.input.tiles[1]);
    EXPECT_TRUE(says("A turn by 10°"));
}

TEST_F(StudyPages, DatasetCountsEverythingOnceAsked) {
    openSmallSet();
    auto& page = show<DatasetPage>("study.dataset");
    trigger("dataset.counts");
    EXPECT_FALSE(page.study());
    const auto chartsSeen = [&page] {
        const auto charts = page.findChildren<ChartScene*>();
        return std::any_of(charts.begin(), charts.end(), [](const ChartScene* chart) { return chart->isVisible(); });
    };
    EXPECT_FALSE(chartsSeen()) << "there is nothing to chart";
    QTest::mouseClick(labelled<QPushButton>("Run over all 8 images"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return page.study().has_value(); }));
    EXPECT_TRUE(chartsSeen());
    const StoredImages& all = session().source()->images;
    EXPECT_EQ(*page.study(), datasetStudy(evaluation().experiment, all).value());
    EXPECT_TRUE(says("Of 32 windows"));
    exportAs(QStringLiteral("set.png"));
    // Other colours are not.
    afterEvaluation([&] { trigger("view.palette.1"); });
    EXPECT_TRUE(page.study());
    // Another setting is another question.
    afterEvaluation([&] { session().edit(QString(), QString(), [](Experiment& e) { e.window.stride = {1, 1}; }); });
    EXPECT_FALSE(page.study());
}

TEST_F(StudyPages, DatasetBehindAReluSaysTheChangeOfXToo) {
    openSmallSet();
    auto& page = show<DatasetPage>("study.dataset");
    trigger("dataset.counts");
    afterEvaluation([&] { session().edit(QString(), QString(), [](Experiment& e) { e.filters.relu = true; }); });
    QTest::mouseClick(labelled<QPushButton>("Run over all 8 images"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return page.study().has_value(); }));
    EXPECT_TRUE(says("X, what enters the pooling, "));
}

TEST_F(StudyPages, ACancelledDatasetLeavesNoResult) {
    auto& page = show<DatasetPage>("study.dataset");
    trigger("dataset.counts");
    auto* run = labelled<QPushButton>("Run over all 10,000 images");
    QTest::mouseClick(run, Qt::LeftButton);
    EXPECT_FALSE(run->isVisible());
    cancelStudy(page);
    EXPECT_TRUE(wait([&] { return run->isVisible(); }));
    EXPECT_FALSE(page.study());
    EXPECT_TRUE(says("Counts ties"));
}

TEST_F(StudyPages, ACancelledShiftGoesBackToItsLastAnswer) {
    auto& page = show<ShiftPage>("study.shift");
    ASSERT_TRUE(wait([&] { return hasCurves(page); }));
    const ShiftAnswer answer = *page.answer();
    choose("Images: 1000 images");
    cancelStudy(page);
    EXPECT_TRUE(named<QToolButton>("Images: One image")->isChecked());
    choose("Motion: Rotate");
    cancelStudy(page);
    EXPECT_TRUE(named<QToolButton>("Motion: Shift")->isChecked());
    EXPECT_EQ(named<QDoubleSpinBox>("How far")->value(), 1);
    named<QDoubleSpinBox>("How far")->setValue(3);
    // The answer is there, its curves are not.
    if (wait([&] { return page.answer()->question.choice.distance == 3; })) cancelStudy(page);
    show<ChartsPage>("study.charts");
    show<ShiftPage>("study.shift");
    EXPECT_FALSE(labelled<QPushButton>("Compute")->isVisible());
    if (named<QDoubleSpinBox>("How far")->value() == 1) {
        EXPECT_TRUE(says("A shift by one pixel"));
        EXPECT_EQ(page.answer()->all, answer.all);
    } else {
        EXPECT_TRUE(says("A shift by 3 pixels")) << "all of it came before it was cancelled";
    }
}

TEST_F(StudyPages, AStudyThatWasCancelledBeforeItsFirstAnswerOffersToCompute) {
    // So large that no study of it is done before it can be cancelled.
    open(arrayFile(QStringLiteral("large.npy"), std::vector<float>(std::size_t{1} << 20, 7), {1024, 1024}));
    for (const char* id : {"study.shift", "study.compare", "study.cascade"}) {
        auto& page = show<StudyPage>(id);
        ASSERT_TRUE(isBusy(page)) << id;
        cancelStudy(page);
        EXPECT_TRUE(says("Cancelled before it was computed.")) << id;
        EXPECT_TRUE(compute(page).isVisible()) << id;
        // Neither looking away nor other colours begin it again.
        show<Page>("study.workbench");
        settle([&] { session().setTheme(ThemeName::Dark); });
        show<Page>(id);
        settle([&] { session().setTheme(ThemeName::Light); });
        EXPECT_FALSE(isBusy(page)) << id;
        EXPECT_TRUE(compute(page).isVisible()) << id;
        QTest::mouseClick(&compute(page), Qt::LeftButton);
        EXPECT_TRUE(isBusy(page)) << id;
        ASSERT_TRUE(wait([&] { return !isBusy(page); })) << id;
        EXPECT_FALSE(compute(page).isVisible()) << id;
        EXPECT_FALSE(says("Cancelled")) << id;
    }
}

TEST_F(StudyPages, ACancelledChoiceGoesBackToWhatIsShown) {
    auto& compare = show<StudyPage>("study.compare");
    ASSERT_TRUE(wait([&] { return !isBusy(compare); }));
    choose("Compare: references");
    cancelStudy(compare);
    EXPECT_TRUE(named<QToolButton>("Compare: operations")->isChecked());
    EXPECT_TRUE(action("compare.operations")->isChecked());
    EXPECT_FALSE(isBusy(compare));
    labelled<QCheckBox>("with subsampling and blur")->click();
    cancelStudy(compare);
    EXPECT_TRUE(labelled<QCheckBox>("with subsampling and blur")->isChecked());
    auto& cascade = show<StudyPage>("study.cascade");
    ASSERT_TRUE(wait([&] { return !isBusy(cascade); }));
    trigger("cascade.2");
    cancelStudy(cascade);
    EXPECT_TRUE(named<QToolButton>("Levels: 3")->isChecked());
    EXPECT_TRUE(action("cascade.3")->isChecked());
    EXPECT_FALSE(isBusy(cascade));
    EXPECT_FALSE(says("Cancelled"));
    // A new setting of the workbench stays: it is computed, and only this view is not.
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    cancelStudy(cascade);
    EXPECT_TRUE(says("Cancelled. What is shown belongs to the last setting that was computed."));
    EXPECT_TRUE(compute(cascade).isVisible());
    afterEvaluation([&] { trigger("edit.undo"); });
    ASSERT_TRUE(wait([&] { return !isBusy(cascade); }));
    EXPECT_FALSE(says("Cancelled"));
}

TEST_F(StudyPages, CountingAgainAndGivingUpKeepsWhatWasCounted) {
    openSmallSet();
    auto& page = show<DatasetPage>("study.dataset");
    trigger("dataset.counts");
    auto* run = labelled<QPushButton>("Run over all 8 images");
    QTest::mouseClick(run, Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return page.study().has_value(); }));
    QTest::mouseClick(run, Qt::LeftButton);
    cancelStudy(page);
    EXPECT_TRUE(page.study());
    EXPECT_TRUE(says("Of 32 windows"));
    EXPECT_TRUE(run->isVisible());
}

TEST_F(StudyPages, PagesThatAreLeftHoldNothingLarge) {
    constexpr std::int64_t kSide = 1100;
    std::vector<float> values(static_cast<std::size_t>(kSide * kSide));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i * 7 % 256);
    openArray(values, {kSide, kSide});
    const std::weak_ptr<const ForwardStage> before = evaluation().forward;
    for (const char* id : {"study.charts", "study.shift", "study.dataset", "study.cascade", "study.compare"}) {
        show<Page>(id);
    }
    auto& compare = show<MultiplesPage>("study.compare");
    ASSERT_TRUE(wait([&] { return !compare.figure().areas.empty(); }));
    choose("Compare: references");
    show<Page>("study.workbench");
    EXPECT_TRUE(compare.figure().areas.empty());
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    EXPECT_TRUE(wait([&] { return before.expired(); })) << "somebody holds the evaluation before";
    show<Page>("study.compare");
    EXPECT_TRUE(named<QToolButton>("Compare: references")->isChecked()) << "leaving is not giving up";
    EXPECT_TRUE(wait([&] { return !compare.figure().areas.empty(); })) << "it is computed again";
}

TEST_F(StudyPages, SmallAnswersAreThereAtOnceWhenOneComesBack) {
    auto& compare = show<MultiplesPage>("study.compare");
    ASSERT_TRUE(wait([&] { return !compare.busy(); }));
    show<Page>("study.workbench");
    show<Page>("study.compare");
    EXPECT_FALSE(compare.busy());
    EXPECT_FALSE(compare.figure().areas.empty());
}

TEST_F(StudyPages, SmallChartsOfTheWorkbenchCountWhileSeen) {
    ScenePainter painter;
    HistogramCard histogram(session(), painter);
    ShiftCard shift(session(), painter);
    for (ChartCard* card : {static_cast<ChartCard*>(&histogram), static_cast<ChartCard*>(&shift)}) {
        EXPECT_FALSE(card->chart());
        card->resize(300, 200);
        card->show();
        ASSERT_TRUE(wait([&] { return card->chart().has_value(); }));
        EXPECT_FALSE(card->accessibleDescription().isEmpty());
    }
    const auto& bars = std::get<BarChart>(*shift.chart());
    EXPECT_EQ(bars.groups[1].label, "pooled 2/2 (now)");
    EXPECT_GT(pixels(histogram, themeNamed(ThemeName::Light).chartOutput), 50);
}

}  // namespace
}  // namespace poolscope
