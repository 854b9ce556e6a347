// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers between runs: the place of the window, the appearance, recent files. Nothing of it
// changes a number, and nothing below app/gui reads it.
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include "app/gui/session/animation_choice.h"
#include "app/gui/session/settings_file.h"

namespace poolscope {

enum class Appearance { System, Light, Dark };

struct RecentFile {
    QString path;  // absolute
    QString part;  // what follows it in the name of a source, as "#3-7"; mostly empty

    bool operator==(const RecentFile&) const = default;
};

class Settings : public QObject {
    Q_OBJECT

  public:
    static constexpr int kRecentFiles = 10;

    // Kept in that file; without a name forgotten at the end.
    explicit Settings(const QString& path = {}, QObject* parent = nullptr);

    // Where the settings of the user are.
    static QString userPath();

    QByteArray windowPlace() const;
    void setWindowPlace(const QByteArray& place);
    Appearance appearance() const;
    void setAppearance(Appearance appearance);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    // While presenting, a change that has rested is shown as a squeeze.
    bool squeezeInPresent() const;
    void setSqueezeInPresent(bool on);
    // Of lessons that are not ours, beside the user's data folder; may be empty.
    QString lessonFolder() const;
    void setLessonFolder(const QString& path);
    // How the last figure was written.
    const ExportChoice& exportChoice() const;
    void setExportChoice(const ExportChoice& choice);
    // How the last animation was written; its range of windows is of this run only.
    const AnimationChoice& animationChoice() const;
    void setAnimationChoice(const AnimationChoice& choice);
    // The folder that dialogs propose for a new file: where the last one went, whatever it was, else that of pictures.
    QString outputFolder() const;
    void setOutputFolder(const QString& path);
    // Most recent first, each path once.
    QList<RecentFile> recentFiles() const;
    void addRecentFile(const QString& path, const QString& part = {});
    void clearRecentFiles();

  Q_SIGNALS:
    void appearanceChanged();
    void reducedMotionChanged(bool reduced);
    void recentFilesChanged();

  private:
    bool isOn(QLatin1String key, bool otherwise = false) const;

    SettingsFile file_;
    ExportChoice export_;
    AnimationChoice animation_;
};

}  // namespace poolscope
