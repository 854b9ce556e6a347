// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/tool_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

#include "app/gui/action/actions.h"
#include "app/gui/board/play_bar.h"
#include "app/gui/session/session.h"
#include "app/gui/widget/segmented.h"

namespace poolscope {
namespace {

constexpr int kRoomy = 1300;  // pixels

Segmented* layoutButtons(Session& session) {
    auto* buttons =
        new Segmented(ToolBar::tr("Layout"), {ToolBar::tr("Side by side"), ToolBar::tr("Forward + backward")},
                      {ToolBar::tr("Input, patches, output and gradient in a row (1)"),
                       ToolBar::tr("The backward pass beneath the forward pass, right to left (2)")});
    const auto show = [&session, buttons] { buttons->setCurrent(static_cast<int>(session.layout())); };
    QObject::connect(buttons, &Segmented::chosen, &session,
                     [&session](int i) { session.setLayout(static_cast<BoardLayout>(i)); });
    QObject::connect(&session, &Session::layoutChanged, buttons, show);
    show();
    return buttons;
}

}  // namespace

ToolBar::ToolBar(const Actions& actions, Session& session, Player& player, QWidget* parent)
    : QToolBar(tr("Tools"), parent), actions_(actions) {
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setIconSize({16, 16});
    wordButtons_ = {button("file.open"), button("file.exportFigure"), button("view.present")};
    addWidget(wordButtons_[0]);
    addWidget(wordButtons_[1]);
    addSeparator();
    addWidget(button("edit.undo"));
    addWidget(button("edit.redo"));
    QHBoxLayout* middle = addRow(QSizePolicy::Expanding);
    for (const char* name : {"playback.start", "playback.back", "playback.play", "playback.forward", "playback.end"}) {
        middle->addWidget(button(name));
    }
    middle->addWidget(new PlayBar(session, player), 1);
    QHBoxLayout* end = addRow(QSizePolicy::Preferred);
    end->addWidget(layoutButtons(session));
    end->addWidget(button("playback.predict"));
    end->addWidget(wordButtons_[2]);
    addWidget(button("help.palette"));
}

// Shows the icon of the action or its short text, and can be reached by Tab.
QToolButton* ToolBar::button(const char* action) {
    auto* made = new QToolButton;
    made->setDefaultAction(actions_.find(QLatin1String(action)));
    made->setAccessibleName(made->defaultAction()->toolTip());
    return made;
}

QHBoxLayout* ToolBar::addRow(QSizePolicy::Policy policy) {
    auto* widget = new QWidget;
    widget->setSizePolicy(policy, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    addWidget(widget);
    return row;
}

void ToolBar::resizeEvent(QResizeEvent* event) {
    QToolBar::resizeEvent(event);
    for (QToolButton* each : wordButtons_) {
        each->setToolButtonStyle(width() < kRoomy ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
    }
}

}  // namespace poolscope
