// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/notice_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "app/gui/action/notices.h"

namespace poolscope {

NoticeBar::NoticeBar(Notices& notices, QWidget* parent) : QWidget(parent), notices_(notices) {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("notice"));
    words_ = new QLabel;
    words_->setWordWrap(true);
    words_->setTextFormat(Qt::PlainText);
    // A long name of a file is cut rather than the window made wider.
    words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* cross = new QToolButton;
    cross->setText(QStringLiteral("×"));
    cross->setObjectName(QStringLiteral("cross"));
    cross->setAccessibleName(tr("Close the notice"));
    cross->setToolTip(tr("Close this notice"));
    connect(cross, &QToolButton::clicked, &notices_, &Notices::clear);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(10, 8, 6, 8);
    row->addWidget(words_, 1);
    row->addWidget(cross, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 0);
    column->addWidget(card);
    connect(&notices_, &Notices::refusalChanged, this, &NoticeBar::showRefusal);
    showRefusal();
}

void NoticeBar::showRefusal() {
    words_->setText(notices_.refusal());
    setVisible(!notices_.refusal().isEmpty());
}

}  // namespace poolscope
