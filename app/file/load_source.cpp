// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/load_source.h"

#include <openssl/evp.h>

#include <QFile>
#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "app/file/picture_folder.h"
#include "app/file/stored_file.h"
#include "core/base/message.h"
#include "core/base/read_text.h"
#include "core/base/tasks.h"
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
    InputRequest request{name, {}};
    request.firstImages = images;
    const auto array =
        kIdxFormat.read(std::as_bytes(std::span(content.data(), static_cast<std::size_t>(content.size()))), request);
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
    if (!file && holdsWords(**bytes)) return {path, fail(path, "holds words; labels are whole numbers")};
    if (!file) return {sourceName(ref), tl::unexpected(file.error())};
    return {sourceName(ref), std::move(file->array)};
}

tl::unexpected<Error> noArchive(const SourceRef& ref) {
    return fail("--labels", sourceName(ref) + " is no archive, so it holds no labels called " +
                                quotedExcerpt(ref.reading.labels.member));
}

// The labels that the user names.
LabelArray namedLabels(const Bytes& bytes, const StoredFile& file, const SourceRef& ref) {
    const LabelsRef& labels = ref.reading.labels;
    if (!labels.path.empty()) return readFrom(labels.path, labels.member);
    const std::string name = ref.path + "#" + labels.member;
    if (file.format->members) return {name, readMember(bytes, file, ref.path, labels.member)};
    return {name, noArchive(ref)};
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

// What the labels stand for: as the file says that the user names, or labels.txt beside them, which is left out with a
// note where it does not.
Result<void> addClassNames(Source& source, const SourceRef& ref, const std::string& folder) {
    const std::string& named = ref.reading.names;
    if (!named.empty() && source.labels.empty()) return fail(named, "names labels, but there are none");
    const std::string path = named.empty() ? folder + kClassNames : named;
    if (named.empty() && (ref.mnist || ref.embedded || !pathExists(path))) return {};
    if (source.labels.empty()) {
        if (isFolder(ref)) source.notes.push_back({path + " names labels, but there are none"});
        return {};
    }
    const auto bytes = readFile(path);
    if (!bytes && !named.empty()) return tl::unexpected(bytes.error());
    auto names = bytes ? classNamesOf(*bytes, source.labels, path)
                       : Result<std::vector<std::string>>(tl::unexpected(bytes.error()));
    const auto isNumber = [](const std::string& name) { return readNumber<double>(name).has_value(); };
    if (named.empty() && names && std::all_of(names->begin(), names->end(), isNumber)) {
        names = fail(path, "holds numbers, as a list of labels does");
    }
    if (names) {
        source.classNames = std::move(*names);
        return {};
    }
    if (!named.empty()) return tl::unexpected(names.error());
    source.notes.push_back(
        {"the names found with the images were left out: " + names.error().where + ": " + names.error().message});
    return {};
}

void addNotes(Source& source, const LabelArray& labels) {
    for (const Note& note : labels.array->notes) {
        if (!note.other) source.notes.push_back({labels.name + ": " + note.text});
    }
}

// Pictures and the embedded images know what their axes are, and only text has commas.
Result<Reading> readingOf(const SourceRef& ref, const StoredFile& file) {
    Reading reading = ref.reading;
    if (reading.comma != Comma::Auto && !file.formatName().starts_with(kCsvFormat.name)) {
        return fail("--comma", "is for text; " + sourceName(ref) + " is none");
    }
    if (ref.mnist && reading.axes != Axes::Auto) {
        return fail("--axes", "the MNIST images have no channel axis to choose");
    }
    // However few of them are read, which might else look like channels.
    if (ref.mnist && reading.reshape.empty()) reading.axes = Axes::Nchw;
    if (!file.format->isPicture) return reading;
    if (reading.axes != Axes::Auto) return fail("--axes", "is for arrays; " + sourceName(ref) + " is a picture");
    if (!reading.reshape.empty()) return fail("--reshape", "is for arrays; " + sourceName(ref) + " is a picture");
    reading.axes = Axes::Nchw;
    return reading;
}

Result<void> resize(Source& source, const Reading& reading, const ImageSelection& chosen) {
    const Shape& all = source.images.shape;
    if (all.count() > 0 && reading.resize->count() > kMaxArrayValues / all.planes()) {
        if (Result<void> ok = keepSelected(source, chosen); !ok) return ok;
    }
    auto images = resized(source.images, reading, source.name);
    if (!images) return tl::unexpected(images.error());
    source.setImages(std::move(*images));
    return {};
}

// What the array says of itself, and its images. Where all of them together would be too many in their new size, those
// that are chosen are enough; `wholeCount` becomes how many there are of an array that was read as a whole.
Result<void> takeImages(Source& source, Array array, const Reading& reading,
                        const std::optional<ImageSelection>& chosen, std::int64_t& wholeCount) {
    source.dtype = array.dtype;
    source.inexact = array.inexact;
    source.notes = std::move(array.notes);
    source.stored = array.shape;
    const bool resizesLater = chosen && reading.resize && source.numbers.empty();
    Reading now = reading;
    if (resizesLater) {
        now.crop.reset();
        now.resize.reset();
    }
    auto images = imagesOf(std::move(array), now, source.name);
    if (!images) return tl::unexpected(images.error());
    for (Note& note : images->notes) {
        if (note.other) {
            note.other->reading.crop = reading.crop;
            note.other->reading.resize = reading.resize;
        }
        source.notes.push_back(std::move(note));
    }
    source.labels = std::move(images->labels);
    if (source.numbers.empty()) wholeCount = images->images.shape.n;
    source.setImages(std::move(images->images));
    return resizesLater ? resize(source, reading, *chosen) : Result<void>();
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
        if (named.path.empty()) return noArchive(ref);
        const LabelArray array = readFrom(named.path, named.member);
        auto labels = fitting(array, source->count());
        if (!labels) return tl::unexpected(labels.error());
        addNotes(*source, array);
        source->labels = std::move(*labels);
        source->classNames.clear();
    }
    if (Result<void> ok = addClassNames(*source, ref, ref.path + "/"); !ok) return tl::unexpected(ok.error());
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
    std::int64_t count = 0;
    if (Result<void> ok = takeImages(source, std::move(*array), reading, {}, count); !ok) {
        return tl::unexpected(ok.error());
    }
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

std::string sha256Of(std::span<const std::byte> bytes) {
    std::array<unsigned char, 32> digest{};
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("SHA-256 could not be computed");
    }
    return QByteArray::fromRawData(reinterpret_cast<const char*>(digest.data()), digest.size()).toHex().toStdString();
}

Result<Source> loadSource(const SourceRef& ref, bool rgb, const RunControl& run, Wanted wanted) {
    if (isFolder(ref)) return loadFolder(ref, rgb, run);
    auto bytes = readSourceBytes(ref, run.part(0, 0.3));
    if (!bytes) return tl::unexpected(bytes.error());
    return decodeSource(std::move(*bytes), ref, rgb, run.part(0.3, 1), wanted);
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

Result<Source> decodeSource(SharedFile bytes, const SourceRef& ref, bool rgb, const RunControl& run, Wanted wanted) {
    Source source;
    source.name = sourceName(ref);
    Result<StoredFile> file;
    // Of a large file the digest takes as long as the rest.
    const auto work = [&](std::int64_t task, const RunControl&) {
        if (task == 0) {
            file = decodeStored(bytes, ref, rgb, run, wanted);
        } else if (!ref.mnist && wanted != Wanted::Numbers) {
            source.sha256 = sha256Of(*bytes);
        }
    };
    forEachTask(2, threadsFor(std::ssize(*bytes), availableThreads()), {}, work);
    if (!file) return tl::unexpected(file.error());
    const InputFormat& format = *file->format;
    const bool named = !ref.reading.labels.empty();
    const auto labels = named       ? std::optional(namedLabels(*bytes, *file, ref))
                        : ref.mnist ? std::nullopt
                                    : foundLabels(*bytes, *file, ref);
    bytes.reset();  // the memory is needed from here on
    source.format = file->formatName();
    source.picture = format.isPicture;
    source.rgb = format.isPicture && rgb;
    const auto reading = readingOf(ref, *file);
    if (!reading) return tl::unexpected(reading.error());
    if (isLabelFile(file->array) && reading->reshape.empty()) {
        return fail(source.name, "holds a list of " + std::to_string(file->array.shape[0]) +
                                     " numbers, as label files do, and no images");
    }
    source.numbers = file->array.numbers;
    std::int64_t count = file->array.wholeCount;
    if (Result<void> ok = takeImages(source, std::move(file->array), *reading, ref.images, count); !ok) {
        return tl::unexpected(ok.error());
    }
    // A reshape may make other images of those that the embedded labels belong to.
    const bool isEmbedded = ref.mnist && !labels && count == source.stored.front();
    if (labels || isEmbedded) {
        auto all = labels ? fitting(*labels, count) : embeddedLabels(count);
        if (!all && (named || ref.mnist)) return tl::unexpected(all.error());
        if (all) {
            if (labels) addNotes(source, *labels);
            source.labels = source.numbers.empty() ? std::move(*all) : labelsAt(*all, source.numbers);
        } else {
            source.notes.push_back(
                {"the labels found with the images were left out: " + all.error().where + ": " + all.error().message});
        }
    }
    const std::string folder = ref.path.substr(0, ref.path.rfind('/') + 1);
    if (Result<void> ok = addClassNames(source, ref, folder); !ok) return tl::unexpected(ok.error());
    return listed(std::move(source), ref);
}

}  // namespace poolscope
