// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/first_walk.h"

#include <QCoreApplication>
#include <QEvent>

#include "app/gui/session/session.h"

namespace poolscope {
namespace {

constexpr int kPace = 900;  // ms a window

}  // namespace

CellRef nextInked(const std::vector<WindowLook>& looks, const CellRef& from, std::int64_t columns) {
    for (std::int64_t by = 1; by < columns; ++by) {
        const CellRef next{from.row, (from.col + by) % columns};
        if (looks[static_cast<std::size_t>(next.row * columns + next.col)] != WindowLook::Black) return next;
    }
    return from;
}

FirstWalk::FirstWalk(Session& session, QObject* parent) : QObject(parent), session_(session) {
    timer_.setInterval(kPace);
    connect(&timer_, &QTimer::timeout, this, &FirstWalk::step);
}

void FirstWalk::start() {
    QCoreApplication::instance()->installEventFilter(this);
    timer_.start();
}

void FirstWalk::stop() {
    timer_.stop();
    QCoreApplication::instance()->removeEventFilter(this);
}

void FirstWalk::step() {
    if (!session_.rendered() || session_.busy()) return;
    const Evaluation& e = session_.rendered()->evaluation;
    const std::vector<WindowLook>& looks = *session_.rendered()->looks;
    if (session_.hovering() || session_.playback() || looks.empty()) return stop();
    if (const auto window = session_.links().window) {
        session_.lookAt(nextInked(looks, *window, e.grid.cols.output));
    }
}

bool FirstWalk::eventFilter(QObject*, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::Wheel ||
        type == QEvent::TouchBegin || type == QEvent::DragEnter) {
        stop();
    }
    return false;
}

}  // namespace poolscope
