// SPDX-License-Identifier: GPL-3.0-or-later
// Small charts for the workbench, of the picture in view. They count on a worker, and only while they are seen.
#pragma once

#include <QTimer>

#include "app/gui/session/worker.h"
#include "app/gui/view/canvas.h"
#include "core/chart/chart.h"

namespace poolscope {

class ChartCard : public SceneCard {
    Q_OBJECT

  public:
    using Make = std::function<Result<Chart>(const Evaluation&, const ViewSpec&, const RunControl&)>;
    ChartCard(Session& session, ScenePainter& painter, const QString& name, Make make, QWidget* parent = nullptr);

    const std::optional<Chart>& chart() const { return chart_; }
    // What it shows is of the picture before, and it says so.
    bool isCounting() const { return counting_; }
    QSize minimumSizeHint() const override { return {200, 150}; }

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void refresh();
    void showCounting(bool on);

    Session& session_;
    Make make_;
    std::optional<Chart> chart_;
    std::shared_ptr<const Rendered> counted_;
    bool counting_ = false;
    QTimer patience_;
    Worker runner_{EarlierWork::Dropped};
};

// Histogram of input and output.
class HistogramCard : public ChartCard {
    Q_OBJECT

  public:
    HistogramCard(Session& session, ScenePainter& painter, QWidget* parent = nullptr);
};

// Change of the image and of several outputs after moving it by one pixel.
class ShiftCard : public ChartCard {
    Q_OBJECT

  public:
    ShiftCard(Session& session, ScenePainter& painter, QWidget* parent = nullptr);
};

}  // namespace poolscope
