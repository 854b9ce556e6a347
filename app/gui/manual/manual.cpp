// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/manual/manual.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace poolscope {

Manual::Manual(const Actions& actions, QWidget* parent)
    : QDialog(parent), chapters_(manualChapters(actions)), list_(new QListWidget), page_(new QTextBrowser) {
    setWindowTitle(tr("Manual"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(880, 620);
    auto* words = new QLineEdit;
    words->setPlaceholderText(tr("Find words, then Return"));
    words->setAccessibleName(tr("Find words in the manual"));
    words->setClearButtonEnabled(true);
    list_->setAccessibleName(tr("Chapters"));
    list_->setAccessibleDescription(tr("Chooses what is read beside it"));
    list_->setObjectName(QStringLiteral("chapters"));
    list_->setSpacing(2);
    for (const Chapter& chapter : chapters_) list_->addItem(chapter.title);
    page_->setAccessibleName(tr("Manual"));
    page_->setAccessibleDescription(tr("The text of the chapter"));
    page_->setOpenExternalLinks(true);
    page_->document()->setDocumentMargin(16);
    auto* side = new QVBoxLayout;
    side->addWidget(words);
    side->addWidget(list_, 1);
    auto* row = new QHBoxLayout(this);
    row->addLayout(side);
    row->addWidget(page_, 1);
    list_->setFixedWidth(190);
    words->setFixedWidth(190);
    connect(list_, &QListWidget::currentRowChanged, this, &Manual::showChapter);
    connect(words, &QLineEdit::returnPressed, this, [this, words] { find(words->text()); });
    list_->setCurrentRow(0);
    words->setFocus();
}

void Manual::showChapter(int chapter) {
    page_->setHtml(chapters_[static_cast<std::size_t>(chapter)].html);
}

void Manual::find(const QString& words) {
    if (words.isEmpty() || page_->find(words)) return;
    const int count = list_->count();
    for (int i = 1; i <= count; ++i) {
        list_->setCurrentRow((list_->currentRow() + 1) % count);
        page_->moveCursor(QTextCursor::Start);
        if (page_->find(words)) return;
    }
}

}  // namespace poolscope
