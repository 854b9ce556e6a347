// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
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

Settings::Settings(const QString& path, QObject* parent) : QObject(parent), file_(path) {
    export_ = readExport();
}

QString Settings::userPath() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/poolscope.json");
}

QByteArray Settings::windowPlace() const {
    return QByteArray::fromBase64(file_.value(kWindow).toString().toLatin1());
}

void Settings::setWindowPlace(const QByteArray& place) {
    file_.set({{kWindow, QString::fromLatin1(place.toBase64())}});
}

// What somebody else wrote into the file counts as System.
Appearance Settings::appearance() const {
    const std::string name = file_.value(kAppearance).toString().toStdString();
    for (const Word<Appearance>& word : kAppearanceWords) {
        if (word.name == name) return word.value;
    }
    return Appearance::System;
}

void Settings::setAppearance(Appearance appearance) {
    if (appearance == this->appearance()) return;
    const std::string name(wordFor<Appearance>(kAppearanceWords, appearance));
    file_.set({{kAppearance, QString::fromStdString(name)}});
    Q_EMIT appearanceChanged();
}

// An INI file has words for it.
bool Settings::isOn(QLatin1String key, bool otherwise) const {
    const QJsonValue value = file_.value(key);
    return value.isUndefined() ? otherwise : value.toVariant().toBool();
}

bool Settings::reducedMotion() const {
    return isOn(kReducedMotion);
}

void Settings::setReducedMotion(bool reduced) {
    if (reduced == reducedMotion()) return;
    file_.set({{kReducedMotion, reduced}});
    Q_EMIT reducedMotionChanged(reduced);
}

bool Settings::squeezeInPresent() const {
    return isOn(kSqueezeInPresent);
}

void Settings::setSqueezeInPresent(bool on) {
    file_.set({{kSqueezeInPresent, on}});
}

// What somebody else wrote into the file counts as never chosen.
ExportChoice Settings::readExport() const {
    ExportChoice choice;
    const std::string look = file_.value(kExportLook).toString().toStdString();
    if (auto options = look.empty() ? FigureOptions{} : parseFigureText(look)) choice.look = std::move(*options);
    choice.highlightFocus = isOn(kExportFocus, true);
    const QStringList endings = file_.value(kExportFormats).toVariant().toStringList();
    QStringList known;
    for (const QString& ending : endings) {
        if (figureFormat(ending.toStdString())) known << ending;
    }
    if (!known.isEmpty()) choice.endings = known;
    choice.name = file_.value(kExportName).toString();
    return choice;
}

QString Settings::lessonFolder() const {
    return file_.value(kLessonFolder).toString();
}

void Settings::setLessonFolder(const QString& path) {
    file_.set({{kLessonFolder, path}});
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
    file_.set({{kExportLook, QString::fromStdString(figureText(look))},
               {kExportFocus, choice.highlightFocus},
               {kExportFormats, QJsonArray::fromStringList(choice.endings)},
               {kExportName, choice.name}});
}

QString Settings::outputFolder() const {
    const QFileInfo last(export_.name);
    if (!export_.name.isEmpty() && last.dir().exists()) return last.path();
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QFileInfo(pictures).isDir() ? pictures : QDir::homePath();
}

QList<RecentFile> Settings::recentFiles() const {
    const QStringList flat = file_.value(kRecent).toVariant().toStringList();
    QList<RecentFile> files;
    for (qsizetype i = 0; i + 1 < flat.size() && files.size() < kRecentFiles; i += 2) {
        if (!flat[i].isEmpty()) files << RecentFile{flat[i], flat[i + 1]};
    }
    return files;
}

void Settings::addRecentFile(const QString& path, const QString& part) {
    file_.refresh();  // another window of the user may have added to it
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    QStringList flat{absolute, part};
    for (const RecentFile& file : recentFiles()) {
        if (file.path != absolute && flat.size() < 2 * kRecentFiles) flat << file.path << file.part;
    }
    file_.set({{kRecent, QJsonArray::fromStringList(flat)}});
    Q_EMIT recentFilesChanged();
}

void Settings::clearRecentFiles() {
    file_.set({{kRecent, QJsonArray()}});
    Q_EMIT recentFilesChanged();
}

}  // namespace poolscope
