// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/cell_editor.h"

#include <QKeyEvent>
#include <QLocale>
#include <QStyle>
#include <cmath>
#include <optional>
#include <utility>

namespace poolscope {
namespace {

// Numbers as they are written in files, or as the user's country writes them.
std::optional<float> numberIn(const QString& text) {
    bool ok = false;
    float value = text.toFloat(&ok);
    if (!ok) value = QLocale().toFloat(text, &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void setWrong(QWidget& widget, bool wrong) {
    widget.setProperty("wrong", wrong);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

}  // namespace

CellEditor::CellEditor(QWidget* parent) : QLineEdit(parent) {
    setAlignment(Qt::AlignCenter);
    hide();
    connect(this, &QLineEdit::returnPressed, this, &CellEditor::commit);
    connect(this, &QLineEdit::textEdited, this, [this] { setWrong(*this, false); });
}

void CellEditor::edit(const QRect& cell, float value, const QString& name, std::function<void(float)> accept) {
    accept_ = std::move(accept);
    setAccessibleName(name);
    setText(QString::number(double{value}, 'g', 9));
    setWrong(*this, false);
    setToolTip(tr("Return writes the number, Escape leaves it as it was"));
    QRect place(QPoint(), QSize(qMax(64, cell.width() + 12), 26));
    place.moveCenter(cell.center());
    const QRect room = parentWidget()->rect();
    place.moveLeft(qBound(2, place.left(), qMax(2, room.right() - place.width() - 2)));
    place.moveTop(qBound(2, place.top(), qMax(2, room.bottom() - place.height() - 2)));
    setGeometry(place);
    show();
    raise();
    setFocus();
    selectAll();
}

void CellEditor::commit() {
    const auto value = numberIn(text().trimmed());
    if (!value) {
        setWrong(*this, true);
        setToolTip(tr("“%1” is not a number").arg(text()));
        return;
    }
    const auto accept = std::exchange(accept_, nullptr);
    close();
    if (accept) accept(*value);
}

void CellEditor::close() {
    accept_ = nullptr;
    if (!isVisible()) return;
    const bool focused = hasFocus();
    hide();
    if (focused) parentWidget()->setFocus();
}

void CellEditor::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return close();
    QLineEdit::keyPressEvent(event);
    // A line edit passes Return on; the panel below would open the line again.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) event->accept();
}

void CellEditor::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) close();
}

}  // namespace poolscope
