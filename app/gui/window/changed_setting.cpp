// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/changed_setting.h"

#include <QCoreApplication>

#include "app/gui/action/notices.h"
#include "app/gui/session/session.h"

namespace poolscope {

void sayChangedSetting(const Frame& frame, const std::optional<Error>& problem) {
    if (!problem) return;
    const WindowSpec& window = frame.session.experiment().window;
    frame.notices.refuse(
        QCoreApplication::translate("Documents",
                                    "A setting is not possible here, and was changed: %1. The window is now %2.")
            .arg(QString::fromStdString(problem->message), QString::fromStdString(toText(window.size))));
}

}  // namespace poolscope
