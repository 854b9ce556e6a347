// SPDX-License-Identifier: GPL-3.0-or-later
// What the window lends to each of its helpers. All of it outlives them.
#pragma once

class QWidget;

namespace poolscope {

class Actions;
class Notices;
class Session;
class Settings;
class Worker;

struct Frame {
    Session& session;
    Settings& settings;
    Actions& actions;
    Notices& notices;
    Worker& opening;    // the newest wins, whatever takes longer
    Worker& exporting;  // all that is to be written is written
    QWidget& window;    // of the dialogs; owns the helper
};

}  // namespace poolscope
