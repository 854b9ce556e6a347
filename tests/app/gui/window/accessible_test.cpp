// SPDX-License-Identifier: GPL-3.0-or-later
// The window by ear: every control has a name, a role and a description, panels are tables, studies say what they find.
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QDialogButtonBox>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <iostream>

#include "app/gui/action/shortcut_list.h"
#include "app/gui/input/read_as_dialog.h"
#include "app/gui/manual/manual.h"
#include "app/gui/output/animation_dialog.h"
#include "app/gui/output/export_dialog.h"
#include "app/gui/output/tensor_dialog.h"
#include "app/gui/study/nudge_window.h"
#include "app/gui/study/pages.h"
#include "app/gui/view/accessible_views.h"
#include "tests/app/gui/support/window_fixture.h"

namespace poolscope {
namespace {

// What would be told to a screen reader.
struct Told {
    QAccessible::Event type;
    QObject* object;
    int child;
    QString words;  // the name of what it is about
};
std::vector<Told>* listener = nullptr;  // of the test that is running

void hear(QAccessibleEvent* event) {
    if (!listener) return;
    const QAccessibleInterface* about = event->accessibleInterface();
    listener->push_back(
        {event->type(), event->object(), event->child(), about ? about->text(QAccessible::Name) : QString()});
}

class Accessible : public Window {
  protected:
    void SetUp() override {
        Window::SetUp();
        before_ = QAccessible::installUpdateHandler(&hear);
        listener = &told_;
    }
    void TearDown() override {
        listener = nullptr;
        QAccessible::installUpdateHandler(before_);
    }

    QAccessibleInterface& of(QObject& object) { return *QAccessible::queryAccessibleInterface(&object); }
    QAccessibleTableInterface& table(PanelKind kind) { return *of(canvas(kind)).tableInterface(); }
    QString cellText(PanelKind kind, int row, int column) {
        QAccessibleInterface* cell = table(kind).cellAt(row, column);
        return cell ? cell->text(QAccessible::Name) : QStringLiteral("no cell");
    }
    // The words of the last event of this type.
    QString lastTold(QAccessible::Event type) {
        for (auto each = told_.rbegin(); each != told_.rend(); ++each) {
            if (each->type == type) return each->words;
        }
        return {};
    }

    // Everything that takes the keyboard or the mouse.
    static bool isInteractive(const QWidget& widget) {
        if (widget.focusProxy() || widget.objectName().startsWith(QStringLiteral("qt_"))) return false;
        if (qobject_cast<const QLabel*>(&widget)) return false;
        return widget.focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton*>(&widget);
    }
    void audit(QWidget& root, const std::string& where) {
        int widgets = 0;
        int interactive = 0;
        int named = 0;
        for (QWidget* widget : root.findChildren<QWidget*>()) {
            if (!widget->isVisible()) continue;
            ++widgets;
            if (!isInteractive(*widget)) continue;
            ++interactive;
            QAccessibleInterface& told = of(*widget);
            const std::string which = where + ": " + widget->metaObject()->className() + " " +
                                      widget->objectName().toStdString() + " “" +
                                      told.text(QAccessible::Name).toStdString() + "”";
            const bool hasName = !told.text(QAccessible::Name).isEmpty();
            EXPECT_TRUE(hasName) << which << " has no name";
            const auto role = told.role();
            const bool frame = qobject_cast<const QAbstractScrollArea*>(widget) != nullptr;
            EXPECT_TRUE(role != QAccessible::NoRole && (role != QAccessible::Client || frame))
                << which << " has the role " << role;
            // What a button says of itself may be all that there is to say; Qt describes the tabs, not their bar.
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool described = !told.text(QAccessible::Description).isEmpty() ||
                                   (button && button->text().size() > 1) || role == QAccessible::PageTabList;
            EXPECT_TRUE(described) << which << " has no description";
            named += hasName && described ? 1 : 0;
        }
        std::cout << where << ": " << widgets << " widgets, " << interactive << " controls, " << named
                  << " with name, role and description\n";
        RecordProperty(where, named);
    }

    std::vector<Told> told_;
    QAccessible::UpdateHandler before_ = nullptr;
};

TEST_F(Accessible, EveryControlOfTheWindowIsDescribed) {
    named<QToolButton>("Images and their source")->click();
    settle([&] { select("Upstream gradient", 1); });
    settle([&] { session().setBatch(3); });
    audit(window_, "workbench");
    press(Qt::Key_2);
    audit(window_, "forward + backward");
    press(Qt::Key_1);
    settle([&] { select("Filters", 1); });
    settle([&] { choose("Operation: avg"); });
    audit(window_, "filters");
    for (const char* study : {"charts", "shift", "compare", "cascade", "dataset"}) {
        settle([&] { trigger((std::string("study.") + study).c_str()); });
        audit(window_, study);
    }
    trigger("help.palette");
    audit(window_, "palette");
}

TEST_F(Accessible, EveryControlOfTheDialogsIsDescribed) {
    const auto auditOpened = [&](const char* action, auto* kind) {
        using Dialog = std::remove_pointer_t<decltype(kind)>;
        trigger(action);
        auto* dialog = window_.findChild<Dialog*>();
        ASSERT_NE(dialog, nullptr) << action;
        audit(*dialog, action);
        dialog->reject();
        QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    };
    auditOpened("file.exportFigure", static_cast<ExportDialog*>(nullptr));
    auditOpened("file.exportAnimation", static_cast<AnimationDialog*>(nullptr));
    auditOpened("file.readAs", static_cast<ReadAsDialog*>(nullptr));
    auditOpened("help.manual", static_cast<Manual*>(nullptr));
    auditOpened("pooling.nudge", static_cast<NudgeWindow*>(nullptr));
    TensorDialog tensor(session().rendered(), PoolArray::Gradient, QDir::currentPath());
    tensor.show();
    audit(tensor, "file.exportTensor");
    ShortcutList keys(window_.actions(), &window_);
    keys.show();
    audit(keys, "help.keys");
    QTimer::singleShot(0, &window_, [&] {
        auto* about = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        ASSERT_NE(about, nullptr);
        EXPECT_TRUE(of(*about).text(QAccessible::Name).contains(QStringLiteral("About")));
        about->reject();
    });
    trigger("help.about");
}

TEST_F(Accessible, PanelsAreTables) {
    EXPECT_EQ(of(canvas(PanelKind::Input)).role(), QAccessible::Table);
    EXPECT_EQ(table(PanelKind::Input).rowCount(), 28);
    EXPECT_EQ(table(PanelKind::Output).columnCount(), 14);
    EXPECT_EQ(table(PanelKind::Patches).rowCount(), 4);
    EXPECT_EQ(table(PanelKind::Patches).columnCount(), 196);
    openArray({1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2}, {4, 4});
    EXPECT_EQ(cellText(PanelKind::Input, 1, 1), QStringLiteral("row 1, column 1, 6, winner of window 0, 0"));
    EXPECT_EQ(cellText(PanelKind::Input, 0, 0), QStringLiteral("row 0, column 0, 1"));
    EXPECT_EQ(cellText(PanelKind::Output, 1, 0), QStringLiteral("row 1, column 0, 9, won by row 2, column 0"));
    EXPECT_EQ(cellText(PanelKind::Patches, 3, 0), QStringLiteral("place 3, window 0, 0, 6, winner"));
    EXPECT_EQ(cellText(PanelKind::Patches, 2, 1), QStringLiteral("place 2, window 0, 1, 7"));
    EXPECT_EQ(cellText(PanelKind::Gradient, 1, 1), QStringLiteral("row 1, column 1, 1"));
    EXPECT_EQ(cellText(PanelKind::Gradient, 4, 0), QStringLiteral("no cell"));
    settle([&] {
        session().edit({}, {}, [](Experiment& e) {
            e.window.size = {3, 3};
            e.window.stride = {1, 1};
            e.window.padding = {PadMode::Explicit, 1, 1, 1, 1};
        });
    });
    EXPECT_EQ(cellText(PanelKind::Input, 2, 0),
              QStringLiteral("row 2, column 0, 9, winner of window 1, 0 and 1, 1 and 2, 0 and 2, 1 and 2 more"));
    EXPECT_EQ(cellText(PanelKind::Patches, 0, 0), QStringLiteral("place 0, window 0, 0, padding"));
    settle([&] { trigger("playback.start"); });
    EXPECT_EQ(cellText(PanelKind::Output, 1, 0), QStringLiteral("row 1, column 0, not computed yet"));
    EXPECT_EQ(cellText(PanelKind::Input, 2, 0), QStringLiteral("row 2, column 0, 9")) << "no answer is given away";
}

TEST_F(Accessible, CellsAreMadeWhenTheyAreAskedForAndGoAgain) {
    QAccessibleInterface& input = of(canvas(PanelKind::Input));
    EXPECT_EQ(input.childCount(), 784);
    QAccessibleInterface* first = input.child(0);
    const QAccessible::Id id = QAccessible::uniqueId(first);
    EXPECT_EQ(input.child(0), first) << "the same cell is the same object";
    EXPECT_EQ(input.indexOfChild(input.child(30)), 30);
    EXPECT_EQ(input.child(30)->tableCellInterface()->rowIndex(), 1);
    EXPECT_EQ(input.child(30)->tableCellInterface()->columnIndex(), 2);
    EXPECT_EQ(input.child(30)->parent(), &input);
    EXPECT_EQ(input.child(784), nullptr);
    for (int i = 1; i <= kMostCellsKept; ++i) EXPECT_NE(input.child(i), nullptr);
    EXPECT_EQ(QAccessible::accessibleInterface(id), nullptr) << "the oldest has made room";
    const QRect place = input.child(30)->rect();
    EXPECT_TRUE(input.rect().contains(place));
    EXPECT_EQ(input.childAt(place.center().x(), place.center().y()), input.child(30));
}

TEST_F(Accessible, ATableOfMillionsCostsNothing) {
    settle([&] { session().newCanvas({2048, 2048}); });
    EXPECT_EQ(table(PanelKind::Input).rowCount(), 2048);
    EXPECT_EQ(of(canvas(PanelKind::Input)).childCount(), 2048 * 2048);
    EXPECT_EQ(cellText(PanelKind::Input, 2047, 2047), QStringLiteral("row 2047, column 2047, 0"));
    EXPECT_TRUE(table(PanelKind::Input).cellAt(2047, 2047)->isValid());
    QAccessibleInterface* cell = table(PanelKind::Input).cellAt(2047, 2047);
    open(QStringLiteral("mnist:18"));
    EXPECT_FALSE(cell->isValid()) << "it is no more";
}

TEST_F(Accessible, TheCellCursorFollowsTheArrows) {
    session().pin({FocusKind::Window, {6, 6}, 0});
    press(Qt::Key_Right);
    const auto cursor = [this](PanelKind kind) {
        QAccessibleInterface* cell = of(canvas(kind)).focusChild();
        if (!cell) return QStringLiteral("none");
        EXPECT_TRUE(cell->state().focused && cell->state().selected);
        EXPECT_EQ(table(kind).selectedCells(), QList<QAccessibleInterface*>{cell});
        return cell->text(QAccessible::Name);
    };
    EXPECT_TRUE(cursor(PanelKind::Output).startsWith(QStringLiteral("row 6, column 7, ")));
    EXPECT_EQ(of(canvas(PanelKind::Output)).indexOfChild(of(canvas(PanelKind::Output)).focusChild()), 6 * 14 + 7);
    EXPECT_FALSE(of(canvas(PanelKind::Output)).child(0)->state().selected);
    EXPECT_EQ(cursor(PanelKind::Patches), QStringLiteral("none")) << "the keyboard is elsewhere";
    canvas(PanelKind::Patches).setFocus(Qt::TabFocusReason);
    EXPECT_TRUE(cursor(PanelKind::Patches).contains(QStringLiteral("window 6, 7, ")));
    QTest::keyClick(&canvas(PanelKind::Patches), Qt::Key_Down);
    EXPECT_TRUE(cursor(PanelKind::Patches).contains(QStringLiteral("window 7, 7, ")));
    canvas(PanelKind::Input).setFocus(Qt::TabFocusReason);
    session().pin({FocusKind::Input, {3, 7}, 0});
    QTest::keyClick(&canvas(PanelKind::Input), Qt::Key_Down);
    EXPECT_TRUE(cursor(PanelKind::Input).startsWith(QStringLiteral("row 4, column 7, ")));
}

// Qt tells only where somebody listens: on a desktop, as tests/run --thorough has it, never offscreen.
TEST_F(Accessible, EveryMoveOfTheCursorIsTold) {
    if (QGuiApplication::platformName() == QLatin1String("offscreen")) GTEST_SKIP() << "nobody listens offscreen";
    ASSERT_TRUE(QTest::qWaitFor(&QAccessible::isActive, kPatience));
    session().pin({FocusKind::Window, {6, 6}, 0});
    told_.clear();
    press(Qt::Key_Right);
    EXPECT_TRUE(lastTold(QAccessible::Focus).startsWith(QStringLiteral("row 6, column 7, ")));
    EXPECT_EQ(lastTold(QAccessible::Selection), lastTold(QAccessible::Focus));
    canvas(PanelKind::Patches).setFocus(Qt::TabFocusReason);
    QApplication::processEvents();
    EXPECT_TRUE(lastTold(QAccessible::Focus).contains(QStringLiteral("window 6, 7, ")));
    QTest::keyClick(&canvas(PanelKind::Patches), Qt::Key_Down);
    EXPECT_TRUE(lastTold(QAccessible::Focus).contains(QStringLiteral("window 7, 7, ")));
    told_.clear();
    trigger("study.cascade");
    const auto alerted = [this] {
        return std::any_of(told_.begin(), told_.end(), [this](const Told& each) {
            return each.type == QAccessible::Alert && each.object == &window_.pages().current();
        });
    };
    EXPECT_TRUE(QTest::qWaitFor(alerted, kPatience));
}

TEST_F(Accessible, StudiesSayTheirAnswer) {
    for (const auto& [study, words] :
         {std::pair{"study.compare", "Moved by one pixel the input changes by"},
          std::pair{"study.cascade", "28x28, then 14x14"}, std::pair{"study.charts", " charts: "}}) {
        trigger(study);
        const Page& page = window_.pages().current();
        const QString said = QString::fromUtf8(words);
        EXPECT_TRUE(QTest::qWaitFor([&] { return page.accessibleDescription().contains(said); }, kPatience)) << study;
    }
    const auto isSaid = [&](const char* words) {
        for (QLabel* label : window_.pages().current().findChildren<QLabel*>()) {
            const QString name = of(*label).text(QAccessible::Name);
            if (!name.contains(QString::fromUtf8(words))) continue;
            EXPECT_FALSE(name.contains(QLatin1Char('<'))) << "in words";
            return true;
        }
        return false;
    };
    trigger("study.shift");
    EXPECT_TRUE(QTest::qWaitFor([&] { return isSaid("Pooling makes the change smaller"); }, kPatience));
    open(arrayFile(QStringLiteral("few.npy"), std::vector<float>(3 * 16, 1), {3, 4, 4}));
    trigger("dataset.counts");
    for (auto* button : window_.pages().current().findChildren<QPushButton*>()) {
        if (button->isVisible()) button->click();
    }
    EXPECT_TRUE(QTest::qWaitFor([&] { return isSaid("Of 12 windows"); }, kPatience));
}

}  // namespace
}  // namespace poolscope
