// SPDX-License-Identifier: GPL-3.0-or-later
// Every lesson taken as a student takes it: typing, pointing, a clicker, and the buttons.
#include <QLineEdit>
#include <QPushButton>
#include <QStatusBar>
#include <QToolBar>
#include <algorithm>

#include "app/file/lessons.h"
#include "app/gui/lesson/answer_bar.h"
#include "app/gui/lesson/lesson_desk.h"
#include "app/gui/lesson/lesson_frame.h"
#include "app/gui/view/panel_ring.h"
#include "app/gui/view/thread_layer.h"
#include "app/gui/window/presentation.h"
#include "core/base/text.h"
#include "core/lesson/diagnosis.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class TakingLessons : public Window {
  protected:
    LessonFrame& frame() { return window_.lessons().lessonFrame(); }
    const LessonWalk& walk() { return *frame().walk(); }
    const LessonStep& step() { return walk().step(); }

    void begin(const std::string& name) {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        trigger(("lesson.open." + name).c_str());
        ASSERT_TRUE(opened.wait(kPatience));
        ASSERT_TRUE(frame().walk().has_value());
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
        for (QLineEdit* line : frame().findChildren<QLineEdit*>()) {
            if (line->isVisible()) found.push_back(line);
        }
        return found;
    }
    QPushButton* button(const char* text) {
        for (QPushButton* each : frame().findChildren<QPushButton*>()) {
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
    // Into all fields, then Enter in the last one; or by the button of a choice.
    void answer(const std::vector<std::string>& texts) {
        if (!step().question->choices.empty()) return push(texts.front().c_str());
        const auto lines = fields();
        ASSERT_EQ(lines.size(), texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) type(lines[i], texts[i]);
        settle([&] { QTest::keyClick(lines.back(), Qt::Key_Return); });
    }
    std::vector<std::string> rightAnswers() {
        std::vector<std::string> texts;
        const Question& question = *step().question;
        for (std::size_t i = 0; i < question.answers.size(); ++i) texts.push_back(rightWords(question, i));
        return texts;
    }
    std::vector<std::string> wrongAnswers() {
        const Question& question = *step().question;
        std::vector<std::string> texts;
        if (!question.choices.empty()) return {question.choices[question.right == 0 ? 1 : 0]};
        for (const Answer& each : question.answers) {
            Answer wrong = each;
            wrong.numbers.front() += 1;
            texts.push_back(toText(wrong));
        }
        return texts;
    }
    // What the first of the wrong answers that a mistake gives comes from, or the hint.
    std::string helpFor(const std::vector<std::string>& wrong) {
        const Question& question = *step().question;
        for (std::size_t i = 0; question.choices.empty() && i < wrong.size(); ++i) {
            if (const std::string slip = diagnosisOf(question, i, wrong[i]); !slip.empty()) return slip;
        }
        return question.hint;
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
    // What is asked is not on the stage.
    void expectHidden() {
        if (!(step().experiment == step().revealed) || step().question->kind == AskKind::Choice) return;
        const auto& playback = pictures().playback;
        if (step().question->kind == AskKind::Same) {
            EXPECT_EQ(windowsForward(playback, evaluation().grid), 0) << step().heading;
        }
        for (const CellRef& cell : step().question->cells) {
            if (step().question->kind == AskKind::Gradient) {
                EXPECT_EQ(windowsBackward(playback, evaluation().grid), 0) << step().heading;
                const auto isNumber = [](const QString& line) { return !line.isEmpty() && line[0].isDigit(); };
                const QStringList words = lines(PanelKind::Gradient);
                EXPECT_EQ(std::count_if(words.begin(), words.end(), isNumber), 0) << step().heading;
            } else {
                EXPECT_GE(flatIndex(evaluation().grid.output(), cell), windowsForward(playback, evaluation().grid))
                    << step().heading;
                session().hover({FocusKind::Window, cell, 0});
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
            ASSERT_TRUE(frame().walk().has_value());
            EXPECT_TRUE(visibleText().contains(QString::fromStdString(step().say))) << name;
            if (walk().isOpen()) {
                expectShown(step().experiment);
                expectHidden();
                answer(rightAnswers());
                EXPECT_TRUE(says("✓ Right.")) << name << ": " << step().heading;
                EXPECT_TRUE(visibleText().contains(QString::fromStdString(step().question->why)));
            }
            expectShown(step().revealed);
            if (!step().play) {
                EXPECT_EQ(session().playback(), step().question ? step().after : step().playback) << step().heading;
            }
            if (walk().isLast()) break;
            const std::size_t before = walk().at();
            enter();
            ASSERT_EQ(walk().at(), before + 1) << name << ": Enter goes on from " << step().heading;
        }
        EXPECT_EQ(walk().score(), (Score{questions, questions})) << name;
        enter();
        EXPECT_TRUE(frame().isOver()) << name;
        EXPECT_TRUE(
            visibleText().contains(QStringLiteral("%1 of %1 right at the first try").arg(static_cast<int>(questions))))
            << name;
        push("Finish");
        EXPECT_FALSE(frame().walk().has_value());
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
                EXPECT_TRUE(visibleText().contains(QString::fromStdString(helpFor(wrongAnswers())))) << step().heading;
                expectShown(step().experiment);
                expectHidden();
                push("Show me");
                EXPECT_TRUE(says("This is the answer."));
                if (step().question->choices.empty()) {
                    ASSERT_FALSE(fields().empty());
                    EXPECT_EQ(fields().front()->text().toStdString(), rightAnswers().front());
                } else {
                    EXPECT_NE(button(("✓ " + rightAnswers().front()).c_str()), nullptr);
                }
            }
            if (walk().isLast()) break;
            push("Next");
        }
        EXPECT_EQ(walk().score(), (Score{0, questions})) << name;
        push("To the end");
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
    EXPECT_FALSE(frame().walk().has_value());
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
    EXPECT_FALSE(frame().walk().has_value());
    EXPECT_EQ(session().source(), drawn);
    EXPECT_TRUE(window_.isWindowModified());
    begin("01-window");
    EXPECT_FALSE(window_.close());
    EXPECT_EQ(questions_.asked.size(), 2);
}

TEST_F(TakingLessons, UndoNeverPartsThePictureAndTheWords) {
    const Experiment before = session().experiment();
    begin("02-stride-and-size");
    push("Next");
    const Experiment shown = session().experiment();
    settle([&] { trigger("pooling.sizeUp"); });
    ASSERT_FALSE(session().experiment() == shown);
    settle([&] { trigger("edit.undo"); });
    EXPECT_TRUE(session().experiment() == shown) << "what was done in the step";
    EXPECT_TRUE(frame().walk().has_value());
    settle([&] { trigger("edit.undo"); });
    ASSERT_TRUE(QTest::qWaitFor([this] { return !frame().walk().has_value(); }, kPatience)) << "the lesson itself";
    EXPECT_TRUE(session().experiment() == before);
}

TEST_F(TakingLessons, AChangedPictureIsBroughtBackAndLeavingTheStepUndoesIt) {
    begin("02-stride-and-size");
    push("Next");
    const Experiment shown = session().experiment();
    EXPECT_EQ(button("Back to this step"), nullptr);
    settle([&] { trigger("pooling.sizeUp"); });
    ASSERT_FALSE(session().experiment() == shown);
    push("Back to this step");
    EXPECT_TRUE(session().experiment() == shown);
    EXPECT_EQ(button("Back to this step"), nullptr);
    settle([&] { trigger("pooling.sizeUp"); });
    push("Next");
    push("Back");
    EXPECT_TRUE(session().experiment() == shown);
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
    push("To the end");
    push("Finish");
    beginWith("step: S\ninput: 1 2 | 3 4\nset: size 1\nsay: s\nask: output 0,0 0,1\n");
    answer({"1", "3"});
    EXPECT_TRUE(fields()[1]->property("wrong").toBool());
    EXPECT_FALSE(fields()[0]->property("wrong").toBool());
    EXPECT_TRUE(says("✓") && says("✗")) << "not by colour alone";
    answer({"1", "2"});
    EXPECT_EQ(walk().score(), (Score{0, 1}));
}

// PageDown, PageUp and a full stop, wherever the keyboard is.
TEST_F(TakingLessons, AClickerGoesThroughAndShowsAnswers) {
    begin("01-window");
    const auto press = [this](Qt::Key key) { settle([&] { QTest::keyClick(QApplication::focusWidget(), key); }); };
    for (int i = 0; i < 3; ++i) press(Qt::Key_PageDown);
    EXPECT_EQ(walk().at(), 3U);
    ASSERT_TRUE(walk().isOpen());
    press(Qt::Key_PageDown);
    EXPECT_EQ(walk().at(), 4U) << "past the question";
    press(Qt::Key_PageUp);
    EXPECT_EQ(walk().at(), 3U);
    EXPECT_TRUE(walk().isOpen()) << "which stays open";
    press(Qt::Key_Period);
    EXPECT_FALSE(walk().isOpen());
    EXPECT_EQ(fields().front()->text(), QStringLiteral("90"));
    EXPECT_EQ(session().playback(), (Playback{Phase::Forward, 2})) << "the next windows are asked for next";
    press(Qt::Key_PageDown);
    press(Qt::Key_B);
    EXPECT_FALSE(walk().isOpen());
    EXPECT_EQ(walk().score(), (Score{0, 2}));
    settle([&] { QTest::keyClick(&window_, Qt::Key_Left, Qt::AltModifier); });
    EXPECT_EQ(walk().at(), 3U);
    while (walk().at() > 0) press(Qt::Key_PageUp);
    for (std::size_t i = 0; i < walk().lesson().steps.size(); ++i) press(Qt::Key_PageDown);
    EXPECT_TRUE(frame().isOver());
    settle([&] { trigger("lesson.close"); });
    const std::int64_t step = session().step();
    settle([&] {
        player().setMotion(false);
        press(Qt::Key_PageDown);
    });
    EXPECT_NE(session().step(), step) << "at the desk the key plays again";
}

TEST_F(TakingLessons, AnswersAreGivenByPointing) {
    begin("01-window");
    for (int i = 0; i < 3; ++i) push("Next");
    ASSERT_TRUE(walk().isOpen());
    settle([&] { click(PanelKind::Input, AreaKind::Input, {1, 3}); });
    EXPECT_TRUE(walk().isOpen()) << "50 is not the largest";
    EXPECT_EQ(fields().front()->text(), QStringLiteral("50"));
    settle([&] { click(PanelKind::Input, AreaKind::Input, {0, 3}); });
    EXPECT_FALSE(walk().isOpen());
    push("Next");
    settle([&] { click(PanelKind::Input, AreaKind::Input, {2, 0}); });
    ASSERT_TRUE(walk().isOpen()) << "the second number is missing";
    settle([&] { click(PanelKind::Input, AreaKind::Input, {3, 3}); });
    EXPECT_FALSE(walk().isOpen());
    EXPECT_EQ(walk().score(), (Score{1, 2}));
    settle([&] { trigger("lesson.close"); });
    begin("04-argmax");
    push("Next");
    ASSERT_EQ(step().question->kind, AskKind::Winner);
    canvas(PanelKind::Input).setFocus();
    session().pin({FocusKind::Input, {0, 3}, 0});
    settle([&] { QTest::keyClick(&canvas(PanelKind::Input), Qt::Key_Return); });
    EXPECT_FALSE(walk().isOpen()) << "with the keyboard too";
}

TEST_F(TakingLessons, ChoicesAreButtons) {
    beginWith("step: S\ninput: 1 2 | 3 4\nset: size 2\nsay: s\nask: output 0,0\nchoice: 1 | 4 | 10\n");
    EXPECT_TRUE(fields().empty());
    EXPECT_EQ(button("Check"), nullptr);
    push("10");
    EXPECT_TRUE(walk().isOpen());
    EXPECT_TRUE(says("✗ Not yet."));
    EXPECT_FALSE(button("10")->isEnabled());
    push("4");
    EXPECT_FALSE(walk().isOpen());
    EXPECT_NE(button("✓ 4"), nullptr);
}

// The room of the step, without anything of the workbench around it.
TEST_F(TakingLessons, AreAStage) {
    window_.resize(1024, 741);
    begin("01-window");
    push("Next");
    QApplication::processEvents();
    for (PanelKind kind : {PanelKind::Input, PanelKind::Output}) EXPECT_TRUE(canvas(kind).isVisible());
    for (PanelKind kind : {PanelKind::Patches, PanelKind::Gradient}) EXPECT_FALSE(canvas(kind).isVisible());
    EXPECT_FALSE(window_.findChild<QToolBar*>()->isVisible());
    EXPECT_FALSE(window_.statusBar()->isVisible());
    EXPECT_FALSE(window_.pages().bar().isVisible());
    EXPECT_GE(canvas(PanelKind::Input).panel().area(AreaKind::Input)->pitchX(), 80);
    QPoint board = window_.pages().board().mapTo(&window_, QPoint());
    QSize size = window_.pages().board().size();
    while (!walk().isLast()) {
        settle([&] { trigger("lesson.next"); });
        QApplication::processEvents();
        EXPECT_EQ(window_.pages().board().mapTo(&window_, QPoint()), board) << "nothing jumps: " << step().heading;
        EXPECT_EQ(window_.pages().board().size(), size) << step().heading;
    }
    settle([&] { trigger("lesson.close"); });
    EXPECT_TRUE(window_.findChild<QToolBar*>()->isVisible());
    EXPECT_TRUE(canvas(PanelKind::Patches).isVisible());
}

// No step keeps room that another one needs: in a hall the pictures need it.
TEST_F(TakingLessons, LeaveThePicturesTheRoomInAPresentation) {
    window_.resize(1024, 768);
    begin("01-window");
    window_.presentation().set(true);
    window_.setFixedSize(1024, 768);
    while (step().heading != "Only the largest is kept") settle([&] { trigger("lesson.next"); });
    QApplication::processEvents();
    const int low = window_.findChild<AnswerBar*>()->height();
    EXPECT_GE(canvas(PanelKind::Output).height(), 0.45 * 768);
    settle([&] { trigger("lesson.next"); });
    QApplication::processEvents();
    ASSERT_TRUE(step().question.has_value());
    EXPECT_GT(window_.findChild<AnswerBar*>()->height(), low) << "the question has its room when it is asked";
    const auto atTheEnd = [&] {
        for (const QPushButton* button : window_.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text().startsWith(QStringLiteral("Next: "))) return button;
        }
        return static_cast<const QPushButton*>(nullptr);
    };
    while (!atTheEnd()) settle([&] { trigger("lesson.next"); });
    QApplication::processEvents();
    EXPECT_GE(atTheEnd()->height(), atTheEnd()->sizeHint().height()) << "the buttons of the end are whole";
    window_.presentation().set(false);
}

TEST_F(TakingLessons, SayTheNumbersThatThePictureShows) {
    begin("11-max-and-average");
    while (step().experiment.pool.op != PoolOp::Softmax) settle([&] { trigger("lesson.next"); });
    const std::string shown = fixedNumber(evaluation().forward->y.values[3], 2);
    EXPECT_NE(step().say.find(shown), std::string::npos) << step().say << " and the picture says " << shown;
}

TEST_F(TakingLessons, ShowAPageOfTheStudies) {
    beginWith("step: A\ninput: 1 2 | 3 4\nset: size 2\nsay: a\nstep: B\nsource: mnist:18\nsay: b\npage: shift\n");
    EXPECT_EQ(&window_.pages().current(), &window_.pages().board());
    push("Next");
    EXPECT_NE(&window_.pages().current(), &window_.pages().board());
    push("Back");
    EXPECT_EQ(&window_.pages().current(), &window_.pages().board());
}

TEST_F(TakingLessons, PlayAStretch) {
    player().setMotion(false);
    beginWith("step: A\ninput: 1 2 3 4 | 1 2 3 4\nset: size 1\nsay: a\nplay: forward 2 5 at 50\n");
    EXPECT_EQ(button("Back to this step"), nullptr) << "what plays is on its way";
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().step() == 5 && !player().isPlaying(); }, kPatience));
    EXPECT_EQ(button("Back to this step"), nullptr);
    settle([&] { player().goTo(3); });
    EXPECT_NE(button("Back to this step"), nullptr);
    push("Back to this step");
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().step() == 5 && !player().isPlaying(); }, kPatience));
    EXPECT_EQ(button("Back to this step"), nullptr);
    EXPECT_EQ(player().speed(), 1) << "the speed of the user stays";
}

TEST_F(TakingLessons, AWrongAnswerIsRead) {
    beginWith("step: S\ninput: 10 40 | 30 20\nset: size 2\nsay: s\nask: output 0,0\nhint: Look again.\n");
    answer({"25"});
    EXPECT_TRUE(says("25 is the mean"));
    answer({"1234"});
    EXPECT_TRUE(says("Look again.")) << "where no mistake gives it";
}

TEST_F(TakingLessons, CanBeTakenWithOtherNumbersAndKept) {
    begin("01-window");
    push("Next");
    const auto numbers = evaluation().x->values;
    while (!frame().isOver()) settle([&] { trigger("lesson.next"); });
    QSignalSpy saved(&window_.lessons(), &LessonDesk::resultsSaved);
    const QString path = folder_.filePath(QStringLiteral("result.json"));
    window_.lessons().saveResults(path);
    ASSERT_TRUE(saved.count() > 0 || saved.wait(kPatience));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto results = parseResults(file.readAll().toStdString());
    ASSERT_TRUE(results.has_value()) << results.error().message;
    EXPECT_EQ(results->lesson, "01-window");
    EXPECT_EQ(results->questions.size(), 2U);
    EXPECT_EQ(results->count(Closing::Open), 2);
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    push("Other numbers");
    ASSERT_TRUE(opened.count() > 0 || opened.wait(kPatience));
    EXPECT_NE(walk().lesson().seed, 0U);
    push("Next");
    EXPECT_NE(evaluation().x->values, numbers);
}

TEST_F(TakingLessons, TheEndLeadsOn) {
    begin("01-window");
    while (!frame().isOver()) settle([&] { trigger("lesson.next"); });
    EXPECT_TRUE(says("Left open: 2."));
    settle([&] { trigger("lesson.next"); });
    EXPECT_TRUE(frame().isOver()) << "a clicker leaves it there";
    push("Back");
    EXPECT_FALSE(frame().isOver());
    push("To the end");
    QSignalSpy opened(&window_.documents(), &Documents::opened);
    push("Next: Stride and size");
    ASSERT_TRUE(opened.count() > 0 || opened.wait(kPatience));
    EXPECT_EQ(walk().lesson().header.title, "Stride and size");
    while (!frame().isOver()) settle([&] { trigger("lesson.next"); });
    push("Try it on your own digit");
    EXPECT_FALSE(frame().walk().has_value());
    EXPECT_EQ(session().source()->format, "drawing");
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
    const QObjectList& children = ring->parentWidget()->children();
    EXPECT_LT(children.indexOf(ring), children.indexOf(window_.findChild<ThreadLayer*>()))
        << "it lies under the words of the arrows";
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
    EXPECT_FALSE(frame().walk().has_value());
    EXPECT_TRUE(says("tour.lesson, line 4: row 1 has 1 number"));
    EXPECT_TRUE(says("tour.lesson, line 8: there is no \"bogus:\""));
    EXPECT_EQ(evaluation().experiment.source.mnist, true) << "the picture stays";
}

TEST_F(TakingLessons, NeverWidenTheWindowAndKeepTheirFieldsApart) {
    window_.resize(1024, 660);
    trigger("lesson.open.06-overlaps-add");
    ASSERT_TRUE(QTest::qWaitFor([this] { return frame().walk().has_value(); }, kPatience));
    while (frame().walk() && !frame().walk()->isLast()) {
        settle([this] { trigger("lesson.next"); });
        QApplication::processEvents();
        EXPECT_LE(window_.width(), 1024) << frame().walk()->at();
        QList<QRect> places;
        for (const QLineEdit* line : frame().findChildren<QLineEdit*>()) {
            if (line->isVisible()) places << QRect(line->mapTo(&frame(), QPoint()), line->size());
        }
        for (const QPushButton* button : frame().findChildren<QPushButton*>()) {
            if (button->isVisible()) places << QRect(button->mapTo(&frame(), QPoint()), button->size());
        }
        for (qsizetype i = 0; i < places.size(); ++i) {
            EXPECT_TRUE(frame().rect().contains(places[i])) << frame().walk()->at();
            for (qsizetype j = 0; j < i; ++j) EXPECT_FALSE(places[i].intersects(places[j])) << frame().walk()->at();
        }
    }
}

TEST_F(TakingLessons, ShowHowAnAnswerIsWrittenInTypeOfAnySize) {
    beginWith("step: S\ninput: 1 2 | 3 4\nset: size 2\nsay: s\nask: shape\nthen: size 1\n");
    const QLineEdit* line = fields().front();
    const auto isWhole = [&] {
        return line->fontMetrics().horizontalAdvance(line->placeholderText()) < line->width() - 12;
    };
    EXPECT_TRUE(isWhole());
    const int before = line->width();
    window_.presentation().set(true);
    QApplication::processEvents();
    EXPECT_GT(line->width(), before);
    EXPECT_TRUE(isWhole());
    window_.presentation().set(false);
}

TEST_F(TakingLessons, StandBesideThePresentation) {
    begin("03-im2col");
    window_.presentation().set(true);
    EXPECT_TRUE(frame().walk().has_value());
    window_.presentation().set(false);
}

}  // namespace
}  // namespace poolscope
