// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/busy_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace poolscope {
namespace {

constexpr int kLook = 60;      // ms between looks
constexpr int kLongAfter = 4;  // looks; what is quicker never shows a bar

}  // namespace

BusyBar::BusyBar(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new QLabel(tr("Computing…")));
    bar_ = new QProgressBar;
    bar_->setRange(0, 100);
    bar_->setTextVisible(false);
    bar_->setFixedSize(140, 8);
    bar_->setAccessibleName(tr("Progress of the computation"));
    row->addWidget(bar_);
    auto* cancel = new QToolButton;
    cancel->setText(tr("Cancel"));
    cancel->setToolTip(tr("Keep the picture as it is"));
    cancel->setAccessibleName(tr("Cancel the computation"));
    row->addWidget(cancel);
    connect(cancel, &QToolButton::clicked, this, [this] { session_.cancel(); });
    const auto watch = [this] {
        if (!timer_.isActive()) looks_ = 0;
        timer_.start(kLook);
    };
    connect(&session_, &Session::experimentChanged, this, watch);
    connect(&session_, &Session::viewChanged, this, watch);
    connect(&session_, &Session::playbackChanged, this, watch);
    connect(&timer_, &QTimer::timeout, this, &BusyBar::look);
    hide();
}

void BusyBar::look() {
    if (!session_.busy()) {
        timer_.stop();
        hide();
        return;
    }
    bar_->setValue(static_cast<int>(session_.progress() * 100));
    setVisible(++looks_ >= kLongAfter);
}

}  // namespace poolscope
