// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/panel_ring.h"

#include <QEvent>
#include <QPainter>

#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr int kReach = 3;  // beyond the panel
constexpr double kWidth = 3;

}  // namespace

PanelRing::PanelRing(Session& session, QWidget* board) : QWidget(board), session_(session) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(&session_, &Session::viewChanged, this, qOverload<>(&QWidget::update));
}

void PanelRing::surround(QWidget* panel) {
    if (panel_) panel_->removeEventFilter(this);
    panel_ = panel;
    if (panel_) panel_->installEventFilter(this);
    follow();
}

bool PanelRing::eventFilter(QObject*, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type == QEvent::Move || type == QEvent::Resize || type == QEvent::Show || type == QEvent::Hide) follow();
    return false;
}

void PanelRing::follow() {
    setVisible(panel_ && panel_->isVisibleTo(parentWidget()));
    if (!panel_) return;
    setGeometry(panel_->geometry().adjusted(-kReach, -kReach, kReach, kReach));
}

void PanelRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toQt(themeNamed(session_.themeName()).primary), kWidth));
    painter.setBrush(Qt::NoBrush);
    const double inset = kWidth / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 9, 9);
}

}  // namespace poolscope
