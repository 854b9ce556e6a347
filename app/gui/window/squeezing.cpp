// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/squeezing.h"

#include <QAction>

#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/study/pages.h"
#include "app/gui/view/squeeze_layer.h"

namespace poolscope {
namespace {

constexpr int kRest = 600;  // milliseconds

bool isPossible(const Session& session) {
    return session.rendered() && checkSqueeze(session.rendered()->evaluation);
}

}  // namespace

Squeezing::Squeezing(const Frame& frame, Pages& pages)
    : QObject(&frame.window), frame_(frame), pages_(pages), layer_(*new SqueezeLayer(frame.session, &pages.board())) {
    rest_.setSingleShot(true);
    rest_.setInterval(kRest);
    connect(&rest_, &QTimer::timeout, this, &Squeezing::playRested);
    Session& session = frame_.session;
    connect(&session, &Session::evaluated, this, &Squeezing::showPossible);
    connect(&session, &Session::experimentChanged, this, [this] {
        awaited_ = false;
        if (frame_.session.presenting() && frame_.settings.squeezeInPresent()) rest_.start();
    });
    connect(&session, &Session::evaluated, this, [this] {
        if (awaited_) playRested();
    });
    layer_.setMotion(!frame_.settings.reducedMotion());
    connect(&frame_.settings, &Settings::reducedMotionChanged, this,
            [this](bool reduced) { layer_.setMotion(!reduced); });
}

void Squeezing::addActions() {
    Actions& actions = frame_.actions;
    const QLatin1String playback = Actions::kPlayback;
    actions.separator(playback);
    forward_ = actions.add({QStringLiteral("playback.squeeze"),
                            tr("S&queeze"),
                            tr("Pooling in two seconds: the winners grow, and the picture closes up"),
                            {Qt::Key_S},
                            playback},
                           this, [this] { toggle(); });
    actions.setIcon(forward_, QStringLiteral("squeeze"));
    forward_->setIconText(tr("Squeeze"));
    backward_ = actions.add({QStringLiteral("playback.squeezeBack"),
                             tr("Squeeze bac&kward"),
                             tr("The gradient in two seconds: it flies apart to the winners"),
                             {Qt::SHIFT | Qt::Key_S},
                             playback},
                            this, [this] { playBackward(); });
    actions.addToggle({QStringLiteral("playback.squeezeInPresent"),
                       tr("Squeeze &while presenting"),
                       tr("While presenting, every change that has rested is shown as a squeeze"),
                       {},
                       playback},
                      frame_.settings.squeezeInPresent(), this,
                      [this](bool on) { frame_.settings.setSqueezeInPresent(on); });
    showPossible();
}

void Squeezing::showPossible() {
    const auto& rendered = frame_.session.rendered();
    const Result<void> possible = rendered ? checkSqueeze(rendered->evaluation) : Result<void>{};
    for (QAction* action : {forward_, backward_}) {
        action->setEnabled(rendered && possible);
        const ActionInfo& info = frame_.actions.info(action);
        action->setToolTip(possible ? tr("%1 (%2)", "what it does (its key)")
                                          .arg(info.tip, info.shortcuts.first().toString(QKeySequence::NativeText))
                                    : tr("Not here: %1").arg(QString::fromStdString(possible.error().message)));
    }
}

void Squeezing::toggle() {
    if (layer_.isMoving()) return layer_.end();
    const bool ended = layer_.isVisible() && layer_.way() == SqueezeWay::Forward;
    play(ended ? SqueezeWay::Backward : SqueezeWay::Forward);
}

void Squeezing::playBackward() {
    if (layer_.isMoving()) return layer_.end();
    play(SqueezeWay::Backward);
}

void Squeezing::play(SqueezeWay way) {
    if (!isPossible(frame_.session)) return;
    pages_.showPage(pages_.board());
    layer_.play(way, SqueezeLayer::Stay::UntilInput);
}

void Squeezing::playRested() {
    const Session& session = frame_.session;
    awaited_ = session.busy();
    if (awaited_ || !session.presenting() || !frame_.settings.squeezeInPresent()) return;
    if (!session.error() && isPossible(session) && pages_.board().isVisible()) {
        layer_.play(SqueezeWay::Forward, SqueezeLayer::Stay::Briefly);
    }
}

}  // namespace poolscope
