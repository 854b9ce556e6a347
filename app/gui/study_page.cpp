// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study_page.h"

#include <QLabel>
#include <QVBoxLayout>

namespace poolscope {

StudyPage::StudyPage(Session& session, QWidget* parent) : Page(parent), session_(session) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(12, 12, 12, 12);
    column_->setSpacing(10);
    notice_ = new QLabel;
    notice_->setObjectName(QStringLiteral("notice"));
    notice_->setWordWrap(true);
    notice_->hide();
    column_->addWidget(notice_);
    connect(&session_, &Session::evaluated, this, &StudyPage::refresh);
    connect(&session_, &Session::errorChanged, this, &StudyPage::showState);
}

void StudyPage::showEvent(QShowEvent*) {
    refresh();
    showState();
}

void StudyPage::refresh() {
    const auto& rendered = session_.rendered();
    if (!isVisible() || !rendered) return;
    // Hovering, playing and colours make new pictures of the same evaluation.
    const bool same = followed_ && followed_->evaluation.forward == rendered->evaluation.forward &&
                      followed_->evaluation.backward == rendered->evaluation.backward &&
                      followed_->evaluation.experiment == rendered->evaluation.experiment &&
                      followed_->source == rendered->source && followed_->view.palette == rendered->view.palette;
    followed_ = rendered;
    if (same) return;
    showState();
    follow(*rendered);
}

void StudyPage::showState() {
    const auto& error = session_.error();
    showNotice(error ? tr("Not possible: %1. What is shown belongs to the last setting that was.")
                           .arg(QString::fromStdString(error->message))
                     : QString());
}

void StudyPage::showNotice(const QString& message) {
    notice_->setText(message);
    notice_->setVisible(!message.isEmpty());
}

void StudyPage::showFailure(const Error& error) {
    if (error.where != kStopped) showNotice(QString::fromStdString(error.message));
}

}  // namespace poolscope
