// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be said about the pooling and how it is shown: what is needed first, and the rest in groups that
// are closed until they are used. Where the window is wide all of it is one bar; else the first lies in a strip.
#pragma once

#include <QBoxLayout>
#include <QScrollArea>

#include "app/gui/session/session.h"

class QLabel;
class QToolButton;

namespace poolscope {

class Fold;
class WindowControls;

// Operation, size, stride and padding, and what they make of the shape.
class FirstControls : public QWidget {
    Q_OBJECT

  public:
    explicit FirstControls(Session& session, QWidget* parent = nullptr);

    WindowControls& window() { return *window_; }
    void setDirection(QBoxLayout::Direction direction);

  private:
    void showShape();

    Session& session_;
    QBoxLayout* line_ = nullptr;
    WindowControls* window_ = nullptr;
    QLabel* shape_ = nullptr;
    QLabel* share_ = nullptr;
};

// The strip above the pictures: room for the first controls, and the way to the others.
class ControlStrip : public QWidget {
    Q_OBJECT

  public:
    explicit ControlStrip(QWidget* parent = nullptr);

    void hold(FirstControls* first);
    QToolButton& more() { return *more_; }

  private:
    QBoxLayout* line_ = nullptr;
    QToolButton* more_ = nullptr;
};

class Controls : public QScrollArea {
    Q_OBJECT

  public:
    static constexpr int kWidth = 240;

    explicit Controls(Session& session, QWidget* parent = nullptr);

    FirstControls& first() { return *first_; }
    // Takes the first controls back from a strip.
    void hold(FirstControls* first);
    // Under their titles, in order.
    const std::vector<Fold*>& folds() const { return folds_; }

  Q_SIGNALS:
    void gradientFileRequested();

  private:
    Fold* addFold(const QString& title, QWidget* body);
    void showStates();
    void openWhereWrong();

    Session& session_;
    QBoxLayout* column_ = nullptr;
    FirstControls* first_ = nullptr;
    std::vector<Fold*> folds_;
    Fold* windowMore_ = nullptr;
    Fold* filters_ = nullptr;
    Fold* gradient_ = nullptr;
    Fold* display_ = nullptr;
    Fold* draw_ = nullptr;
};

}  // namespace poolscope
