// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/thread_layer.h"

#include <cmath>
#include <utility>

#include "app/gui/view/canvas.h"

namespace poolscope {

ThreadLayer::ThreadLayer(Session& session, ScenePainter& painter, PanelsInView panels, QWidget* board)
    : PanelLayer(session, painter, std::move(panels), board) {
    connect(&session, &Session::evaluated, this, qOverload<>(&QWidget::update));
    connect(&session, &Session::focusChanged, this, qOverload<>(&QWidget::update));
}

void ThreadLayer::follow() {
    QRectF all;
    const std::vector<PlacedPanel> shown = panels();
    for (const PlacedPanel& place : shown) {
        const Rect rect = place.rect();
        all |= QRectF(rect.x, rect.y, rect.width, rect.height);
    }
    const FigureStyle style = screenStyle(session());
    const PoolSpec& pool = session().experiment().pool;
    const ArrowRoom room = roomOf(arrowsBetween(shown, pool, style), style);
    setGeometry(all.adjusted(-room.beside, 0, room.beside, room.beneath).toAlignedRect());
    update();
}

std::vector<ThreadLeg> ThreadLayer::legs() const {
    if (!session().rendered()) return {};
    const FigureStyle style = screenStyle(session());
    return threadOf(panelContextOf(session(), style), session().links(), panels());
}

std::vector<Scene> ThreadLayer::scenes(const PanelContext& context) const {
    const std::vector<PlacedPanel> shown = panels();
    const Size size{double(width()), double(height())};
    const std::vector<ThreadLeg> thread = threadOf(context, session().links(), shown);
    const std::vector<PanelArrow> arrows = arrowsBetween(shown, context.evaluation.experiment.pool, context.style);
    return {threadScene(thread, context.style, size), arrowScene(arrows, thread, context.style, size)};
}

}  // namespace poolscope
