// SPDX-License-Identifier: GPL-3.0-or-later
// Every parameter of the side bars: each edit is one step that undo takes back exactly; rows that come and go.
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include "core/pool/operation.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Parameters : public Window {
  protected:
    struct Edit {
        const char* name;
        std::function<void()> run;
    };
    Edit spin(const char* name, int value) {
        return {name, [this, name, value] { named<QSpinBox>(name)->setValue(value); }};
    }
    // As a user types it: the number, then Return.
    Edit typed(const char* name, const char* number) {
        return {name, [this, name, number] {
                    auto* box = named<QAbstractSpinBox>(name);
                    box->setFocus();
                    box->selectAll();
                    QTest::keyClicks(box, QString::fromLatin1(number));
                    QTest::keyClick(box, Qt::Key_Return);
                }};
    }
    Edit real(const char* name, double value) {
        return {name, [this, name, value] { named<QDoubleSpinBox>(name)->setValue(value); }};
    }
    Edit button(const char* name) {
        return {name, [this, name] { choose(name); }};
    }
    Edit box(const char* name, int index) {
        return {name, [this, name, index] { select(name, index); }};
    }
    Edit check(const char* words) {
        return {words, [this, words] { labelled<QCheckBox>(words)->click(); }};
    }
    Edit of(const char* id) {
        return {id, [this, id] { trigger(id); }};
    }

    // Runs the edits one after another; each must be one step of its own.
    void expectSteps(const std::vector<Edit>& edits) {
        QUndoStack& stack = session().undoStack();
        const int count = stack.count();
        std::vector<Experiment> states{session().experiment()};
        for (const Edit& edit : edits) {
            settle(edit.run);
            EXPECT_FALSE(session().error().has_value()) << edit.name;
            EXPECT_FALSE(session().experiment() == states.back()) << edit.name << " changes nothing";
            states.push_back(session().experiment());
            EXPECT_EQ(stack.count(), count + static_cast<int>(states.size()) - 1) << edit.name;
            EXPECT_FALSE(stack.undoText().isEmpty()) << edit.name;
            EXPECT_TRUE(evaluation().experiment == session().experiment()) << edit.name;
        }
        for (std::size_t i = edits.size(); i-- > 0;) {
            settle([&] { trigger("edit.undo"); });
            EXPECT_TRUE(session().experiment() == states[i]) << edits[i].name << " undone";
        }
        for (std::size_t i = 0; i < edits.size(); ++i) {
            settle([&] { trigger("edit.redo"); });
            EXPECT_TRUE(session().experiment() == states[i + 1]) << edits[i].name << " made again";
        }
        EXPECT_TRUE(evaluation().experiment == states.back());
    }
};

TEST_F(Parameters, OfTheWindowAreStepsOfTheirOwn) {
    labelled<QCheckBox>("square")->click();
    expectSteps({spin("Size (H)", 3),
                 spin("Stride (H)", 3),
                 spin("Padding (H)", 1),
                 spin("Dilation (H)", 2),
                 check("ceil mode"),
                 check("square"),
                 spin("Size (W)", 4),
                 spin("Stride (W)", 1),
                 spin("Dilation (W)", 1),
                 spin("Padding (W)", 0),
                 button("Presets: 3/2"),
                 button("Padding mode: same-upper"),
                 button("Padding mode: same-lower"),
                 button("Pad value: 0"),
                 button("Presets: global"),
                 of("pooling.sizeDown"),
                 of("pooling.strideDown"),
                 of("pooling.sizeUp"),
                 of("pooling.strideUp"),
                 of("pooling.ceil")});
}

TEST_F(Parameters, OfTheOperationAreStepsOfTheirOwn) {
    expectSteps({button("Operation: min"), button("Operation: avg"), check("count padding in the mean"),
                 real("Divisor of the mean", 3), button("Operation: median"), button("Median of an even count: lower"),
                 button("Operation: Lp"), real("p of the Lp norm", 3), button("Operation: softmax"),
                 real("Temperature of softmax", 0.3), button("Operation: max"), button("Ties go to: last"),
                 button("Overlaps: = in a loop"), button("Overlaps: = in col2im"), of("pooling.op.2"),
                 of("pooling.padValue.1"), of("pooling.ties.0"), of("pooling.overlap.0")});
}

TEST_F(Parameters, OfImagesFiltersAndGradientsAreStepsOfTheirOwn) {
    expectSteps({of("image.next"), spin("Images in the batch", 3), spin("Plane in view: image n of the batch", 1),
                 box("Filters", 1), check("ReLU"), spin("Plane in view: channel c", 4), box("Upstream gradient", 1),
                 real("Seed of the random gradient", 9), box("Upstream gradient", 2), box("Upstream gradient", 3),
                 of("pooling.upstream.0"), spin("Image number", 100), of("edit.blank")});
}

TEST_F(Parameters, TypedTwiceAreTwoSteps) {
    expectSteps({typed("Size (H)", "3"), typed("Size (H)", "5"), button("Operation: Lp"),
                 typed("p of the Lp norm", "3"), typed("p of the Lp norm", "4"), box("Upstream gradient", 1),
                 typed("Seed of the random gradient", "5"), typed("Seed of the random gradient", "6")});
}

TEST_F(Parameters, ADragIsOneStepAndBackToWhereItBeganIsNone) {
    auto* slider = named<QSlider>("Stride (H), slider");
    const auto dragTo = [&](const std::vector<int>& places) {
        slider->setSliderDown(true);
        for (const int place : places) slider->setSliderPosition(place);
        slider->setSliderDown(false);
    };
    settle([&] { dragTo({3, 4, 5}); });
    EXPECT_EQ(session().undoStack().count(), 1);
    EXPECT_EQ(session().experiment().window.stride, (Extent{5, 5}));
    settle([&] { dragTo({4, 3, 5}); });
    EXPECT_EQ(session().undoStack().count(), 1) << "nothing has changed";
    settle([&] { dragTo({6, 7}); });
    EXPECT_EQ(session().undoStack().count(), 2);
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().window.stride, (Extent{5, 5}));
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().window.stride, (Extent{2, 2}));
    EXPECT_FALSE(action("edit.undo")->isEnabled());
}

TEST_F(Parameters, RectangularControlsComeAndGo) {
    auto* width = named<QSpinBox>("Size (W)");
    auto* square = labelled<QCheckBox>("square");
    EXPECT_FALSE(width->isVisible());
    square->click();
    EXPECT_TRUE(width->isVisible());
    settle([&] { width->setValue(4); });
    EXPECT_EQ(session().experiment().window.size, (Extent{2, 4}));
    EXPECT_EQ(evaluation().forward->y.shape, (Shape{1, 1, 14, 13}));
    settle([&] { named<QSlider>("Size (H), slider")->setValue(3); });
    EXPECT_EQ(session().experiment().window.size, (Extent{3, 4}));
    settle([&] { press(Qt::Key_BracketRight); });
    EXPECT_EQ(session().experiment().window.size, (Extent{4, 5})) << "keys change both";
    settle([&] { square->click(); });
    EXPECT_FALSE(width->isVisible());
    EXPECT_EQ(session().experiment().window.size, (Extent{4, 4})) << "what is out of sight is as what is shown";
    settle([&] { trigger("edit.undo"); });
    EXPECT_EQ(session().experiment().window.size, (Extent{4, 5}));
    EXPECT_TRUE(width->isVisible()) << "a rectangle is never hidden";
    EXPECT_FALSE(square->isChecked());
}

TEST_F(Parameters, RowsAreThereForTheOperationThatNeedsThem) {
    const auto shown = [&](const char* name) { return named<QWidget>(name)->isVisible(); };
    EXPECT_TRUE(shown("Ties go to"));
    for (const char* name : {"p of the Lp norm", "Divisor of the mean", "Median of an even count"}) {
        EXPECT_FALSE(shown(name)) << name;
    }
    settle([&] { choose("Operation: median"); });
    EXPECT_TRUE(shown("Median of an even count"));
    EXPECT_FALSE(shown("Ties go to")) << "no single winner, no ties";
    EXPECT_TRUE(says("What stands in the middle of a window decides; no single winner."));
    settle([&] { choose("Operation: avg"); });
    EXPECT_TRUE(says("Every place of a window takes part; no single winner."));
    EXPECT_TRUE(shown("Divisor of the mean"));
    EXPECT_FALSE(shown("Median of an even count"));
    settle([&] { choose("Operation: Lp"); });
    EXPECT_TRUE(shown("p of the Lp norm"));
    EXPECT_EQ(lines(PanelKind::Output).front(), QStringLiteral("Output Y · lp"));
}

TEST_F(Parameters, TheOperationsStandInOneOrderEverywhere) {
    QStringList titles;
    QStringList menu;
    for (const Operation& row : operations()) {
        menu << action(("pooling.op." + std::to_string(titles.size())).c_str())->text();
        titles << QString::fromUtf8(row.word.title);
    }
    QStringList buttons;
    for (const auto* button : named<QWidget>("Operation")->findChildren<QToolButton*>()) buttons << button->text();
    EXPECT_EQ(buttons, titles);
    EXPECT_EQ(menu, titles);
}

TEST_F(Parameters, MedianAndLpComputeWhatTheySay) {
    openArray({1, 2, 4, 8}, {2, 2});
    const auto y = [&] { return evaluation().forward->y.at(0, {0, 0}); };
    settle([&] { choose("Operation: median"); });
    EXPECT_EQ(y(), 3);
    settle([&] { choose("Median of an even count: lower"); });
    EXPECT_EQ(y(), 2);
    settle([&] { choose("Operation: Lp"); });
    settle([&] { named<QDoubleSpinBox>("p of the Lp norm")->setValue(1); });
    EXPECT_EQ(y(), 15);
    const auto before = session().rendered();
    settle([&] { named<QDoubleSpinBox>("p of the Lp norm")->setValue(0); });
    EXPECT_EQ(session().error()->where, "pool.p");
    EXPECT_EQ(session().rendered(), before);
    settle([&] { named<QDoubleSpinBox>("p of the Lp norm")->setValue(2); });
    EXPECT_NEAR(y(), std::sqrt(85.0), 1e-5);
    EXPECT_FALSE(session().error().has_value());
    settle([&] { choose("Operation: avg"); });
    EXPECT_EQ(y(), 3.75F);
    settle([&] { named<QDoubleSpinBox>("Divisor of the mean")->setValue(5); });
    EXPECT_EQ(y(), 3);
    settle([&] { choose("Operation: min"); });
    EXPECT_EQ(y(), 1);
}

TEST_F(Parameters, TheRangeIsThatOfTheSourceUntilAnotherIsChosen) {
    std::vector<float> values;
    for (int i = 1; i <= 16; ++i) values.push_back(static_cast<float>(i));
    openArray(values, {4, 4});
    EXPECT_EQ(pictures().scale, (ValueScale{0, 16}));
    settle([&] { choose("Range of values: set"); });
    EXPECT_EQ(session().view().range, (DisplayRange{RangeKind::Given, {0, 16}})) << "it begins as what was shown";
    settle([&] { named<QDoubleSpinBox>("Value of the last colour")->setValue(32); });
    EXPECT_EQ(pictures().scale, (ValueScale{0, 32}));
    EXPECT_TRUE(lines(PanelKind::Output).contains(QStringLiteral("32"))) << "the legend says it";
    named<QDoubleSpinBox>("Value of the first colour")->setValue(40);
    EXPECT_TRUE(says("must be smaller"));
    EXPECT_EQ(session().view().range.given, (ValueScale{0, 32})) << "the last possible one stays";
    auto* low = named<QDoubleSpinBox>("Value of the first colour");
    for (const char* half : {"0,5", "0.5"}) {
        low->setValue(0);
        low->selectAll();
        settle([&] {
            QTest::keyClicks(low, QString::fromLatin1(half));
            QTest::keyClick(low, Qt::Key_Return);
        });
        EXPECT_EQ(session().view().range.given, (ValueScale{0.5, 32})) << half;
    }
    low->setValue(40);
    settle([&] { choose("Range of values: fit"); });
    EXPECT_FALSE(says("must be smaller"));
    EXPECT_EQ(pictures().scale, (ValueScale{0, 16}));
    settle([&] { trigger("view.range.3"); });
    EXPECT_EQ(pictures().scale, (ValueScale{0, 255}));
    EXPECT_TRUE(named<QToolButton>("Range of values: set")->isChecked());
}

// Space and PageDown play wherever the pointer was last: with a clicker there is nothing else to press.
TEST_F(Parameters, TheKeysStayWithThePictures) {
    const QWidget* board = QApplication::focusWidget();
    ASSERT_EQ(board, &canvas(PanelKind::Output));
    auto* slider = named<QSlider>("Size (H), slider");
    QTest::mouseClick(slider, Qt::LeftButton);
    EXPECT_EQ(QApplication::focusWidget(), board) << "a slider is dragged, not entered";
    QTest::mouseClick(named<QSlider>("Step of the playback"), Qt::LeftButton);
    EXPECT_EQ(QApplication::focusWidget(), board);
    auto* field = named<QSpinBox>("Padding (H)");
    for (const Qt::Key end : {Qt::Key_Return, Qt::Key_Escape}) {
        field->setFocus();
        settle([&] { QTest::keyClick(field, end); });
        EXPECT_EQ(QApplication::focusWidget(), board);
    }
}

TEST_F(Parameters, TheWheelChangesOnlyTheFieldThatHasTheKeyboard) {
    auto* field = named<QSpinBox>("Padding (H)");
    const auto turn = [field] {
        const QPointF at = field->rect().center();
        QWheelEvent wheel(at, field->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(field, &wheel);
    };
    settle(turn);
    EXPECT_EQ(field->value(), 0);
    field->setFocus();
    settle(turn);
    EXPECT_EQ(field->value(), 1);
}

// What was typed and given up is not taken when the field is left.
TEST_F(Parameters, EscapeInAFieldGivesUpWhatWasTyped) {
    auto* field = named<QSpinBox>("Size (H)");
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_5);
    settle([&] { QTest::keyClick(field, Qt::Key_Escape); });
    EXPECT_EQ(session().experiment().window.size, (Extent{2, 2}));
    EXPECT_EQ(field->value(), 2);
}

}  // namespace
}  // namespace poolscope
