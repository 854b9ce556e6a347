// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/segmented.h"

#include <QGridLayout>
#include <QStyle>
#include <QToolButton>
#include <algorithm>
#include <numeric>
#include <vector>

namespace poolscope {

Segmented::Segmented(const QString& name, const QStringList& labels, const QStringList& tips, QWidget* parent)
    : QWidget(parent), rows_(new QGridLayout(this)) {
    setAccessibleName(name);
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setHorizontalSpacing(0);
    rows_->setVerticalSpacing(2);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setText(labels[i]);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(name + QStringLiteral(": ") + labels[i]);
        if (i < tips.size()) button->setToolTip(tips[i]);
        group_.addButton(button, static_cast<int>(i));
    }
    arrange(static_cast<int>(labels.size()));
    connect(&group_, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

void Segmented::setWrap(int columns) {
    wrap_ = columns;
    updateGeometry();
}

QSize Segmented::sizeHint() const {
    const QSize hint = QWidget::sizeHint();
    return wrap_ > 0 ? QSize(widthOf(static_cast<int>(group_.buttons().size())), hint.height()) : hint;
}

QSize Segmented::minimumSizeHint() const {
    const QSize hint = QWidget::minimumSizeHint();
    return wrap_ > 0 ? QSize(widthOf(wrap_), hint.height()) : hint;
}

void Segmented::resizeEvent(QResizeEvent*) {
    if (wrap_ <= 0) return;
    const auto all = static_cast<int>(group_.buttons().size());
    arrange(width() >= widthOf(all) ? all : wrap_);
}

// Of the widest row.
int Segmented::widthOf(int columns) const {
    std::vector<int> widths(static_cast<std::size_t>(columns));
    for (QAbstractButton* button : group_.buttons()) {
        int& width = widths[static_cast<std::size_t>(group_.id(button) % columns)];
        width = std::max(width, button->sizeHint().width());
    }
    return std::accumulate(widths.begin(), widths.end(), 0);
}

void Segmented::arrange(int columns) {
    if (columns == columns_) return;
    rows_->setColumnStretch(std::max(0, columns_), 0);
    columns_ = columns;
    const QList<QAbstractButton*> all = group_.buttons();
    for (QAbstractButton* button : all) {
        const int i = group_.id(button);
        const int column = i % columns;
        const char* place = column == 0 ? "first" : column + 1 == columns || i + 1 == all.size() ? "last" : "middle";
        button->setProperty("segment", QString::fromLatin1(place));
        button->style()->unpolish(button);
        button->style()->polish(button);
        button->setSizePolicy(all.size() > columns ? QSizePolicy::Expanding : QSizePolicy::Preferred,
                              QSizePolicy::Fixed);
        rows_->addWidget(button, i / columns, column);
    }
    rows_->setColumnStretch(columns, 1);
}

void Segmented::setCurrent(int index) {
    if (QAbstractButton* button = group_.button(index)) {
        button->setChecked(true);
    } else if (QAbstractButton* checked = group_.checkedButton()) {
        group_.setExclusive(false);
        checked->setChecked(false);
        group_.setExclusive(true);
    }
}

}  // namespace poolscope
