// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/changed_setting.h"

#include <QCoreApplication>

#include "app/gui/session/session.h"

namespace poolscope {
namespace {

struct ChangedSetting {
    Q_DECLARE_TR_FUNCTIONS(ChangedSetting)
};

QString sizeText(const Extent& size) {
    return ChangedSetting::tr("%1x%2").arg(size.rows).arg(size.cols);
}

QString strideText(const Extent& stride) {
    return stride.rows == stride.cols ? QString::number(stride.rows) : sizeText(stride);
}

}  // namespace

QString changedSettingText(const Session& session) {
    const Adjustment& wanted = *session.adjustment();
    const Experiment& now = session.experiment();
    if (now.window == wanted.window || now.filters != wanted.filters) {
        return ChangedSetting::tr("A setting is not possible here, and was changed: %1.")
            .arg(QString::fromStdString(wanted.problem.message));
    }
    return ChangedSetting::tr("This picture is %1. The window was set to %2, stride %3.")
        .arg(sizeText(session.source()->images.shape.plane()), sizeText(now.window.size),
             strideText(now.window.stride));
}

}  // namespace poolscope
