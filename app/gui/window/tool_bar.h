// SPDX-License-Identifier: GPL-3.0-or-later
// The toolbar: files and undo at the left, playing the algorithm in the middle, the layout at the right.
#pragma once

#include <QToolBar>

class QHBoxLayout;
class QToolButton;

namespace poolscope {

class Actions;
class Player;
class Session;

class ToolBar : public QToolBar {
    Q_OBJECT

  public:
    // The actions are there already.
    ToolBar(const Actions& actions, Session& session, Player& player, QWidget* parent = nullptr);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QToolButton* button(const char* action);
    QHBoxLayout* addRow(QSizePolicy::Policy policy);

    const Actions& actions_;
    QList<QToolButton*> wordButtons_;  // narrow windows show their icons for their words
};

}  // namespace poolscope
