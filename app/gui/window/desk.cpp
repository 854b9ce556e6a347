// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/desk.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/side/controls.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/widget/tab_focus.h"

namespace poolscope {
namespace {

QFrame* rule() {
    auto* line = new QFrame;
    line->setObjectName(QStringLiteral("rule"));
    line->setFixedWidth(1);
    return line;
}

// Numbers take what was typed when they are left.
void giveUp(QWidget* field) {
    if (auto* box = qobject_cast<QSpinBox*>(field)) box->setValue(box->value());
    if (auto* box = qobject_cast<QDoubleSpinBox*>(field)) box->setValue(box->value());
}

}  // namespace

Desk::Desk(SourceBar* sources, QWidget* middle, Controls* controls, QWidget* parent)
    : QWidget(parent),
      sources_(sources),
      controls_(controls),
      strip_(new ControlStrip),
      middle_(middle),
      row_(new QHBoxLayout(this)),
      leftRule_(rule()),
      rightRule_(rule()) {
    setObjectName(QStringLiteral("desk"));
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(0);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(strip_);
    column->addWidget(middle_, 1);
    row_->addWidget(sources_);
    row_->addWidget(leftRule_);
    row_->addLayout(column, 1);
    row_->addWidget(rightRule_);
    row_->addWidget(controls_);
    strip_->hide();
    connect(&strip_->more(), &QToolButton::toggled, this, &Desk::arrange);
}

void Desk::showBars(bool on) {
    bars_ = on;
    sources_->setVisible(on);
    leftRule_->setVisible(on);
    strip_->more().setChecked(false);
    arrange();
}

// The bar at the right gives way before the window does.
QSize Desk::minimumSizeHint() const {
    QSize least = QWidget::minimumSizeHint();
    if (bars_ && !narrow_) least.rwidth() -= Controls::kWidth + rightRule_->width();
    return least;
}

void Desk::resizeEvent(QResizeEvent*) {
    const bool narrow = width() <= kNarrow;
    if (narrow != narrow_) {
        narrow_ = narrow;
        if (narrow) {
            row_->removeWidget(controls_);
            strip_->hold(&controls_->first());
        } else {
            strip_->more().setChecked(false);
            controls_->hold(&controls_->first());
            row_->addWidget(controls_);
        }
    }
    arrange();
}

void Desk::arrange() {
    const bool over = strip_->more().isChecked();
    strip_->setVisible(bars_ && narrow_);
    rightRule_->setVisible(bars_ && !narrow_);
    controls_->setVisible(bars_ && (!narrow_ || over));
    if (narrow_ && over) placeOverPictures();
}

void Desk::placeOverPictures() {
    row_->activate();
    const int top = middle_->mapTo(this, QPoint(0, 0)).y();
    controls_->setGeometry(width() - Controls::kWidth, top, Controls::kWidth, height() - top);
    controls_->raise();
}

void Desk::orderTabs(QWidget* toolBar) {
    poolscope::orderTabs({sources_, toolBar, middle_, &controls_->first(), strip_, controls_});
}

bool Desk::isInField() const {
    return qobject_cast<const QAbstractSpinBox*>(focusWidget()) || qobject_cast<const QComboBox*>(focusWidget());
}

// What reaches the desk no field has taken. Escape also closes what lies over the pictures.
void Desk::keyPressEvent(QKeyEvent* event) {
    const bool escape = event->key() == Qt::Key_Escape;
    const bool ends = escape || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (ends && isInField()) {
        if (escape) giveUp(focusWidget());
        return Q_EMIT fieldLeft();
    }
    if (escape && strip_->more().isChecked()) {
        const bool inside = controls_->isAncestorOf(focusWidget());
        strip_->more().setChecked(false);
        return inside ? Q_EMIT fieldLeft() : void();
    }
    QWidget::keyPressEvent(event);
}

void Desk::mousePressEvent(QMouseEvent* event) {
    if (isInField()) Q_EMIT fieldLeft();
    QWidget::mousePressEvent(event);
}

}  // namespace poolscope
