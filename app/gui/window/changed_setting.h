// SPDX-License-Identifier: GPL-3.0-or-later
// What is said where images do not allow the settings as they were.
#pragma once

#include <QString>

namespace poolscope {

class Session;

// Of a session with an adjustment.
QString changedSettingText(const Session& session);

}  // namespace poolscope
