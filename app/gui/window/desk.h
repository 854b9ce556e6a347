// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the window with its bars: images at the left, controls at the right. In a narrow window the first
// controls lie in a strip above the pictures, and the others come over them when they are asked for.
#pragma once

#include <QWidget>

class QBoxLayout;
class QFrame;

namespace poolscope {

class Controls;
class ControlStrip;
class SourceBar;

class Desk : public QWidget {
    Q_OBJECT

  public:
    // Windows as wide as this, or narrower, have no bar at the right.
    static constexpr int kNarrow = 1100;

    Desk(SourceBar* sources, QWidget* middle, Controls* controls, QWidget* parent = nullptr);

    void showBars(bool on);
    QSize minimumSizeHint() const override;
    // Tab goes as the eye does: images, the tool bar, the pictures, the controls.
    void orderTabs(QWidget* toolBar);

  Q_SIGNALS:
    // A field is done with, or what is no control was clicked: the keys go back to the pictures.
    void fieldLeft();

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    bool isInField() const;
    void arrange();
    void placeOverPictures();

    SourceBar* sources_;
    Controls* controls_;
    ControlStrip* strip_;
    QWidget* middle_;
    QBoxLayout* row_;
    QFrame* leftRule_;
    QFrame* rightRule_;
    bool bars_ = true;
    bool narrow_ = false;
};

}  // namespace poolscope
