// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/tool_bar.h"

#include <QAction>
#include <QToolButton>
#include <algorithm>

#include "app/gui/action/actions.h"
#include "app/gui/board/play_bar.h"
#include "app/gui/session/session.h"

namespace poolscope {
namespace {

constexpr int kRoomy = 1300;  // pixels

}  // namespace

ToolBar::ToolBar(Actions& actions, Session& session, Player& player, QWidget* parent)
    : QToolBar(tr("Tools"), parent), actions_(actions) {
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setIconSize({16, 16});
    // The three doors: watch, learn, draw.
    watch_ = addButton("playback.play");
    watch_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    watch_->setProperty("primary", true);
    addLessons();
    addButton("edit.blank");
    wordButtons_ = {addButton("file.open")};
    for (const char* name : {"edit.undo", "edit.redo"}) {
        addButton(name);
        spare_ << QToolBar::actions().constLast();
    }
    addSeparator();
    for (const char* name : {"playback.start", "playback.back", "playback.forward", "playback.end"}) addButton(name);
    auto* playBar = new PlayBar(session, player);
    playBar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(playBar);
    wordButtons_ += addButton("playback.squeeze");
    addButton("playback.predict");
    wordButtons_ += {addButton("view.present"), addButton("file.exportFigure")};
    addButton("help.palette");
}

// Shows the icon of the action or its short text, and can be reached by Tab.
QToolButton* ToolBar::addButton(const char* action) {
    auto* made = new QToolButton;
    made->setDefaultAction(actions_.find(QLatin1String(action)));
    made->setAccessibleName(made->defaultAction()->toolTip());
    addWidget(made);
    return made;
}

void ToolBar::addLessons() {
    auto* learn = new QToolButton;
    learn->setText(tr("Learn"));
    learn->setToolTip(tr("Short lessons, step by step"));
    learn->setAccessibleName(learn->toolTip());
    learn->setMenu(actions_.menu(Actions::kLessons));
    learn->setPopupMode(QToolButton::InstantPopup);
    addWidget(learn);
}

void ToolBar::resizeEvent(QResizeEvent* event) {
    QToolBar::resizeEvent(event);
    // Nothing moves away under the pointer when it says Pause.
    watch_->setMinimumWidth(std::max(watch_->minimumWidth(), watch_->sizeHint().width()));
    for (QToolButton* each : wordButtons_) {
        each->setToolButtonStyle(width() < kRoomy ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
    }
    for (QAction* each : spare_) each->setVisible(width() >= kRoomy);
}

}  // namespace poolscope
