// SPDX-License-Identifier: GPL-3.0-or-later
// A card that shows a chart as a file does: drawn by the scene.
#pragma once

#include <optional>

#include "app/gui/view/scene_view.h"
#include "core/chart/chart.h"

namespace poolscope {

class ChartScene : public SceneView {
    Q_OBJECT

  public:
    explicit ChartScene(Session& session, QWidget* parent = nullptr);

    void setChart(const Chart& chart);
    const std::optional<Chart>& chart() const { return chart_; }
    QSize minimumSizeHint() const override { return {230, 190}; }
    QSize sizeHint() const override { return minimumSizeHint(); }  // takes what is left, and never asks for scrolling

  private:
    std::optional<Chart> chart_;
};

}  // namespace poolscope
