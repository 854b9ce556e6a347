// SPDX-License-Identifier: GPL-3.0-or-later
// The command palette: every action by a few letters of its name.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QStandardItemModel>

class QAction;
class QLabel;
class QLineEdit;
class QListView;

namespace poolscope {

class Actions;

// A card over the upper middle of `window`, made anew each time it opens: it remembers nothing.
class CommandPalette : public QFrame {
    Q_OBJECT

  public:
    CommandPalette(const Actions& actions, QWidget* window);

    void open();
    void dismiss();  // and gives the keyboard back to whom it was taken from

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool handleKey(int key);
    bool isElsewhere(const QObject* clicked) const;
    void place();
    void fill();
    void moveBy(int rows);
    void run(const QModelIndex& index);

    const Actions& actions_;
    QLineEdit* line_ = nullptr;
    QListView* list_ = nullptr;
    QLabel* nothing_ = nullptr;
    QStandardItemModel model_;
    QPointer<QWidget> before_;  // had the keyboard
};

}  // namespace poolscope
