// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/part_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

constexpr int kReach = 5;  // pixels around the frame that still take hold of it

std::int64_t within(std::int64_t value, std::int64_t least, std::int64_t most) {
    return std::max(least, std::min(value, most));
}

}  // namespace

Crop squareWithin(const Crop& part, const Extent& picture) {
    const std::int64_t most = std::min(picture.rows, picture.cols);
    const std::int64_t side = within(part.size.rows, std::min(kLeastPart, most), most);
    return {{within(part.first.row, 0, picture.rows - side), within(part.first.col, 0, picture.cols - side)},
            {side, side}};
}

PartView::PartView(const QImage& shown, const Extent& cells, QWidget* parent)
    : QWidget(parent), shown_(shown), cells_(cells) {
    setFixedSize(shown_.size());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Picture with the frame"));
    setToolTip(tr("Drag the frame, or draw another; the wheel and + and - change its size, the arrow keys move it"));
}

void PartView::setPart(const Crop& part) {
    const Crop square = squareWithin(part, cells_);
    if (square == part_) return;
    part_ = square;
    update();
    Q_EMIT partChanged();
}

QPointF PartView::pointOf(const CellRef& cell) const {
    return {static_cast<double>(cell.col * width()) / static_cast<double>(cells_.cols),
            static_cast<double>(cell.row * height()) / static_cast<double>(cells_.rows)};
}

CellRef PartView::cellAt(const QPointF& point) const {
    const auto at = [](double pixel, int pixels, std::int64_t cells) {
        const auto cell = static_cast<std::int64_t>(std::floor(pixel * static_cast<double>(cells) / pixels));
        return within(cell, 0, cells - 1);
    };
    return {at(point.y(), height(), cells_.rows), at(point.x(), width(), cells_.cols)};
}

QRectF PartView::frame() const {
    return {pointOf(part_.first), pointOf({part_.first.row + part_.size.rows, part_.first.col + part_.size.cols})};
}

std::int64_t PartView::step() const {
    return std::max<std::int64_t>(1, cells_.cols / std::max(1, width()));
}

void PartView::moveBy(std::int64_t rows, std::int64_t cols) {
    setPart({{part_.first.row + rows, part_.first.col + cols}, part_.size});
}

void PartView::growBy(std::int64_t cells) {
    const std::int64_t side = part_.size.rows + cells;
    setPart({{part_.first.row - cells / 2, part_.first.col - cells / 2}, {side, side}});
}

// What lies outside is dimmed. White beneath the blue keeps the frame in sight on any picture.
void PartView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.drawImage(rect(), shown_);
    const QRectF at = frame();
    QPainterPath outside;
    outside.addRect(rect());
    QPainterPath inside;
    inside.addRect(at);
    painter.fillPath(outside - inside, QColor(0, 0, 0, 90));
    painter.setPen(QPen(Qt::white, 4));
    painter.drawRect(at);
    painter.setPen(QPen(palette().color(QPalette::Highlight), hasFocus() ? 3 : 2));
    painter.drawRect(at);
}

void PartView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const CellRef cell = cellAt(event->position());
    if (frame().adjusted(-kReach, -kReach, kReach, kReach).contains(event->position())) {
        drag_ = Drag::Move;
        grip_ = {cell.row - part_.first.row, cell.col - part_.first.col};
        return;
    }
    drag_ = Drag::Draw;
    grip_ = cell;
    setPart({{cell.row - part_.size.rows / 2, cell.col - part_.size.cols / 2}, part_.size});
}

void PartView::mouseMoveEvent(QMouseEvent* event) {
    const CellRef cell = cellAt(event->position());
    if (drag_ == Drag::Move) setPart({{cell.row - grip_.row, cell.col - grip_.col}, part_.size});
    if (drag_ != Drag::Draw) return;
    const std::int64_t rows = cell.row - grip_.row;
    const std::int64_t cols = cell.col - grip_.col;
    const std::int64_t side = std::max(std::abs(rows), std::abs(cols)) + 1;
    setPart({{rows < 0 ? grip_.row - side + 1 : grip_.row, cols < 0 ? grip_.col - side + 1 : grip_.col}, {side, side}});
}

void PartView::mouseReleaseEvent(QMouseEvent*) {
    drag_ = Drag::Nothing;
}

void PartView::wheelEvent(QWheelEvent* event) {
    const int turns = event->angleDelta().y() / QWheelEvent::DefaultDeltasPerStep;
    growBy(turns * std::max<std::int64_t>(2, part_.size.rows / 8));
    event->accept();
}

void PartView::keyPressEvent(QKeyEvent* event) {
    const std::int64_t by = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 * step() : step();
    switch (event->key()) {
        case Qt::Key_Left:
            return moveBy(0, -by);
        case Qt::Key_Right:
            return moveBy(0, by);
        case Qt::Key_Up:
            return moveBy(-by, 0);
        case Qt::Key_Down:
            return moveBy(by, 0);
        case Qt::Key_Plus:
            return growBy(2 * step());
        case Qt::Key_Minus:
            return growBy(-2 * step());
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace poolscope
