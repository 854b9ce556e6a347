// SPDX-License-Identifier: GPL-3.0-or-later
// The actions that ask no helper of the window: each function adds its own to the registry, in the order of the menus.
#pragma once

class QWidget;

namespace poolscope {

class Actions;
class Player;
class Session;
class Settings;
class Documents;
class SourceBar;

void addCloseActions(Actions& actions, QWidget& window);
void addUndoActions(Actions& actions, Session& session);
void addBoardActions(Actions& actions, Session& session);
void addImageActions(Actions& actions, Session& session, SourceBar& sources);
void addPatchesAction(Actions& actions, Session& session);
void addZoomActions(Actions& actions, Session& session);
void addMotionAction(Actions& actions, Settings& settings);
void addExtentActions(Actions& actions, Session& session);
void addNudgeAction(Actions& actions, Session& session, QWidget& window);
void addPlaybackActions(Actions& actions, Player& player, Session& session);
// Every choice of the side bars is in the menus too.
void addPoolingChoices(Actions& actions, Session& session);
void addCeilAction(Actions& actions, Session& session);
void addViewChoices(Actions& actions, Session& session);
void addDrawingActions(Actions& actions, Session& session, Documents& documents);
void addHelpActions(Actions& actions, QWidget& window);

}  // namespace poolscope
