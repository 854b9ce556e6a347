// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions from the window: saved, opened again, refused, named in the title and among the recent files.
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <csignal>

#include "app/file/session_io.h"
#include "app/gui/window/autosave.h"
#include "app/gui/window/end_signal.h"
#include "app/gui/window/kept_session.h"
#include "app/gui/window/unsaved_work.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class SessionFiles : public Window {
  protected:
    QString path(const char* name = "lesson.poolscope") { return folder_.filePath(QString::fromLatin1(name)); }
    // What came of it.
    bool saved(const std::function<void()>& action) {
        QSignalSpy saved(&window_.keptSession(), &KeptSession::saved);
        action();
        return saved.wait(kPatience) && saved[0][0].toBool();
    }
    bool save(const QString& path) {
        return saved([&] { window_.keptSession().save(path); });
    }
    void changeMuch() {
        settle([&] {
            session().edit({}, {}, [](Experiment& e) {
                e.window.size = {3, 2};
                e.window.stride = {1, 2};
                e.window.padding = {PadMode::Explicit, 1, 0, 1, 0};
                e.pool.ties = TieRule::Split;
                e.filters = {{2}, true};
                e.gradient.kind = Upstream::Random;
                e.gradient.seed = 77;
            });
        });
        settle([&] { choose("Palette: magma"); });
        settle([&] { choose("Patches: tiles"); });
        settle([&] { choose("Input shows: wins"); });
    }
};

TEST_F(SessionFiles, WhatIsBeingPaintedIsSavedToo) {
    session().paintInput({{0, 0}, {0, 1}}, 77);
    session().setUpstream(Upstream::Given);
    session().paintUpstream({{0, 0}}, 5);
    ASSERT_TRUE(session().busy()) << "none of it is computed yet";
    ASSERT_TRUE(save(path()));
    EXPECT_FALSE(window_.isWindowModified());
    // What is painted while it is saved is not in the file.
    ASSERT_TRUE(saved([&] {
        window_.keptSession().save(path("other.poolscope"));
        session().paintInput({{0, 2}}, 78);
    }));
    EXPECT_TRUE(window_.isWindowModified());
    settle([&] { session().newCanvas({28, 28}); });
    open(path());
    EXPECT_EQ(evaluation().x->at(0, {0, 1}), 77);
    EXPECT_EQ(evaluation().x->at(0, {0, 2}), 0);
    EXPECT_EQ(evaluation().backward->dout.at(0, {0, 0}), 5);
}

TEST_F(SessionFiles, OpenedAgainAreTheSameToTheBit) {
    changeMuch();
    const Experiment experiment = session().experiment();
    ViewSpec view = session().view();
    view.composite = false;  // of pictures with colours alone
    const auto picture = session().rendered();
    ASSERT_TRUE(save(path()));
    settle([&] {
        session().edit({}, {}, [](Experiment& e) { e = Experiment{e.source, e.images, {}, 0, {}, {}, {}}; });
        session().setView({});
    });
    ASSERT_NE(session().experiment(), experiment);
    open(path());
    EXPECT_EQ(session().experiment(), experiment);
    EXPECT_EQ(session().view(), view);
    EXPECT_TRUE(named<QToolButton>("Palette: magma")->isChecked()) << "the controls follow";
    EXPECT_EQ(evaluation().forward->y.values, picture->evaluation.forward->y.values);
    EXPECT_EQ(evaluation().backward->dx.values, picture->evaluation.backward->dx.values);
    EXPECT_EQ(*pictures().output.argb, *picture->pictures.output.argb);
    EXPECT_EQ(*pictures().input.argb, *picture->pictures.input.argb);

    MainWindow other;
    other.show();
    QSignalSpy evaluated(&other.session(), &Session::evaluated);
    other.documents().open(QFile::encodeName(path()).toStdString());
    ASSERT_TRUE(evaluated.wait(kPatience)) << "a window may open on a session";
    EXPECT_EQ(other.session().experiment(), experiment);
    EXPECT_FALSE(other.session().undoStack().canUndo());
    EXPECT_FALSE(other.isWindowModified());
}

TEST_F(SessionFiles, ADrawingLivesInTheFile) {
    settle([&] { choose("Source: Draw"); });
    settle([&] { drag(PanelKind::Input, AreaKind::Input, {{3, 3}, {3, 12}}); });
    const std::vector<float> drawn = evaluation().x->values;
    ASSERT_EQ(sumOf(drawn), 10 * 255);
    ASSERT_TRUE(save(path()));
    open(QStringLiteral("mnist:5"));
    open(path());
    EXPECT_EQ(evaluation().x->values, drawn);
    EXPECT_TRUE(session().experiment().source.embedded);
}

TEST_F(SessionFiles, AnotherSourceIsNotSavedOverTheSession) {
    ASSERT_TRUE(save(path()));
    EXPECT_TRUE(window_.windowTitle().contains(QStringLiteral(".poolscope")));
    open(QStringLiteral("mnist:5"));
    EXPECT_FALSE(window_.windowTitle().contains(QStringLiteral(".poolscope"))) << "Ctrl+S asks for a name";
}

TEST_F(SessionFiles, APaintedGradientLivesInTheFile) {
    settle([&] { select("Upstream gradient", 3); });
    settle([&] { drag(PanelKind::Upstream, AreaKind::Upstream, {{0, 0}, {0, 5}}, Qt::RightButton); });
    const std::vector<float> painted = evaluation().backward->dout.values;
    ASSERT_EQ(sumOf(painted), 190);
    ASSERT_TRUE(save(path()));
    settle([&] { select("Upstream gradient", 0); });
    open(path());
    EXPECT_EQ(evaluation().backward->dout.values, painted);
}

TEST_F(SessionFiles, AGradientKeepsTheNameOfItsFileAlone) {
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    const QString file = arrayFile(QStringLiteral("sent.npy"), std::vector<float>(196, 2), {14, 14});
    window_.documents().openGradient(file.toStdString());
    ASSERT_TRUE(opened.wait(kPatience));
    settle();
    ASSERT_TRUE(save(path()));
    settle([&] { select("Upstream gradient", 0); });
    open(path());
    EXPECT_EQ(named<QComboBox>("Upstream gradient")->currentText(), QStringLiteral("sent.npy"));
    EXPECT_EQ(session().experiment().gradient.file, "sent.npy");
    QFile saved(path());
    ASSERT_TRUE(saved.open(QIODevice::ReadOnly));
    EXPECT_FALSE(saved.readAll().contains(folder_.path().toUtf8())) << "where it lay is nobody's business";
}

TEST_F(SessionFiles, AChangedSourceIsRefusedAndNamed) {
    openArray(std::vector<float>(16, 3), {4, 4});
    ASSERT_TRUE(save(path()));
    openArray(std::vector<float>(16, 4), {4, 4});  // the same file, written anew
    const Experiment before = session().experiment();
    const auto picture = session().rendered();
    open(path());
    EXPECT_TRUE(says("lesson.poolscope"));
    EXPECT_TRUE(says("image.npy")) << visibleText().toStdString();
    EXPECT_EQ(session().experiment(), before);
    EXPECT_EQ(session().rendered(), picture);
}

TEST_F(SessionFiles, ABrokenOneIsRefusedAndNamed) {
    QFile file(path("broken.poolscope"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"poolscope\": \"session\", \"version\": 99}");
    file.close();
    const auto picture = session().rendered();
    open(path("broken.poolscope"));
    EXPECT_TRUE(says("broken.poolscope"));
    EXPECT_EQ(session().rendered(), picture);
    EXPECT_FALSE(save(path("no/such/folder/a.poolscope")));
    EXPECT_TRUE(says("no/such/folder"));
}

TEST_F(SessionFiles, TheTitleTellsTheNameAndWhatIsUnsaved) {
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("Poolscope — MNIST test[*]"));
    EXPECT_FALSE(window_.isWindowModified());
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_TRUE(window_.isWindowModified());
    ASSERT_TRUE(save(path()));
    EXPECT_EQ(window_.windowTitle(), QStringLiteral("Poolscope — lesson.poolscope[*]"));
    EXPECT_FALSE(window_.isWindowModified());
    settle([&] { trigger("edit.undo"); });
    EXPECT_TRUE(window_.isWindowModified()) << "not what was saved";
    settle([&] { trigger("edit.redo"); });
    EXPECT_FALSE(window_.isWindowModified());
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_TRUE(saved([&] { trigger("file.save"); }));
    EXPECT_FALSE(window_.isWindowModified()) << "a session that has a name is saved without a question";
    open(path());
    EXPECT_EQ(session().experiment().window.size, (Extent{4, 4}));
    EXPECT_FALSE(window_.isWindowModified());
}

TEST_F(SessionFiles, AChangeWhileOneIsSavedIsNotInIt) {
    const Experiment experiment = session().experiment();
    EXPECT_TRUE(saved([&] {
        window_.keptSession().save(path());
        session().edit({}, {}, [](Experiment& e) { e.window.size = {5, 5}; });
    }));
    EXPECT_TRUE(window_.isWindowModified());
    EXPECT_TRUE(window_.windowTitle().contains(QStringLiteral("lesson.poolscope")));
    settle([&] { trigger("edit.undo"); });
    open(path());
    EXPECT_EQ(session().experiment(), experiment);
}

TEST_F(SessionFiles, EveryOneIsWrittenAndTheWindowWaitsForItBeforeItCloses) {
    settle([&] { press(Qt::Key_BracketRight); });
    window_.keptSession().save(path("a.poolscope"));
    window_.keptSession().save(path("b.poolscope"));
    EXPECT_TRUE(window_.isWindowModified());
    EXPECT_TRUE(window_.close()) << "without a question";
    EXPECT_TRUE(QFile::exists(path("a.poolscope")));
    EXPECT_TRUE(window_.windowTitle().contains(QStringLiteral("b.poolscope"))) << "the last is what it is about";
}

TEST_F(SessionFiles, TheNextSourceIsNotSavedOverTheSessionThatWasBeingSaved) {
    EXPECT_TRUE(saved([&] {
        window_.keptSession().save(path());
        window_.keptSession().leave();
    }));
    EXPECT_TRUE(QFile::exists(path()));
    EXPECT_FALSE(window_.windowTitle().contains(QStringLiteral(".poolscope"))) << "Ctrl+S asks for a name";
}

TEST_F(SessionFiles, SavedAndOpenedOnesAreRecent) {
    ASSERT_TRUE(save(path("a.poolscope")));
    ASSERT_TRUE(save(path("b.poolscope")));
    open(path("a.poolscope"));
    const QList<RecentFile> recent = window_.settings().recentFiles();
    ASSERT_EQ(recent.size(), 2);
    EXPECT_TRUE(recent[0].path.endsWith(QStringLiteral("a.poolscope")));
    settle([&] { press(Qt::Key_BracketRight); });
    for (const QMenu* menu : window_.findChildren<QMenu*>()) {
        if (menu->title() != QStringLiteral("Open &recent")) continue;
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        menu->actions().at(1)->trigger();
        ASSERT_TRUE(opened.wait(kPatience));
    }
    settle();
    EXPECT_EQ(session().experiment().window.size, (Extent{2, 2}));
    EXPECT_TRUE(window_.windowTitle().contains(QStringLiteral("b.poolscope")));
}

TEST_F(SessionFiles, OneWithAnImpossibleSettingOpensWithItsPicture) {
    open(QStringLiteral("mnist:5"));
    const std::vector<float> digit = evaluation().x->values;
    Experiment impossible = session().experiment();
    impossible.window.size = {40, 3};
    ASSERT_TRUE(saveSession(path().toStdString(), impossible, session().view(), *session().source()));
    open(QStringLiteral("mnist:7"));
    open(path());
    EXPECT_EQ(evaluation().x->values, digit);
    EXPECT_FALSE(session().error().has_value());
    EXPECT_EQ(session().experiment().window.size, (Extent{28, 3}));
    EXPECT_TRUE(says("The window was set to 28x3")) << visibleText().toStdString();
}

TEST_F(SessionFiles, IsSavedWhateverStandsInAControl) {
    settle([&] { choose("Source: Draw"); });
    settle([&] { drag(PanelKind::Input, AreaKind::Input, {{3, 3}, {3, 12}}); });
    const std::vector<float> drawn = evaluation().x->values;
    const std::vector<std::function<void(Experiment&)>> changes{
        [](Experiment& e) {
            e.window.stride = {0, 0};
        },
        [](Experiment& e) {
            e.window.padding = {PadMode::Explicit, 300, 300, 300, 300};
        }};
    for (const auto& change : changes) {
        settle([&] { session().edit({}, {}, change); });
        ASSERT_TRUE(session().error().has_value());
        ASSERT_TRUE(save(path()));
        EXPECT_TRUE(says("holds the last setting that could be computed"));
        EXPECT_FALSE(window_.isWindowModified());
        settle([&] { trigger("edit.undo"); });
        open(QStringLiteral("mnist:7"));
        open(path());
        EXPECT_EQ(evaluation().x->values, drawn);
        EXPECT_EQ(session().experiment().window, WindowSpec{});
        EXPECT_FALSE(session().error().has_value());
    }
}

TEST_F(SessionFiles, WhatTheyKeepOfTheViewMarksThemChanged) {
    ASSERT_TRUE(save(path()));
    for (const char* button : {"Palette: magma", "Patches: tiles", "Values: 0–1", "Input shows: wins"}) {
        settle([&] { choose(button); });
        EXPECT_TRUE(window_.isWindowModified()) << button;
        ASSERT_TRUE(save(path()));
        EXPECT_FALSE(window_.isWindowModified()) << button;
    }
}

class UnsavedWork : public SessionFiles {
  protected:
    void draw() {
        settle([&] { choose("Source: Draw"); });
        settle([&] { drag(PanelKind::Input, AreaKind::Input, {{3, 3}, {3, 12}}); });
    }
    // Every way to something else.
    std::vector<std::pair<const char*, std::function<void()>>> waysOut() {
        return {{"a source", [&] { window_.documents().open("mnist:7"); }},
                {"MNIST", [&] { choose("Source: MNIST"); }},
                {"another drawing", [&] { choose("Source: Draw"); }},
                {"numbers",
                 [&] {
                     QApplication::clipboard()->setText(QStringLiteral("1 2\n3 4"));
                     trigger("edit.paste");
                 }},
                {"a drop",
                 [&] {
                     QMimeData mime;
                     mime.setImageData(QImage(4, 4, QImage::Format_Grayscale8));
                     window_.documents().drop(mime);
                 }},
                {"closing", [&] { window_.close(); }}};
    }
};

TEST_F(UnsavedWork, EveryWayOutAsksBeforeItIsLost) {
    draw();
    const auto source = session().source();
    questions_.answer = QMessageBox::Cancel;
    for (const auto& [name, leave] : waysOut()) {
        questions_.asked.clear();
        settle(leave);
        EXPECT_EQ(questions_.asked, QStringList{QStringLiteral("Save the changes to drawing?")}) << name;
        EXPECT_EQ(session().source(), source) << name;
        EXPECT_TRUE(window_.isVisible()) << name;
    }
    questions_.asked.clear();
    settle([&] { trigger("edit.undo"); });
    questions_.answer = QMessageBox::Discard;
    open(QStringLiteral("mnist:7"));
    EXPECT_TRUE(questions_.asked.isEmpty()) << "an empty canvas is no work";
}

TEST_F(UnsavedWork, ParametersAloneAreNotAskedForButASessionIs) {
    settle([&] { press(Qt::Key_BracketRight); });
    open(QStringLiteral("mnist:7"));
    EXPECT_TRUE(questions_.asked.isEmpty());
    ASSERT_TRUE(save(path()));
    settle([&] { choose("Palette: magma"); });
    open(QStringLiteral("mnist:5"));
    EXPECT_EQ(questions_.asked, QStringList{QStringLiteral("Save the changes to lesson.poolscope?")});
}

TEST_F(UnsavedWork, APaintedGradientIsWorkToo) {
    settle([&] { select("Upstream gradient", 3); });
    settle([&] { drag(PanelKind::Upstream, AreaKind::Upstream, {{0, 0}, {0, 5}}, Qt::RightButton); });
    open(QStringLiteral("mnist:7"));
    EXPECT_EQ(questions_.asked.size(), 1);
}

TEST_F(UnsavedWork, IsKeptForTheNextStartWhenNothingCanBeAsked) {
    const QString folder = folder_.filePath(QStringLiteral("data/unsaved"));
    ASSERT_TRUE(window_.documents().keepUnsaved(folder));
    EXPECT_TRUE(keptUnsaved(folder).isEmpty()) << "nothing would be lost";
    draw();
    const std::vector<float> drawn = evaluation().x->values;
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
    ASSERT_TRUE(window_.documents().keepUnsaved(folder));
    ASSERT_TRUE(window_.documents().keepUnsaved(folder)) << "another window at the same time";
    ASSERT_EQ(keptUnsaved(folder).size(), 2);

    MainWindow next;
    next.show();
    QSignalSpy evaluated(&next.session(), &Session::evaluated);
    next.documents().takeUpUnsaved(keptUnsaved(folder).front());
    ASSERT_TRUE(evaluated.wait(kPatience));
    EXPECT_EQ(next.session().rendered()->evaluation.x->values, drawn);
    EXPECT_EQ(keptUnsaved(folder).size(), 1);
    EXPECT_TRUE(next.isWindowModified()) << "it is still in no file of the user's";
    questions_.answer = QMessageBox::Cancel;
    EXPECT_FALSE(next.close());
    EXPECT_EQ(questions_.asked.size(), 1);
}

TEST_F(UnsavedWork, IsKeptWhileItChangesAndGoesWithItsCause) {
    const QString folder = folder_.filePath(QStringLiteral("data/unsaved"));
    auto autosave = std::make_unique<Autosave>(session(), window_.keptSession(), folder, window_, 10);
    const auto isThere = [&] { return QFile::exists(autosave->path()); };
    draw();
    const std::vector<float> drawn = evaluation().x->values;
    ASSERT_TRUE(QTest::qWaitFor(isThere, kPatience));
    EXPECT_TRUE(keptUnsaved(folder).isEmpty()) << "the program that keeps it runs";

    // As it is after a crash: the file without its lock.
    const QString crashed = QFileInfo(autosave->path()).dir().filePath(QStringLiteral("20260101-000000-1.poolscope"));
    ASSERT_TRUE(QFile::copy(autosave->path(), crashed));
    EXPECT_EQ(keptUnsaved(folder), QStringList{crashed});
    MainWindow next;
    next.show();
    QSignalSpy evaluated(&next.session(), &Session::evaluated);
    next.documents().takeUpUnsaved(crashed);
    ASSERT_TRUE(evaluated.wait(kPatience));
    EXPECT_EQ(next.session().rendered()->evaluation.x->values, drawn);

    ASSERT_TRUE(save(path()));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !isThere(); }, kPatience)) << "nothing would be lost";
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {1, 1}; }); });
    ASSERT_TRUE(QTest::qWaitFor(isThere, kPatience));
    const QString file = autosave->path();
    autosave.reset();
    EXPECT_FALSE(QFile::exists(file)) << "the window went in order";
    EXPECT_FALSE(QFile::exists(lockOfUnsaved(file)));
}

TEST_F(UnsavedWork, BeingToldToEndIsHeard) {
    EndSignal ended;
    QSignalSpy received(&ended, &EndSignal::received);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
        std::raise(number);
        ASSERT_TRUE(received.wait(kPatience));
        EXPECT_EQ(received.takeFirst().front().toInt(), number);
    }
}

TEST_F(SessionFiles, APlaybackAndAnErrorEndWhenOneOpens) {
    ASSERT_TRUE(save(path()));
    window_.settings().setReducedMotion(true);
    settle([&] { player().goTo(30); });
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.stride = {0, 0}; }); });
    ASSERT_TRUE(session().error().has_value());
    open(path());
    EXPECT_FALSE(session().error().has_value());
    EXPECT_FALSE(says("Not possible"));
    EXPECT_FALSE(session().playback().has_value());
    EXPECT_TRUE(says("196 windows"));
}

}  // namespace
}  // namespace poolscope
