// SPDX-License-Identifier: GPL-3.0-or-later
// The export dialog, exporting again, and figures opened as experiments.
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

#include "app/file/session_io.h"
#include "app/gui/action/notices.h"
#include "app/gui/output/animation_dialog.h"
#include "app/gui/output/export_dialog.h"
#include "app/gui/output/figure_output.h"
#include "app/gui/output/figure_preview.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class ExportWindow : public Window {
  protected:
    QString path(const char* name) { return folder_.filePath(QString::fromLatin1(name)); }
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
        return file.readAll();
    }
    // The dialog, with its first preview.
    ExportDialog& openDialog() {
        trigger("file.exportFigure");
        dialog_ = window_.findChild<ExportDialog*>();
        settled();
        return *dialog_;
    }
    void settled() {
        ASSERT_TRUE(QTest::qWaitFor([this] { return dialog_->isSettled(); }, kPatience));
        QApplication::processEvents();
    }
    const DrawnFigure& previewed() {
        settled();
        return *dialog_->preview().figure();
    }
    void setName(const QString& name) { named<QLineEdit>("Name of the files, without ending")->setText(name); }
    // The window behind has controls of the same names.
    void chooseHere(const char* name) {
        for (auto* button : dialog_->findChildren<QToolButton*>()) {
            if (button->accessibleName() == QLatin1String(name)) return button->click();
        }
        ADD_FAILURE() << name;
    }
    void push(const char* button) { QTest::mouseClick(labelled<QPushButton>(button), Qt::LeftButton); }
    // Presses Export and waits for the files.
    void accept() {
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        push("&Export");
        ASSERT_TRUE(exported.count() > 0 || exported.wait(kPatience));
        EXPECT_TRUE(exported.front().front().toBool());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void exportAgain() {
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        trigger("file.exportAgain");
        ASSERT_TRUE(exported.count() > 0 || exported.wait(kPatience));
        EXPECT_TRUE(exported.front().front().toBool());
    }

    QPointer<ExportDialog> dialog_;
};

TEST_F(ExportWindow, ThePreviewIsWhatTheViewShows) {
    click(PanelKind::Output, AreaKind::Output, {3, 4});
    settle([&] { session().setLayout(BoardLayout::ForwardBackward); });
    openDialog();
    const FigureSpec& spec = previewed().options().spec;
    EXPECT_EQ(spec.focus, (CellRef{3, 4}));
    EXPECT_EQ(spec.panels.size(), 8U);
    EXPECT_EQ(spec.panels[2], PanelKind::Summary);
    EXPECT_EQ(previewed().description.find("MNIST test image 18, label 3: max"), 0U);
}

TEST_F(ExportWindow, EveryChoiceReachesTheFigure) {
    openDialog();
    choose("Layout: grid");
    chooseHere("Numbers: off");
    chooseHere("Palette: viridis");
    choose("Theme: dark");
    choose("Background: transparent");
    choose("Caption: none");
    choose("Panel X_col");
    select("Size by its use", 0);
    select("Dots per inch", 2);
    named<QDoubleSpinBox>("Font size in points")->setValue(9);
    QTest::keyClicks(named<QLineEdit>("Title"), QStringLiteral("Max"));
    labelled<QCheckBox>("highlight the pinned window")->click();
    labelled<QCheckBox>("editable text in SVG")->click();
    const SavedSession session = previewed().session;
    FigureOptions expected;
    expected.spec.panels = {PanelKind::Input, PanelKind::Output, PanelKind::Gradient};
    expected.spec.layout = FigureLayout::Grid;
    expected.spec.widthMm = 89;
    expected.spec.title = "Max";
    expected.ownCaption = true;
    expected.theme = ThemeName::Dark;
    expected.transparent = true;
    expected.fontSize = 9;
    expected.dpi = 600;
    expected.editableText = true;
    EXPECT_TRUE(session.figure == expected) << figureText(*session.figure);
    EXPECT_EQ(session.view.palette, Palette::Viridis);
    EXPECT_EQ(session.view.numbers, Numbers::Off);
    EXPECT_EQ(session.view.patches, this->session().view().patches);
    EXPECT_EQ(this->session().view().palette, Palette::Grey) << "the window keeps its own";
}

TEST_F(ExportWindow, WritesSeveralFormatsAndAgainOnOneKey) {
    openDialog();
    setName(path("figure"));
    choose("Write SVG");
    choose("Write PNG");
    choose("Theme: light");
    accept();
    const QByteArray before = bytesOf(path("figure.svg"));
    EXPECT_TRUE(bytesOf(path("figure.pdf")).startsWith("%PDF"));
    EXPECT_FALSE(QImage(path("figure.png")).isNull());
    EXPECT_EQ(readSession(path("figure.png").toStdString()).value().figure->theme, ThemeName::Light);
    afterEvaluation([&] { window_.session().edit({}, {}, [](Experiment& e) { e.window.size = {4, 4}; }); });
    exportAgain();
    EXPECT_NE(bytesOf(path("figure.svg")), before);
    const SavedSession session = readSession(path("figure.svg").toStdString()).value();
    EXPECT_EQ(session.saved.experiment.window.size, (Extent{4, 4}));
    EXPECT_EQ(session.figure->theme, ThemeName::Light);
}

TEST_F(ExportWindow, AgainInAFreshRunAsks) {
    QFile yesterdays(path("figure.pdf"));
    ASSERT_TRUE(yesterdays.open(QIODevice::WriteOnly));
    yesterdays.write("mine");
    yesterdays.close();
    ExportChoice choice;
    choice.name = path("figure");
    window_.settings().setExportChoice(choice);
    trigger("file.exportAgain");
    dialog_ = window_.findChild<ExportDialog*>();
    ASSERT_NE(dialog_, nullptr);
    settled();
    EXPECT_EQ(dialog_->choice().name, path("mnist-18-max-2x2")) << "named by what is in view, beside the last one";
    EXPECT_EQ(bytesOf(path("figure.pdf")), "mine");
}

TEST_F(ExportWindow, AgainGivesAnotherImageANameOfItsOwn) {
    openDialog();
    setName(path("digit 18, pooled"));
    accept();
    const QByteArray before = bytesOf(path("digit 18, pooled.pdf"));
    afterEvaluation([&] { trigger("image.next"); });
    exportAgain();
    EXPECT_EQ(bytesOf(path("digit 18, pooled.pdf")), before);
    EXPECT_TRUE(QFile::exists(path("digit 19, pooled.pdf")));
    afterEvaluation([&] { named<QSpinBox>("Images in the batch")->setValue(3); });
    exportAgain();
    EXPECT_TRUE(QFile::exists(path("digit 19-21, pooled.pdf")));

    QFile others(path("digit 5, pooled.pdf"));
    ASSERT_TRUE(others.open(QIODevice::WriteOnly));
    others.write("mine");
    others.close();
    afterEvaluation([&] { named<QSpinBox>("Images in the batch")->setValue(1); });
    afterEvaluation([&] { named<QSpinBox>("Image number")->setValue(5); });
    trigger("file.exportAgain");
    dialog_ = window_.findChild<ExportDialog*>();
    ASSERT_NE(dialog_, nullptr) << "a file that this run has not written";
    settled();
    EXPECT_EQ(bytesOf(path("digit 5, pooled.pdf")), "mine");
}

TEST_F(ExportWindow, AgainAsksWhenSomethingElseIsInView) {
    openDialog();
    setName(path("figure"));
    accept();
    const QByteArray before = bytesOf(path("figure.pdf"));
    trigger("study.shift");
    ASSERT_TRUE(QTest::qWaitFor([&] { return window_.pages().current().figureDraft().has_value(); }, kPatience));
    trigger("file.exportAgain");
    dialog_ = window_.findChild<ExportDialog*>();
    ASSERT_NE(dialog_, nullptr);
    settled();
    EXPECT_EQ(dialog_->choice().name, path("mnist-18-shift"));
    dialog_->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    trigger("study.workbench");
    openArray({1, 2, 3, 4}, {2, 2});
    trigger("file.exportAgain");
    dialog_ = window_.findChild<ExportDialog*>();
    ASSERT_NE(dialog_, nullptr);
    settled();
    EXPECT_EQ(dialog_->choice().name, path("image-max-2x2"));
    EXPECT_EQ(bytesOf(path("figure.pdf")), before);
}

TEST_F(ExportWindow, AFigureThatIsOpenedLeavesWhatTheUserChose) {
    openDialog();
    setName(path("mine"));
    choose("Theme: light");
    accept();
    const ExportChoice own = window_.settings().exportChoice();
    const QByteArray before = bytesOf(path("mine.pdf"));
    ExportChoice theirs = own;
    theirs.look.theme = ThemeName::Dark;
    window_.settings().setExportChoice(theirs);
    QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
    window_.figures().exportTo(path("theirs.pdf").toStdString());
    ASSERT_TRUE(exported.wait(kPatience));
    window_.settings().setExportChoice(own);
    open(path("theirs.pdf"));
    EXPECT_TRUE(window_.settings().exportChoice() == own);
    trigger("file.exportAgain");
    dialog_ = window_.findChild<ExportDialog*>();
    ASSERT_NE(dialog_, nullptr) << "the next figure is of somebody's experiment";
    EXPECT_EQ(dialog_->choice().look.theme, ThemeName::Dark) << "it looks as the one that is open";
    dialog_->reject();
    EXPECT_EQ(bytesOf(path("mine.pdf")), before);
}

TEST_F(ExportWindow, FilesCarryOnlyWhatMakesADifferenceInOneOfThem) {
    for (const bool png : {false, true}) {
        openDialog();
        setName(path("figure"));
        select("Dots per inch", 2);
        if (png) choose("Write PNG");
        if (QFile::exists(path("figure.pdf"))) QFile::remove(path("figure.pdf"));
        accept();
        EXPECT_EQ(readSession(path("figure.pdf").toStdString()).value().figure->dpi, png ? 600 : 300);
    }
}

TEST_F(ExportWindow, ANameWithAnEndingChoosesTheFormat) {
    openDialog();
    choose("Write PDF");
    EXPECT_FALSE(labelled<QPushButton>("&Export")->isEnabled()) << "no format";
    setName(path("figure.svg"));
    EXPECT_EQ(dialog_->choice().paths(), QStringList{path("figure.svg")});
    accept();
    EXPECT_TRUE(QFile::exists(path("figure.svg")));
}

TEST_F(ExportWindow, AsksBeforeItWritesOver) {
    QFile file(path("figure.pdf"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    openDialog();
    setName(path("figure"));
    QTimer::singleShot(0, &window_, [] {
        auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        ASSERT_NE(question, nullptr);
        EXPECT_TRUE(question->text().contains(QStringLiteral("figure.pdf")));
        question->button(QMessageBox::Cancel)->click();
    });
    push("&Export");
    EXPECT_TRUE(dialog_->isVisible());
    EXPECT_EQ(bytesOf(path("figure.pdf")), "mine");
}

TEST_F(ExportWindow, WhatIsNotPossibleIsSaid) {
    openDialog();
    for (const char* panel : {"Panel Input X", "Panel X_col", "Panel Output Y", "Panel dX"}) choose(panel);
    settled();
    EXPECT_FALSE(labelled<QPushButton>("&Export")->isEnabled());
    EXPECT_TRUE(visibleText().contains(QStringLiteral("name at least one panel")));
    EXPECT_FALSE(dialog_->preview().figure()) << "what was chosen before is not shown as if it were this";
    const auto copies = {"&Copy figure", "Copy as co&mmand line", "Copy as &LaTeX figure"};
    for (const char* copy : copies) EXPECT_FALSE(labelled<QPushButton>(copy)->isEnabled()) << copy;
    choose("Panel dX");
    settled();
    EXPECT_TRUE(labelled<QPushButton>("&Export")->isEnabled());
    for (const char* copy : copies) EXPECT_TRUE(labelled<QPushButton>(copy)->isEnabled()) << copy;
}

TEST_F(ExportWindow, AWidthThatIsTypedAndNotLegalIsRefused) {
    openDialog();
    setName(path("figure"));
    auto* width = named<QDoubleSpinBox>("Width in millimetres");
    width->setFocus();
    width->selectAll();
    QTest::keyClicks(width, QStringLiteral("2500"));
    EXPECT_FALSE(labelled<QPushButton>("&Export")->isEnabled());
    EXPECT_TRUE(visibleText().contains(QStringLiteral("Width in millimetres must be 20 to 2000.")))
        << visibleText().toStdString();
    push("&Export");
    EXPECT_TRUE(dialog_->isVisible());
    QTest::keyClick(width, Qt::Key_Tab);
    EXPECT_TRUE(visibleText().contains(QStringLiteral("it stays 183"))) << visibleText().toStdString();
    EXPECT_TRUE(labelled<QPushButton>("&Export")->isEnabled());
}

TEST_F(ExportWindow, AnEmptyNameIsSaid) {
    openDialog();
    setName({});
    EXPECT_FALSE(labelled<QPushButton>("&Export")->isEnabled());
    EXPECT_TRUE(visibleText().contains(QStringLiteral("Name the file.")));
}

TEST_F(ExportWindow, AFigureThenAnAnimationThenAllGoToOneFolder) {
    openDialog();
    setName(path("figure"));
    accept();
    EXPECT_EQ(window_.settings().outputFolder(), folder_.path());
    trigger("file.exportAnimation");
    auto* film = window_.findChild<AnimationDialog*>();
    ASSERT_TRUE(QTest::qWaitFor([film] { return film->isSettled() && film->preview().figure(); }, kPatience));
    QApplication::processEvents();
    EXPECT_EQ(film->choice().figure.name, path("mnist-18-max-2x2"));
    EXPECT_TRUE(labelled<QPushButton>("&Export")->isEnabled());
    EXPECT_NE(film->call().indexOf(QStringLiteral("mnist-18-max-2x2.gif")), -1) << film->call().toStdString();
    film->reject();
    QDir(folder_.path()).mkdir(QStringLiteral("elsewhere"));
    window_.notices().wrote({path("elsewhere/session.poolscope")});
    EXPECT_EQ(window_.settings().outputFolder(), path("elsewhere")) << "whatever was written last";
}

TEST_F(ExportWindow, TheCommandLineIsCopied) {
    openDialog();
    setName(QStringLiteral("my figure"));
    choose("Theme: light");
    settled();
    push("Copy as co&mmand line");
    EXPECT_EQ(QApplication::clipboard()->text(),
              QStringLiteral("poolscope figure mnist:18 --focus=4,2 --theme=light -o 'my figure.pdf'"));
    EXPECT_TRUE(visibleText().contains(QApplication::clipboard()->text()));
}

TEST_F(ExportWindow, IsRememberedBetweenRuns) {
    Settings settings(path("settings.json"));
    ExportChoice choice;
    choice.look.theme = ThemeName::Dark;
    choice.look.spec.widthMm = 140;
    choice.look.fontSize = 9;
    choice.look.spec.title = "of one figure";
    choice.highlightFocus = false;
    choice.endings = QStringList{QStringLiteral(".svg"), QStringLiteral(".png")};
    choice.name = QStringLiteral("/tmp/fig");
    choice.palette = Palette::Magma;
    settings.setExportChoice(choice);
    const ExportChoice later = Settings(path("settings.json")).exportChoice();
    ExportChoice expected = choice;
    expected.look.spec.title.clear();
    expected.palette.reset();
    EXPECT_TRUE(later == expected);
}

TEST_F(ExportWindow, AFigureThatIsOpenedIsItsExperimentAgain) {
    afterEvaluation([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.window.size = {3, 3};
            e.window.stride = {2, 2};
        });
    });
    click(PanelKind::Output, AreaKind::Output, {5, 6});
    session().goTo(40);
    settle();
    const Experiment experiment = session().experiment();
    for (const char* name : {"f.png", "f.svg", "f.pdf"}) {
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        window_.figures().exportTo(path(name).toStdString());
        ASSERT_TRUE(exported.wait(kPatience));
    }
    const QByteArray svg = bytesOf(path("f.svg"));
    for (const char* name : {"f.png", "f.svg", "f.pdf"}) {
        open(QStringLiteral("mnist:3"));
        session().goTo(session().lastStep());
        afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window = {}; }); });
        open(path(name));
        EXPECT_EQ(session().experiment().window, experiment.window) << name;
        EXPECT_EQ(session().experiment().images, experiment.images) << name;
        EXPECT_EQ(session().step(), 40) << name;
        EXPECT_EQ(session().pinned().cell, (CellRef{3, 0})) << name << ": the window of step 40";
        EXPECT_FALSE(window_.windowTitle().contains(QLatin1String(name))) << "saving must not write over it";
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        window_.figures().exportTo(path("again.svg").toStdString());
        ASSERT_TRUE(exported.wait(kPatience));
        EXPECT_EQ(bytesOf(path("again.svg")), svg) << name;
    }
}

TEST_F(ExportWindow, AStudyThatIsOpenedAsksTheSameAgain) {
    const auto exportAs = [&](const char* name) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return window_.pages().current().figureDraft().has_value(); }, kPatience));
        QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
        window_.figures().exportTo(path(name).toStdString());
        ASSERT_TRUE(exported.wait(kPatience));
        ASSERT_TRUE(exported.front().front().toBool());
    };
    const auto again = [&](const char* name) {
        trigger("study.workbench");
        open(path(name));
        const FigureDraft draft = window_.pages().current().figureDraft().value();
        const auto session = readSession(path(name).toStdString());
        EXPECT_EQ(draft.options.kind, session->figure->kind) << name;
        EXPECT_TRUE(draft.options.study == session->figure->study) << name;
    };
    trigger("compare.windows");
    labelled<QCheckBox>("with subsampling and blur")->click();
    exportAs("compare.svg");
    trigger("cascade.2");
    exportAs("cascade.svg");
    trigger("study.shift");
    choose("Motion: Rotate");
    named<QDoubleSpinBox>("How far")->setValue(12.5);
    exportAs("shift.svg");
    trigger("compare.operations");
    trigger("cascade.4");
    choose("Motion: Shift");
    for (const char* name : {"compare.svg", "cascade.svg", "shift.svg"}) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return window_.pages().current().figureDraft().has_value(); }, kPatience));
        again(name);
    }
}

TEST_F(ExportWindow, APictureWithoutAnExperimentIsAPicture) {
    QImage image(12, 9, QImage::Format_Grayscale8);
    image.fill(77);
    ASSERT_TRUE(image.save(path("plain.png")));
    open(path("plain.png"));
    EXPECT_EQ(evaluation().x->shape, (Shape{1, 1, 9, 12}));
    QFile file(path("plain.svg"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("<svg/>");
    file.close();
    open(path("plain.svg"));
    EXPECT_TRUE(visibleText().contains(QStringLiteral("carries no experiment")));
}

class AnimationWindow : public Window {
  protected:
    AnimationDialog& openDialog() {
        trigger("file.exportAnimation");
        dialog_ = window_.findChild<AnimationDialog*>();
        EXPECT_TRUE(QTest::qWaitFor([this] { return dialog_->isSettled() && dialog_->preview().figure(); }, kPatience));
        return *dialog_;
    }
    void setName(const QString& name) { named<QLineEdit>("Name of the files, without ending")->setText(name); }

    QPointer<AnimationDialog> dialog_;
};

TEST_F(AnimationWindow, IsWrittenAsItWasChosen) {
    openDialog();
    const QString name = folder_.filePath(QStringLiteral("film"));
    setName(name);
    choose("Phase: forward");
    named<QSpinBox>("First window")->setValue(20);
    named<QSpinBox>("Last window")->setValue(22);
    choose("Write WebP");
    choose("Write frames");
    QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
    QTest::mouseClick(labelled<QPushButton>("&Export"), Qt::LeftButton);
    ASSERT_TRUE(exported.count() > 0 || exported.wait(kPatience));
    EXPECT_TRUE(QFile::exists(name + QStringLiteral(".gif")));
    EXPECT_TRUE(QFile::exists(name + QStringLiteral(".webp")));
    EXPECT_EQ(QDir(name).entryList(QDir::Files).size(), 4) << "before the first window, and three windows";
    EXPECT_EQ(window_.settings().animationChoice().spec.from, 20);
}

TEST_F(AnimationWindow, WritesTheSqueezeToo) {
    openDialog();
    const QString name = folder_.filePath(QStringLiteral("squeeze"));
    setName(name);
    choose("Phase: forward");
    choose("Shows: squeeze");
    choose("Write frames");
    EXPECT_FALSE(named<QSpinBox>("First window")->isEnabled()) << "all windows move at once";
    ASSERT_TRUE(QTest::qWaitFor([this] { return dialog_->isSettled(); }, kPatience));
    EXPECT_TRUE(says("41 frames, 2"));
    QSignalSpy exported(&window_.figures(), &FigureOutput::exported);
    QTest::mouseClick(labelled<QPushButton>("&Export"), Qt::LeftButton);
    ASSERT_TRUE(exported.count() > 0 || exported.wait(kPatience));
    EXPECT_EQ(QDir(name).entryList(QDir::Files).size(), 41);
    EXPECT_TRUE(window_.settings().animationChoice().spec.squeeze);
}

TEST_F(AnimationWindow, GivenUpLeavesNothing) {
    openDialog();
    setName(folder_.filePath(QStringLiteral("film")));
    labelled<QPushButton>("&Export")->click();
    ASSERT_TRUE(dialog_->isWriting());
    dialog_->reject();
    EXPECT_TRUE(dialog_->isVisible()) << "the first Cancel gives up the work";
    ASSERT_TRUE(QTest::qWaitFor([this] { return !dialog_->isWriting(); }, kPatience));
    EXPECT_TRUE(labelled<QPushButton>("&Export")->isEnabled());
    dialog_->reject();
    EXPECT_FALSE(dialog_->isVisible());
    EXPECT_TRUE(QDir(folder_.path()).isEmpty());
}

TEST_F(AnimationWindow, WhatIsNotPossibleIsSaid) {
    openDialog();
    named<QSpinBox>("First window")->setValue(100);
    named<QSpinBox>("Last window")->setValue(50);
    ASSERT_TRUE(QTest::qWaitFor([this] { return dialog_->isSettled(); }, kPatience));
    EXPECT_TRUE(visibleText().contains(QStringLiteral("comes before the first")));
    EXPECT_FALSE(labelled<QPushButton>("&Export")->isEnabled());
}

}  // namespace
}  // namespace poolscope
