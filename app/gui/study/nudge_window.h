// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling, Nudge a value: one value of X on a slider, the sum of what its windows send on as a curve over it, and its
// slope beside the gradient that dX has there. It stays open beside the window and follows the cell that is pinned.
#pragma once

#include <QDialog>
#include <optional>

#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "core/study/nudge.h"

class QLabel;
class QSlider;

namespace poolscope {

class NumberBox;
class SceneView;

class NudgeWindow : public QDialog {
    Q_OBJECT

  public:
    NudgeWindow(Session& session, QWidget* parent);

  private:
    void follow();
    void ask();
    void showNudge(const Nudge& nudge);
    void refuse(const QString& why);
    void setValue(double value);
    double valueAt(int position) const;

    Session& session_;
    std::optional<CellRef> cell_;
    std::optional<Nudge> shown_;
    double low_ = 0;  // of the slider and the curve
    double high_ = 1;
    QLabel* title_;
    QSlider* slider_;
    NumberBox* box_;
    SceneView* chart_;
    QLabel* facts_;
    QLabel* remark_;
    Worker worker_{EarlierWork::ShownIfReady};
};

}  // namespace poolscope
