// SPDX-License-Identifier: GPL-3.0-or-later
// The parts that the groups of controls are built from.
#pragma once

#include <QLabel>
#include <QString>

class QVBoxLayout;

namespace poolscope {

// Pixels between the rows of a group, and between one group and the next.
inline constexpr int kRowGap = 6;
inline constexpr int kGroupGap = 8;

// The column of a group, without margins.
QVBoxLayout* addColumn(QWidget* group);
// The same under a title.
QVBoxLayout* addSection(QWidget* group, const QString& title);
// Another title further down the same column.
void addHeading(QVBoxLayout* column, const QString& title);

// A control with its name to the left of it.
QWidget* labelledControl(const QString& name, QWidget* control);

// A name takes no more room than its letters need, where controls stand in a row.
void setNarrowName(QLabel& name, bool narrow);

// A line for what is not possible, hidden until showProblem() gives it words.
QLabel* addProblem(QVBoxLayout* column);
void showProblem(QLabel* line, const QString& message);

}  // namespace poolscope
