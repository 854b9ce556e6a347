// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/unsaved_work.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "app/file/session_io.h"

namespace poolscope {

QString unsavedWorkFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/unsaved");
}

Result<void> keepUnsaved(const QString& folder, const Experiment& experiment, const ViewSpec& view,
                         const Source& source) {
    QDir().mkpath(folder);  // where that fails, writing says why
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    QString path;
    for (int number = 1; path.isEmpty() || QFile::exists(path); ++number) {
        path = QStringLiteral("%1/%2-%3.poolscope").arg(folder, time).arg(number);
    }
    return saveSession(QFile::encodeName(path).toStdString(), experiment, view, source);
}

QStringList keptUnsaved(const QString& folder) {
    const QDir dir(folder);
    QStringList paths;
    for (const QString& name : dir.entryList({QStringLiteral("*.poolscope")}, QDir::Files, QDir::Name)) {
        paths << dir.filePath(name);
    }
    return paths;
}

}  // namespace poolscope
