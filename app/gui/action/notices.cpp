// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/notices.h"

#include <QFile>

namespace poolscope {

void Notices::setRefusal(const QString& message) {
    if (message == refusal_) return;
    refusal_ = message;
    Q_EMIT refusalChanged();
}

// What was said meanwhile, as "Writing…", is no longer true.
void Notices::refuse(const QString& message) {
    say({});
    setRefusal(message);
}

void Notices::refuse(const Error& error) {
    refuse(tr("%1: %2").arg(QFile::decodeName(QByteArray::fromStdString(error.where)),
                            QString::fromStdString(error.message)));
}

void Notices::clear() {
    setRefusal({});
}

void Notices::succeed(const QString& message, int milliseconds) {
    clear();
    say(message, milliseconds);
}

void Notices::say(const QString& message, int milliseconds) {
    Q_EMIT said(message, milliseconds);
}

}  // namespace poolscope
