// SPDX-License-Identifier: GPL-3.0-or-later
// Presenting: only the panels and the formula, over the whole screen, in type that is read from the last row.
#pragma once

#include <QList>
#include <QObject>

#include "app/gui/action/frame.h"

class QAction;
class QWheelEvent;

namespace poolscope {

class Presentation : public QObject {
    Q_OBJECT

  public:
    explicit Presentation(const Frame& frame);

    void addActions();
    // What goes while presenting, and what goes in a lesson too.
    void addBars(const QList<QWidget*>& whilePresenting, const QList<QWidget*>& inLessonToo) {
        menus_ += whilePresenting;
        tools_ += inLessonToo;
    }
    // A lesson needs the room, and brings its own way through it.
    void setLesson(bool on);

    void set(bool on);
    bool isOn() const { return on_; }

  Q_SIGNALS:
    void changed(bool on);
    void barsChanged(bool shown);

  protected:
    // Ctrl and the wheel zoom, Escape ends it: what no panel took itself.
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showBars();
    void zoom(double by);
    bool zoomBy(const QWheelEvent& wheel);

    const Frame frame_;
    QAction* present_ = nullptr;
    QList<QWidget*> menus_;
    QList<QWidget*> tools_;
    bool on_ = false;
    bool lesson_ = false;
    Qt::WindowStates before_;
};

}  // namespace poolscope
