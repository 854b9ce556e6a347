// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever an experiment holds, the controls show it as it is; and who touches one of them changes nothing else.
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QSlider>
#include <QSpinBox>

#include "core/filter/filter.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

class Truth : public Window {
  protected:
    // As a session, a figure or a lesson sets it.
    void set(const std::function<void(Experiment&)>& change) {
        settle([&] { session().edit({}, {}, change); });
        EXPECT_FALSE(session().error().has_value());
    }
    const WindowSpec& spec() { return session().experiment().window; }
    bool isShown(const char* name) { return named<QWidget>(name)->isVisible(); }
    void type(const char* name, const char* number) {
        auto* box = named<QAbstractSpinBox>(name);
        box->setFocus();
        box->selectAll();
        settle([&] {
            QTest::keyClicks(box, QString::fromLatin1(number));
            QTest::keyClick(box, Qt::Key_Return);
        });
    }
    QString textOf(const char* name) {
        auto* box = named<QDoubleSpinBox>(name);
        return box->text();
    }
    QString stateOf(const char* fold) {
        for (const Fold* each : window_.findChildren<Fold*>()) {
            if (each->title().text() == QLatin1String(fold)) return each->title().state();
        }
        ADD_FAILURE() << fold;
        return {};
    }
};

TEST_F(Truth, FourPaddingsAreFour) {
    EXPECT_TRUE(labelled<QCheckBox>("square")->isChecked());
    set([](Experiment& e) { e.window.padding = {PadMode::Explicit, 0, 0, 1, 1}; });
    EXPECT_FALSE(isShown("Padding (H)")) << "it would say 0";
    EXPECT_FALSE(labelled<QCheckBox>("square")->isChecked());
    const auto shown = [&] {
        std::vector<int> numbers;
        for (const char* name : {"Padding (top)", "Padding (left)", "Padding (bottom)", "Padding (right)"}) {
            EXPECT_TRUE(isShown(name)) << name;
            numbers.push_back(named<QSpinBox>(name)->value());
        }
        return numbers;
    };
    EXPECT_EQ(shown(), (std::vector{0, 0, 1, 1}));
    type("Padding (left)", "1");
    EXPECT_EQ(spec().padding, (Padding{PadMode::Explicit, 0, 1, 1, 1})) << "the others stay";
    EXPECT_EQ(shown(), (std::vector{0, 1, 1, 1}));
    settle([&] { labelled<QCheckBox>("square")->click(); });
    EXPECT_EQ(spec().padding, (Padding{PadMode::Explicit, 0, 0, 1, 1})) << "columns as rows, and no more";
    settle([&] { choose("Pad value: 0"); });
    settle([&] { choose("Presets: 3/2"); });
    settle([&] { named<QSpinBox>("Stride (H)")->setValue(1); });
    EXPECT_EQ(spec().padding, (Padding{PadMode::Explicit, 0, 0, 1, 1}));
    set([](Experiment& e) { e.window.padding = {PadMode::Explicit, 1, 1, 1, 1}; });
    EXPECT_TRUE(isShown("Padding (H)"));
    EXPECT_FALSE(isShown("Padding (top)"));
    EXPECT_EQ(named<QSpinBox>("Padding (H)")->value(), 1);
}

// The fields stay where they are while they are typed into.
TEST_F(Truth, PaddingsThatBecomeEvenKeepTheKeyboard) {
    set([](Experiment& e) { e.window.padding = {PadMode::Explicit, 1, 1, 0, 1}; });
    auto* bottom = named<QSpinBox>("Padding (bottom)");
    bottom->setFocus();
    settle([&] { bottom->setValue(1); });
    EXPECT_TRUE(bottom->isVisible() && bottom->hasFocus());
    settle([&] { QTest::keyClick(bottom, Qt::Key_Return); });
    settle([&] { trigger("pooling.sizeUp"); });
    EXPECT_TRUE(isShown("Padding (H)"));
}

TEST_F(Truth, PaddingThatIsComputedIsNoNumber) {
    set([](Experiment& e) { e.window.padding.mode = PadMode::SameUpper; });
    EXPECT_FALSE(isShown("Padding (H)") || isShown("Padding (top)"));
    EXPECT_TRUE(says("same-upper"));
    settle([&] { choose("Padding mode: as set"); });
    EXPECT_TRUE(isShown("Padding (H)"));
}

TEST_F(Truth, AnImpossiblePaddingIsSaidBesideTheFour) {
    settle([&] { session().edit({}, {}, [](Experiment& e) { e.window.padding = {PadMode::Explicit, 0, 0, 0, 9}; }); });
    ASSERT_TRUE(session().error().has_value());
    EXPECT_EQ(named<QSpinBox>("Padding (right)")->value(), 9);
    EXPECT_TRUE(says(session().error()->message.c_str()));
}

TEST_F(Truth, RowsAndColumnsThatDifferStayApart) {
    set([](Experiment& e) {
        e.window.size = {2, 3};
        e.window.stride = {1, 2};
    });
    settle([&] { named<QSpinBox>("Size (H)")->setValue(4); });
    EXPECT_EQ(spec().size, (Extent{4, 3}));
    settle([&] { named<QSpinBox>("Stride (W)")->setValue(3); });
    EXPECT_EQ(spec().stride, (Extent{1, 3}));
    EXPECT_EQ(spec().size, (Extent{4, 3}));
}

TEST_F(Truth, LargeStridesAreNotCut) {
    set([](Experiment& e) { e.window.stride = {5'000'000, 5'000'000}; });
    EXPECT_EQ(named<QSpinBox>("Stride (H)")->value(), 5'000'000);
    settle([&] { named<QSpinBox>("Size (H)")->setValue(3); });
    EXPECT_EQ(spec().stride, (Extent{5'000'000, 5'000'000}));
}

TEST_F(Truth, SomeFiltersAreNotAll) {
    auto* filters = named<QComboBox>("Filters");
    EXPECT_EQ(filters->currentText(), QStringLiteral("no filter"));
    const int entries = filters->count();
    set([](Experiment& e) { e.filters.filters = {0, 3}; });
    EXPECT_EQ(filters->currentText(), QStringLiteral("custom: 2 of 10"));
    for (const std::size_t i : {0UL, 3UL}) {
        const QString name = QString::fromStdString(std::string(filterBank()[i].name));
        EXPECT_TRUE(filters->toolTip().contains(name) && stateOf("Filter first").contains(name));
    }
    settle([&] { select("Filters", filters->currentIndex()); });
    EXPECT_EQ(session().experiment().filters.filters, (std::vector<std::size_t>{0, 3}));
    settle([&] { labelled<QCheckBox>("ReLU")->click(); });
    EXPECT_EQ(session().experiment().filters.filters, (std::vector<std::size_t>{0, 3}));
    settle([&] { select("Filters", 1); });
    EXPECT_EQ(filters->currentText(), QStringLiteral("all ten filters"));
    EXPECT_EQ(filters->count(), entries);
}

TEST_F(Truth, OtherFiltersLeaveTheGradientAndTheImage) {
    settle([&] { session().setBatch(3); });
    set([](Experiment& e) {
        e.plane = 2;
        e.gradient.kind = Upstream::Random;
        e.gradient.seed = 77;
    });
    settle([&] { select("Filters", 1); });
    EXPECT_EQ(session().experiment().plane, 20) << "the third image, in its first response";
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Random);
    EXPECT_EQ(session().experiment().gradient.seed, 77U);
    settle([&] { select("Filters", 0); });
    EXPECT_EQ(session().experiment().plane, 2);
    settle([&] { session().setUpstream(Upstream::Given); });
    settle([&] { select("Filters", 1); });
    EXPECT_EQ(session().experiment().gradient.kind, Upstream::Ones) << "its values have another shape";
    EXPECT_EQ(session().experiment().gradient.seed, 77U);
}

TEST_F(Truth, SeedsOfTenDigitsAreShown) {
    set([](Experiment& e) {
        e.gradient.kind = Upstream::Random;
        e.gradient.seed = 4'294'967'295U;
    });
    EXPECT_EQ(textOf("Seed of the random gradient"), QStringLiteral("4294967295"));
    settle([&] { choose("Ties go to: last"); });
    EXPECT_EQ(session().experiment().gradient.seed, 4'294'967'295U);
    type("Seed of the random gradient", "1000001");
    EXPECT_EQ(session().experiment().gradient.seed, 1'000'001U);
    auto* seed = named<QDoubleSpinBox>("Seed of the random gradient");
    seed->selectAll();
    QTest::keyClicks(seed, QStringLiteral("1.5"));
    EXPECT_EQ(seed->text(), QStringLiteral("15")) << "whole numbers alone";
}

TEST_F(Truth, NumbersHaveAllTheirDigits) {
    set([](Experiment& e) {
        e.pool.op = PoolOp::Lp;
        e.pool.p = 3.14159265358979;
    });
    EXPECT_EQ(textOf("p of the Lp norm"), QStringLiteral("3.14159265358979"));
    for (const double p : {1e-7, 2.125, 12'345'678.25, 1e30}) {
        set([p](Experiment& e) { e.pool.p = p; });
        auto* box = named<QDoubleSpinBox>("p of the Lp norm");
        EXPECT_EQ(box->value(), p);
        box->setFocus();
        settle([&] { QTest::keyClick(box, Qt::Key_Return); });
        EXPECT_EQ(session().experiment().pool.p, p) << "what is only looked at stays";
    }
    type("p of the Lp norm", "0.0625");
    EXPECT_EQ(session().experiment().pool.p, 0.0625);
    type("p of the Lp norm", "2,5e1");
    EXPECT_EQ(session().experiment().pool.p, 25);
    set([](Experiment& e) {
        e.pool.op = PoolOp::Avg;
        e.pool.divisor = -1e6;
    });
    EXPECT_EQ(textOf("Divisor of the mean"), QStringLiteral("-1000000"));
    set([](Experiment& e) { e.pool.divisor = 0.001953125; });
    EXPECT_EQ(textOf("Divisor of the mean"), QStringLiteral("0.001953125"));
    set([](Experiment& e) { e.pool.divisor.reset(); });
    EXPECT_EQ(textOf("Divisor of the mean"), QStringLiteral("number of places"));
    type("Divisor of the mean", "7");
    EXPECT_EQ(session().experiment().pool.divisor, 7);
    auto* divisor = named<QDoubleSpinBox>("Divisor of the mean");
    divisor->setFocus();
    divisor->selectAll();
    settle([&] {
        QTest::keyClick(divisor, Qt::Key_Delete);
        QTest::keyClick(divisor, Qt::Key_Return);
    });
    EXPECT_EQ(session().experiment().pool.divisor, std::nullopt) << "cleared, as its tip says";
}

TEST_F(Truth, SoftmaxMeasuresByTheRangeThatIsShown) {
    set([](Experiment& e) { e.pool.op = PoolOp::Softmax; });
    EXPECT_EQ(textOf("Temperature of softmax"), QStringLiteral("0.1"));
    const auto outputs = [this] { return evaluation().forward->y.values; };
    const std::vector<float> usual = outputs();
    ViewSpec view = session().view();
    view.range = {RangeKind::Given, {0, 510}};
    settle([&] { session().setView(view); });
    EXPECT_NE(outputs(), usual) << "255 is what can be stored";
    type("Temperature of softmax", "0.05");
    EXPECT_EQ(outputs(), usual);
    const auto forward = evaluation().forward;
    set([](Experiment& e) { e.pool.op = PoolOp::Max; });
    const auto max = evaluation().forward;
    EXPECT_NE(max, forward);
    settle([&] { session().setView({}); });
    EXPECT_EQ(evaluation().forward, max) << "nothing but softmax asks for it";
    EXPECT_FALSE(isShown("Temperature of softmax"));
}

TEST_F(Truth, ASliderGoesFromTheMaximumToTheAverage) {
    set([](Experiment& e) { e.pool.op = PoolOp::Softmax; });
    auto* slider = named<QSlider>("From the maximum to the average");
    EXPECT_TRUE(slider->isVisible());
    const auto outputAt = [&](int position) {
        settle([&] { slider->setValue(position); });
        return evaluation().forward->y.values;
    };
    const std::vector<float> cold = outputAt(slider->minimum());
    EXPECT_EQ(session().experiment().pool.temperature, 0.01);
    EXPECT_EQ(textOf("Temperature of softmax"), QStringLiteral("0.01"));
    const std::vector<float> warm = outputAt(slider->maximum());
    EXPECT_EQ(session().experiment().pool.temperature, 10);
    settle([&] { session().undoStack().undo(); });
    EXPECT_EQ(session().experiment().pool.temperature, 0.1) << "one drag is one step";
    const auto far = [](const std::vector<float>& a, const std::vector<float>& b) {
        double most = 0;
        for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(double{a[i]} - b[i]));
        return most;
    };
    set([](Experiment& e) { e.pool.op = PoolOp::Max; });
    EXPECT_LT(far(evaluation().forward->y.values, cold), 6);
    set([](Experiment& e) { e.pool.op = PoolOp::Avg; });
    EXPECT_LT(far(evaluation().forward->y.values, warm), 7);
}

TEST_F(Truth, TheEndsOfARangeHaveAllTheirDigits) {
    ViewSpec view = session().view();
    view.range = {RangeKind::Given, {-0.00001234, 1e12}};
    settle([&] { session().setView(view); });
    EXPECT_EQ(textOf("Value of the first colour"), QStringLiteral("-1.234e-05"));
    EXPECT_EQ(textOf("Value of the last colour"), QStringLiteral("1000000000000"));
    type("Value of the last colour", "9");
    EXPECT_EQ(session().view().range.given, (ValueScale{-0.00001234, 9}));
}

TEST_F(Truth, ABrushWritesWhatItSays) {
    Brush brush = session().brush();
    brush.tool = Tool::Brush;
    brush.value = 0.1F;
    session().setBrush(brush);
    EXPECT_EQ(textOf("Value of the brush"), QStringLiteral("0.1"));
    brush.value = 2.5e7F;
    session().setBrush(brush);
    EXPECT_EQ(textOf("Value of the brush"), QStringLiteral("25000000"));
}

TEST_F(Truth, OneCellIsNamed) {
    set([](Experiment& e) {
        e.gradient.kind = Upstream::OneCell;
        e.gradient.cell = {3, 4};
    });
    EXPECT_TRUE(stateOf("Gradient").contains(QStringLiteral("one cell (3, 4)")));
}

}  // namespace
}  // namespace poolscope
