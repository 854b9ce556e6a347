// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons, Own lessons: the lesson files in the user's data folder and in a folder that the settings name, a school's.
#pragma once

#include <QObject>

class QMenu;

namespace poolscope {

class Settings;

class OwnLessons : public QObject {
    Q_OBJECT

  public:
    // Fills `menu` whenever it opens, since files come and go.
    OwnLessons(Settings& settings, QMenu& menu);

    // Where the user's own lessons are looked for without being asked; it need not exist.
    static QString dataFolder();

  Q_SIGNALS:
    void chosen(const QString& path);

  private:
    static QString noLessons();
    void fill();
    bool addFrom(const QString& folder);
    void chooseFolder();

    Settings& settings_;
    QMenu& menu_;
};

}  // namespace poolscope
