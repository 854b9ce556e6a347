// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/presentation.h"

#include <QAction>
#include <QKeyEvent>
#include <QScreen>
#include <QWheelEvent>
#include <QWidget>
#include <algorithm>

#include "app/gui/action/actions.h"
#include "app/gui/session/session.h"

namespace poolscope {
namespace {

constexpr double kLeastScale = 1;
constexpr double kMostScale = 3;
constexpr double kZoomStep = 0.25;
constexpr double kOnSmallScreens = 2;    // twice the window's type
constexpr double kOnLargeScreens = 2.7;  // 20 pt and more
constexpr int kLargeScreen = 1500;

}  // namespace

Presentation::Presentation(const Frame& frame) : QObject(&frame.window), frame_(frame) {
    frame_.window.installEventFilter(this);
}

void Presentation::addActions() {
    Actions& actions = frame_.actions;
    const QLatin1String view = Actions::kView;
    present_ = actions.addToggle({QStringLiteral("view.present"),
                                  tr("&Present"),
                                  tr("Only the panels and the formula, large"),
                                  {Qt::Key_F11},
                                  view},
                                 false, this, [this](bool on) { set(on); });
    actions.setIcon(present_, QStringLiteral("present"));
    present_->setIconText(tr("Present"));
    const auto add = [&](const char* name, const QString& text, const QKeySequence& key, double by) {
        actions.add({QLatin1String(name), text, tr("Size of type and lines while presenting"), {key}, view}, this,
                    [this, by] { zoom(by); });
    };
    add("view.larger", tr("Larger while presenting"), Qt::CTRL | Qt::Key_Plus, kZoomStep);
    add("view.smaller", tr("Smaller while presenting"), Qt::CTRL | Qt::Key_Minus, -kZoomStep);
    actions.separator(view);
}

void Presentation::showBars() {
    for (QWidget* bar : menus_) bar->setVisible(!on_);
    for (QWidget* bar : tools_) bar->setVisible(!on_ && !lesson_);
    Q_EMIT barsChanged(!on_ && !lesson_);
}

void Presentation::setLesson(bool on) {
    lesson_ = on;
    showBars();
}

void Presentation::set(bool on) {
    if (on == on_) return;
    on_ = on;
    showBars();
    Q_EMIT changed(on);
    present_->setChecked(on);
    QWidget& window = frame_.window;
    if (on) {
        before_ = window.windowState();
        window.setWindowState(before_ | Qt::WindowFullScreen);
        const bool large = window.screen()->size().width() >= kLargeScreen;
        frame_.session.setPresentation(true, large ? kOnLargeScreens : kOnSmallScreens);
    } else {
        window.setWindowState(before_);
        frame_.session.setPresentation(false, 1);
    }
}

void Presentation::zoom(double by) {
    if (on_) frame_.session.setPresentation(true, std::clamp(frame_.session.scale() + by, kLeastScale, kMostScale));
}

bool Presentation::zoomBy(const QWheelEvent& wheel) {
    if (!wheel.modifiers().testFlag(Qt::ControlModifier) || wheel.angleDelta().y() == 0) return false;
    zoom(wheel.angleDelta().y() > 0 ? kZoomStep : -kZoomStep);
    return true;
}

bool Presentation::eventFilter(QObject* watched, QEvent* event) {
    if (on_ && event->type() == QEvent::Wheel && zoomBy(static_cast<QWheelEvent&>(*event))) {
        event->accept();
        return true;
    }
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent&>(*event).key() == Qt::Key_Escape;
    // While something is computed, Escape gives that up.
    if (on_ && escape && !frame_.session.busy()) {
        set(false);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace poolscope
