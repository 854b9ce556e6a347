// SPDX-License-Identifier: GPL-3.0-or-later
// How the helpers of the window tell the user what came of something, whichever page is in view. Knows no widget.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "core/base/error.h"

namespace poolscope {

// What can be done about a notice.
struct NoticeButton {
    QString text;
    std::function<void()> press;
};

class Notices : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    // What did not come about: it stays in sight until it is closed or something else succeeds.
    void refuse(const QString& message);
    // "PATH: what is wrong with it".
    void refuse(const Error& error);
    // Takes away what was refused before.
    void clear();
    // The same, and says what came about.
    void succeed(const QString& message, int milliseconds = 5000);
    // Files were written: says where, and the folder they lie in can be opened.
    void wrote(const QStringList& paths);
    // What the user should know of what is open: it stays until it is closed or told anew. No words: nothing.
    void tell(const QString& words, std::vector<NoticeButton> buttons = {});
    // Passes by in the status bar; without a time it stays until the next word.
    void say(const QString& message, int milliseconds = 0);

    const QString& refusal() const { return refusal_; }
    const QString& told() const { return told_; }
    const std::vector<NoticeButton>& buttons() const { return buttons_; }

  Q_SIGNALS:
    void refusalChanged();
    void toldChanged();
    void said(const QString& message, int milliseconds);
    void written(const QString& folder);  // what is said of it came before

  private:
    void setRefusal(const QString& message);

    QString refusal_;
    QString told_;
    std::vector<NoticeButton> buttons_;  // beneath what is told
};

}  // namespace poolscope
