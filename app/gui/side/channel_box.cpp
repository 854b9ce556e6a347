// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/channel_box.h"

#include <QSignalBlocker>

namespace poolscope {

void ChannelBox::setNames(const QStringList& names) {
    if (names == names_) return;
    names_ = names;
    // The text is made anew.
    const QSignalBlocker blocker(this);
    const int now = value();
    setValue(now == minimum() ? maximum() : minimum());
    setValue(now);
}

QString ChannelBox::textFromValue(int value) const {
    return value < names_.size() ? names_[value] : tr("c %1").arg(value);
}

int ChannelBox::valueFromText(const QString& text) const {
    const qsizetype named = names_.indexOf(text.trimmed());
    return named >= 0 ? static_cast<int>(named) : QString(text).remove(QLatin1Char('c')).trimmed().toInt();
}

QValidator::State ChannelBox::validate(QString& text, int&) const {
    bool number = false;
    const int value = QString(text).remove(QLatin1Char('c')).trimmed().toInt(&number);
    if (names_.contains(text.trimmed()) || (number && value >= minimum() && value <= maximum())) {
        return QValidator::Acceptable;
    }
    return QValidator::Intermediate;
}

}  // namespace poolscope
