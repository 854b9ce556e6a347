// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window takes to answer: drags the size slider with real X events (XTEST) and measures from the time
// stamp that the X server gave the event to the moment the frame with the new evaluation is on the server.
//
// The server stamps events with CLOCK_MONOTONIC in whole milliseconds; every event is checked to lie between its being
// sent and its being received by that clock.
#include <xcb/xcb.h>
#include <xcb/xtest.h>

#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QMouseEvent>
#include <QSlider>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <utility>
#include <vector>

#include "app/gui/session/session.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/main_window.h"
#include "tests/bench/measuring.h"

namespace poolscope {
namespace {

// A connection of its own, as another program would have.
class Mouse {
  public:
    Mouse() : connection_(xcb_connect(nullptr, nullptr)) {
        if (xcb_connection_has_error(connection_) != 0) giveUp("there is no X display");
    }
    ~Mouse() { xcb_disconnect(connection_); }
    Mouse(const Mouse&) = delete;
    Mouse& operator=(const Mouse&) = delete;

    void move(const QPoint& to) { send(XCB_MOTION_NOTIFY, 0, to); }
    void press() { send(XCB_BUTTON_PRESS, XCB_BUTTON_INDEX_1, {}); }
    void release() { send(XCB_BUTTON_RELEASE, XCB_BUTTON_INDEX_1, {}); }

  private:
    void send(std::uint8_t type, std::uint8_t detail, const QPoint& to) {
        xcb_test_fake_input(connection_, type, detail, XCB_CURRENT_TIME, XCB_NONE, static_cast<std::int16_t>(to.x()),
                            static_cast<std::int16_t>(to.y()), 0);
        xcb_flush(connection_);
    }

    xcb_connection_t* connection_;
};

// Watches every event of the GUI thread.
class Application : public QApplication {
  public:
    using QApplication::QApplication;

    // Set by what waits for a frame; called after one is painted and on the server.
    std::function<void()> frameShown;
    std::function<void(const QMouseEvent&)> mouseMoved;
    double longestBlocked = 0;

    bool notify(QObject* receiver, QEvent* event) override {
        const QEvent::Type type = event->type();
        const bool outermost = depth_++ == 0;
        const double begin = now();
        if (type == QEvent::MouseMove && qobject_cast<QSlider*>(receiver) && mouseMoved) {
            mouseMoved(*static_cast<QMouseEvent*>(event));
        }
        const bool result = QApplication::notify(receiver, event);
        --depth_;
        painted_ = painted_ || type == QEvent::UpdateRequest;
        if (!outermost) return result;
        longestBlocked = std::max(longestBlocked, now() - begin);
        if (std::exchange(painted_, false) && frameShown) {
            roundTrip();
            frameShown();
        }
        return result;
    }

  private:
    // Everything sent before has been carried out when the answer comes.
    void roundTrip() {
        const auto* x11 = nativeInterface<QNativeInterface::QX11Application>();
        if (!x11) giveUp("this is not an X display (QT_QPA_PLATFORM must be xcb)");
        const auto cookie = xcb_get_input_focus(x11->connection());
        std::free(xcb_get_input_focus_reply(x11->connection(), cookie, nullptr));
    }

    int depth_ = 0;
    bool painted_ = false;
};

struct Times {
    std::vector<double> values;

    void print(const char* what) {
        if (values.empty()) return;
        std::sort(values.begin(), values.end());
        const auto at = [this](double part) {
            return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
        };
        std::printf("  %-24s median %7.1f ms, 95th percentile %7.1f ms, maximum %7.1f ms\n", what, at(0.5), at(0.95),
                    at(1));
    }
};

// Runs the loop until `done`, at most a minute, and sleeps between events: with a time limit processEvents() would look
// for them without a pause, and take a core from what is measured.
void waitFor(const std::function<bool()>& done, const char* what) {
    QTimer patience;
    patience.setSingleShot(true);
    patience.start(60000);
    while (!done()) {
        if (!patience.isActive()) giveUp(what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

class Measurement {
  public:
    Measurement(Application& application, MainWindow& window) : application_(application), window_(window) {
        for (QSlider* slider : window.findChildren<QSlider*>()) {
            if (slider->accessibleName() == QLatin1String("Size (H), slider")) slider_ = slider;
        }
        if (!slider_) giveUp("there is no slider 'Size (H), slider'");
    }

    void run(const char* name, int moves) {
        const QRect handle = handleRect();
        const QPoint from = slider_->mapToGlobal(handle.center());
        const int room = slider_->width() - handle.width();
        const int range = std::max(1, slider_->maximum() - slider_->minimum());
        const int step = std::max(2, (room + range - 1) / range + 1);
        const int stops = std::max(2, (slider_->width() - handle.center().x() - handle.width()) / step);
        mouse_.move(from);
        mouse_.press();
        waitFor([this] { return slider_->isSliderDown(); }, "the slider was not pressed");
        application_.longestBlocked = 0;
        for (int i = 1; static_cast<int>(shown_.values.size()) < moves && i < 4 * moves; ++i) {
            const int along = i % (2 * stops);
            moveTo(from + QPoint((along < stops ? along : 2 * stops - along) * step, 0));
        }
        mouse_.release();
        waitFor([this] { return !slider_->isSliderDown(); }, "the slider was not released");
        std::printf("%s: %zu moves, sizes %d to %d\n", name, shown_.values.size(), slider_->minimum(), largest_);
        sliderShown_.print("slider moved on screen");
        shown_.print("new evaluation on screen");
        std::printf("  %-24s %7.1f ms\n", "GUI thread blocked, most", application_.longestBlocked);
        std::fflush(stdout);
    }

  private:
    QRect handleRect() const {
        QStyleOptionSlider option;
        option.initFrom(slider_);
        option.orientation = slider_->orientation();
        option.minimum = slider_->minimum();
        option.maximum = slider_->maximum();
        option.sliderPosition = slider_->sliderPosition();
        option.sliderValue = slider_->value();
        return slider_->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider_);
    }

    bool isShown() const {
        const auto& rendered = window_.session().rendered();
        return rendered && rendered->evaluation.experiment == window_.session().experiment();
    }

    // One move; not counted when it does not change the value.
    void moveTo(const QPoint& to) {
        const int before = slider_->value();
        double stamp = -1;
        double sliderAt = -1;
        double shownAt = -1;
        const double sent = now();
        application_.mouseMoved = [&](const QMouseEvent& event) {
            stamp = static_cast<double>(event.timestamp());
            if (stamp < sent - 5 || stamp > now() + 1) giveUp("X time stamps are not of CLOCK_MONOTONIC here");
        };
        application_.frameShown = [&] {
            if (stamp < 0 || slider_->value() == before) return;
            if (sliderAt < 0) sliderAt = now();
            if (shownAt < 0 && isShown()) shownAt = now();
        };
        mouse_.move(to);
        waitFor([&] { return stamp >= 0; }, "an event did not arrive");
        QCoreApplication::processEvents();
        if (slider_->value() != before) {
            waitFor([&] { return shownAt >= 0 || window_.session().error(); }, "an evaluation did not come");
            if (shownAt >= 0) {
                sliderShown_.values.push_back(sliderAt - stamp);
                shown_.values.push_back(shownAt - stamp);
                largest_ = std::max(largest_, slider_->value());
            }
        }
        application_.mouseMoved = nullptr;
        application_.frameShown = nullptr;
    }

    Application& application_;
    MainWindow& window_;
    QSlider* slider_ = nullptr;
    Mouse mouse_;
    int largest_ = 0;
    Times sliderShown_;
    Times shown_;
};

void measure(Application& application, const char* name, const std::string& source, int moves) {
    MainWindow window;
    window.resize(1280, 800);
    window.move(0, 0);
    window.show();
    window.documents().open(source);
    waitFor([&] { return window.session().rendered() != nullptr; }, "the first picture did not come");
    QTimer settle;  // until what follows the first picture is drawn too
    settle.setSingleShot(true);
    settle.start(1000);
    waitFor([&] { return !settle.isActive(); }, "");
    Measurement(application, window).run(name, moves);
}

// Grey noise with black parts, as a PGM.
std::string largePicture(const QTemporaryDir& folder) {
    constexpr int kSide = 4096;
    QByteArray bytes = QByteArrayLiteral("P5\n4096 4096\n255\n");
    std::mt19937 engine(1);
    for (int i = 0; i < kSide * kSide; ++i) {
        const bool black = i / kSide / 512 % 2 != 0;
        bytes.append(static_cast<char>(black ? 0 : engine() % 256));
    }
    const QString path = folder.filePath(QStringLiteral("large.pgm"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) giveUp("no room for the picture");
    return path.toStdString();
}

}  // namespace
}  // namespace poolscope

int main(int argc, char** argv) {
    using namespace poolscope;
    Application application(argc, argv);
    dress();
    const int moves = argc > 1 ? std::atoi(argv[1]) : 200;
    const QTemporaryDir folder;
    measure(application, "digit 28x28", "mnist:18", moves);
    measure(application, "picture 4096x4096", largePicture(folder), argc > 2 ? std::atoi(argv[2]) : moves);
    return EXIT_SUCCESS;
}
