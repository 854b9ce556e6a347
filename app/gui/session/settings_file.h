// SPDX-License-Identifier: GPL-3.0-or-later
// Settings in a JSON file. It is written as all files are, so that a full disk leaves the old settings.
#pragma once

#include <QJsonObject>
#include <QString>

namespace poolscope {

class SettingsFile {
  public:
    // Without a name kept in memory only. Where there is no such file, the INI file of earlier versions is read, which
    // has the same name but for its ending.
    explicit SettingsFile(const QString& path = {});

    QJsonValue value(QLatin1String key) const { return values_[key]; }
    // Takes up what other windows of the user wrote meanwhile.
    void refresh();
    // Changes these values, after a refresh. What cannot be written counts for this run only.
    void set(const QJsonObject& changes);

  private:
    QString path_;
    QJsonObject values_;
};

}  // namespace poolscope
