// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/squeeze_layer.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>

#include "app/gui/view/canvas.h"
#include "app/gui/widget/style.h"
#include "core/scene/words.h"

namespace poolscope {
namespace {

constexpr int kCardMargin = 12;      // around its card
constexpr int kBriefly = 900;        // milliseconds
constexpr int kBrieflyStill = 4000;  // four pictures with words are read

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_AltGr ||
           key == Qt::Key_Meta;
}

// The keys of the actions that play it: they know what to do with one that plays.
bool isOwn(const QKeyEvent& key) {
    return key.key() == Qt::Key_S && !(key.modifiers() & ~Qt::KeyboardModifiers(Qt::ShiftModifier));
}

}  // namespace

SqueezeLayer::SqueezeLayer(Session& session, QWidget* board) : QWidget(board), session_(session) {
    setAccessibleName(tr("Squeeze"));
    setFocusPolicy(Qt::NoFocus);
    hide();
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    animation_.setDuration(static_cast<int>(kSqueezeSeconds * 1000));
    leaving_.setSingleShot(true);
    connect(&animation_, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&animation_, &QVariantAnimation::finished, this, &SqueezeLayer::rest);
    connect(&leaving_, &QTimer::timeout, this, &SqueezeLayer::end);
    for (const auto change : {&Session::experimentChanged, &Session::evaluated, &Session::viewChanged,
                              &Session::playbackChanged, &Session::sourceChanged}) {
        connect(&session_, change, this, &SqueezeLayer::end);
    }
}

void SqueezeLayer::play(SqueezeWay way, Stay stay) {
    end();
    const Rendered& shown = *session_.rendered();
    squeeze_ = makeSqueeze(shown.evaluation, shown.view, screenStyle(session_), way);
    stay_ = stay;
    setAccessibleDescription(way == SqueezeWay::Forward
                                 ? tr("The picture drifts apart into its windows and closes up to the output")
                                 : tr("The gradient of the output flies apart to the winners"));
    setGeometry(parentWidget()->rect());
    raise();
    show();
    qApp->installEventFilter(this);
    if (motion_) {
        animation_.start();
    } else {
        rest();
    }
}

void SqueezeLayer::rest() {
    update();
    if (stay_ == Stay::Briefly) leaving_.start(motion_ ? kBriefly : kBrieflyStill);
    Q_EMIT arrived();
}

void SqueezeLayer::end() {
    if (isHidden()) return;
    qApp->removeEventFilter(this);
    {
        const QSignalBlocker quiet(&animation_);
        animation_.stop();
    }
    leaving_.stop();
    hide();
    squeeze_ = {};
}

QString SqueezeLayer::hint() const {
    if (stay_ == Stay::Briefly || isMoving()) return {};
    return way() == SqueezeWay::Forward ? tr("S plays the gradient back · any other key or a click closes this")
                                        : tr("S plays it forward · any other key or a click closes this");
}

void SqueezeLayer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const FigureStyle style = screenStyle(session_);
    const Theme& t = style.theme();
    painter.fillRect(rect(), toQt(t.desk));
    const QRectF card = QRectF(rect()).adjusted(kCardMargin, kCardMargin, -kCardMargin, -kCardMargin);
    paintCard(painter, card, t, false);
    const double foot = style.small * 2;
    const Size size{card.width() - 2 * kCardMargin, card.height() - 2 * kCardMargin - foot};
    Scene scene = motion_ ? squeezeScene(squeeze_, animation_.currentValue().toDouble(), size, style)
                          : squeezeStills(squeeze_, size, style);
    addWords(scene, {size.width / 2, size.height + foot * 0.7}, style.small, {hint().toStdString(), t.quiet},
             size.width, HorizontalAlign::Centre);
    painter.translate(card.topLeft() + QPointF(kCardMargin, kCardMargin));
    painter_.paint(painter, scene, Surface::Raster);
}

// Gives whether the key is used up: Escape closes this and nothing beneath it.
bool SqueezeLayer::endBy(const QKeyEvent& key) {
    const bool asked = key.type() == QEvent::ShortcutOverride;  // before the shortcuts; it may become one of them
    if (isModifier(key.key()) || (asked && (isOwn(key) || key.key() == Qt::Key_Escape))) return false;
    end();
    return !asked && key.key() == Qt::Key_Escape;
}

// What is pressed elsewhere goes on to where it belongs; here it does nothing else.
bool SqueezeLayer::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type == QEvent::ShortcutOverride || type == QEvent::KeyPress) {
        return endBy(static_cast<const QKeyEvent&>(*event));
    }
    if ((type == QEvent::MouseButtonPress || type == QEvent::Wheel) && watched->isWidgetType()) {
        end();
        return watched == this;
    }
    if (watched == parentWidget() && type == QEvent::Resize) setGeometry(parentWidget()->rect());
    if (watched == parentWidget() && type == QEvent::Hide) end();
    return false;
}

}  // namespace poolscope
