// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/load_source.h"

#include <QCryptographicHash>
#include <QFile>
#include <cmath>
#include <filesystem>

#include "app/file/stored_file.h"
#include "core/io/csv.h"
#include "core/io/labels.h"

namespace poolscope {
namespace {

bool pathExists(const std::string& path) {
    std::error_code problem;
    return std::filesystem::exists(path, problem);
}

Result<std::vector<int>> labelsOf(const Array& array, std::int64_t images, const std::string& name) {
    if (array.shape.size() != 1) {
        return fail(name, "holds an array of shape " + shapeText(array.shape) + ", not a list of labels");
    }
    if (array.shape[0] != images) {
        return fail(name, "holds " + std::to_string(array.shape[0]) + " labels, but there are " +
                              std::to_string(images) + " images");
    }
    std::vector<int> labels;
    labels.reserve(array.values.size());
    for (const float value : array.values) {
        // Beyond 2^24 a float no longer tells whole numbers apart.
        if (!(std::abs(value) < 16777216.0F) || value != std::trunc(value)) {
            return fail(name, "holds a label that is not a whole number below 2^24");
        }
        labels.push_back(static_cast<int>(value));
    }
    return labels;
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

// The labels that belong to IDX images; none when there is no label file beside them.
Result<std::vector<int>> labelsBeside(const SourceRef& ref, std::int64_t images) {
    if (ref.mnist) return embeddedLabels(images);
    for (const std::string& path : labelPathsFor(ref.path)) {
        if (pathExists(path)) return readLabels(path, images);
    }
    return std::vector<int>{};
}

}  // namespace

Result<Source> readNumbers(std::string_view text, const std::string& name, const RunControl& run) {
    auto array = readCsv(std::as_bytes(std::span(text.data(), text.size())), name, run);
    if (!array) return tl::unexpected(array.error());
    Source source;
    source.name = name;
    source.format = array->format;
    source.dtype = array->dtype;
    auto images = toTensor(std::move(*array), name);
    if (!images) return tl::unexpected(images.error());
    source.images = std::make_shared<const Tensor>(std::move(*images));
    return source;
}

Result<SourceRef> parseSource(const std::string& text) {
    return parseSource(text, pathExists);
}

Result<std::vector<int>> readLabels(const std::string& path, std::int64_t images) {
    const auto bytes = readFile(path);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto array = readArray(*bytes, path);
    if (!array) return tl::unexpected(array.error());
    return labelsOf(*array, images, path);
}

std::string sha256Of(const Bytes& bytes) {
    const auto content =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().toStdString();
}

Result<Source> loadSource(const SourceRef& ref, bool rgb, const RunControl& run) {
    auto bytes = readBytes(ref, run.part(0, 0.3));
    if (!bytes) return tl::unexpected(bytes.error());
    return decodeSource(std::move(*bytes), ref, rgb, run.part(0.3, 1));
}

Result<Source> decodeSource(Bytes bytes, const SourceRef& ref, bool rgb, const RunControl& run) {
    auto file = decode(bytes, ref, rgb, run);
    if (!file) return tl::unexpected(file.error());
    const InputFormat& format = *file->format;

    Source source;
    source.name = nameOf(ref);
    if (!ref.mnist) source.sha256 = sha256Of(bytes);
    bytes = Bytes();  // the memory is needed from here on
    source.format = format.name;
    source.dtype = file->array.dtype;
    source.notes = std::move(file->array.notes);
    source.picture = format.isPicture;
    source.rgb = format.isPicture && rgb;
    if (format.hasLabelsBeside && file->array.shape.size() == 1) {
        return fail(source.name, "holds a list of " + std::to_string(file->array.shape[0]) +
                                     " numbers, as label files do, and no images");
    }
    auto images = toTensor(std::move(file->array), source.name);
    if (!images) return tl::unexpected(images.error());
    source.images = std::make_shared<const Tensor>(std::move(*images));
    if (!format.hasLabelsBeside) return source;
    auto labels = labelsBeside(ref, source.count());
    if (!labels) return tl::unexpected(labels.error());
    source.labels = std::move(*labels);
    return source;
}

}  // namespace poolscope
