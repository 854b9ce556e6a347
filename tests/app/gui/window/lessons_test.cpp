// SPDX-License-Identifier: GPL-3.0-or-later
// Every lesson taken as a student takes it: typing, Enter, and the buttons of the card.
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

#include "app/file/lessons.h"
#include "app/gui/lesson/lesson_card.h"
#include "app/gui/lesson/lesson_desk.h"
#include "app/gui/view/panel_ring.h"
#include "app/gui/window/presentation.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class TakingLessons : public Window {
  protected:
    LessonCard& card() { return window_.lessons().card(); }
    const LessonWalk& walk() { return *card().walk(); }
    const LessonStep& step() { return walk().step(); }

    void begin(const std::string& name) {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        trigger(("lesson.open." + name).c_str());
        ASSERT_TRUE(opened.wait(kPatience));
        ASSERT_TRUE(card().walk().has_value());
        settle();
    }
    std::string lessonFile(const char* steps) {
        const QString path = folder_.filePath(QStringLiteral("tour.lesson"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("title: Tour\nabout: A.\n");
        file.write(steps);
        return QFile::encodeName(path).toStdString();
    }
    void beginWith(const char* steps) {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        window_.documents().open(lessonFile(steps));
        ASSERT_TRUE(opened.wait(kPatience));
        settle();
    }
    std::vector<QLineEdit*> fields() {
        std::vector<QLineEdit*> found;
        for (QLineEdit* line : card().findChildren<QLineEdit*>()) {
            if (line->isVisible()) found.push_back(line);
        }
        return found;
    }
    QPushButton* button(const char* text) {
        for (QPushButton* each : card().findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text() == QString::fromUtf8(text)) return each;
        }
        return nullptr;
    }
    void push(const char* text) {
        QPushButton* found = button(text);
        ASSERT_NE(found, nullptr) << text;
        settle([&] { QTest::mouseClick(found, Qt::LeftButton); });
    }
    void type(QLineEdit* line, const std::string& text) {
        line->setFocus();
        line->clear();
        QTest::keyClicks(line, QString::fromStdString(text));
    }
    // Into all fields, then Enter in the last one.
    void answer(const std::vector<std::string>& texts) {
        const auto lines = fields();
        ASSERT_EQ(lines.size(), texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) type(lines[i], texts[i]);
        settle([&] { QTest::keyClick(lines.back(), Qt::Key_Return); });
    }
    std::vector<std::string> rightAnswers() {
        std::vector<std::string> texts;
        for (const Answer& each : step().question->answers) texts.push_back(toText(each));
        return texts;
    }
    std::vector<std::string> wrongAnswers() {
        std::vector<std::string> texts;
        for (const Answer& each : step().question->answers) {
            Answer wrong = each;
            wrong.numbers.front() += 1;
            texts.push_back(toText(wrong));
        }
        return texts;
    }
    // Enter where the keyboard is, as a student presses it who has read on.
    void enter() {
        QWidget* focus = QApplication::focusWidget();
        ASSERT_NE(focus, nullptr);
        settle([&] { QTest::keyClick(focus, Qt::Key_Return); });
    }
    void expectShown(const Experiment& experiment) {
        EXPECT_FALSE(session().error().has_value()) << step().heading;
        EXPECT_TRUE(evaluation().experiment == experiment) << step().heading;
    }
    // What is asked is not on the screen: neither in the panels nor beneath them.
    void expectHidden() {
        if (!(step().experiment == step().revealed)) return;
        const auto& playback = pictures().playback;
        for (const CellRef& cell : step().question->cells) {
            if (step().question->kind == AskKind::Gradient) {
                EXPECT_EQ(windowsBackward(playback, evaluation().grid), 0) << step().heading;
                session().pin({FocusKind::Gradient, cell, 0});
                EXPECT_TRUE(loupeText().contains(QStringLiteral("not computed yet"))) << loupeText().toStdString();
                const QStringList words = lines(PanelKind::Gradient);
                EXPECT_TRUE(words.contains(QStringLiteral("+"))) << "the largest sum would tell";
            } else {
                EXPECT_GE(flatIndex(evaluation().grid.output(), cell), windowsForward(playback, evaluation().grid))
                    << step().heading;
                session().hover({FocusKind::Window, cell, 0});
                EXPECT_TRUE(loupeText().contains(QStringLiteral(" = ?"))) << loupeText().toStdString();
                EXPECT_FALSE(visibleText().contains(QStringLiteral("winner: place"))) << step().heading;
            }
        }
    }
};

TEST_F(TakingLessons, EachIsTakenToTheEndWithTheRightAnswers) {
    for (const std::string& name : lessonNames()) {
        begin(name);
        const std::size_t questions = walk().lesson().questions();
        while (true) {
            ASSERT_TRUE(card().isVisible());
            EXPECT_TRUE(visibleText().contains(QString::fromStdString(step().say))) << name;
            if (walk().isOpen()) {
                expectShown(step().experiment);
                expectHidden();
                answer(rightAnswers());
                EXPECT_TRUE(says("✓ Right.")) << name << ": " << step().heading;
                EXPECT_TRUE(visibleText().contains(QString::fromStdString(step().question->why)));
            }
            expectShown(step().revealed);
            EXPECT_EQ(session().playback(), step().question ? step().after : step().playback) << step().heading;
            if (walk().isLast()) break;
            const std::size_t before = walk().at();
            enter();
            ASSERT_EQ(walk().at(), before + 1) << name << ": Enter goes on from " << step().heading;
        }
        EXPECT_EQ(walk().score(), (Score{questions, questions})) << name;
        EXPECT_TRUE(
            visibleText().contains(QStringLiteral("%1 of %1 right at the first try").arg(static_cast<int>(questions))))
            << name;
        push("Finish");
        EXPECT_FALSE(card().isVisible());
    }
}

TEST_F(TakingLessons, EachIsTakenToTheEndWithWrongAnswers) {
    for (const std::string& name : lessonNames()) {
        begin(name);
        const std::size_t questions = walk().lesson().questions();
        while (true) {
            if (walk().isOpen()) {
                answer(wrongAnswers());
                ASSERT_TRUE(walk().isOpen()) << name << ": " << step().heading;
                EXPECT_TRUE(says("✗ Not yet.")) << step().heading;
                EXPECT_TRUE(visibleText().contains(QString::fromStdString(step().question->hint)));
                expectShown(step().experiment);
                expectHidden();
                push("Show answer");
                EXPECT_TRUE(says("This is the answer."));
                EXPECT_EQ(fields().front()->text().toStdString(), rightAnswers().front());
            }
            if (walk().isLast()) break;
            push("Next");
        }
        EXPECT_EQ(walk().score(), (Score{0, questions})) << name;
        push("Finish");
    }
}

TEST_F(TakingLessons, ClosingBringsBackWhatWasThere) {
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    ViewSpec view = session().view();
    view.patches = PatchView::Tiles;
    settle([&] { session().setView(view); });
    settle([&] { player().goTo(7); });
    const Experiment before = session().experiment();
    const int steps = session().undoStack().count();
    begin("05-backward");
    push("Next");
    EXPECT_EQ(session().layout(), BoardLayout::ForwardBackward);
    EXPECT_EQ(session().undoStack().count(), steps + 1) << "the whole lesson is one step";
    settle([&] { trigger("lesson.close"); });
    EXPECT_TRUE(session().experiment() == before);
    EXPECT_EQ(session().layout(), BoardLayout::SideBySide);
    EXPECT_EQ(session().view(), view);
    EXPECT_EQ(session().step(), 7);
    EXPECT_EQ(session().undoStack().count(), steps) << "as if nothing had been";
    EXPECT_FALSE(card().isVisible());
    EXPECT_FALSE(action("lesson.next")->isEnabled());
}

TEST_F(TakingLessons, ClosingBringsBackTheBrushThePageAndAFrozenCell) {
    const Brush brush{Tool::Eraser, 9, 3, 0.5F};
    session().setBrush(brush);
    click(PanelKind::Output, AreaKind::Output, {3, 4});
    session().setFrozen(true);
    trigger("study.shift");
    const Page* page = &window_.pages().current();
    begin("01-window");
    EXPECT_NE(&window_.pages().current(), page);
    settle([&] { trigger("lesson.close"); });
    EXPECT_EQ(&window_.pages().current(), page);
    EXPECT_EQ(session().brush(), brush);
    EXPECT_TRUE(session().frozen());
    EXPECT_EQ(session().focus().cell, (CellRef{3, 4}));
}

TEST_F(TakingLessons, ClosingBringsBackAGradientThatStandsAsideAndTheBatch) {
    afterEvaluation([&] { session().setBatch(3); });
    settle([&] { session().setUpstream(Upstream::Given); });
    afterEvaluation([&] { session().edit({}, {}, [](Experiment& e) { e.window.size = {3, 3}; }); });
    afterEvaluation([&] { session().showImage(session().source()->count() - 1); });
    ASSERT_TRUE(session().gradientAside().has_value());
    begin("01-window");
    settle([&] { trigger("lesson.close"); });
    EXPECT_TRUE(session().gradientAside().has_value());
    afterEvaluation([&] { session().showImage(0); });
    EXPECT_EQ(session().experiment().images, (ImageRange{0, 2}));
}

TEST_F(TakingLessons, SomethingElseThatOpensEndsItAndTheWorkBeforeItIsAskedFor) {
    settle([&] { choose("Source: Draw"); });
    settle([&] { drag(PanelKind::Input, AreaKind::Input, {{3, 3}, {3, 12}}); });
    const auto drawn = session().source();
    begin("01-window");
    EXPECT_FALSE(window_.isWindowModified()) << "nothing of a lesson is the user's to save";
    questions_.answer = QMessageBox::Cancel;
    settle([&] { window_.documents().open("mnist:7"); });
    EXPECT_EQ(questions_.asked.size(), 1);
    EXPECT_FALSE(card().isVisible());
    EXPECT_EQ(session().source(), drawn);
    EXPECT_TRUE(window_.isWindowModified());
    begin("01-window");
    EXPECT_FALSE(window_.close());
    EXPECT_EQ(questions_.asked.size(), 2);
}

TEST_F(TakingLessons, UndoTakesALessonBack) {
    const Experiment before = session().experiment();
    begin("02-stride-and-size");
    push("Next");
    EXPECT_FALSE(session().experiment() == before);
    settle([&] { trigger("edit.undo"); });
    EXPECT_TRUE(session().experiment() == before);
}

TEST_F(TakingLessons, AnswersAreTriedAgainAndTextIsNoTry) {
    beginWith("step: S\ninput: 1 2 | 3 4\nset: size 1\nsay: s\nask: output 0,0 0,1\n");
    type(fields()[0], "1");
    QTest::keyClick(fields()[0], Qt::Key_Return);
    EXPECT_TRUE(walk().isOpen()) << "Enter goes to the empty field first";
    EXPECT_TRUE(fields()[1]->hasFocus());
    QTest::keyClick(fields()[1], Qt::Key_Return);
    EXPECT_TRUE(walk().isOpen() && fields()[1]->hasFocus()) << "and stays there";
    answer({"1", "two"});
    EXPECT_TRUE(fields()[1]->hasFocus()) << "where it has to be written anew";
    EXPECT_TRUE(says("a number is expected")) << "said in words";
    answer({"1", "2"});
    EXPECT_EQ(walk().score(), (Score{1, 1})) << "what cannot be read is no try";
    EXPECT_TRUE(fields()[0]->isReadOnly());
    settle([&] { QTest::mouseClick(button("Finish"), Qt::LeftButton); });
    beginWith("step: S\ninput: 1 2 | 3 4\nset: size 1\nsay: s\nask: output 0,0 0,1\n");
    answer({"1", "3"});
    EXPECT_TRUE(fields()[1]->property("wrong").toBool());
    EXPECT_FALSE(fields()[0]->property("wrong").toBool());
    EXPECT_TRUE(says("✓") && says("✗")) << "not by colour alone";
    answer({"1", "2"});
    EXPECT_EQ(walk().score(), (Score{0, 1}));
}

TEST_F(TakingLessons, KeysGoOnAndBack) {
    begin("01-window");
    const auto alt = [this](Qt::Key key) { settle([&] { QTest::keyClick(&window_, key, Qt::AltModifier); }); };
    for (int i = 0; i < 3; ++i) alt(Qt::Key_Right);
    EXPECT_EQ(walk().at(), 3U);
    ASSERT_TRUE(walk().isOpen());
    alt(Qt::Key_Right);
    EXPECT_EQ(walk().at(), 3U) << "the question is answered first";
    EXPECT_FALSE(walk().isOpen());
    EXPECT_EQ(session().playback(), (Playback{Phase::Forward, 2})) << "the next windows are asked for next";
    alt(Qt::Key_Right);
    EXPECT_EQ(walk().at(), 4U);
    alt(Qt::Key_Left);
    EXPECT_EQ(walk().at(), 3U);
    EXPECT_FALSE(walk().isOpen()) << "answers stay";
    EXPECT_EQ(fields().front()->text(), QStringLiteral("90"));
}

TEST_F(TakingLessons, PointsAtCellsAndPanels) {
    beginWith(
        "step: A\ninput: 1 2 3 | 4 5 6 | 7 8 9\nset: size 2, stride 1\nsay: a\npoint: input 1,1\n"
        "point: panel gradient\nstep: B\nsay: b\npoint: patch 0,1 2\nstep: C\nsay: c\n");
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Input, {1, 1}, 0}));
    auto* ring = window_.findChild<PanelRing*>();
    ASSERT_NE(ring, nullptr);
    EXPECT_TRUE(ring->isVisible());
    EXPECT_TRUE(ring->geometry().contains(canvas(PanelKind::Gradient).geometry()));
    window_.resize(1024, 768);
    QApplication::processEvents();
    EXPECT_TRUE(ring->geometry().contains(canvas(PanelKind::Gradient).geometry())) << "it follows its panel";
    push("Next");
    EXPECT_FALSE(ring->isVisible());
    EXPECT_EQ(session().pinned(), (Focus{FocusKind::Patch, {0, 1}, 2}));
    push("Next");
    EXPECT_EQ(session().pinned().kind, FocusKind::Window);
}

TEST_F(TakingLessons, AFileWithMistakesIsRefusedWithTheirLines) {
    beginWith("step: A\ninput: 1 2 | 3\nsay: a\nstep: B\nsay: b\nbogus: 1\n");
    EXPECT_FALSE(card().walk().has_value());
    EXPECT_TRUE(says("tour.lesson, line 4: row 1 has 1 number"));
    EXPECT_TRUE(says("tour.lesson, line 8: there is no \"bogus:\""));
    EXPECT_EQ(evaluation().experiment.source.mnist, true) << "the picture stays";
}

TEST_F(TakingLessons, NeverWidenTheWindowAndKeepTheirFieldsApart) {
    window_.resize(1024, 660);
    trigger("lesson.open.06-overlaps-add");
    ASSERT_TRUE(QTest::qWaitFor([this] { return card().isVisible(); }, kPatience));
    while (card().walk() && !card().walk()->isLast()) {
        settle([this] { trigger("lesson.next"); });
        QApplication::processEvents();
        EXPECT_LE(window_.width(), 1024) << card().walk()->at();
        QList<QRect> places;
        for (const QLineEdit* line : card().findChildren<QLineEdit*>()) {
            if (line->isVisible()) places << QRect(line->mapTo(&card(), QPoint()), line->size());
        }
        for (const QPushButton* button : card().findChildren<QPushButton*>()) {
            if (button->isVisible()) places << QRect(button->mapTo(&card(), QPoint()), button->size());
        }
        for (qsizetype i = 0; i < places.size(); ++i) {
            EXPECT_TRUE(card().rect().contains(places[i])) << card().walk()->at();
            for (qsizetype j = 0; j < i; ++j) EXPECT_FALSE(places[i].intersects(places[j])) << card().walk()->at();
        }
    }
}

TEST_F(TakingLessons, StandBesideThePresentation) {
    begin("03-im2col");
    window_.presentation().set(true);
    EXPECT_TRUE(card().isVisible());
    window_.presentation().set(false);
}

}  // namespace
}  // namespace poolscope
