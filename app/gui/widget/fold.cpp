// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/fold.h"

#include <QPainter>
#include <QVBoxLayout>

namespace poolscope {
namespace {

constexpr int kFoldArrow = 16;
constexpr int kDot = 7;
constexpr int kAbove = 5;             // and below the lines of text
constexpr double kSecondLine = 0.92;  // of the size of the title

QFont titleFont(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont stateFont(QFont font) {
    font.setPointSizeF(font.pointSizeF() * kSecondLine);
    return font;
}

}  // namespace

FoldTitle::FoldTitle(const QString& title, QWidget* parent) : QPushButton(parent) {
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FoldTitle::setState(const QString& words, bool usual) {
    if (words == state_ && usual == usual_) return;
    state_ = words;
    usual_ = usual;
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

QSize FoldTitle::sizeHint() const {
    return {160, QFontMetrics(titleFont(font())).height() + QFontMetrics(stateFont(font())).height() + 2 * kAbove};
}

void FoldTitle::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& p = palette();
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(p.color(QPalette::Highlight), 1) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? p.color(QPalette::Midlight) : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const QFontMetrics bold(titleFont(font()));
    const double middle = kAbove + bold.height() / 2.0;
    const QPolygonF arrow = isChecked() ? QPolygonF{{2.5, middle - 2}, {6.5, middle + 2}, {10.5, middle - 2}}
                                        : QPolygonF{{4.5, middle - 4}, {8.5, middle}, {4.5, middle + 4}};
    painter.setPen(QPen(p.color(QPalette::Dark), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(arrow);
    painter.setFont(titleFont(font()));
    painter.setPen(p.color(QPalette::WindowText));
    const QRect line(kFoldArrow, kAbove, width() - kFoldArrow - 2 * kDot, bold.height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, bold.elidedText(text(), Qt::ElideRight, line.width()));
    if (!usual_) {
        const double x = kFoldArrow + bold.horizontalAdvance(text()) + kDot;
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.color(QPalette::Highlight));
        painter.drawEllipse(QRectF(x, middle - kDot / 2.0, kDot, kDot));
    }
    const QFontMetrics small(stateFont(font()));
    painter.setFont(stateFont(font()));
    painter.setPen(p.color(QPalette::PlaceholderText));
    const QRect second(kFoldArrow, kAbove + bold.height(), width() - kFoldArrow, small.height());
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     small.elidedText(state_, Qt::ElideRight, second.width()));
}

Fold::Fold(const QString& title, QWidget* body, QWidget* parent) : QWidget(parent), title_(new FoldTitle(title)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(title_);
    column->addWidget(body);
    body->setVisible(false);
    connect(title_, &QAbstractButton::toggled, body, &QWidget::setVisible);
}

void Fold::setState(const QString& words, bool usual) {
    const bool turned = title_->isUsual() && !usual;
    title_->setState(words, usual);
    if (turned) setOpen(true);
}

}  // namespace poolscope
