// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>

#include "app/cli/call/input.h"
#include "app/cli/call/messages.h"
#include "app/cli/call/output_files.h"
#include "app/cli/commands.h"
#include "app/file/load_source.h"
#include "app/file/stored_file.h"
#include "core/base/text.h"
#include "core/io/npz.h"
#include "core/json/json_writer.h"

namespace poolscope::cli {
namespace {

// What is said about one array or picture.
struct Facts {
    std::string name;  // of an array in an NPZ
    std::string format;
    std::string dtype;
    std::vector<std::int64_t> shape;
    Statistics stored;
    bool empty = false;       // no values: there is no minimum
    std::int64_t images = 0;  // as many as labels are expected
    std::vector<int> labels;  // with --labels
};

void declare(Arguments& a) {
    declareSource(a);
    a.heading("Options");
    a.addOption("--labels", "FILE",
                "An IDX or NPY file of labels: checks that there is one per image, and counts how often each occurs.");
    a.addFlag("--json", "The same as JSON.");
}

Facts factsOf(const Array& array, std::string_view format) {
    Facts facts{"", std::string(format), array.dtype, array.shape, array.stored, array.values.empty(), 0, {}};
    facts.images = array.shape.size() == 3 || array.shape.size() == 4 ? array.shape[0] : 1;
    if (array.shape.size() == 1) facts.images = 0;
    return facts;
}

// Of the images of an array that SOURCE chooses; the values are those of the array as float32.
Outcome<Facts> selected(StoredFile file, const SourceRef& ref) {
    Facts facts = factsOf(file.array, file.format->name);
    auto images = toTensor(std::move(file.array), nameOf(ref));
    if (!images) return failed(images.error());
    Source source;
    source.name = nameOf(ref);
    source.images = std::make_shared<const Tensor>(std::move(*images));
    const auto range = chosenImages(ref, source);
    if (!range) return failed(range.error());
    const Tensor part = selectImages(*source.images, range->first, range->last);
    if (facts.shape.size() > 2) facts.shape[0] = range->count();
    facts.stored = statisticsOf(part.values);
    facts.empty = part.values.empty();
    return facts;
}

Outcome<Facts> factsOf(const Bytes& bytes, const SourceRef& ref) {
    auto file = decode(bytes, ref, false);
    if (!file) return failed(file.error());
    if (!ref.images) return factsOf(file->array, file->format->name);
    if (file->format->isPicture && ref.images->last > 0) {
        return failed(
            {nameOf(ref), "there is no image " + std::to_string(ref.images->last) + ": a picture is image 0"});
    }
    return selected(std::move(*file), ref);
}

Outcome<std::vector<Facts>> factsOfMembers(const InputFormat& format, const Bytes& bytes, const std::string& path) {
    const auto members = format.members(bytes, path);
    if (!members) return failed(members.error());
    std::vector<Facts> all;
    for (const ArchiveMember& member : *members) {
        const auto array = format.read(bytes, {path, member.name, false});
        if (!array) return failed(array.error());
        all.push_back(factsOf(*array, format.name));
        all.back().name = member.name;
    }
    return all;
}

std::map<int, std::int64_t> countsOf(const std::vector<int>& labels) {
    std::map<int, std::int64_t> counts;
    for (const int label : labels) ++counts[label];
    return counts;
}

void writeFacts(JsonWriter& w, const Facts& facts) {
    const auto orNull = [&facts](double value) { return facts.empty ? std::nullopt : std::optional(value); };
    if (facts.name.empty()) {
        w.text("format", facts.format);
    } else {
        w.text("name", facts.name);
    }
    w.integers("shape", facts.shape).text("dtype", facts.dtype);
    w.number("min", orNull(facts.stored.min)).number("max", orNull(facts.stored.max)).number("sum", facts.stored.sum);
    if (facts.labels.empty()) return;
    w.beginObject("labels", JsonWriter::Layout::OneLine);
    for (const auto& [label, count] : countsOf(facts.labels)) w.integer(std::to_string(label), count);
    w.endObject();
}

void writeMembers(JsonWriter& w, std::string_view format, const std::vector<Facts>& members) {
    w.text("format", format).beginList("arrays");
    for (const Facts& facts : members) {
        w.beginObject();
        writeFacts(w, facts);
        w.endObject();
    }
    w.endList();
}

std::string asText(const Facts& facts) {
    std::string text = "format  " + facts.format + "\nshape   " + shapeText(facts.shape) + "\ndtype   " + facts.dtype +
                       "\nmin     " + (facts.empty ? "none" : shortestNumber(facts.stored.min)) + "\nmax     " +
                       (facts.empty ? "none" : shortestNumber(facts.stored.max)) + "\nsum     " +
                       shortestNumber(facts.stored.sum) + "\n";
    for (const auto& [label, count] : countsOf(facts.labels)) {
        text += "label " + std::to_string(label) + ": " + std::to_string(count) + "\n";
    }
    return text;
}

Outcome<void> printMembers(const InputFormat& format, const Bytes& bytes, const std::string& path, bool json) {
    const auto members = factsOfMembers(format, bytes, path);
    if (!members) return tl::unexpected(members.error());
    if (json) return print(jsonOf([&](JsonWriter& w) { writeMembers(w, format.name, *members); }));
    std::string text = "format  " + std::string(format.name) + "\narrays  " + std::to_string(members->size()) + "\n";
    for (const Facts& facts : *members) {
        text += printable(facts.name) + "  " + shapeText(facts.shape) + "  " + facts.dtype;
        if (!facts.empty)
            text += "  min " + shortestNumber(facts.stored.min) + "  max " + shortestNumber(facts.stored.max);
        text += "  sum " + shortestNumber(facts.stored.sum) + "\n";
    }
    return print(text);
}

// The labels of the images that SOURCE chooses.
Outcome<std::vector<int>> labelsFrom(const std::string& path, const SourceRef& ref, std::int64_t images) {
    auto labels = readLabels(path, images);
    if (!labels) return failed(labels.error());
    if (!ref.images) return std::move(*labels);
    return std::vector<int>(labels->begin() + ref.images->first, labels->begin() + ref.images->last + 1);
}

Outcome<void> run(const Arguments& a) {
    const auto ref = readSource(a);
    if (!ref) return tl::unexpected(ref.error());
    const auto bytes = readBytes(*ref);
    if (!bytes) return failed(bytes.error());
    const auto labels = a.value("--labels");
    const bool json = a.has("--json");
    const InputFormat& format = *recognised(inputFormats(), *bytes);
    if (format.members != nullptr && ref->member.empty() && !ref->images) {
        if (labels) return usage("--labels", "needs one array of images; choose it with #NAME");
        return printMembers(format, *bytes, ref->path, json);
    }
    auto facts = factsOf(*bytes, *ref);
    if (!facts) return tl::unexpected(facts.error());
    if (labels) {
        if (facts->images == 0 && facts->shape.size() == 1) {
            return failed({nameOf(*ref), "holds a list of numbers, and no images that labels could belong to"});
        }
        auto found = labelsFrom(*labels, *ref, facts->images);
        if (!found) return tl::unexpected(found.error());
        facts->labels = std::move(*found);
    }
    return print(json ? jsonOf([&](JsonWriter& w) { writeFacts(w, *facts); }) : asText(*facts));
}

}  // namespace

const Command kInfoCommand{
    "info",
    "say what a file holds",
    "SOURCE [OPTIONS]",
    "Reads and checks a whole file and says what it holds, as stored: format, shape, type, minimum, maximum and the "
    "sum "
    "of its values (of a picture, its grey values 0 to 255). Label files are fine too; of an NPZ it lists the arrays.",
    "Examples:\n"
    "  poolscope info photo.png\n"
    "  poolscope info images.gz --labels labels.gz --json",
    &declare,
    &run};

}  // namespace poolscope::cli
