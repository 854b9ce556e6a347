// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/unsaved_work.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QStandardPaths>

namespace poolscope {

QString unsavedWorkFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/unsaved");
}

QString freeUnsavedPath(const QString& folder) {
    QDir().mkpath(folder);  // where that fails, writing says why
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    QString path;
    for (int number = 1; path.isEmpty() || QFile::exists(path) || QFile::exists(lockOfUnsaved(path)); ++number) {
        path = QStringLiteral("%1/%2-%3.poolscope").arg(folder, time).arg(number);
    }
    return path;
}

QString lockOfUnsaved(const QString& path) {
    return path + QStringLiteral(".lock");
}

QStringList keptUnsaved(const QString& folder) {
    const QDir dir(folder);
    // Those of programs that are gone are removed by being locked once more.
    for (const QString& name : dir.entryList({QStringLiteral("*.lock")}, QDir::Files)) {
        QLockFile lock(dir.filePath(name));
        lock.setStaleLockTime(0);
        lock.tryLock(0);
    }
    QStringList paths;
    for (const QString& name : dir.entryList({QStringLiteral("*.poolscope")}, QDir::Files, QDir::Name)) {
        const QString path = dir.filePath(name);
        if (!QFile::exists(lockOfUnsaved(path))) paths << path;
    }
    return paths;
}

}  // namespace poolscope
