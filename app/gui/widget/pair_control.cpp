// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/pair_control.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>
#include <limits>

#include "app/gui/widget/control_rows.h"

namespace poolscope {
namespace {

constexpr int kSpin = 48;  // pixels wide
constexpr int kNarrowSpin = 38;

}  // namespace

PairControl::PairControl(const QString& name, const QString& tip, int sliderFrom, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    label_ = new QLabel(name);
    label_->setFixedWidth(kLabelWidth);
    label_->setToolTip(tip);
    rows_ = makeAxis(tr("H"), name, tip, sliderFrom);
    cols_ = makeAxis(tr("W"), name, tip, sliderFrom);
    static_cast<QHBoxLayout*>(rows_.row->layout())->insertWidget(0, label_);
    beneathLabel_ = new QSpacerItem(kLabelWidth, 1, QSizePolicy::Fixed);
    static_cast<QHBoxLayout*>(cols_.row->layout())->insertSpacerItem(0, beneathLabel_);
    column->addWidget(rows_.row);
    column->addWidget(cols_.row);
    error_ = new QLabel;
    error_->setObjectName(QStringLiteral("error"));
    error_->setWordWrap(true);
    error_->hide();
    column->addWidget(error_);
    for (const bool rows : {true, false}) {
        const Axis& axis = rows ? rows_ : cols_;
        connect(axis.slider, &QSlider::valueChanged, this, [this, rows](int v) { onEdit(rows, v); });
        connect(axis.spin, &QSpinBox::valueChanged, this, [this, rows](int v) { onEdit(rows, v); });
        connect(axis.slider, &QSlider::sliderReleased, this, &PairControl::released);
        connect(axis.spin, &QSpinBox::editingFinished, this, &PairControl::released);
    }
    setSquare(true);
}

PairControl::Axis PairControl::makeAxis(const QString& letter, const QString& name, const QString& tip,
                                        int sliderFrom) {
    Axis axis;
    axis.row = new QWidget;
    auto* line = new QHBoxLayout(axis.row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    axis.letter = new QLabel(letter);
    axis.letter->setObjectName(QStringLiteral("quiet"));
    axis.slider = new QSlider(Qt::Horizontal);
    axis.slider->setRange(sliderFrom, sliderFrom + 8);
    axis.slider->setPageStep(1);
    axis.slider->setMinimumWidth(20);
    axis.slider->setAccessibleName(tr("%1 (%2), slider").arg(name, letter));
    axis.slider->setToolTip(tip);
    axis.spin = new QSpinBox;
    axis.spin->setRange(-99, std::numeric_limits<int>::max());
    axis.spin->setFixedWidth(kSpin);
    axis.spin->setKeyboardTracking(false);
    axis.spin->setAccessibleName(tr("%1 (%2)").arg(name, letter));
    axis.spin->setToolTip(tip);
    line->addWidget(axis.letter);
    line->addWidget(axis.slider, 1);
    line->addWidget(axis.spin);
    return axis;
}

void PairControl::onEdit(bool rows, int value) {
    const bool both = isOne();
    if (rows || both) value_.rows = value;
    if (!rows || both) value_.cols = value;
    setValue(value_);
    Q_EMIT edited(value_);
}

void PairControl::setValue(const Extent& value) {
    value_ = value;
    showAxes();
    for (const bool rows : {true, false}) {
        const Axis& axis = rows ? rows_ : cols_;
        const auto number = static_cast<int>(rows ? value.rows : value.cols);
        const QSignalBlocker slider(axis.slider);
        const QSignalBlocker spin(axis.spin);
        axis.slider->setValue(number);
        axis.spin->setValue(number);
    }
}

void PairControl::setSliderTo(int most) {
    for (const Axis& axis : {rows_, cols_}) {
        const QSignalBlocker blocker(axis.slider);
        axis.slider->setMaximum(most);
    }
    setValue(value_);
}

void PairControl::setSquare(bool square) {
    square_ = square;
    showAxes();
}

bool PairControl::isOne() const {
    return square_ && value_.rows == value_.cols;
}

void PairControl::showAxes() {
    rows_.letter->setVisible(!isOne());
    cols_.row->setVisible(!isOne());
}

void PairControl::setNarrow(bool narrow) {
    isNarrow_ = narrow;
    showError();
    setNarrowName(*label_, narrow);
    beneathLabel_->changeSize(label_->minimumWidth(), 1, QSizePolicy::Fixed);
    cols_.row->layout()->invalidate();
    for (const Axis& axis : {rows_, cols_}) axis.spin->setFixedWidth(narrow ? kNarrowSpin : kSpin);
}

void PairControl::setError(const QString& message) {
    if (message == error_->text()) return;
    error_->setText(message);
    showError();
    for (const Axis& axis : {rows_, cols_}) {
        axis.spin->setProperty("wrong", !message.isEmpty());
        axis.spin->style()->unpolish(axis.spin);
        axis.spin->style()->polish(axis.spin);
    }
}

// Not where it is narrow: there it would be cut, and the page says it.
void PairControl::showError() {
    error_->setVisible(!error_->text().isEmpty() && !isNarrow_);
}

}  // namespace poolscope
