// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/notice_bar.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "app/gui/action/notices.h"

namespace poolscope {
namespace {

constexpr int kRoomForWords = 380;

}  // namespace

NoticeBar::NoticeBar(Notices& notices, QWidget* parent) : QWidget(parent), notices_(notices) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 0);
    column->setSpacing(8);
    refusal_ = addCard("notice", tr("Close the notice"), [this] { notices_.clear(); });
    told_ = addCard("told", tr("Close the note"), [this] { notices_.tell({}); });
    connect(&notices_, &Notices::refusalChanged, this, &NoticeBar::showRefusal);
    connect(&notices_, &Notices::toldChanged, this, &NoticeBar::showTold);
    showRefusal();
    showTold();
}

template <class Close>
NoticeBar::Card NoticeBar::addCard(const char* style, const QString& closing, const Close& close) {
    auto* frame = new QFrame;
    frame->setObjectName(QString::fromLatin1(style));
    auto* words = new QLabel;
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    // A long name of a file is cut rather than the window made wider.
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* cross = new QToolButton;
    cross->setText(QStringLiteral("×"));
    cross->setObjectName(QStringLiteral("cross"));
    cross->setAccessibleName(closing);
    cross->setToolTip(closing);
    connect(cross, &QToolButton::clicked, this, close);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(10, 8, 6, 8);
    row->setSpacing(12);
    auto* content = new QBoxLayout(QBoxLayout::LeftToRight);
    content->setSpacing(8);
    content->addWidget(words, 1);
    content->addLayout(buttons);
    row->addLayout(content, 1);
    row->addWidget(cross, 0, Qt::AlignTop);
    layout()->addWidget(frame);
    return {frame, words, content, buttons};
}

void NoticeBar::showRefusal() {
    show(refusal_, notices_.refusal());
}

void NoticeBar::showTold() {
    while (QLayoutItem* item = told_.buttons->takeAt(0)) {
        if (QWidget* button = item->widget()) {
            button->hide();
            button->deleteLater();  // it may be the one that was pressed
        }
        delete item;
    }
    for (const NoticeButton& button : notices_.buttons()) {
        auto* push = new QPushButton(button.text);
        connect(push, &QPushButton::clicked, this, button.press);
        told_.buttons->addWidget(push);
    }
    told_.buttons->addStretch();
    placeButtons();
    show(told_, notices_.told());
}

void NoticeBar::placeButtons() {
    const bool beside = width() - told_.buttons->sizeHint().width() > kRoomForWords;
    told_.content->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void NoticeBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeButtons();
}

void NoticeBar::show(const Card& card, const QString& words) {
    card.words->setText(words);
    card.frame->setVisible(!words.isEmpty());
    setVisible(!notices_.refusal().isEmpty() || !notices_.told().isEmpty());
}

}  // namespace poolscope
