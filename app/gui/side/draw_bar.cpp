// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/draw_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <limits>

#include "app/gui/widget/control_rows.h"
#include "app/gui/widget/number_box.h"

namespace poolscope {
namespace {

constexpr int kMostBrush = 9;

}  // namespace

DrawBar::DrawBar(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    tool_ = new ChoiceRow<Tool>(
        tr("Tool"), {{Tool::Point, tr("point"), tr("Point at cells; double-click or Return types a value")},
                     {Tool::Brush, tr("brush"), tr("Drag over the input to write the value; the right button erases")},
                     {Tool::Eraser, tr("eraser"), tr("Drag over the input to write zeros")}});
    column->addWidget(tool_);

    details_ = new QWidget;
    auto* line = new QHBoxLayout(details_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(5);
    line->addWidget(new QLabel(tr("value")));
    value_ = new NumberBox;
    value_->setRange(double{std::numeric_limits<float>::lowest()}, double{std::numeric_limits<float>::max()});
    value_->setKeyboardTracking(false);
    value_->setAccessibleName(tr("Value of the brush"));
    value_->setToolTip(tr("What the brush writes"));
    line->addWidget(value_, 1);
    size_ = new QSpinBox;
    size_->setRange(1, kMostBrush);
    size_->setFixedWidth(40);
    size_->setAccessibleName(tr("Size of the brush"));
    size_->setToolTip(tr("Side of the brush in cells"));
    line->addWidget(size_);
    column->addWidget(details_);

    tool_->onChosen(this, [this](Tool tool) {
        Brush brush = session_.brush();
        brush.tool = tool;
        session_.setBrush(brush);
    });
    connect(value_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        Brush brush = session_.brush();
        brush.value = static_cast<float>(value);
        session_.setBrush(brush);
    });
    connect(size_, &QSpinBox::valueChanged, this, [this](int size) {
        Brush brush = session_.brush();
        brush.size = size;
        session_.setBrush(brush);
    });
    connect(&session_, &Session::brushChanged, this, &DrawBar::showBrush);
    connect(&session_, &Session::sourceChanged, this, &DrawBar::suitSource);
    showBrush();
}

void DrawBar::showBrush() {
    const Brush& brush = session_.brush();
    tool_->setValue(brush.tool);
    details_->setVisible(brush.tool != Tool::Point);
    value_->setEnabled(brush.tool == Tool::Brush);
    const QSignalBlocker value(value_);
    const QSignalBlocker size(size_);
    value_->setFloat(brush.value);
    size_->setValue(brush.size);
}

// The brush writes white: the largest value that the range shows. A drawing keeps what was set for it.
void DrawBar::suitSource() {
    if (!session_.source() || session_.experiment().source.embedded) return;
    Brush brush = session_.brush();
    brush.value = static_cast<float>(displayScale({}, session_.source()->range).high);
    session_.setBrush(brush);
}

}  // namespace poolscope
