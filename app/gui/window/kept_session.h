// SPDX-License-Identifier: GPL-3.0-or-later
// The session file that the window is about, if there is one: its name in the title, saving it, and asking before
// changes to it are lost.
#pragma once

#include <QObject>
#include <QString>

#include "app/gui/action/frame.h"

namespace poolscope {

class KeptSession : public QObject {
    Q_OBJECT

  public:
    explicit KeptSession(const Frame& frame);

    void addActions();

    // False when it could not be written; the reason is shown.
    bool save(const QString& path);
    // What is on the desk is what this file holds.
    void keepIn(const QString& path);
    // Another source: saving it must not write over the session of the one before.
    void leave();
    // The same for a while, until takeBack().
    void setAside();
    void takeBack();
    // Asks where something would be lost.
    bool mayClose();

  private:
    void saveOrChoose();
    void choose();
    QString documentName() const;
    void showTitle();

    const Frame frame_;
    QString path_;  // empty until one was opened or saved
    QString aside_;
};

}  // namespace poolscope
