// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of charts, of shifts and of the data set, and the small charts of the workbench.
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QPushButton>

#include "app/gui/board/board_charts.h"
#include "app/gui/output/figure_output.h"
#include "app/gui/study/charts_page.h"
#include "app/gui/study/dataset_page.h"
#include "app/gui/study/shift_page.h"
#include "app/gui/view/chart_view.h"
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
    EXPECT_TRUE(page.views()[1]->accessibleName().startsWith(QStringLiteral("Which place of the window wins")));
    EXPECT_TRUE(page.views()[1]->accessibleDescription().contains(QStringLiteral("\n3: ")));
    exportAs(QStringLiteral("charts.svg"));
}

TEST_F(StudyPages, ChartsFollowTheControlsAndKeepTheLastPictureWhileTheyCannot) {
    auto& page = show<ChartsPage>("study.charts");
    ASSERT_TRUE(wait([&] { return complete(page); }));
    afterEvaluation([&] { session().edit(QString(), QString(), [](Experiment& e) { e.window.size = {3, 3}; }); });
    const auto slots = [&] { return std::get<ColumnChart>(*page.views()[1]->chart()).groups.size(); };
    EXPECT_TRUE(wait([&] { return slots() == 9; }));
    settle([&] { session().edit(QString(), QString(), [](Experiment& e) { e.window.size = {40, 40}; }); });
    EXPECT_TRUE(says("Not possible:"));
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
    EXPECT_TRUE(wait([&] { return page.findChild<ChartView*>()->chart().has_value(); }));
    exportAs(QStringLiteral("shift.pdf"));
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
    EXPECT_FALSE(page.study());
    QTest::mouseClick(labelled<QPushButton>("Run over all 8 images"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return page.study().has_value(); }));
    const Tensor& all = *session().source()->images;
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

TEST_F(StudyPages, ACancelledDatasetLeavesNoResult) {
    auto& page = show<DatasetPage>("study.dataset");
    auto* run = labelled<QPushButton>("Run over all 10,000 images");
    QTest::mouseClick(run, Qt::LeftButton);
    QToolButton* cancel = nullptr;
    for (QToolButton* button : page.findChildren<QToolButton*>()) {
        if (button->accessibleName() == QStringLiteral("Cancel the study")) cancel = button;
    }
    ASSERT_NE(cancel, nullptr);
    ASSERT_TRUE(wait([&] { return cancel->isVisible(); }));
    EXPECT_FALSE(run->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    EXPECT_TRUE(wait([&] { return run->isVisible(); }));
    EXPECT_TRUE(wait([&] { return !cancel->isVisible(); }));
    EXPECT_FALSE(page.study());
    EXPECT_TRUE(says("Counts ties"));
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
