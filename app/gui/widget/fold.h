// SPDX-License-Identifier: GPL-3.0-or-later
// A group of controls under a title that opens and closes it. Closed, it says its state in a second line.
#pragma once

#include <QPushButton>

namespace poolscope {

// The title, the line beneath it, and a dot when something is not as usual. A button of Qt's, so that screen readers
// know it as one.
class FoldTitle : public QPushButton {
    Q_OBJECT

  public:
    explicit FoldTitle(const QString& title, QWidget* parent = nullptr);

    void setState(const QString& words, bool usual);
    bool isUsual() const { return usual_; }
    QString state() const { return state_; }
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString state_;
    bool usual_ = true;
};

class Fold : public QWidget {
    Q_OBJECT

  public:
    Fold(const QString& title, QWidget* body, QWidget* parent = nullptr);

    const FoldTitle& title() const { return *title_; }
    // In a few words. What is no longer as usual opens the fold: it is being used.
    void setState(const QString& words, bool usual);
    void setOpen(bool open) { title_->setChecked(open); }
    bool isOpen() const { return title_->isChecked(); }

  private:
    FoldTitle* title_;
};

}  // namespace poolscope
