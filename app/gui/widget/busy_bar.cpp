// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/busy_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <utility>

namespace poolscope {
namespace {

constexpr int kLook = 60;      // ms between looks
constexpr int kLongAfter = 4;  // looks; what is quicker never shows a bar

}  // namespace

BusyBar::BusyBar(BusyWork work, const QString& name, const QString& words, QWidget* parent)
    : QWidget(parent), work_(std::move(work)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new QLabel(words));
    bar_ = new QProgressBar;
    bar_->setRange(0, 100);
    bar_->setTextVisible(false);
    bar_->setFixedSize(140, 8);
    bar_->setAccessibleName(tr("Progress of %1").arg(name));
    row->addWidget(bar_);
    auto* cancel = new QToolButton;
    cancel->setText(tr("Cancel"));
    cancel->setToolTip(tr("Keep what is shown as it is"));
    cancel->setAccessibleName(tr("Cancel %1").arg(name));
    row->addWidget(cancel);
    connect(cancel, &QToolButton::clicked, this, [this] { work_.cancel(); });
    connect(&timer_, &QTimer::timeout, this, &BusyBar::look);
    hide();
}

void BusyBar::watch() {
    if (!timer_.isActive()) looks_ = 0;
    timer_.start(kLook);
}

void BusyBar::look() {
    if (!work_.busy()) {
        timer_.stop();
        hide();
        return;
    }
    bar_->setValue(static_cast<int>(work_.progress() * 100));
    setVisible(++looks_ >= kLongAfter);
}

}  // namespace poolscope
