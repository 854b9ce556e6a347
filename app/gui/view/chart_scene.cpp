// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/chart_scene.h"

namespace poolscope {

ChartScene::ChartScene(Session& session, QWidget* parent) : SceneView(session, tr("Chart"), parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleDescription(tr("Not yet counted"));
}

void ChartScene::setChart(const Chart& chart) {
    chart_ = chart;
    setAccessibleName(QString::fromStdString(chartHeadOf(chart).title));
    setAccessibleDescription(QString::fromStdString(chartText(chart)));
    setBase([chart](const Size& size, const FigureStyle& style) {
        Scene scene = drawChart(chart, size, style);
        scene.size = size;
        return scene;
    });
}

}  // namespace poolscope
