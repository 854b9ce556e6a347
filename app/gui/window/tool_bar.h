// SPDX-License-Identifier: GPL-3.0-or-later
// The toolbar: the three doors (watch, learn, draw) at the left, playing the algorithm in the middle, what is shown to
// others at the right.
#pragma once

#include <QToolBar>

class QToolButton;

namespace poolscope {

class Actions;
class Player;
class Session;

class ToolBar : public QToolBar {
    Q_OBJECT

  public:
    // The actions are there already.
    ToolBar(Actions& actions, Session& session, Player& player, QWidget* parent = nullptr);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QToolButton* addButton(const char* action);
    void addLessons();

    Actions& actions_;
    QToolButton* watch_ = nullptr;
    QList<QAction*> spare_;            // narrow windows do without, for they stand in the menus and have keys
    QList<QToolButton*> wordButtons_;  // narrow windows show their icons for their words
};

}  // namespace poolscope
