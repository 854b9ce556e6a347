// SPDX-License-Identifier: GPL-3.0-or-later
// For how long the window hears nothing: does with a large picture, and with a large batch, what a hand does, and
// prints of each action the longest event, the longest time that the GUI thread itself worked on one, and on which, and
// what memory the program has taken then. On a machine that is busy with other things only the second is true.
#include <malloc.h>
#include <time.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QThread>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>

#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/session/session.h"
#include "app/gui/study/pages.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/kept_session.h"
#include "app/gui/window/main_window.h"
#include "core/io/array.h"
#include "tests/bench/measuring.h"

namespace poolscope {
namespace {

// Milliseconds that this thread has worked.
double worked() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// Watches every event of the GUI thread.
class Application : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
        const std::string what =
            depth_ == 0 ? receiver->metaObject()->className() + (", event " + std::to_string(event->type())) : "";
        return timed(what, [&] { return QApplication::notify(receiver, event); });
    }
    // Also of what is called without an event.
    bool timed(const std::string& what, const std::function<bool()>& action) {
        const bool outermost = depth_++ == 0;
        const double begin = now();
        const double workedBefore = worked();
        const bool result = action();
        --depth_;
        if (!outermost) return result;
        longest_ = std::max(longest_, now() - begin);
        const double work = worked() - workedBefore;
        if (work > longestWork_) {
            longestWork_ = work;
            what_ = what;
        }
        return result;
    }
    void print(const char* action) {
        std::printf("  %-42s %8.1f ms, work %8.1f ms (%s), %ld MB\n", action, longest_, longestWork_, what_.c_str(),
                    residentMegabytes());
        std::fflush(stdout);
        longest_ = 0;
        longestWork_ = 0;
        what_.clear();
    }

  private:
    static long residentMegabytes() {
        QFile file(QStringLiteral("/proc/self/statm"));
        if (!file.open(QIODevice::ReadOnly)) return 0;
        return file.readAll().split(' ').at(1).toLong() * 4 / 1024;
    }

    int depth_ = 0;
    double longest_ = 0;
    double longestWork_ = 0;
    std::string what_;
};

class Hand {
  public:
    Hand(Application& application, MainWindow& window) : application_(application), window_(window) {}

    void open(const std::string& source) {
        window_.documents().open(source);
        rest([this] { return session().rendered() && session().rendered()->source->images.shape.count() > 1000000; });
        report("open");
    }
    void wholeBatch() {
        timed([this] { session().setBatch(session().source()->count()); });
        rest();
        report("all images as one batch");
    }
    void all() {
        std::uint64_t i = 0;
        const auto slide = [this, &i] {
            timed([this, &i] {
                session().edit({}, QStringLiteral("size"), [&i](Experiment& e) {
                    const std::int64_t side = 2 + static_cast<std::int64_t>(++i % 6);
                    e.window.size = {side, side};
                });
            });
        };
        hover([] {});
        rest();
        report("hover over the panels");
        hover(slide);
        rest();
        report("hover while a slider is dragged");
        for (int stroke = 0; stroke < 12; ++stroke) {
            paint(stroke);
            rest();
            if (stroke == 0) report("first stroke of the brush");
        }
        report("eleven strokes more");
        timed([this] { session().setBrush({}); });
        for (int k = 0; k < 12; ++k) {
            timed([this] { session().undoStack().undo(); });
            spin();
        }
        rest();
        report("undo of twelve strokes");
        for (int k = 0; k < 12; ++k) timed([this] { session().undoStack().redo(); });
        rest();
        timed([this] { window_.keptSession().save(folder_.filePath(QStringLiteral("a.poolscope"))); });
        QElapsedTimer waiting;
        waiting.start();
        while (!QFile::exists(folder_.filePath(QStringLiteral("a.poolscope"))) && waiting.elapsed() < 120000) spin();
        rest();
        report("save");
        std::printf("  %-44s %8.1f MB\n", "the session",
                    static_cast<double>(QFile(folder_.filePath(QStringLiteral("a.poolscope"))).size()) / 1e6);
        const char* pages[] = {"charts", "shift", "compare", "cascade", "dataset", "workbench"};
        for (const char* page : pages) {
            slide();  // something is computed while the tabs are used
            tab(page);
            for (int k = 0; k < 40; ++k) spin();
        }
        rest();
        report("through the tabs while a slider is dragged");
        for (const char* page : pages) {
            tab(page);
            const double until = now() + 4000;
            while (now() < until) spin();
            report((std::string("tab ") + page).c_str());
        }
        rest();
        report("after the walk");
        malloc_trim(0);  // what the C library keeps of freed memory is not held by the window
        report("and what was freed given back");
    }

  private:
    Session& session() { return window_.session(); }
    void report(const char* action) { application_.print(action); }
    void timed(const std::function<void()>& action) {
        application_.timed("a call", [&action] {
            action();
            return true;
        });
    }
    void spin() { QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 10); }
    void rest(const std::function<bool()>& until = [] { return true; }) {
        QElapsedTimer timer;
        timer.start();
        const auto busy = [&] { return session().busy() || !until(); };
        while (busy() && timer.elapsed() < 120000) spin();
        if (busy()) giveUp("it takes too long");
        timer.start();
        while (timer.elapsed() < 700) spin();
    }
    void tab(const char* page) {
        timed([this, page] { window_.actions().find(QStringLiteral("study.") + QLatin1String(page))->trigger(); });
    }
    void send(QWidget& to, QEvent::Type type, const QPointF& at, Qt::MouseButton button, Qt::MouseButtons held) {
        QMouseEvent event(type, at, to.mapToGlobal(at), button, held, Qt::NoModifier);
        QApplication::sendEvent(&to, &event);
    }
    void hover(const std::function<void()>& between) {
        for (const PanelKind kind : {PanelKind::Input, PanelKind::Output, PanelKind::Patches}) {
            QWidget& panel = window_.pages().board().canvas(kind);
            if (!panel.isVisible()) continue;
            for (int k = 0; k < 60; ++k) {
                send(panel, QEvent::MouseMove, {panel.width() * (0.1 + 0.013 * k), panel.height() * 0.5}, Qt::NoButton,
                     Qt::NoButton);
                if (k % 4 == 0) between();
                spin();
            }
        }
    }
    void paint(int stroke) {
        Brush brush;
        brush.tool = Tool::Brush;
        brush.size = 9;
        timed([&] { session().setBrush(brush); });
        QWidget& panel = window_.pages().board().canvas(PanelKind::Input);
        const auto at = [&](int k) {
            return QPointF(panel.width() * (0.2 + 0.01 * k), panel.height() * (0.3 + 0.03 * stroke));
        };
        send(panel, QEvent::MouseButtonPress, at(0), Qt::LeftButton, Qt::LeftButton);
        for (int k = 0; k < 50; ++k) {
            send(panel, QEvent::MouseMove, at(k), Qt::NoButton, Qt::LeftButton);
            spin();
        }
        send(panel, QEvent::MouseButtonRelease, at(50), Qt::LeftButton, Qt::NoButton);
    }

    Application& application_;
    MainWindow& window_;
    const QTemporaryDir folder_;
};

std::string arrayOfNoise(const QTemporaryDir& folder, const char* name, const std::vector<std::int64_t>& shape) {
    std::int64_t count = 1;
    for (const std::int64_t side : shape) count *= side;
    std::mt19937 engine(1);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values) value = static_cast<float>(engine() % 256);
    const Bytes bytes = writeNpy(std::span<const float>(values), shape);
    const QString path = folder.filePath(QLatin1String(name));
    QFile file(path);
    const auto size = static_cast<qint64>(bytes.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char*>(bytes.data()), size) != size) {
        giveUp("no room for the array");
    }
    return path.toStdString();
}

void measure(Application& application, const char* name, const std::string& source, bool batch) {
    std::printf("%s\n", name);
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    Hand hand(application, window);
    hand.open(source);
    if (batch) hand.wholeBatch();
    hand.all();
}

}  // namespace
}  // namespace poolscope

int main(int argc, char** argv) {
    using namespace poolscope;
    Application application(argc, argv);
    dress();
    const QTemporaryDir folder;
    const std::string only = argc > 1 ? argv[1] : "";
    if (only != "batch") {
        measure(application, "picture 4096x4096", arrayOfNoise(folder, "large.npy", {4096, 4096}), false);
    }
    if (only != "picture") {
        measure(application, "batch of 60000x28x28", arrayOfNoise(folder, "batch.npy", {60000, 28, 28}), true);
    }
    return EXIT_SUCCESS;
}
