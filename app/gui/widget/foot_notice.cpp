// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/foot_notice.h"

#include <QEvent>
#include <algorithm>
#include <cmath>

namespace poolscope {
namespace {

constexpr int kAround = 12;

}  // namespace

FootNotice::FootNotice(QWidget* page) : QLabel(page) {
    setObjectName(QStringLiteral("notice"));
    setWordWrap(true);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    page->installEventFilter(this);
}

void FootNotice::say(const QString& words, double pixels) {
    QFont type = font();
    type.setPixelSize(static_cast<int>(std::lround(pixels)));
    setFont(type);
    setText(words);
    setVisible(!words.isEmpty());
    raise();
    // It may have been put into another since.
    if (QWidget* around = parentWidget()->parentWidget()) around->installEventFilter(this);
    place();
}

bool FootNotice::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) place();
    return QLabel::eventFilter(watched, event);
}

void FootNotice::place() {
    if (isHidden()) return;
    const QWidget& page = *parentWidget();
    const QWidget* around = page.parentWidget();
    const int seen = around ? std::min(page.height(), around->height() - page.y()) : page.height();
    const int inner = page.width() - 2 * kAround;
    const int high = heightForWidth(inner);
    setGeometry(kAround, seen - kAround - high, inner, high);
}

}  // namespace poolscope
