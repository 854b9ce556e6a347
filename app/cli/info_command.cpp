// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "app/cli/call/input.h"
#include "app/cli/call/messages.h"
#include "app/cli/call/output_files.h"
#include "app/cli/commands.h"
#include "app/file/load_source.h"
#include "app/file/picture_folder.h"
#include "app/file/stored_file.h"
#include "core/base/text.h"
#include "core/io/foreign.h"
#include "core/json/json_text.h"

namespace poolscope::cli {
namespace {

// What is said about one array or picture.
struct Facts {
    std::string name;  // of an array in an NPZ
    std::string format;
    std::string dtype;
    std::vector<std::int64_t> shape;
    Statistics stored;
    bool empty = false;  // no values: there is no minimum
    Inexact inexact{};
    std::vector<std::int64_t> images{};  // where an array is not read as its shape says
    std::vector<int> labels{};           // that the array holds, or of --labels
    std::string problem{};               // why an array in an NPZ cannot be read; all else is unknown then
};

void declare(Arguments& a) {
    declareSource(a);
    a.heading("Input");
    declareReading(a);
    a.heading("Options");
    a.addFlag("--json", "The same as JSON.");
}

Facts factsOf(const StoredFile& file) {
    const Array& array = file.array;
    const bool empty = std::find(array.shape.begin(), array.shape.end(), 0) != array.shape.end();
    Facts facts{"", file.formatName(), array.dtype, array.shape, array.stored, empty};
    facts.inexact = array.inexact;
    return facts;
}

// Whether an array of that shape is read as (H,W), (N,H,W) or (N,C,H,W).
bool isReadAsItIs(const std::vector<std::int64_t>& stored, const Shape& read) {
    std::vector<std::int64_t> shape{read.n, read.c, read.h, read.w};
    if (stored.size() < 4) shape.erase(shape.begin() + 1);
    if (stored.size() < 3) shape.erase(shape.begin());
    return stored == shape;
}

// Of the images that SOURCE chooses; the values are those of the array as float32.
void select(Facts& facts, const Source& source, const ImageRange& range) {
    const Tensor part = selectImages(*source.images, range.first, range.last);
    if (!facts.images.empty()) {
        facts.images[0] = range.count();
    } else if (facts.shape.size() > 2) {
        facts.shape[0] = range.count();
    }
    facts.stored = statisticsOf(part.values);
    facts.empty = part.values.empty();
    if (facts.labels.empty()) return;
    const auto at = [&facts](std::int64_t image) { return facts.labels.begin() + static_cast<std::ptrdiff_t>(image); };
    facts.labels = std::vector<int>(at(range.first), at(range.last + 1));
}

// What the file holds, and how it is read as images, where that is asked for or where it can be.
Outcome<Facts> factsOf(const Bytes& bytes, const SourceRef& ref) {
    auto file = decodeStored(bytes, ref, false, {}, Wanted::Facts);
    if (!file) return failed(file.error());
    Facts facts = factsOf(*file);
    const bool asked = ref.images || ref.reading != Reading{};
    const std::vector<Note> notes = file->array.notes;
    const bool isList = file->array.shape.size() < 2;
    *file = {};
    if (isList && !asked) {
        printNotes(sourceName(ref), notes);
        return facts;
    }
    const auto source = decodeSource(bytes, ref, false);
    if (!source && asked) return failed(source.error());
    printNotes(sourceName(ref), source ? source->notes : notes);
    if (!source) return facts;
    const Shape& shape = source->images->shape;
    if (!isReadAsItIs(facts.shape, shape)) facts.images = {shape.n, shape.c, shape.h, shape.w};
    if (!ref.reading.labels.empty() || !facts.images.empty()) facts.labels = source->labels;
    if (!ref.images) return facts;
    const auto range = chosenImages(ref, *source);
    if (!range) return failed(range.error());
    select(facts, *source, *range);
    return facts;
}

// Of its pictures together.
Outcome<Facts> factsOfFolder(const SourceRef& ref) {
    const auto source = loadSource(ref, false);
    if (!source) return failed(source.error());
    printNotes(source->name, source->notes);
    const Shape& shape = source->images->shape;
    Facts facts{"", source->format, source->dtype, {shape.n, shape.h, shape.w}, statisticsOf(source->images->values)};
    facts.inexact = source->inexact;
    facts.labels = source->labels;
    if (!ref.images) return facts;
    const auto range = chosenImages(ref, *source);
    if (!range) return failed(range.error());
    select(facts, *source, *range);
    return facts;
}

Outcome<std::vector<Facts>> factsOfMembers(const InputFormat& format, const Bytes& bytes, const std::string& path) {
    const auto members = format.members(bytes, path);
    if (!members) return failed(members.error());
    std::vector<Facts> all;
    std::vector<std::string> names;
    bool anyGood = false;
    for (const ArchiveMember& member : *members) {
        InputRequest request{path, member.name};
        request.factsOnly = true;
        auto array = format.read(bytes, request);
        Facts facts;
        if (array) {
            facts = factsOf({&format, std::move(*array)});
        } else {
            facts.problem = array.error().message;
        }
        anyGood = anyGood || array.has_value();
        facts.name = member.name;
        names.push_back(member.name);
        all.push_back(std::move(facts));
    }
    if (anyGood) return all;
    if (const auto known = foreignArchive(names)) return failed({path, *known});
    return all;
}

std::map<int, std::int64_t> countsOf(const std::vector<int>& labels) {
    std::map<int, std::int64_t> counts;
    for (const int label : labels) ++counts[label];
    return counts;
}

json::Object asJson(const Facts& facts) {
    json::Object object;
    if (facts.name.empty()) {
        object.add("format", json::text(facts.format));
    } else {
        object.add("name", json::text(facts.name));
    }
    if (!facts.problem.empty()) return object.add("problem", json::text(facts.problem));
    object.add("shape", json::list(facts.shape)).add("dtype", json::text(facts.dtype));
    object.add("min", facts.empty ? json::kNull : json::number(facts.stored.min));
    object.add("max", facts.empty ? json::kNull : json::number(facts.stored.max));
    object.add("sum", json::number(facts.stored.sum));
    if (facts.inexact.any()) {
        object.add("rounded", json::number(facts.inexact.rounded));
        object.add("became_infinite", json::number(facts.inexact.infinite));
    }
    if (!facts.images.empty()) object.add("images", json::list(facts.images));
    if (facts.labels.empty()) return object;
    json::Object counts;
    for (const auto& [label, count] : countsOf(facts.labels)) counts.add(std::to_string(label), json::number(count));
    return object.add("labels", counts.oneLine());
}

std::string asText(const Facts& facts) {
    std::string text = "format  " + facts.format + "\nshape   " + shapeText(facts.shape) + "\ndtype   " + facts.dtype +
                       "\nmin     " + (facts.empty ? "none" : shortestNumber(facts.stored.min)) + "\nmax     " +
                       (facts.empty ? "none" : shortestNumber(facts.stored.max)) + "\nsum     " +
                       shortestNumber(facts.stored.sum) + "\n";
    if (!facts.images.empty()) text += "images  " + shapeText(facts.images) + "\n";
    for (const auto& [label, count] : countsOf(facts.labels)) {
        text += "label " + std::to_string(label) + ": " + std::to_string(count) + "\n";
    }
    return text;
}

Outcome<void> printMembers(const InputFormat& format, const Bytes& bytes, const std::string& path, bool json) {
    const auto members = factsOfMembers(format, bytes, path);
    if (!members) return tl::unexpected(members.error());
    if (json) {
        std::vector<std::string> arrays;
        for (const Facts& facts : *members) arrays.push_back(asJson(facts).oneLine());
        const std::string name(format.name);
        return print(json::Object().add("format", json::text(name)).add("arrays", json::list(arrays)).lines());
    }
    std::string text = "format  " + std::string(format.name) + "\narrays  " + std::to_string(members->size()) + "\n";
    for (const Facts& facts : *members) {
        if (!facts.problem.empty()) {
            text += printable(facts.name) + "  cannot be read: " + printable(facts.problem) + "\n";
            continue;
        }
        text += printable(facts.name) + "  " + shapeText(facts.shape) + "  " + facts.dtype;
        if (!facts.empty)
            text += "  min " + shortestNumber(facts.stored.min) + "  max " + shortestNumber(facts.stored.max);
        text += "  sum " + shortestNumber(facts.stored.sum) + "\n";
    }
    return print(text);
}

Outcome<void> run(const Arguments& a) {
    auto ref = readSource(a);
    if (!ref) return tl::unexpected(ref.error());
    auto reading = readReading(a, *ref);
    if (!reading) return tl::unexpected(reading.error());
    ref->reading = std::move(*reading);
    const bool json = a.has("--json");
    if (isFolder(*ref)) {
        const auto facts = factsOfFolder(*ref);
        if (!facts) return tl::unexpected(facts.error());
        return print(json ? asJson(*facts).lines() : asText(*facts));
    }
    const auto bytes = readSourceBytes(*ref);
    if (!bytes) return failed(bytes.error());
    const InputFormat& format = *recognised(inputFormats(), *bytes);
    if (format.members != nullptr && ref->member.empty() && !ref->images) {
        if (ref->reading != Reading{}) {
            return usage(a.has("--labels") ? "--labels" : "SOURCE", "needs one array of images; choose it with #NAME");
        }
        return printMembers(format, *bytes, ref->path, json);
    }
    const auto facts = factsOf(*bytes, *ref);
    if (!facts) return tl::unexpected(facts.error());
    return print(json ? asJson(*facts).lines() : asText(*facts));
}

}  // namespace

const Command kInfoCommand{
    "info",
    "say what a file holds",
    "SOURCE [OPTIONS]",
    "Reads and checks a whole file and says what it holds, as stored: format, shape, type, minimum, maximum and the "
    "sum "
    "of its values (of a picture, its grey values). Label files are fine too; of an NPZ it lists the arrays.",
    "Examples:\n"
    "  poolscope info photo.png\n"
    "  poolscope info images.gz --labels labels.gz --json",
    &declare,
    &run};

}  // namespace poolscope::cli
