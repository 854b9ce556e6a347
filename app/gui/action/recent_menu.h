// SPDX-License-Identifier: GPL-3.0-or-later
// File > Open recent: the files that were opened last, and a way to forget them.
#pragma once

#include <QObject>

class QMenu;

namespace poolscope {

class Settings;

class RecentMenu : public QObject {
    Q_OBJECT

  public:
    // Fills `menu` now, whenever the list changes, and when it opens, since files come and go.
    RecentMenu(Settings& settings, QMenu& menu);

  Q_SIGNALS:
    void chosen(const QString& source);  // as Settings has it: the path with its part

  private:
    void fill();

    Settings& settings_;
    QMenu& menu_;
};

}  // namespace poolscope
