// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar: what is under the cursor, what passes by and where files went, how far a computation or an opening
// is, and the image in view.
#pragma once

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace poolscope {

class Notices;
class Session;
class Worker;

class StatusLine : public QStatusBar {
    Q_OBJECT

  public:
    StatusLine(Session& session, const Notices& notices, Worker& opening, QWidget* parent = nullptr);

    void showLoading();
    void showFocus();

  private:
    Session& session_;
    QLabel* cursor_ = nullptr;
    QLabel* image_ = nullptr;
    QToolButton* folder_ = nullptr;  // opens the folder
    QString written_;                // into which files were written
};

}  // namespace poolscope
