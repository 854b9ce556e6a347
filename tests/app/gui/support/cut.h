// SPDX-License-Identifier: GPL-3.0-or-later
// What has less room on the screen than its words need.
#pragma once

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QToolButton>

namespace poolscope {

inline int widthOf(const QWidget& widget, const QString& words) {
    return widget.fontMetrics().horizontalAdvance(words);
}

// Of the line in a field; Qt leaves two pixels free at either end of it.
inline int roomIn(const QLineEdit& line) {
    constexpr int kFree = 4;
    QStyleOptionFrame option;
    option.initFrom(&line);
    return line.style()->subElementRect(QStyle::SE_LineEditContents, &option, &line).width() - kFree;
}

// True where the words that the widget shows do not fit into it.
inline bool isCut(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty()) return false;
        return label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                 : label->width() < label->sizeHint().width();
    }
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) {
        const bool field = qobject_cast<const QAbstractSpinBox*>(line->parentWidget()) != nullptr;
        const QString words = line->text().isEmpty() ? line->placeholderText() : line->text();
        // What is typed may be longer than the line, a hint and a number may not.
        return (field || line->text().isEmpty()) && widthOf(*line, words) > roomIn(*line);
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        const QRect room =
            box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
        return widthOf(*box, box->currentText()) > room.width();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        if (button->text().isEmpty()) return false;
        const auto* tool = qobject_cast<const QToolButton*>(button);
        if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull()) return false;
        // In a row of equal parts a button may be narrower than it would like to be.
        constexpr int kFrame = 8;
        return button->width() < (tool ? widthOf(*tool, tool->text()) + kFrame : button->minimumSizeHint().width());
    }
    return false;
}

// A line for each widget in sight that is cut.
inline QStringList cutIn(const QWidget& root) {
    QStringList cut;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !isCut(*widget)) continue;
        QString words = widget->property("text").toString();
        if (words.isEmpty()) words = widget->property("placeholderText").toString();
        cut << QStringLiteral("%1 “%2” (%3) in %4 of %5 pixels")
                   .arg(QLatin1String(widget->metaObject()->className()), words, widget->accessibleName())
                   .arg(widget->width())
                   .arg(widget->sizeHint().width());
    }
    return cut;
}

}  // namespace poolscope
