// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/settings_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>

#include "app/file/save_file.h"
#include "app/gui/session/qt_text.h"
#include "core/io/array.h"

namespace poolscope {
namespace {

// Of versions that kept an INI file.
QJsonObject earlierSettings(const QString& path) {
    const QFileInfo file(path);
    const QString earlier = file.dir().filePath(file.completeBaseName() + QStringLiteral(".ini"));
    if (earlier == path || !QFileInfo::exists(earlier)) return {};
    const QSettings settings(earlier, QSettings::IniFormat);
    QJsonObject values;
    for (const QString& key : settings.allKeys()) {
        const QVariant value = settings.value(key);
        const bool isBytes = value.metaType() == QMetaType::fromType<QByteArray>();
        values[key] =
            isBytes ? QJsonValue(QString::fromLatin1(value.toByteArray().toBase64())) : QJsonValue::fromVariant(value);
    }
    return values;
}

}  // namespace

SettingsFile::SettingsFile(const QString& path) : path_(path) {
    refresh();
}

// What somebody else made of the file counts as nothing.
void SettingsFile::refresh() {
    if (path_.isEmpty()) return;
    if (!QFileInfo::exists(path_)) {
        if (values_.isEmpty()) values_ = earlierSettings(path_);
        return;
    }
    const auto bytes = readFile(encoded(path_));
    if (!bytes) return;
    const auto text =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
    values_ = QJsonDocument::fromJson(text).object();
}

void SettingsFile::set(const QJsonObject& changes) {
    refresh();
    for (auto change = changes.begin(); change != changes.end(); ++change) values_[change.key()] = change.value();
    if (path_.isEmpty()) return;
    QDir().mkpath(QFileInfo(path_).path());
    static_cast<void>(saveFiles({{encoded(path_), QJsonDocument(values_).toJson()}}));
}

}  // namespace poolscope
