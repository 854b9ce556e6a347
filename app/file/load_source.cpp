// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/load_source.h"

#include <QCryptographicHash>
#include <QFile>
#include <filesystem>

#include "app/file/picture_folder.h"
#include "app/file/stored_file.h"
#include "core/base/message.h"
#include "core/io/csv.h"
#include "core/io/labels.h"

namespace poolscope {
namespace {

bool pathExists(const std::string& path) {
    std::error_code problem;
    return std::filesystem::exists(path, problem);
}

Result<std::vector<int>> embeddedLabels(std::int64_t images) {
    const std::string name = "MNIST test labels";
    QFile file(QStringLiteral(":/mnist/t10k-labels-idx1-ubyte.gz"));
    if (!file.open(QIODevice::ReadOnly)) return fail(name, "the embedded labels are missing");
    const QByteArray content = file.readAll();
    const auto array =
        readIdx(std::as_bytes(std::span(content.data(), static_cast<std::size_t>(content.size()))), name);
    if (!array) return tl::unexpected(array.error());
    return labelsOf(*array, images, name);
}

// An array of labels, and what it is called.
struct LabelArray {
    std::string name;
    Result<Array> array;
};

Result<Array> readMember(const Bytes& bytes, const StoredFile& file, const std::string& path,
                         const std::string& member) {
    return file.format->read(bytes, {path, member, false});
}

LabelArray readFrom(const std::string& path, const std::string& member) {
    SourceRef ref;
    ref.path = path;
    ref.member = member;
    const auto bytes = readSourceBytes(ref);
    if (!bytes) return {sourceName(ref), tl::unexpected(bytes.error())};
    auto file = decodeStored(*bytes, ref, false);
    if (!file) return {sourceName(ref), tl::unexpected(file.error())};
    return {sourceName(ref), std::move(file->array)};
}

// The labels that the user names.
LabelArray namedLabels(const Bytes& bytes, const StoredFile& file, const SourceRef& ref) {
    const LabelsRef& labels = ref.reading.labels;
    if (!labels.path.empty()) return readFrom(labels.path, labels.member);
    const std::string name = ref.path + "#" + labels.member;
    if (file.format->members) return {name, readMember(bytes, file, ref.path, labels.member)};
    return {name, fail(ref.path, "is no archive, so it holds no labels called " + quotedExcerpt(labels.member))};
}

// The labels that belong to an array of an archive, or lie beside the images; none where there are none.
std::optional<LabelArray> foundLabels(const Bytes& bytes, const StoredFile& file, const SourceRef& ref) {
    if (file.format->members && !ref.member.empty()) {
        const auto members = file.format->members(bytes, ref.path).value_or(std::vector<ArchiveMember>{});
        if (const auto labels = labelMemberOf(ref.member, members)) {
            return LabelArray{ref.path + "#" + *labels, readMember(bytes, file, ref.path, *labels)};
        }
    }
    if (!file.format->hasLabelsBeside) return std::nullopt;
    for (const std::string& path : labelPathsFor(ref.path)) {
        if (pathExists(path)) return readFrom(path, "");
    }
    return std::nullopt;
}

Result<std::vector<int>> fitting(const LabelArray& labels, std::int64_t images) {
    if (!labels.array) return tl::unexpected(labels.array.error());
    return labelsOf(*labels.array, images, labels.name);
}

// Pictures know what their axes are.
Result<Reading> readingOf(const SourceRef& ref, const InputFormat& format) {
    Reading reading = ref.reading;
    if (!format.isPicture) return reading;
    if (reading.axes != Axes::Auto) return fail("--axes", "is for arrays; " + sourceName(ref) + " is a picture");
    if (!reading.reshape.empty()) return fail("--reshape", "is for arrays; " + sourceName(ref) + " is a picture");
    reading.axes = Axes::Nchw;
    return reading;
}

// What the array says of itself, and its images.
Result<void> takeImages(Source& source, Array array, const Reading& reading) {
    source.dtype = array.dtype;
    source.inexact = array.inexact;
    source.notes = std::move(array.notes);
    source.stored = array.shape;
    auto images = imagesOf(std::move(array), reading, source.name);
    if (!images) return tl::unexpected(images.error());
    source.setImages(std::move(images->tensor));
    source.notes.insert(source.notes.end(), images->notes.begin(), images->notes.end());
    source.labels = std::move(images->labels);
    return {};
}

// A list says which images there are.
Result<Source> listed(Source source, const SourceRef& ref) {
    if (!ref.images || !ref.images->isList() || !source.numbers.empty()) return source;
    if (Result<void> ok = keepSelected(source, *ref.images); !ok) return tl::unexpected(ok.error());
    return source;
}

Result<Source> loadFolder(const SourceRef& ref, bool rgb, const RunControl& run) {
    if (!ref.member.empty()) {
        return fail(ref.path, "is a folder, so it holds nothing called " + quotedExcerpt(ref.member) +
                                  "; images are chosen by their numbers");
    }
    auto source = readFolder(ref, rgb, run);
    if (!source) return source;
    const LabelsRef& named = ref.reading.labels;
    if (!named.empty()) {
        const LabelArray array = readFrom(named.path.empty() ? ref.path : named.path, named.member);
        auto labels = fitting(array, source->count());
        if (!labels) return tl::unexpected(labels.error());
        source->labels = std::move(*labels);
    }
    return listed(std::move(*source), ref);
}

bool isLabelFile(const Array& array) {
    return array.format.starts_with("idx") && array.shape.size() == 1;
}

}  // namespace

Result<Source> readNumbers(const std::string& text, const std::string& name, const Reading& reading, bool decimalComma,
                           const RunControl& run) {
    auto array = readPastedCsv(std::as_bytes(std::span(text)), name, reading, decimalComma, run);
    if (!array) return tl::unexpected(array.error());
    Source source;
    source.name = name;
    source.format = array->format;
    source.pasted = text;
    if (Result<void> ok = takeImages(source, std::move(*array), reading); !ok) return tl::unexpected(ok.error());
    return source;
}

Result<SourceRef> parseSource(const std::string& text) {
    auto ref = parseSource(text, pathExists);
    if (!ref) return ref;
    while (ref->path.size() > 1 && ref->path.ends_with('/') && isFolder(*ref)) ref->path.pop_back();
    return ref;
}

Result<LabelsRef> parseLabels(const std::string& text, const SourceRef& source) {
    if (text.starts_with('#') && text.size() > 1) return LabelsRef{"", text.substr(1)};
    const auto ref = parseSource(text);
    if (!ref) return tl::unexpected(ref.error());
    if (text.empty() || ref->mnist || ref->images) {
        return fail(text, "names no labels; expected FILE, PATH#NAME or, in the same archive, #NAME");
    }
    const bool inArchive = !source.member.empty() && ref->member.empty() && !pathExists(text);
    return inArchive ? LabelsRef{"", text} : LabelsRef{ref->path, ref->member};
}

std::string toText(const LabelsRef& labels) {
    return labels.path + (labels.member.empty() ? "" : "#" + labels.member);
}

std::string sha256Of(const Bytes& bytes) {
    const auto content =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().toStdString();
}

Result<Source> loadSource(const SourceRef& ref, bool rgb, const RunControl& run) {
    if (isFolder(ref)) return loadFolder(ref, rgb, run);
    auto bytes = readSourceBytes(ref, run.part(0, 0.3));
    if (!bytes) return tl::unexpected(bytes.error());
    return decodeSource(std::move(*bytes), ref, rgb, run.part(0.3, 1));
}

std::optional<Source> firstOfLarge(SourceRef& ref, const RunControl& run) {
    constexpr std::int64_t kFirst = 1000;
    if (ref.images || isFolder(ref)) return std::nullopt;
    SourceRef first = ref;
    first.images = ImageRange{0, kFirst - 1};
    auto source = loadSource(first, false, run);
    if (!source || source->numbers.empty()) return std::nullopt;
    source->notes.insert(source->notes.begin(), {"these are the first " + std::to_string(kFirst) +
                                                 " images; all of them are more than one array may hold"});
    ref = std::move(first);
    return std::move(*source);
}

Result<Source> decodeSource(Bytes bytes, const SourceRef& ref, bool rgb, const RunControl& run) {
    auto file = decodeStored(bytes, ref, rgb, run);
    if (!file) return tl::unexpected(file.error());
    const InputFormat& format = *file->format;

    Source source;
    source.name = sourceName(ref);
    if (!ref.mnist) source.sha256 = sha256Of(bytes);
    const bool named = !ref.reading.labels.empty();
    const auto labels = named       ? std::optional(namedLabels(bytes, *file, ref))
                        : ref.mnist ? std::nullopt
                                    : foundLabels(bytes, *file, ref);
    bytes = Bytes();  // the memory is needed from here on
    source.format = file->formatName();
    source.picture = format.isPicture;
    source.rgb = format.isPicture && rgb;
    const auto reading = readingOf(ref, format);
    if (!reading) return tl::unexpected(reading.error());
    if (isLabelFile(file->array) && reading->reshape.empty()) {
        return fail(source.name, "holds a list of " + std::to_string(file->array.shape[0]) +
                                     " numbers, as label files do, and no images");
    }
    source.numbers = file->array.numbers;
    const std::int64_t wholeCount = file->array.wholeCount;
    if (Result<void> ok = takeImages(source, std::move(file->array), *reading); !ok) return tl::unexpected(ok.error());
    const std::int64_t count = source.numbers.empty() ? source.count() : wholeCount;
    const bool isEmbedded = ref.mnist && reading->reshape.empty() && !labels;
    if (labels || isEmbedded) {
        auto all = labels ? fitting(*labels, count) : embeddedLabels(count);
        if (!all && (named || ref.mnist)) return tl::unexpected(all.error());
        if (all) {
            source.labels = source.numbers.empty() ? std::move(*all) : labelsAt(*all, source.numbers);
        } else {
            source.notes.push_back(
                {"the labels found with the images were left out: " + all.error().where + ": " + all.error().message});
        }
    }
    return listed(std::move(source), ref);
}

}  // namespace poolscope
