// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStringList>
#include <array>

#include "app/paint/export.h"
#include "core/base/word.h"

namespace poolscope {
namespace {

constexpr QLatin1String kWindow("window/place");
constexpr QLatin1String kAppearance("view/appearance");
constexpr QLatin1String kReducedMotion("view/reducedMotion");
constexpr QLatin1String kSqueezeInPresent("present/squeeze");
constexpr QLatin1String kLessonFolder("lessons/folder");
constexpr QLatin1String kRecent("files/recent");  // path, part, path, part, ...
constexpr QLatin1String kExportLook("export/look");
constexpr QLatin1String kExportFocus("export/focus");
constexpr QLatin1String kExportFormats("export/formats");
constexpr QLatin1String kExportName("export/name");

constexpr std::array<Word<Appearance>, countOf<Appearance>()> kAppearanceWords{
    {{Appearance::System, "system"}, {Appearance::Light, "light"}, {Appearance::Dark, "dark"}}};
static_assert(isComplete<Appearance>(kAppearanceWords));

}  // namespace

Settings::Settings(const QString& path, QObject* parent) : QObject(parent) {
    if (path.isEmpty()) return;
    file_ = std::make_unique<QSettings>(path, QSettings::IniFormat);
    export_ = readExport();
}

QString Settings::userPath() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/poolscope.ini");
}

QVariant Settings::read(QLatin1String key) const {
    return file_ ? file_->value(key) : memory_.value(key);
}

void Settings::write(QLatin1String key, const QVariant& value) {
    if (file_) {
        file_->setValue(key, value);
    } else {
        memory_[key] = value;
    }
}

QByteArray Settings::windowPlace() const {
    return read(kWindow).toByteArray();
}

void Settings::setWindowPlace(const QByteArray& place) {
    write(kWindow, place);
}

// What somebody else wrote into the file counts as System.
Appearance Settings::appearance() const {
    const std::string name = read(kAppearance).toString().toStdString();
    for (const Word<Appearance>& word : kAppearanceWords) {
        if (word.name == name) return word.value;
    }
    return Appearance::System;
}

void Settings::setAppearance(Appearance appearance) {
    if (appearance == this->appearance()) return;
    write(kAppearance, QString::fromStdString(std::string(wordFor<Appearance>(kAppearanceWords, appearance))));
    Q_EMIT appearanceChanged();
}

bool Settings::reducedMotion() const {
    return read(kReducedMotion).toBool();
}

void Settings::setReducedMotion(bool reduced) {
    if (reduced == reducedMotion()) return;
    write(kReducedMotion, reduced);
    Q_EMIT reducedMotionChanged(reduced);
}

bool Settings::squeezeInPresent() const {
    return read(kSqueezeInPresent).toBool();
}

void Settings::setSqueezeInPresent(bool on) {
    write(kSqueezeInPresent, on);
}

// What somebody else wrote into the file counts as never chosen.
ExportChoice Settings::readExport() const {
    ExportChoice choice;
    const std::string look = read(kExportLook).toString().toStdString();
    if (auto options = look.empty() ? FigureOptions{} : parseFigureText(look)) choice.look = std::move(*options);
    choice.highlightFocus = file_->value(kExportFocus, true).toBool();
    const QStringList endings = read(kExportFormats).toStringList();
    QStringList known;
    for (const QString& ending : endings) {
        if (figureFormat(ending.toStdString())) known << ending;
    }
    if (!known.isEmpty()) choice.endings = known;
    choice.name = read(kExportName).toString();
    return choice;
}

QString Settings::lessonFolder() const {
    return read(kLessonFolder).toString();
}

void Settings::setLessonFolder(const QString& path) {
    write(kLessonFolder, path);
}

const ExportChoice& Settings::exportChoice() const {
    return export_;
}

// A title is of one figure, and so are panels and colours other than those in view: they are kept for this run only.
void Settings::setExportChoice(const ExportChoice& choice) {
    export_ = choice;
    FigureOptions look = choice.look;
    look.spec.title.clear();
    if (!look.spec.caption.empty()) look.ownCaption = false;
    write(kExportLook, QString::fromStdString(figureText(look)));
    write(kExportFocus, choice.highlightFocus);
    write(kExportFormats, choice.endings);
    write(kExportName, choice.name);
}

QList<RecentFile> Settings::recentFiles() const {
    const QStringList flat = read(kRecent).toStringList();
    QList<RecentFile> files;
    for (qsizetype i = 0; i + 1 < flat.size() && files.size() < kRecentFiles; i += 2) {
        if (!flat[i].isEmpty()) files << RecentFile{flat[i], flat[i + 1]};
    }
    return files;
}

void Settings::addRecentFile(const QString& path, const QString& part) {
    if (file_) file_->sync();  // another window of the user may have added to it
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    QStringList flat{absolute, part};
    for (const RecentFile& file : recentFiles()) {
        if (file.path != absolute && flat.size() < 2 * kRecentFiles) flat << file.path << file.part;
    }
    write(kRecent, flat);
    Q_EMIT recentFilesChanged();
}

void Settings::clearRecentFiles() {
    write(kRecent, QStringList());
    Q_EMIT recentFilesChanged();
}

}  // namespace poolscope
