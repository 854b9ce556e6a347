// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/action/notices.h"

#include <QFile>
#include <QFileInfo>
#include <utility>

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

void Notices::wrote(const QStringList& paths) {
    if (paths.isEmpty()) return;
    clear();
    constexpr int kLong = 12000;
    say(tr("Wrote %1").arg(paths.join(tr(" and "))), kLong);
    Q_EMIT written(QFileInfo(paths.front()).absolutePath());
}

void Notices::tell(const QString& words, std::vector<NoticeButton> buttons) {
    if (words.isEmpty() && told_.isEmpty()) return;
    told_ = words;
    buttons_ = std::move(buttons);
    Q_EMIT toldChanged();
}

void Notices::say(const QString& message, int milliseconds) {
    Q_EMIT said(message, milliseconds);
}

}  // namespace poolscope
