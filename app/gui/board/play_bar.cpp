// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/play_bar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>
#include <limits>

namespace poolscope {
namespace {

constexpr int kSpeedSteps = 100;
constexpr int kRoomy = 300;  // pixels

// The speed slider is logarithmic.
double speedAt(int position) {
    return Player::kSlowest * std::pow(Player::kFastest / Player::kSlowest, double(position) / kSpeedSteps);
}

int positionOf(double speed) {
    return static_cast<int>(
        std::lround(kSpeedSteps * std::log(speed / Player::kSlowest) / std::log(Player::kFastest / Player::kSlowest)));
}

}  // namespace

PlayBar::PlayBar(Session& session, Player& player, QWidget* parent)
    : QWidget(parent), session_(session), player_(player) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(7);
    speedName_ = new QLabel(tr("speed"));
    row->addWidget(speedName_);
    speed_ = new QSlider(Qt::Horizontal);
    speed_->setRange(0, kSpeedSteps);
    speed_->setFixedWidth(76);
    speed_->setAccessibleName(tr("Playing speed"));
    row->addWidget(speed_);
    place_ = new QLabel;
    place_->setObjectName(QStringLiteral("place"));
    place_->setMinimumWidth(118);
    row->addWidget(place_);
    scrub_ = new QSlider(Qt::Horizontal);
    scrub_->setMinimumWidth(40);
    setMinimumWidth(168);
    scrub_->setAccessibleName(tr("Step of the playback"));
    scrub_->setToolTip(tr("Go anywhere: first every window finds its value, then sends its gradient back"));
    row->addWidget(scrub_, 1);
    connect(speed_, &QSlider::valueChanged, this, [this](int position) { player_.setSpeed(speedAt(position)); });
    connect(scrub_, &QSlider::valueChanged, this, [this](int step) { player_.goTo(step); });
    connect(&player_, &Player::stateChanged, this, &PlayBar::showSpeed);
    connect(&session_, &Session::playbackChanged, this, &PlayBar::showStep);
    showSpeed();
    showStep();
}

// Narrow toolbars do without the speed, which has keys.
void PlayBar::resizeEvent(QResizeEvent*) {
    const bool roomy = width() >= kRoomy;
    speed_->setVisible(roomy);
    speedName_->setVisible(roomy);
}

void PlayBar::showSpeed() {
    const QSignalBlocker blocker(speed_);
    if (std::abs(speedAt(speed_->value()) - player_.speed()) > player_.speed() * 0.1) {
        speed_->setValue(positionOf(player_.speed()));
    }
    speed_->setToolTip(tr("%1 windows a second").arg(QLocale().toString(player_.speed(), 'g', 2)));
}

void PlayBar::showStep() {
    const QSignalBlocker blocker(scrub_);
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    scrub_->setRange(0, static_cast<int>(std::min(most, session_.lastStep())));
    scrub_->setPageStep(std::max(1, scrub_->maximum() / 20));
    scrub_->setValue(static_cast<int>(std::min(most, session_.step())));
    const auto number = [](std::int64_t n) { return QLocale().toString(static_cast<qlonglong>(n)); };
    const std::int64_t windows = session_.lastStep() / 2;
    const auto& playback = session_.playback();
    if (!playback) {
        place_->setText(windows == 1 ? tr("the one window") : tr("all %1 windows").arg(number(windows)));
    } else if (playback->phase == Phase::Forward) {
        place_->setText(tr("forward %1 / %2").arg(number(playback->done), number(windows)));
    } else {
        place_->setText(tr("backward %1 / %2").arg(number(playback->done), number(windows)));
    }
}

}  // namespace poolscope
