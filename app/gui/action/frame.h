// SPDX-License-Identifier: GPL-3.0-or-later
// What the window lends to each of its helpers. All of it outlives them.
#pragma once

class QWidget;

namespace poolscope {

class Actions;
class Notices;
class Session;
class Settings;

struct Frame {
    Session& session;
    Settings& settings;
    Actions& actions;
    Notices& notices;
    QWidget& window;  // of the dialogs; owns the helper
};

}  // namespace poolscope
