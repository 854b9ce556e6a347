// SPDX-License-Identifier: GPL-3.0-or-later
// Large pictures: coming closer to the window in focus and going back, and the colours of a picture together.
#include <QAction>

#include "app/gui/action/actions.h"
#include "app/gui/session/session.h"
#include "app/gui/window/menus.h"

namespace poolscope {
namespace {

constexpr double kKeyZoom = 2;

void zoomOnFocus(Session& session, double by) {
    if (!session.rendered()) return;
    const WindowGrid& grid = session.rendered()->evaluation.grid;
    const CellRef cell = litCell(AreaKind::Input, grid, session.links()).value_or(CellRef{});
    const Zoom next = zoomedOn(grid, session.zoom(), cell, by);
    session.setZoom(next.isWhole() ? Zoom{} : next);
}

}  // namespace

void addZoomActions(Actions& actions, Session& session) {
    const QLatin1String view = Actions::kView;
    actions.add({QStringLiteral("view.zoomIn"),
                 Actions::tr("Zoom &in"),
                 Actions::tr("Come closer to the window in focus; Ctrl and the wheel zoom where the pointer is"),
                 {Qt::Key_Z},
                 view},
                &session, [&session] { zoomOnFocus(session, kKeyZoom); });
    QAction* out = actions.add({QStringLiteral("view.zoomOut"),
                                Actions::tr("Zoom &out"),
                                Actions::tr("Show more around the window in focus"),
                                {Qt::SHIFT | Qt::Key_Z},
                                view},
                               &session, [&session] { zoomOnFocus(session, 1 / kKeyZoom); });
    QAction* fit = actions.add({QStringLiteral("view.zoomFit"),
                                Actions::tr("&Fit"),
                                Actions::tr("Show the whole picture"),
                                {Qt::Key_0, Qt::CTRL | Qt::Key_0},
                                view},
                               &session, [&session] { session.setZoom({}); });
    const auto enable = [&session, out, fit] {
        for (QAction* action : {out, fit}) action->setEnabled(!session.zoom().isWhole());
    };
    QObject::connect(&session, &Session::zoomChanged, out, enable);
    enable();
    QAction* colours = actions.addToggle(
        {QStringLiteral("view.composite"),
         Actions::tr("&Colours together"),
         Actions::tr("X and Y of a picture with colours show red, green and blue at once, else the plane in view"),
         {},
         view},
        session.view().composite, &session, [&session](bool on) {
            ViewSpec spec = session.view();
            spec.composite = on;
            session.setView(spec);
        });
    QObject::connect(&session, &Session::viewChanged, colours,
                     [&session, colours] { colours->setChecked(session.view().composite); });
    actions.separator(view);
}

}  // namespace poolscope
