// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/board/play_bar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/gui/session/qt_text.h"
#include "app/gui/widget/style.h"
#include "core/panel/zero_colour.h"

namespace poolscope {
namespace {

constexpr int kSpeedSteps = 100;
constexpr int kRoomy = 440;                  // pixels
constexpr std::int64_t kUsualWindows = 196;  // of a digit
constexpr int kBeside = 4;
constexpr int kBetween = 7;
constexpr int kLeastScrub = 40;
constexpr int kBesidePlace = kLeastScrub + kBetween + 2 * kBeside;

// The speed slider is logarithmic.
double speedAt(int position) {
    return Player::kSlowest * std::pow(Player::kFastest / Player::kSlowest, double(position) / kSpeedSteps);
}

int positionOf(double speed) {
    return static_cast<int>(
        std::lround(kSpeedSteps * std::log(speed / Player::kSlowest) / std::log(Player::kFastest / Player::kSlowest)));
}

// Windows without anything that were passed in one sweep.
QString passedText(std::int64_t windows, bool black) {
    const QString number = counted(windows);
    if (black) return windows == 1 ? PlayBar::tr("1 black window") : PlayBar::tr("%1 black windows").arg(number);
    return windows == 1 ? PlayBar::tr("1 window of zeros") : PlayBar::tr("%1 windows of zeros").arg(number);
}

}  // namespace

PlayBar::PlayBar(Session& session, Player& player, QWidget* parent)
    : QWidget(parent), session_(session), player_(player) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kBeside, 0, kBeside, 0);
    row->setSpacing(kBetween);
    speedName_ = new QLabel(tr("speed"));
    row->addWidget(speedName_);
    speed_ = new QSlider(Qt::Horizontal);
    speed_->setRange(0, kSpeedSteps);
    speed_->setFixedWidth(76);
    speed_->setAccessibleName(tr("Playing speed"));
    row->addWidget(speed_);
    place_ = new QLabel;
    place_->setObjectName(QStringLiteral("place"));
    row->addWidget(place_);
    scrub_ = new InkSlider(Qt::Horizontal);
    scrub_->setMinimumWidth(kLeastScrub);
    setMinimumWidth(186);
    scrub_->setAccessibleName(tr("Step of the playback"));
    scrub_->setToolTip(
        tr("Go anywhere: first every window finds its value, then sends its gradient back. The "
           "marks beneath show where the ink is."));
    row->addWidget(scrub_, 1);
    connect(speed_, &QSlider::valueChanged, this, [this](int position) { player_.setSpeed(speedAt(position)); });
    connect(scrub_, &QSlider::valueChanged, this, [this](int step) { player_.goTo(step); });
    connect(&player_, &Player::stateChanged, this, &PlayBar::showSpeed);
    connect(&player_, &Player::stateChanged, this, &PlayBar::showStep);
    connect(&session_, &Session::playbackChanged, this, &PlayBar::showStep);
    connect(&session_, &Session::momentChanged, this, &PlayBar::showStep);
    connect(&session_, &Session::focusChanged, this, &PlayBar::showStep);
    connect(&session_, &Session::evaluated, this, &PlayBar::showInk);
    showSpeed();
    showStep();
}

// Narrow toolbars do without the speed, which has keys.
void PlayBar::resizeEvent(QResizeEvent*) {
    const bool roomy = width() >= kRoomy;
    speed_->setVisible(roomy);
    speedName_->setVisible(roomy);
    tellPlace();
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
    tellPlace();
}

// It does not widen while windows are played, and leaves the scrub its room: of many windows the numbers stay.
void PlayBar::tellPlace() {
    place_->ensurePolished();
    const QFontMetrics metrics = place_->fontMetrics();
    const QString last = counted(std::max(kUsualWindows, session_.lastStep() / 2));
    const int wanted = metrics.horizontalAdvance(tr("gradient %1 of %2").arg(last, last));
    const int room = width() < kRoomy ? std::max(0, width() - kBesidePlace) : wanted;
    place_->setMinimumWidth(std::min(wanted, room));
    const QString words = stepText();
    place_->setText(metrics.elidedText(words, Qt::ElideLeft, room));
    place_->setToolTip(words);
}

QString PlayBar::stepText() const {
    const std::int64_t windows = session_.lastStep() / 2;
    if (const std::int64_t black = player_.passedBlack(); black > 0 && session_.playback())
        return passedText(black, isZeroBlack(session_.rendered()->pictures.scale));
    std::optional<Playback> at = session_.playback();
    if (const auto& moment = session_.moment()) at = Playback{moment->before.phase, moment->before.done + 1};
    if (!at) return windows == 1 ? tr("1 window") : tr("%1 windows").arg(counted(windows));
    if (at->done == 0) {
        const bool forward = at->phase == Phase::Forward;
        return (forward ? tr("0 of %1 windows") : tr("0 of %1 gradients")).arg(counted(windows));
    }
    // What is looked at is another window than the one that was played last.
    // A lesson that is opened first says how far it has come before there is a picture.
    const Focus& pinned = session_.pinned();
    const auto& rendered = session_.rendered();
    if (rendered && !session_.moment() && pinned.kind == FocusKind::Window &&
        pinned.cell != currentWindow(*at, rendered->evaluation.grid)) {
        return tr("%1 of %2 played").arg(counted(at->done), counted(windows));
    }
    const QString place = at->phase == Phase::Forward ? tr("window %1 of %2") : tr("gradient %1 of %2");
    return place.arg(counted(at->done), counted(windows));
}

void PlayBar::showInk() {
    const auto& rendered = session_.rendered();
    if (!rendered) return;
    scrub_->setInk(rendered->ink, toQt(themeNamed(rendered->themeName).quiet));
}

void InkSlider::setInk(const std::vector<bool>& ink, const QColor& colour) {
    if (ink == ink_ && colour == colour_) return;
    ink_ = ink;
    colour_ = colour;
    update();
}

void InkSlider::paintEvent(QPaintEvent* event) {
    QSlider::paintEvent(event);
    if (ink_.empty()) return;
    QPainter painter(this);
    const int knob = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this);
    const double left = knob / 2.0;
    const double part = (width() - knob) / 2.0 / static_cast<double>(ink_.size());
    constexpr double kHeight = 3;
    for (std::size_t i = 0; i < 2 * ink_.size();) {
        std::size_t end = i;
        while (end < 2 * ink_.size() && ink_[end % ink_.size()]) ++end;
        const QRectF mark(left + part * static_cast<double>(i), height() - kHeight,
                          std::max(1.0, part * static_cast<double>(end - i)), kHeight);
        if (end > i) painter.fillRect(mark, colour_);
        i = std::max(end, i + 1);
    }
}

}  // namespace poolscope
