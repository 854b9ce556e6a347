// SPDX-License-Identifier: GPL-3.0-or-later
// What was refused, above the pages, with a cross to close it. Hidden while nothing was.
#pragma once

#include <QWidget>

class QLabel;

namespace poolscope {

class Notices;

class NoticeBar : public QWidget {
    Q_OBJECT

  public:
    explicit NoticeBar(Notices& notices, QWidget* parent = nullptr);

  private:
    void showRefusal();

    Notices& notices_;
    QLabel* words_ = nullptr;
};

}  // namespace poolscope
