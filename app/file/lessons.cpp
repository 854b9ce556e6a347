// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/lessons.h"

#include <QDir>
#include <QFile>
#include <filesystem>
#include <map>

#include "app/file/load_source.h"

namespace poolscope {
namespace {

constexpr std::uintmax_t kMostLessonBytes = std::uintmax_t{1} << 20;

QString resource(const QString& folder, const std::string& name) {
    return QStringLiteral(":/lessons/") + folder + QString::fromStdString(name) + QStringLiteral(".lesson");
}

}  // namespace

std::vector<std::vector<std::string>> lessonHours() {
    std::vector<std::vector<std::string>> hours(1);
    QFile order(QStringLiteral(":/lessons/order"));
    if (!order.open(QIODevice::ReadOnly)) return {};
    for (const QByteArray& line : order.readAll().split('\n')) {
        if (line.startsWith('#')) continue;
        if (!line.isEmpty()) {
            hours.back().push_back(line.toStdString());
        } else if (!hours.back().empty()) {
            hours.emplace_back();
        }
    }
    if (hours.back().empty()) hours.pop_back();
    return hours;
}

std::vector<std::string> lessonNames() {
    std::vector<std::string> names;
    for (const std::vector<std::string>& hour : lessonHours()) names.insert(names.end(), hour.begin(), hour.end());
    return names;
}

std::string lessonText(const std::string& name, const std::string& language) {
    const QString folder = QString::fromStdString(language.substr(0, language.find_first_of("_-"))) + QLatin1Char('/');
    QFile file(resource(folder, name));
    if (!file.exists()) file.setFileName(resource({}, name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::vector<std::string> lessonFiles(const std::string& folder) {
    std::vector<std::string> files;
    const QDir dir(QFile::decodeName(folder.c_str()));
    for (const QString& file : dir.entryList({QStringLiteral("*.lesson")}, QDir::Files, QDir::Name)) {
        files.push_back(QFile::encodeName(dir.filePath(file)).toStdString());
    }
    return files;
}

LessonHeader lessonFileHeader(const std::string& path) {
    constexpr qint64 kBeginning = 4096;  // bytes
    QFile file(QFile::decodeName(path.c_str()));
    return file.open(QIODevice::ReadOnly) ? readHeader(file.read(kBeginning).toStdString()) : LessonHeader{};
}

Result<std::string> readLessonFile(const std::string& path) {
    std::error_code unknown;
    if (const auto size = std::filesystem::file_size(path, unknown); !unknown && size > kMostLessonBytes) {
        return fail(path, "has " + std::to_string(size) + " bytes; a lesson has at most " +
                              std::to_string(kMostLessonBytes) + ", 1 MiB");
    }
    const auto bytes = readFile(path);
    if (!bytes) return tl::unexpected(bytes.error());
    std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    // What is not UTF-8 becomes this character.
    if (QString::fromStdString(text).contains(QChar(QChar::ReplacementCharacter)) || text.find('\0') != text.npos) {
        return fail(path, "is not a text in UTF-8");
    }
    return text;
}

std::string folderOf(const std::string& path) {
    return std::filesystem::path(path).parent_path().string();
}

SourceLoader lessonSources(const std::string& folder, const std::shared_ptr<const Source>& mnist,
                           const RunControl& run) {
    struct Kept {
        std::shared_ptr<const Source> mnist;
        std::map<std::string, LessonSource> files;
    };
    const auto kept = std::make_shared<Kept>(Kept{mnist, {}});
    return [kept, folder, stop = run.stopToken()](const std::string& text) -> Result<LessonSource> {
        if (const auto found = kept->files.find(text); found != kept->files.end()) return found->second;
        constexpr std::string_view kColours = " rgb";
        constexpr const char* kNoColours = "has no colours: leave out \"rgb\"";
        const bool rgb = text.ends_with(kColours);
        const std::string name = rgb ? text.substr(0, text.size() - kColours.size()) : text;
        auto ref = parseSource(name);
        if (ref && !ref->mnist && !folder.empty()) ref = parseSource((std::filesystem::path(folder) / name).string());
        if (!ref) return tl::unexpected(ref.error());
        if (rgb && ref->mnist) return fail(text, kNoColours);
        if (ref->isTestSet() && kept->mnist) return LessonSource{*ref, kept->mnist};
        auto source = loadSource(*ref, rgb, stop);
        if (source && rgb && !source->rgb) return fail(text, kNoColours);
        if (!source) return fail(text, source.error().where + ": " + source.error().message);
        const LessonSource loaded{*ref, std::make_shared<const Source>(std::move(*source))};
        if (ref->isTestSet()) {
            kept->mnist = loaded.source;
        } else {
            kept->files[text] = loaded;
        }
        return loaded;
    };
}

}  // namespace poolscope
