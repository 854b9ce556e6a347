// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/stored_file.h"

#include <QFile>
#include <algorithm>
#include <string_view>

#include "app/paint/image_file.h"
#include "core/base/message.h"
#include "core/io/csv.h"
#include "core/io/npz.h"

namespace poolscope {
namespace {

Result<StoredFile> stored(Result<Array> array) {
    if (!array) return tl::unexpected(array.error());
    StoredFile file;
    file.format = array->format;
    file.array = std::move(*array);
    return file;
}

Result<StoredFile> decodePicture(const Bytes& bytes, const std::string& name) {
    auto picture = readImage(bytes, name);
    if (!picture) return tl::unexpected(picture.error());
    StoredFile file;
    file.format = imageFormat(bytes);
    file.picture = std::move(*picture);
    return file;
}

Result<Array> decodeNpz(const Bytes& bytes, const SourceRef& ref, const RunControl& run) {
    if (!ref.member.empty()) return readNpz(bytes, ref.path, ref.member, run);
    const auto members = listNpz(bytes, ref.path);
    if (!members) return tl::unexpected(members.error());
    if (members->size() == 1) return readNpz(bytes, ref.path, members->front().name, run);
    if (members->empty()) return fail(ref.path, "the archive holds no array");
    constexpr std::size_t kMostNamed = 8;
    std::string names;
    for (std::size_t i = 0; i < std::min(members->size(), kMostNamed); ++i) {
        names += (i > 0 ? ", " : "") + poolscope::quoted((*members)[i].name);
    }
    if (members->size() > kMostNamed) names += ", ...";
    return fail(ref.path,
                "the archive holds " + std::to_string(members->size()) + " arrays; choose one with #NAME: " + names);
}

bool isCsvName(std::string_view path) {
    if (path.size() < 4) return false;
    const std::string_view end = path.substr(path.size() - 4);
    constexpr std::string_view kCsv = ".csv";
    return std::equal(end.begin(), end.end(), kCsv.begin(), [](char a, char b) { return (a | 0x20) == b || a == b; });
}

Result<StoredFile> decodeText(const Bytes& bytes, const std::string& path, const RunControl& run) {
    auto table = readCsv(bytes, path, run);
    if (table || isCsvName(path) || run.isStopped()) return stored(std::move(table));
    if (bytes.empty()) return fail(path, "the file is empty");
    return fail(path,
                "is not in a format known here: PNG, JPEG, BMP, GIF, WebP, TIFF, PGM, PPM, NPY, NPZ, IDX (also inside "
                "gzip), or one plane of numbers as CSV");
}

}  // namespace

std::string nameOf(const SourceRef& ref) {
    if (ref.mnist) return "MNIST test set";
    return ref.member.empty() ? ref.path : ref.path + "#" + ref.member;
}

Result<Bytes> readBytes(const SourceRef& ref, const RunControl& run) {
    if (!ref.mnist) return readFile(ref.path, run);
    QFile file(QStringLiteral(":/mnist/t10k-images-idx3-ubyte.gz"));
    if (!file.open(QIODevice::ReadOnly)) return fail(nameOf(ref), "the embedded images are missing");
    const QByteArray content = file.readAll();
    const auto bytes = std::as_bytes(std::span(content.data(), static_cast<std::size_t>(content.size())));
    return Bytes(bytes.begin(), bytes.end());
}

Result<StoredFile> decode(const Bytes& bytes, const SourceRef& ref, const RunControl& run) {
    const ArrayFormat format = recognise(bytes);
    if (!ref.member.empty() && format != ArrayFormat::Npz) {
        return fail(ref.path, "is not an NPZ archive, so it holds nothing called " + poolscope::quoted(ref.member) +
                                  "; images are chosen by their numbers, PATH#I or PATH#A-B");
    }
    if (looksLikeImage(bytes)) return decodePicture(bytes, ref.path);
    if (format == ArrayFormat::Npz) return stored(decodeNpz(bytes, ref, run));
    if (format == ArrayFormat::Unknown) return decodeText(bytes, ref.path, run);
    return stored(readArray(bytes, nameOf(ref), run));
}

}  // namespace poolscope
