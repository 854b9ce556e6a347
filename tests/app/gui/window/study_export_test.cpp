// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the pages: what they carry, that they look as chosen, and that the record alone gives the same figure.
#include <QPushButton>

#include "app/file/session_io.h"
#include "app/gui/output/export_form.h"
#include "app/gui/output/figure_output.h"
#include "app/gui/session/export_choice.h"
#include "app/gui/study/cascade_page.h"
#include "app/gui/study/charts_page.h"
#include "app/gui/study/compare_page.h"
#include "app/gui/study/dataset_page.h"
#include "app/gui/study/gallery.h"
#include "app/gui/study/shift_page.h"
#include "app/gui/view/chart_view.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class StudyExport : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        std::vector<float> values(6 * 64);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 5 < 2 ? static_cast<float>(i * 37 % 256) : 0.0F;
        open(arrayFile(QStringLiteral("set.npy"), values, {6, 8, 8}));
    }
    const Page& show(const char* id) {
        trigger(id);
        QApplication::processEvents();
        return window_.pages().current();
    }
    static bool wait(const std::function<bool()>& until) { return QTest::qWaitFor(until, kPatience); }
    SavedSession written(const QString& name) {
        const QString path = folder_.filePath(name);
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        window_.figures().exportTo(QFile::encodeName(path).toStdString());
        EXPECT_TRUE(exported.wait(kPatience));
        EXPECT_TRUE(exported.front().front().toBool());
        const auto session = readSession(QFile::encodeName(path).toStdString());
        EXPECT_TRUE(session && session->figure);
        return session.value();
    }
    // Looks are honoured; the file carries what was asked, and its record alone gives the same scene.
    void check(const Page& page, StudyKind kind, StudyChoice choice, bool pictures) {
        choice.kind = kind;
        const FigureDraft draft = page.figureDraft().value();
        const auto drawn = [&](const ViewSpec& view, const FigureOptions& options) {
            auto made = draft.draw(view, options, {});
            EXPECT_TRUE(made) << made.error().message;
            return made ? made->scene : Scene{};
        };
        const Scene plain = drawn(draft.view, draft.options);
        FigureOptions dark = draft.options;
        dark.theme = ThemeName::Dark;
        EXPECT_NE(drawn(draft.view, dark), plain);
        ViewSpec magma = draft.view;
        magma.palette = Palette::Magma;
        EXPECT_EQ(drawn(magma, draft.options) != plain, pictures);
        FigureOptions titled = draft.options;
        titled.spec.title = "A title";
        EXPECT_GT(drawn(draft.view, titled).size.height, plain.size.height);

        const SavedSession saved = written(QStringLiteral("figure.svg"));
        EXPECT_EQ(saved.figure->kind, FigureKind::Study);
        EXPECT_EQ(saved.figure->study, choice);
        const auto opened =
            openSession(QFile::encodeName(folder_.filePath(QStringLiteral("figure.svg"))).toStdString());
        ASSERT_TRUE(opened) << opened.error().message;
        const StudyQuestion question{saved.figure->study, opened->experiment, opened->source};
        const auto again = drawStudy(question, askStudy(question).value(), saved.view, *saved.figure);
        EXPECT_EQ(again.value().scene, drawn(draft.view, *saved.figure));
    }
};

TEST_F(StudyExport, Charts) {
    const Page& page = show("study.charts");
    check(page, StudyKind::Charts, {}, false);
}

TEST_F(StudyExport, ChartsWhetherFoundOrNotYet) {
    auto& page = static_cast<const ChartsPage&>(show("study.charts"));
    const FigureDraft early = page.figureDraft().value();
    ASSERT_TRUE(wait([&] {
        return std::all_of(page.views().begin(), page.views().end(), [](const auto* view) { return view->chart(); });
    }));
    const FigureDraft late = page.figureDraft().value();
    EXPECT_EQ(early.draw(early.view, early.options, {}).value().scene,
              late.draw(late.view, late.options, {}).value().scene);
}

TEST_F(StudyExport, ShiftWithItsChoice) {
    const Page& page = show("study.shift");
    choose("Images: 1000 images");
    choose("Motion: Rotate");
    StudyChoice choice;
    choice.images = StudyImages::Thousand;
    choice.turns = true;
    choice.distance = 10;
    check(page, StudyKind::Shift, choice, true);
}

TEST_F(StudyExport, ShiftFollowsTheControlsAtOnce) {
    auto& page = static_cast<const ShiftPage&>(show("study.shift"));
    ASSERT_TRUE(wait([&] { return page.answer().has_value(); }));
    choose("Motion: Rotate");  // the export does not wait for its answer
    const FigureDraft draft = page.figureDraft().value();
    const DrawnFigure drawn = draft.draw(draft.view, draft.options, {}).value();
    EXPECT_TRUE(draft.options.study.turns);
    ASSERT_TRUE(wait([&] { return page.answer()->all.count == 2; }));
    const FigureDraft later = page.figureDraft().value();
    EXPECT_EQ(later.draw(later.view, later.options, {}).value().scene, drawn.scene);
}

TEST_F(StudyExport, CompareAndCascade) {
    const Page& compared = show("study.compare");
    choose("Compare: references");
    StudyChoice choice;
    choice.by = CompareBy::References;
    check(compared, StudyKind::Compare, choice, true);
    const Page& cascaded = show("study.cascade");
    choose("Levels: 2");
    StudyChoice levels;
    levels.levels = 2;
    check(cascaded, StudyKind::Cascade, levels, true);
}

TEST_F(StudyExport, DatasetBeforeAndAfterItIsCounted) {
    auto& page = static_cast<const DatasetPage&>(show("study.dataset"));
    StudyChoice choice;
    choice.images = StudyImages::All;
    check(page, StudyKind::Labels, choice, true);
    trigger("dataset.counts");
    QTest::mouseClick(labelled<QPushButton>("Run over all 6 images"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return page.study().has_value(); }));
    check(page, StudyKind::Dataset, choice, true);
}

TEST_F(StudyExport, TheGallerySortedAndWhatIsSelected) {
    auto& page = const_cast<DatasetPage&>(static_cast<const DatasetPage&>(show("study.dataset")));
    page.gallery().setOrder(ImageMeasure::Ink, GalleryOrder::SmallestFirst);
    StudyChoice choice;
    choice.images = StudyImages::All;
    choice.sort = ImageMeasure::Ink;
    choice.ascending = true;
    check(page, StudyKind::Images, choice, true);
    page.gallery().view().setSelected({4, 0, 2});
    choice.top = 3;
    check(page, StudyKind::Images, choice, true);
    const auto opened = openSession(QFile::encodeName(folder_.filePath(QStringLiteral("figure.svg"))).toStdString());
    EXPECT_EQ(opened->source->numbers, (std::vector<std::int64_t>{4, 0, 2}));
}

TEST_F(StudyExport, TheWorkbenchOffersASheetOfAllImages) {
    afterEvaluation([&] { session().edit(QString(), QString(), [](Experiment& e) { e.images = {0, 5}; }); });
    const FigureDraft draft = window_.pages().board().figureDraft().value();
    ExportForm form(draft, {}, FormUse::Still);
    form.show();
    const auto button = [&](const char* name) {
        for (QToolButton* found : form.findChildren<QToolButton*>()) {
            if (found->accessibleName() == QString::fromUtf8(name)) return found;
        }
        return static_cast<QToolButton*>(nullptr);
    };
    ASSERT_NE(button("Images: All 6"), nullptr);
    EXPECT_TRUE(button("Panel X_col")->isEnabled());
    QTest::mouseClick(button("Images: All 6"), Qt::LeftButton);
    EXPECT_FALSE(button("Panel X_col")->isEnabled());
    EXPECT_TRUE(button("Panel dX")->isEnabled());
    EXPECT_FALSE(button("Layout: grid")->isEnabled());
    const FigureOptions options = form.choice().optionsFor(draft);
    EXPECT_EQ(options.kind, FigureKind::Sheet);
    EXPECT_EQ(options.spec.panels, (std::vector<PanelKind>{PanelKind::Input, PanelKind::Output, PanelKind::Gradient}));
    const DrawnFigure drawn = draft.draw(draft.view, options, {}).value();
    EXPECT_EQ(drawn.options().kind, FigureKind::Sheet);
    QTest::mouseClick(button("Images: This image"), Qt::LeftButton);
    EXPECT_EQ(form.choice().optionsFor(draft).kind, FigureKind::Panels);
    EXPECT_TRUE(button("Panel X_col")->isEnabled());
}

TEST_F(StudyExport, OneImageHasNoSheet) {
    afterEvaluation([&] { window_.documents().open("mnist:18"); });
    const FigureDraft draft = window_.pages().board().figureDraft().value();
    ExportChoice choice;
    choice.allImages = true;
    EXPECT_EQ(choice.optionsFor(draft).kind, FigureKind::Panels);
    ExportForm form(draft, choice, FormUse::Still);
    for (QToolButton* found : form.findChildren<QToolButton*>()) {
        EXPECT_FALSE(found->accessibleName().startsWith(QStringLiteral("Images: "))) << "one image";
    }
}

}  // namespace
}  // namespace poolscope
