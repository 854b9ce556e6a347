// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QStringList>
#include <array>

#include "app/film/animation_formats.h"
#include "app/gui/session/qt_text.h"
#include "app/paint/export.h"
#include "core/session/figure_words.h"

namespace poolscope {
namespace {

constexpr QLatin1String kWindow("window/place");
constexpr QLatin1String kAppearance("view/appearance");
constexpr QLatin1String kReducedMotion("view/reducedMotion");
constexpr QLatin1String kSqueezeInPresent("present/squeeze");
constexpr QLatin1String kLessonFolder("lessons/folder");
constexpr QLatin1String kOutputFolder("files/outputFolder");
constexpr QLatin1String kRecent("files/recent");  // path, part, path, part, ...
constexpr QLatin1String kAnimationPhase("animation/phase");
constexpr QLatin1String kAnimationSpeed("animation/windowsPerSecond");
constexpr QLatin1String kAnimationSqueeze("animation/squeeze");

// Where a kind of figures is remembered.
struct FigureKeys {
    QLatin1String look, focus, formats, name;
};
constexpr FigureKeys kExport{QLatin1String("export/look"), QLatin1String("export/focus"),
                             QLatin1String("export/formats"), QLatin1String("export/name")};
constexpr FigureKeys kAnimation{QLatin1String("animation/look"), QLatin1String("animation/focus"),
                                QLatin1String("animation/formats"), QLatin1String("animation/name")};

constexpr std::array<Word<Appearance>, countOf<Appearance>()> kAppearanceWords{
    {{Appearance::System, "system"}, {Appearance::Light, "light"}, {Appearance::Dark, "dark"}}};
static_assert(isComplete<Appearance>(kAppearanceWords));

// What somebody else wrote into the file counts as never chosen.
ExportChoice readFigure(const SettingsFile& file, const FigureKeys& keys, ExportChoice choice,
                        const std::function<bool(const std::string&)>& isFormat) {
    const std::string look = file.value(keys.look).toString().toStdString();
    if (!look.empty()) {
        if (auto options = parseFigureText(look)) choice.look = std::move(*options);
    }
    const QJsonValue focus = file.value(keys.focus);
    if (focus.isBool()) choice.highlightFocus = focus.toBool();
    QStringList known;
    for (const QString& ending : file.value(keys.formats).toVariant().toStringList()) {
        if (isFormat(ending.toStdString())) known << ending;
    }
    if (!known.isEmpty()) choice.endings = known;
    choice.name = file.value(keys.name).toString();
    return choice;
}

// A title is of one figure, and so are panels and colours other than those in view: they are kept for this run only.
QJsonObject written(const ExportChoice& choice, const FigureKeys& keys) {
    FigureOptions look = choice.look;
    look.spec.title.clear();
    if (!look.spec.caption.empty()) look.ownCaption = false;
    return {{keys.look, QString::fromStdString(figureText(look))},
            {keys.focus, choice.highlightFocus},
            {keys.formats, QJsonArray::fromStringList(choice.endings)},
            {keys.name, choice.name}};
}

AnimationChoice readAnimation(const SettingsFile& file) {
    AnimationChoice choice;
    choice.figure = readFigure(file, kAnimation, choice.figure,
                               [](const std::string& name) { return animationFormat(name).has_value(); });
    const std::string phase = file.value(kAnimationPhase).toString().toStdString();
    if (const auto known = valueFor(std::span<const Word<AnimatedPhase>>(kAnimatedPhaseWords), phase))
        choice.spec.phase = *known;
    const double speed = file.value(kAnimationSpeed).toDouble(choice.spec.fps);
    if (speed >= kLeastFps && speed <= kMostFps) choice.spec.fps = speed;
    choice.spec.squeeze = file.value(kAnimationSqueeze).toBool();
    return choice;
}

}  // namespace

Settings::Settings(const QString& path, QObject* parent) : QObject(parent), file_(path) {
    export_ = readFigure(file_, kExport, {}, [](const std::string& name) { return figureFormat(name).has_value(); });
    animation_ = readAnimation(file_);
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

QString Settings::lessonFolder() const {
    return file_.value(kLessonFolder).toString();
}

void Settings::setLessonFolder(const QString& path) {
    file_.set({{kLessonFolder, path}});
}

const ExportChoice& Settings::exportChoice() const {
    return export_;
}

void Settings::setExportChoice(const ExportChoice& choice) {
    export_ = choice;
    file_.set(written(choice, kExport));
}

const AnimationChoice& Settings::animationChoice() const {
    return animation_;
}

void Settings::setAnimationChoice(const AnimationChoice& choice) {
    animation_ = choice;
    QJsonObject values = written(choice.figure, kAnimation);
    const std::string_view phase =
        wordFor(std::span<const Word<AnimatedPhase>>(kAnimatedPhaseWords), choice.spec.phase);
    values[kAnimationPhase] = shown(phase);
    values[kAnimationSpeed] = choice.spec.fps;
    values[kAnimationSqueeze] = choice.spec.squeeze;
    file_.set(values);
}

void Settings::setOutputFolder(const QString& path) {
    file_.set({{kOutputFolder, path}});
}

QString Settings::outputFolder() const {
    const QString written = file_.value(kOutputFolder).toString();
    if (!written.isEmpty() && QFileInfo(written).isDir()) return written;
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
