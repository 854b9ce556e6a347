// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays inside gzip: IDX and NPY as a stream, text as a whole.
#include "core/io/beginning.h"
#include "core/io/csv.h"
#include "core/io/foreign.h"
#include "core/io/gzip.h"
#include "core/io/input_format.h"
#include "core/io/npy.h"

namespace poolscope {
namespace {

// `start` is what the content begins with.
Result<Array> readText(std::span<const std::byte> bytes, std::span<const std::byte> start,
                       const InputRequest& request) {
    const std::string neither = "inside gzip is neither IDX nor NPY, and no table of numbers: ";
    if (!mayBeText(start) && !mayBeForeign(start)) return fail(request.name, neither + "it has zero bytes");
    const auto content = gunzip(bytes, request.name, kMaxFileBytes);
    if (!content) return tl::unexpected(content.error());
    if (const auto known = foreignFormat(*content)) return fail(request.name, "inside gzip: " + *known);
    auto array = readCsv(*content, request.name, request.reading, request.run);
    if (!array && array.error().where != kStopped) {
        return fail(request.name, neither + array.error().message);
    }
    if (array) array->format = "csv.gz";
    return array;
}

Result<Array> readGzip(std::span<const std::byte> bytes, const InputRequest& request) {
    Bytes start(kBeginningBytes);
    GzipSource peek(bytes, request.name);
    const auto count = peek.read(start);
    if (!count) return tl::unexpected(count.error());
    const auto known = std::span(start).first(*count);
    if (kIdxFormat.recognises(known)) return kIdxFormat.read(bytes, request);
    if (!kNpyFormat.recognises(known)) return readText(bytes, known, request);
    GzipSource source(bytes, request.name);
    return readNpyFrom(source, "npy.gz", request);
}

}  // namespace

const InputFormat kGzipFormat{
    .name = "gzip",
    .title = "gzip (IDX, NPY or CSV inside)",
    .patterns = "*.gz",
    .recognises = isGzip,
    .read = readGzip,
    .hasLabelsBeside = true,
};

}  // namespace poolscope
