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
    // What goes while presenting.
    void addBars(const QList<QWidget*>& bars) { bars_ += bars; }

    void set(bool on);
    bool isOn() const { return on_; }

  Q_SIGNALS:
    void changed(bool on);

  protected:
    // Ctrl and the wheel zoom, Escape ends it: what no panel took itself.
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void zoom(double by);
    bool zoomBy(const QWheelEvent& wheel);

    const Frame frame_;
    QAction* present_ = nullptr;
    QList<QWidget*> bars_;
    bool on_ = false;
    Qt::WindowStates before_;
};

}  // namespace poolscope
