// SPDX-License-Identifier: GPL-3.0-or-later
// What was refused, and what the user should know of what is open, above the pages, each with a cross to close it.
// Hidden while there is neither.
#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace poolscope {

class Notices;

class NoticeBar : public QWidget {
    Q_OBJECT

  public:
    explicit NoticeBar(Notices& notices, QWidget* parent = nullptr);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Card {
        QWidget* frame = nullptr;
        QLabel* words = nullptr;
        QBoxLayout* content = nullptr;  // the words, and the buttons beside or beneath them
        QHBoxLayout* buttons = nullptr;
    };
    template <class Close>
    Card addCard(const char* style, const QString& closing, const Close& close);
    void showRefusal();
    void showTold();
    void show(const Card& card, const QString& words);
    // The buttons stand beside the words where these have room enough.
    void placeButtons();

    Notices& notices_;
    Card refusal_;
    Card told_;
};

}  // namespace poolscope
