// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/stored_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <filesystem>

#include "app/paint/figure_formats.h"
#include "app/paint/figure_record.h"
#include "core/base/message.h"
#include "core/base/word.h"
#include "core/io/beginning.h"
#include "core/io/csv.h"
#include "core/io/foreign.h"

namespace poolscope {
namespace {

// Text is what is left when no other format fits, so that what is neither text nor called so is nothing known.
bool isOtherThanText(const StoredFile& file, const SourceRef& ref) {
    if (ref.reading.comma != Comma::Auto) return false;  // the user says that it is text
    const QStringList names = QString::fromLatin1(file.format->patterns.data()).split(QLatin1Char(' '));
    return file.format == &kCsvFormat && !QDir::match(names, QFileInfo(QFile::decodeName(ref.path.c_str())).fileName());
}

// A PDF or SVG that poolscope drew.
bool isOwnFigure(const Bytes& bytes) {
    const auto file =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return mayCarryRecord(file) && !recordIn(file).empty();
}

std::string ownFigure(const std::string& path) {
    return "is a figure of Poolscope, no data; it carries its experiment: poolscope " + path +
           " opens it, and --session " + path + " begins with it";
}

tl::unexpected<Error> nothingKnown(const std::string& path) {
    return fail(path, "is not in a format known here: " + inputTitles(inputFormats()));
}

// Before a large file is taken into memory: whether it is anything at all.
Result<void> checkBeginning(const std::string& path) {
    constexpr std::uintmax_t kLarge = std::uintmax_t{1} << 24;
    std::error_code unknown;
    if (std::filesystem::file_size(path, unknown) <= kLarge || unknown) return {};
    const auto start = readBeginning(path);
    if (!start) return tl::unexpected(start.error());
    if (recognised(inputFormats(), *start) != &kCsvFormat || mayBeText(*start)) return {};
    if (mayBeForeign(*start)) return {};  // which is said when all is known
    return nothingKnown(path);
}

}  // namespace

std::vector<const InputFormat*> inputFormats() {
    std::vector<const InputFormat*> formats(kPictureFormats.begin(), kPictureFormats.end());
    formats.insert(formats.end(), kArrayFormats.begin(), kArrayFormats.end());
    return formats;
}

std::string inputTitles(std::span<const InputFormat* const> formats) {
    std::vector<std::string_view> titles;
    for (const InputFormat* format : formats) {
        if (!format->title.empty()) titles.push_back(format->title);
    }
    return joined(titles, ", or ");
}

std::string inputPatterns(std::span<const InputFormat* const> formats) {
    std::string patterns;
    for (const InputFormat* format : formats) {
        patterns += (patterns.empty() ? "" : " ") + std::string(format->patterns);
    }
    return patterns;
}

std::string openPatterns() {
    std::string patterns = inputPatterns(inputFormats()) + " *.poolscope";
    const auto add = [&patterns](std::string_view ending) {
        const std::string pattern = " *" + std::string(ending);
        if ((" " + patterns + " ").find(pattern + " ") == std::string::npos) patterns += pattern;
    };
    for (const FigureFormatRow& row : kFigureFormats) add(row.ending);
    for (const AnimationCarrier& row : kAnimationCarriers) add(row.ending);
    return patterns;
}

std::string sourceName(const SourceRef& ref) {
    if (ref.mnist) return "MNIST test set";
    return ref.member.empty() ? ref.path : ref.path + "#" + ref.member;
}

Result<SharedFile> readSourceBytes(const SourceRef& ref, const RunControl& run) {
    if (!ref.mnist) {
        if (Result<void> ok = checkBeginning(ref.path); !ok) return tl::unexpected(ok.error());
        return readFile(ref.path, run).map(sharedFile);
    }
    QFile file(QStringLiteral(":/mnist/t10k-images-idx3-ubyte.gz"));
    if (!file.open(QIODevice::ReadOnly)) return fail(sourceName(ref), "the embedded images are missing");
    const QByteArray content = file.readAll();
    const auto bytes = std::as_bytes(std::span(content.data(), static_cast<std::size_t>(content.size())));
    return sharedFile({bytes.begin(), bytes.end()});
}

std::vector<ArchiveMember> arraysToChoose(const Bytes& bytes, const SourceRef& ref) {
    const InputFormat* format = recognised(inputFormats(), bytes);
    if (format == nullptr || format->members == nullptr || !ref.member.empty()) return {};
    auto members = format->members(bytes, ref.path).value_or(std::vector<ArchiveMember>{});
    const bool anyGood =
        std::any_of(members.begin(), members.end(), [](const ArchiveMember& m) { return m.problem.empty(); });
    return members.size() > 1 && anyGood ? std::move(members) : std::vector<ArchiveMember>{};
}

Result<StoredFile> decodeStored(const SharedFile& shared, const SourceRef& ref, bool rgb, const RunControl& run,
                                Wanted wanted) {
    const Bytes& bytes = *shared;
    StoredFile file{recognised(inputFormats(), bytes), {}};
    if (!ref.member.empty() && file.format->members == nullptr) {
        return fail(ref.path, "is not an NPZ archive, so it holds nothing called " + quotedExcerpt(ref.member) +
                                  "; images are chosen by their numbers, PATH#I, PATH#A-B or PATH#I,J");
    }
    InputRequest request{ref.mnist ? sourceName(ref) : ref.path, {}, rgb, run, ref.reading, ref.images};
    request.factsOnly = wanted == Wanted::Facts;
    request.keepsBytes = true;
    request.file = shared;
    if ((wanted == Wanted::Chosen || wanted == Wanted::Numbers) && ref.isTestSet() && ref.images) {
        request.firstImages = std::min(ref.images->largest(), kMaxArrayValues) + 1;  // more there cannot be
    }
    if (!ref.member.empty()) request.member = ref.member;
    auto array = file.format->read(bytes, request);
    if (!array && isOwnFigure(bytes)) return fail(ref.path, ownFigure(ref.path));
    if (!array && !run.isStopped() && isOtherThanText(file, ref) && !foreignFormat(bytes)) {
        if (bytes.empty()) return fail(ref.path, "the file is empty");
        return nothingKnown(ref.path);
    }
    if (!array) return tl::unexpected(array.error());
    file.array = std::move(*array);
    return file;
}

}  // namespace poolscope
