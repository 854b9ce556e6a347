// SPDX-License-Identifier: GPL-3.0-or-later
// Help, Manual: its chapters beside what stands in them, and a line to find a word. It stays open beside the window.
#pragma once

#include <QDialog>
#include <vector>

#include "app/gui/manual/manual_text.h"

class QListWidget;
class QTextBrowser;

namespace poolscope {

class Manual : public QDialog {
    Q_OBJECT

  public:
    explicit Manual(const Actions& actions, QWidget* parent);

  private:
    void showChapter(int chapter);
    // The next place of the words, in this chapter or one after it.
    void find(const QString& words);

    std::vector<Chapter> chapters_;
    QListWidget* list_;
    QTextBrowser* page_;
};

}  // namespace poolscope
