// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/run_window.h"

#include <QApplication>
#include <QBuffer>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QSessionManager>
#include <QTimer>
#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "app/file/save_file.h"
#include "app/gui/action/icons.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/board_charts.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/session/settings.h"
#include "app/gui/widget/widget_style.h"
#include "app/gui/window/autosave.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/end_signal.h"
#include "app/gui/window/first_walk.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/unsaved_work.h"
#include "app/paint/painter.h"
#include "core/base/printable.h"

namespace poolscope {
namespace {

int complain(const Error& error) {
    const std::string where = printable(error.where) + (error.where.empty() ? "" : ": ");
    std::fprintf(stderr, "poolscope: %s%s\n", where.c_str(), printable(error.message).c_str());
    return EXIT_FAILURE;
}

// The charts that are seen have counted.
bool isComplete(const MainWindow& window) {
    const QList<ChartCard*> charts = window.findChildren<ChartCard*>();
    return std::all_of(charts.begin(), charts.end(),
                       [](const ChartCard* card) { return !card->isVisible() || card->chart(); });
}

// Shows the window offscreen, waits for its first picture, and saves what it looks like.
int renderWindow(MainWindow& window, const std::string& source, const std::string& path) {
    window.resize(1440, 900);
    window.show();
    QEventLoop loop;
    bool isAsked = false;
    QObject::connect(&window.session(), &Session::evaluated, &loop, &QEventLoop::quit);
    QObject::connect(&window.documents(), &Documents::choosing, &loop, [&] { isAsked = true; });
    QObject::connect(&window.documents(), &Documents::choosing, &loop, &QEventLoop::quit);
    QObject::connect(&window.session(), &Session::errorChanged, &loop, &QEventLoop::quit);
    QTimer::singleShot(60000, &loop, &QEventLoop::quit);
    if (!window.session().rendered()) loop.exec();
    if (isAsked) return complain({source, "holds several arrays; choose one, as " + source + "#NAME"});
    // The window shows the example instead of what it cannot open, and says so: that is not the picture asked for.
    if (const QString& refusal = window.notices().refusal(); !refusal.isEmpty()) {
        return complain({"", refusal.toStdString()});
    }
    const QDeadlineTimer patience(10000);
    while (!isComplete(window) && !patience.hasExpired()) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    // A new height goes from a label to the layout around it, and on, one event for each.
    for (int depth = 0; depth < 8; ++depth) QCoreApplication::processEvents();
    if (!window.session().rendered()) return complain({path, "the opening view could not be drawn"});
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    window.grab().save(&buffer, "PNG");
    const auto saved = saveFiles({{path, bytes}});
    return saved ? EXIT_SUCCESS : complain(saved.error());
}

std::string whyNoWindow() {
    const auto named = [](const char* variable) { return variable + ("=" + qgetenv(variable).toStdString()); };
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) return named("QT_QPA_PLATFORM") + " does not work here";
    if (!qEnvironmentVariableIsEmpty("DISPLAY")) return named("DISPLAY") + " cannot be reached";
    if (qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")) return "there is no display, and DISPLAY is not set";
    return named("WAYLAND_DISPLAY") + " cannot be reached, or the package qt6-wayland is missing";
}

// What Qt says is for developers. Without a display it ends the program by abort(), with a core dump, but says so
// before that: the moment to end it in order.
void hearQt(QtMsgType type, const QMessageLogContext& /*context*/, const QString& /*text*/) {
    if (type != QtFatalMsg) return;
    std::_Exit(complain(
        {"no window can open", whyNoWindow() + "; the commands, like figure, and --render FILE.png do without one"}));
}

using Windows = std::vector<std::unique_ptr<MainWindow>>;

void keepUnsaved(const Windows& windows) {
    for (const auto& window : windows) {
        if (!window->isVisible()) continue;  // what was closed was given up
        const auto kept = window->documents().keepUnsaved(unsavedWorkFolder());
        if (!kept) complain(kept.error());
    }
}

// The desktop may let programs ask, one after another; where it does not, nothing is lost either.
void askBeforeLogout(const Windows& windows, QSessionManager& manager) {
    if (!manager.allowsInteraction()) return keepUnsaved(windows);
    for (const auto& window : windows) {
        if (!window->isVisible() || window->documents().mayLeave()) continue;
        manager.cancel();
        break;
    }
    manager.release();
}

}  // namespace

int runWindow(int& argc, char** argv, const std::vector<std::string>& files, const std::string& renderTo) {
    if (!renderTo.empty()) qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(hearQt);
    QApplication application(argc, argv);
    if (renderTo.empty()) qInstallMessageHandler(nullptr);
    std::setlocale(LC_NUMERIC, "C");  // QApplication takes the user's; numbers in files must not follow it
    QApplication::setApplicationName(QStringLiteral("poolscope"));
    // No display name: Qt would add it to titles that already begin with it.
    QApplication::setApplicationVersion(QStringLiteral(POOLSCOPE_VERSION));
    QApplication::setWindowIcon(programIcon());
    QApplication::setDesktopFileName(QStringLiteral(POOLSCOPE_ID));  // by which docks and menus know the window
    QApplication::setStyle(new WidgetStyle);
    if (const auto fonts = loadFonts(); !fonts) return complain(fonts.error());

    // What is drawn into a file does not depend on who draws it.
    Settings settings(renderTo.empty() ? Settings::userPath() : QString());
    if (!renderTo.empty()) {
        MainWindow window(&settings);
        const std::string source = files.empty() ? kFirstExample : files.front();
        window.documents().open(source);
        return renderWindow(window, source, renderTo);
    }
    Windows windows;
    const auto add = [&]() -> MainWindow& {
        MainWindow& window = *windows.emplace_back(std::make_unique<MainWindow>(&settings));
        new Autosave(window.session(), window.keptSession(), unsavedWorkFolder(), window);
        window.restorePlace();
        // Windows do not hide one another.
        const int aside = 28 * static_cast<int>(windows.size() - 1);
        if (aside > 0 && !window.isMaximized()) window.move(window.pos() + QPoint(aside, aside));
        return window;
    };
    const bool isFirstStart = settings.windowPlace().isEmpty();
    for (const QString& path : keptUnsaved(unsavedWorkFolder())) add().documents().takeUpUnsaved(path);
    for (const std::string& file : files) add().documents().open(file);
    if (windows.empty()) {
        MainWindow& window = add();
        window.documents().openExample();
        if (isFirstStart && !settings.reducedMotion()) (new FirstWalk(window.session(), &window))->start();
    }
    for (const auto& window : windows) window->show();

    EndSignal ended;
    QObject::connect(&ended, &EndSignal::received, &application, [&](int number) {
        keepUnsaved(windows);
        QApplication::exit(128 + number);
    });
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &application,
                     [&](QSessionManager& manager) { askBeforeLogout(windows, manager); });
    return QApplication::exec();
}

}  // namespace poolscope
