// SPDX-License-Identifier: GPL-3.0-or-later
// The session file that the window is about, if there is one: its name in the title, saving it, and asking before
// changes to it are lost.
#pragma once

#include <QObject>
#include <QString>

#include "app/gui/action/frame.h"
#include "app/gui/session/worker.h"

namespace poolscope {

class KeptSession : public QObject {
    Q_OBJECT

  public:
    explicit KeptSession(const Frame& frame);

    void addActions();

    // Writes what is there now, in the background.
    void save(const QString& path);
    // What is on the desk is what this file holds.
    void keepIn(const QString& path);
    // Another source: saving it must not write over the session of the one before.
    void leave();
    // The same for a while, until takeBack().
    void setAside();
    void takeBack();
    // Asks where something would be lost, and waits for what is being saved.
    bool mayClose();

  Q_SIGNALS:
    void saved(bool success);  // or the reason why not is shown

  private:
    void saveOrChoose();
    void choose();
    // `edition` is what of the session the file holds.
    void takeName(const QString& path, std::int64_t edition);
    void awaitSaves();
    void setPath(const QString& path);
    QString documentName() const;
    void showTitle();

    const Frame frame_;
    QString path_;  // empty until one was opened or saved
    QString aside_;
    int documents_ = 0;  // so many the window was about: what is being saved may be one of before
    Worker worker_{EarlierWork::Finished};
};

}  // namespace poolscope
