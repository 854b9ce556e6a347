// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/segmented.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace poolscope {

Segmented::Segmented(const QString& name, const QStringList& labels, const QStringList& tips, QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setText(labels[i]);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(name + QStringLiteral(": ") + labels[i]);
        if (i < tips.size()) button->setToolTip(tips[i]);
        const char* place = i == 0 ? "first" : i + 1 == labels.size() ? "last" : "middle";
        button->setProperty("segment", QString::fromLatin1(place));
        group_.addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    row->addStretch();
    connect(&group_, &QButtonGroup::idClicked, this, &Segmented::chosen);
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
