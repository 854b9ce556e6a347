// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who does anything at all: hundreds of random things in a row, and after each of them the window has to be
// right. POOLSCOPE_RANDOM_SEED repeats a run, POOLSCOPE_MONKEY_ACTIONS says how many.
#include <QAbstractSpinBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSlider>
#include <csignal>
#include <iostream>
#include <random>

#include <sys/resource.h>

#include "app/gui/window/kept_session.h"
#include "app/gui/window/presentation.h"
#include "tests/app/gui/support/window_fixture.h"
#include "tests/core/support/seed.h"

namespace poolscope {
namespace {

// What waits for the user is answered at once: dialogs are left, menus closed.
class Impatience : public QObject {
  public:
    Impatience() { qApp->installEventFilter(this); }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Show) return false;
        if (auto* dialog = qobject_cast<QDialog*>(watched)) {
            QMetaObject::invokeMethod(dialog, "reject", Qt::QueuedConnection);
        } else if (auto* menu = qobject_cast<QMenu*>(watched)) {
            QMetaObject::invokeMethod(menu, "close", Qt::QueuedConnection);
        }
        return false;
    }
};

class Monkey : public Window {
  protected:
    int roll(int least, int most) { return std::uniform_int_distribution<int>(least, most)(engine_); }
    template <class T>
    T pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(roll(0, static_cast<int>(from.size()) - 1))];
    }

    // What there is to be handled now in the window itself: a dialog that has not closed yet could write files
    // anywhere.
    template <class Widget>
    std::vector<Widget*> visible() {
        std::vector<Widget*> found;
        for (Widget* widget : window_.findChildren<Widget*>()) {
            if (widget->window() == &window_ && widget->isVisible() && widget->isEnabled()) found.push_back(widget);
        }
        return found;
    }
    QPoint somewhereIn(const QWidget& widget) {
        return {roll(0, std::max(0, widget.width() - 1)), roll(0, std::max(0, widget.height() - 1))};
    }

    void triggerSomething() {
        std::vector<QAction*> enabled;
        for (QAction* each : window_.actions().all()) {
            const QString id = each->objectName();
            if (each->isEnabled() && id != QStringLiteral("file.quit") && id != QStringLiteral("file.close")) {
                enabled.push_back(each);
            }
        }
        QAction* chosen = pick(enabled);
        done_ = chosen->objectName();
        chosen->trigger();
    }
    void pressAButton() {
        const auto buttons = visible<QAbstractButton>();
        if (buttons.empty()) return;
        QAbstractButton* button = pick(buttons);
        done_ = QStringLiteral("button ") + button->accessibleName() + QLatin1Char(' ') + button->text();
        button->click();
    }
    void moveASlider() {
        const auto sliders = visible<QSlider>();
        if (sliders.empty()) return;
        QSlider* slider = pick(sliders);
        slider->setValue(roll(slider->minimum(), slider->maximum()));
        done_ = QStringLiteral("slider ") + slider->accessibleName() + QString::number(slider->value());
    }
    void chooseFromABox() {
        const auto boxes = visible<QComboBox>();
        if (boxes.empty()) return;
        QComboBox* box = pick(boxes);
        if (box->count() == 0) return;
        const int index = roll(0, box->count() - 1);
        done_ = QStringLiteral("box ") + box->accessibleName() + QString::number(index);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void typeANumber() {
        const auto fields = visible<QAbstractSpinBox>();
        if (fields.empty()) return;
        QAbstractSpinBox* field = pick(fields);
        done_ = QStringLiteral("number ") + field->accessibleName();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QString::number(roll(-2, 9)));
        QTest::keyClick(field, Qt::Key_Return);
    }
    void pressAKey() {
        const auto key = pick<Qt::Key>({Qt::Key_Space, Qt::Key_Left,     Qt::Key_Right,  Qt::Key_Up,   Qt::Key_Down,
                                        Qt::Key_Home,  Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_Tab,  Qt::Key_Escape,
                                        Qt::Key_N,     Qt::Key_P,        Qt::Key_S,      Qt::Key_Plus, Qt::Key_Return,
                                        Qt::Key_1,     Qt::Key_2,        Qt::Key_Z,      Qt::Key_0,    Qt::Key_B});
        QWidget* focus = QApplication::focusWidget();
        done_ = QStringLiteral("key ") + QKeySequence(key).toString();
        QTest::keyClick(focus && focus->window() == &window_ ? focus : &window_, key);
    }
    void pointAtAPanel() {
        const auto panels = visible<PanelCanvas>();
        if (panels.empty()) return;
        PanelCanvas* panel = pick(panels);
        const QPoint from = somewhereIn(*panel);
        const QPoint to = somewhereIn(*panel);
        const auto button = roll(0, 3) == 0 ? Qt::RightButton : Qt::LeftButton;
        done_ = QStringLiteral("panel from %1, %2 to %3, %4").arg(from.x()).arg(from.y()).arg(to.x()).arg(to.y());
        QTest::mousePress(panel, button, {}, from);
        QTest::mouseMove(panel, to);
        QTest::mouseRelease(panel, button, {}, to);
    }
    // Whatever stands there: galleries, charts, lists.
    void clickAnywhere() {
        QWidget* widget = pick(visible<QWidget>());
        const QPoint at = somewhereIn(*widget);
        const auto modifiers = pick<Qt::KeyboardModifiers>({Qt::NoModifier, Qt::ControlModifier, Qt::ShiftModifier});
        done_ = QStringLiteral("click %1 at %2, %3")
                    .arg(QString::fromLatin1(widget->metaObject()->className()))
                    .arg(at.x())
                    .arg(at.y());
        QTest::mouseClick(widget, Qt::LeftButton, modifiers, at);
    }
    void typeWords() {
        const auto lines = visible<QLineEdit>();
        if (lines.empty()) return;
        QLineEdit* line = pick(lines);
        const QString words = pick<QString>(
            {QStringLiteral("3"), QStringLiteral("#1-2"), QStringLiteral("#"), QStringLiteral("one, two"), QString()});
        done_ = QStringLiteral("type ") + words + QStringLiteral(" into ") + line->accessibleName();
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Backspace);
        QTest::keyClicks(line, words);
        QTest::keyClick(line, Qt::Key_Return);
    }
    void openSomething() {
        const std::string name = pick(files_);
        done_ = QStringLiteral("open ") + QString::fromStdString(name);
        window_.documents().open(name);
    }
    void dropSomething() {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(pick(files_)))});
        done_ = QStringLiteral("drop ") + mime.urls().front().toString();
        if (Documents::canDrop(mime)) window_.documents().drop(mime);
    }
    void resizeTheWindow() {
        const QSize size(roll(720, 1600), roll(480, 1000));
        done_ = QStringLiteral("resize %1x%2").arg(size.width()).arg(size.height());
        window_.resize(size);
    }
    void goBackOrForth() {
        const bool back = roll(0, 2) > 0;
        done_ = back ? QStringLiteral("undo") : QStringLiteral("redo");
        back ? session().undoStack().undo() : session().undoStack().redo();
    }
    void giveUp() {
        done_ = QStringLiteral("cancel");
        session().cancel();
    }

    // Nothing more fits on the disk: it is said, and no file is left.
    void saveToAFullDisk() {
        done_ = QStringLiteral("save to a full disk");
        const QDir folder(folder_.path());
        const auto files = [&folder] {
            return folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        };
        const QStringList before = files();
        const QString path = folder.filePath(QStringLiteral("full.poolscope"));
        rlimit usual{};
        ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
        rlimit full = usual;
        full.rlim_cur = 16;
        std::signal(SIGXFSZ, SIG_IGN);
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
        QSignalSpy saved(&window_.keptSession(), &KeptSession::saved);
        window_.keptSession().save(path);
        const bool told = saved.count() > 0 || saved.wait(kPatience);
        ::setrlimit(RLIMIT_FSIZE, &usual);
        ASSERT_TRUE(told);
        EXPECT_FALSE(saved[0][0].toBool());
        EXPECT_EQ(files(), before);
    }

    void doSomething() {
        using Doing = void (Monkey::*)();
        const auto doing = pick<Doing>(
            {&Monkey::triggerSomething, &Monkey::triggerSomething, &Monkey::pressAButton,  &Monkey::pressAButton,
             &Monkey::moveASlider,      &Monkey::chooseFromABox,   &Monkey::typeANumber,   &Monkey::pressAKey,
             &Monkey::pressAKey,        &Monkey::pointAtAPanel,    &Monkey::pointAtAPanel, &Monkey::openSomething,
             &Monkey::dropSomething,    &Monkey::resizeTheWindow,  &Monkey::goBackOrForth, &Monkey::giveUp,
             &Monkey::clickAnywhere,    &Monkey::clickAnywhere,    &Monkey::typeWords,     &Monkey::saveToAFullDisk});
        done_.clear();
        (this->*doing)();
    }

    void makeFiles() {
        const auto written = [this](const char* name, const QByteArray& bytes) {
            QFile file(folder_.filePath(QString::fromLatin1(name)));
            EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
            return QFile::encodeName(file.fileName()).toStdString();
        };
        files_ = {"mnist:18",
                  "mnist:3,2,1",
                  "mnist:7-9",
                  written("numbers.csv", "1,2,3,4\n5,6,7,8\n9,8,7,6\n"),
                  written("picture.pgm", "P5\n3 2\n255\n" + QByteArray("\x00\x20\x40\x60\x80\xff", 6)),
                  written("broken.npy", "\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'shape': (3,"),
                  written("broken.png", "\x89PNG\r\n\x1a\n....IHDR"),
                  written("broken.poolscope", "{\"poolscope\": 1, \"pool\": {\"op\":"),
                  written("empty.csv", ""),
                  written("text.txt", "There are no numbers here.\n"),
                  folder_.filePath(QStringLiteral("missing.png")).toStdString(),
                  arrayFile(QStringLiteral("batch.npy"), std::vector<float>(3 * 6 * 6, 2), {3, 1, 6, 6}).toStdString()};
    }

    // Nothing is being computed, and what is shown is what is set, or it is said why it is not.
    void expectRight() {
        ASSERT_TRUE(QTest::qWaitFor([this] { return !session().busy(); }, kPatience)) << done_.toStdString();
        ASSERT_NE(session().rendered(), nullptr) << done_.toStdString();
        const Evaluation& e = evaluation();
        if (!session().error() && !session().experiment().gradient.given) {
            EXPECT_EQ(e.experiment.window, session().experiment().window) << done_.toStdString();
            EXPECT_EQ(e.experiment.pool, session().experiment().pool) << done_.toStdString();
        }
        EXPECT_EQ(e.forward->y.shape.plane(), e.grid.output()) << done_.toStdString();
        EXPECT_EQ(e.backward->dx.shape, e.x->shape) << done_.toStdString();
        const GradientSums& sums = e.backward->sums;
        // The sums of a mean are rounded cell by cell.
        const bool keepsIt = e.experiment.pool.op == PoolOp::Max && e.experiment.pool.ties != TieRule::All &&
                             e.experiment.pool.ties != TieRule::Split;
        if (keepsIt) {
            EXPECT_NEAR(sums.arrived + sums.lost + sums.overwritten, sums.upstream,
                        1e-6 * std::max(1.0, std::abs(sums.upstream)))
                << done_.toStdString();
        }
    }

    std::mt19937_64 engine_{firstRandomSeed()};
    std::vector<std::string> files_;
    QString done_;
    Impatience impatience_;
};

TEST_F(Monkey, DoesAnythingAndTheWindowStaysRight) {
    makeFiles();
    const int start = session().undoStack().index();
    const Experiment first = session().experiment();
    const char* wanted = std::getenv("POOLSCOPE_MONKEY_ACTIONS");
    const int count = wanted ? std::atoi(wanted) : 300;
    for (int i = 0; i < count && !HasFatalFailure() && !HasNonfatalFailure(); ++i) {
        doSomething();
        if (wanted) std::cout << i << ": " << done_.toStdString() << std::endl;
        expectRight();
        if (i % 25 == 0) {
            EXPECT_FALSE(window_.grab().isNull());
        }
    }
    if (HasFailure()) return;
    // What it did can be undone step by step, and the window works as ever.
    window_.presentation().set(false);
    player().pause();
    while (session().undoStack().index() > start) session().undoStack().undo();
    settle();
    if (session().undoStack().index() == start) {
        EXPECT_EQ(session().experiment(), first);
    }
    while (session().undoStack().canUndo()) session().undoStack().undo();
    settle();
    expectRight();
    open(QStringLiteral("mnist:18"));
    settle([this] { session().edit({}, {}, [](Experiment& e) { e.window = {}; }); });
    EXPECT_FALSE(session().error().has_value()) << session().error()->message;
    EXPECT_EQ(evaluation().grid.output(), (Extent{14, 14}));
}

}  // namespace
}  // namespace poolscope
