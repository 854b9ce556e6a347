// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/control_rows.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "app/gui/widget/pair_control.h"

namespace poolscope {

QVBoxLayout* addColumn(QWidget* group) {
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kRowGap);
    return column;
}

QVBoxLayout* addSection(QWidget* group, const QString& title) {
    QVBoxLayout* column = addColumn(group);
    addHeading(column, title);
    return column;
}

void addHeading(QVBoxLayout* column, const QString& title) {
    auto* label = new QLabel(title);
    label->setObjectName(QStringLiteral("section"));
    if (column->count() > 0) column->addSpacing(kGroupGap - kRowGap);
    column->addWidget(label);
}

QWidget* labelledControl(const QString& name, QWidget* control) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto* label = new QLabel(name);
    label->setFixedWidth(kLabelWidth);
    line->addWidget(label);
    line->addWidget(control, 1);
    return row;
}

void setNarrowName(QLabel& name, bool narrow) {
    name.setFixedWidth(narrow ? name.fontMetrics().horizontalAdvance(name.text()) + 2 : kLabelWidth);
}

QLabel* addProblem(QVBoxLayout* column) {
    auto* line = new QLabel;
    line->setObjectName(QStringLiteral("error"));
    line->setWordWrap(true);
    line->hide();
    column->addWidget(line);
    return line;
}

void showProblem(QLabel* line, const QString& message) {
    line->setText(message);
    line->setVisible(!message.isEmpty());
}

}  // namespace poolscope
