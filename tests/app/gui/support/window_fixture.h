// SPDX-License-Identifier: GPL-3.0-or-later
// A window with the opening example, and hands to drive it as a user does: keys, mouse, controls by their names.
#pragma once

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <functional>

#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/session/player.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/study/pages.h"
#include "app/gui/widget/busy_bar.h"
#include "app/gui/widget/fold.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/main_window.h"
#include "core/io/array.h"
#include "core/loupe/loupe.h"
#include "tests/app/gui/support/patience.h"

namespace poolscope {

// Answers the questions of the program as they appear, and keeps their words. One without that answer is left alone.
class Questions : public QObject {
  public:
    Questions() { qApp->installEventFilter(this); }

    QMessageBox::StandardButton answer = QMessageBox::Discard;
    QStringList asked;

    bool eventFilter(QObject* watched, QEvent* event) override {
        auto* box = event->type() == QEvent::Show ? qobject_cast<QMessageBox*>(watched) : nullptr;
        if (box && box->button(answer)) {
            asked << box->text();
            QMetaObject::invokeMethod(box->button(answer), "click", Qt::QueuedConnection);
        }
        return false;
    }
};

class Window : public testing::Test {
  protected:
    void SetUp() override {
        window_.resize(1440, 900);
        window_.show();
        window_.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
        for (Fold* fold : window_.findChildren<Fold*>()) fold->setOpen(true);
        QSignalSpy evaluated(&session(), &Session::evaluated);
        window_.documents().open("mnist:18");
        ASSERT_TRUE(evaluated.wait(kPatience));
        // What comes while something is opened is gone again.
        for (BusyBar* bar : window_.findChildren<BusyBar*>()) {
            ASSERT_TRUE(QTest::qWaitFor([bar] { return !bar->isVisible(); }, kPatience));
        }
    }

    Session& session() { return window_.session(); }
    const Evaluation& evaluation() { return session().rendered()->evaluation; }
    const Pictures& pictures() { return session().rendered()->pictures; }
    PanelCanvas& canvas(PanelKind kind) { return window_.pages().board().canvas(kind); }
    Player& player() { return window_.player(); }

    template <class Widget>
    Widget* named(const QString& accessibleName) {
        for (Widget* widget : window_.findChildren<Widget*>()) {
            if (widget->accessibleName() == accessibleName) return widget;
        }
        ADD_FAILURE() << "no control is called " << accessibleName.toStdString();
        return nullptr;
    }
    template <class Widget>
    Widget* named(const char* accessibleName) {
        return named<Widget>(QString::fromUtf8(accessibleName));
    }

    // One of a row of buttons: "Ties go to: last".
    void choose(const char* button) { QTest::mouseClick(named<QToolButton>(button), Qt::LeftButton); }
    void select(const char* comboBox, int index) {
        auto* box = named<QComboBox>(comboBox);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    // A button or a check box by what is written on it.
    template <class Button>
    Button* labelled(const char* words) {
        for (Button* button : window_.findChildren<Button*>()) {
            if (button->text() == QString::fromUtf8(words)) return button;
        }
        ADD_FAILURE() << "nothing says " << words;
        return nullptr;
    }

    QAction* action(const char* id) {
        QAction* found = window_.actions().find(QString::fromLatin1(id));
        EXPECT_NE(found, nullptr) << id;
        return found;
    }
    void trigger(const char* id) { action(id)->trigger(); }
    // A key while the output panel has the keyboard, as it has when the window opens.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&canvas(PanelKind::Output), key, modifiers);
    }

    // Runs the action and waits until its picture is there.
    void afterEvaluation(const std::function<void()>& action) {
        QSignalSpy evaluated(&session(), &Session::evaluated);
        action();
        ASSERT_TRUE(evaluated.count() > 0 || evaluated.wait(kPatience));
        // What came may be the end of an earlier edit.
        while (evaluation().experiment != session().experiment()) ASSERT_TRUE(evaluated.wait(kPatience));
    }
    // Runs the action and waits until nothing is being computed any more, whatever came of it.
    void settle(const std::function<void()>& action = [] {}) {
        action();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !session().busy(); }, kPatience));
        QApplication::processEvents();
    }

    // The name of a file of its own with these values.
    QString arrayFile(const QString& name, const std::vector<float>& values, const std::vector<std::int64_t>& shape) {
        const QString path = folder_.filePath(name);
        const Bytes bytes = writeNpy(std::span<const float>(values), shape);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
        return path;
    }
    // Opens it and waits until that is done and shown.
    void open(const QString& path) {
        QSignalSpy opened(&window_.documents(), &Documents::opened);
        window_.documents().open(QFile::encodeName(path).toStdString());
        ASSERT_TRUE(opened.wait(kPatience));
        settle();
    }
    // An image of these values.
    void openArray(const std::vector<float>& values, const Extent& size) {
        open(arrayFile(QStringLiteral("image.npy"), values, {size.rows, size.cols}));
    }

    QPoint pointOf(PanelKind kind, AreaKind area, const CellRef& cell) {
        const CellArea* found = canvas(kind).panel().area(area);
        EXPECT_TRUE(found && found->shows(cell)) << cell.row << ", " << cell.col;
        if (!found) return {};
        const Point p = found->cellRect(cell).centre();
        return {static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y))};
    }
    void click(PanelKind kind, AreaKind area, const CellRef& cell) {
        QTest::mouseClick(&canvas(kind), Qt::LeftButton, {}, pointOf(kind, area, cell));
    }
    // Sent straight to the panel: a pointer that is moved brings what enters and leaves at other times too.
    void hover(PanelKind kind, AreaKind area, const CellRef& cell) {
        const QPointF at = pointOf(kind, area, cell);
        QMouseEvent move(QEvent::MouseMove, at, canvas(kind).mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(&canvas(kind), &move);
    }
    void leave(PanelKind kind) {
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&canvas(kind), &leave);
    }
    // Presses on the first cell, moves over the others and lets go on the last one.
    void drag(PanelKind kind, AreaKind area, const std::vector<CellRef>& cells,
              Qt::MouseButton button = Qt::LeftButton) {
        PanelCanvas& on = canvas(kind);
        const auto send = [&](QEvent::Type type, const CellRef& cell, Qt::MouseButton changed, Qt::MouseButtons held) {
            const QPointF at = pointOf(kind, area, cell);
            QMouseEvent event(type, at, on.mapToGlobal(at), changed, held, Qt::NoModifier);
            QApplication::sendEvent(&on, &event);
        };
        send(QEvent::MouseButtonPress, cells.front(), button, button);
        for (const CellRef& cell : cells) send(QEvent::MouseMove, cell, Qt::NoButton, button);
        send(QEvent::MouseButtonRelease, cells.back(), button, Qt::NoButton);
    }

    QString visibleText() {
        QString text;
        for (const QLabel* label : window_.findChildren<QLabel*>()) {
            if (label->isVisible()) text += label->text() + QLatin1Char('\n');
        }
        return text;
    }
    bool says(const char* words) { return visibleText().contains(QString::fromUtf8(words)); }

    // The lines of text in a scene.
    static QStringList lines(const Scene& scene) {
        QStringList found;
        for (const Mark& mark : scene.marks) {
            const auto* text = std::get_if<TextMark>(&mark);
            if (!text) continue;
            QString line;
            for (const TextRun& run : text->runs) line += QString::fromStdString(run.text);
            found << line;
        }
        return found;
    }
    QStringList lines(PanelKind kind) { return lines(canvas(kind).panel().scene); }
    // What the strip under the panels says of the focus.
    QString loupeText() {
        const FigureStyle style = screenStyle(session());
        return lines(loupeScene(panelContextOf(session(), style), session().links(), {1200, 104}))
            .join(QLatin1Char('\n'));
    }
    // What is lit in a panel.
    Scene lit(PanelKind kind) {
        const FigureStyle style = screenStyle(session());
        return focusOverlay(canvas(kind).panel(), panelContextOf(session(), style), session().links());
    }
    static double sumOf(std::span<const float> values) {
        double sum = 0;
        for (const float v : values) sum += v;
        return sum;
    }
    double shownSum() { return sumOf(shownGradient(evaluation(), pictures())); }

    const QTemporaryDir folder_;
    Questions questions_;
    MainWindow window_;
};

}  // namespace poolscope
