// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/busy_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "app/gui/session/study_runner.h"

namespace poolscope {
namespace {

constexpr int kLook = 60;      // ms between looks
constexpr int kLongAfter = 4;  // looks; what is quicker never shows a bar

}  // namespace

BusyBar::BusyBar(BusyWork work, const QString& name, QWidget* parent) : QWidget(parent), work_(std::move(work)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new QLabel(tr("Computing…")));
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

BusyBar* BusyBar::ofStudies(const std::vector<StudyRunner*>& runners) {
    const auto isBusy = [](const StudyRunner* runner) { return runner->busy(); };
    BusyWork work;
    work.busy = [=] { return std::any_of(runners.begin(), runners.end(), isBusy); };
    work.progress = [=] {
        double sum = 0;
        for (const StudyRunner* runner : runners) sum += runner->progress();
        return sum / static_cast<double>(runners.size());
    };
    work.cancel = [=] {
        for (StudyRunner* runner : runners) runner->cancel();
    };
    auto* bar = new BusyBar(work, tr("the study"));
    for (const StudyRunner* runner : runners) connect(runner, &StudyRunner::busyChanged, bar, &BusyBar::watch);
    return bar;
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
