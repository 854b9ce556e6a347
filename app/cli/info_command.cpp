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
    bool empty = false;  // no values: there is no minimum
    Inexact inexact{};
    std::vector<std::int64_t> images{};  // where an array is not read as its shape says
    std::optional<ValueScale> shown{};   // from the first to the last colour, where that is asked
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

// Of the images that SOURCE chooses, as they are read; the values are those of the array as float32.
void select(Facts& facts, const Source& source, const ImageRange& range) {
    const Tensor part = selectImages(source.images, range.first, range.last);
    const Shape& shape = part.shape;
    const bool isPlane = facts.shape.size() < 3 && shape.n == 1;
    const bool hasChannels = facts.shape.size() > 3 || shape.c > 1;
    facts.shape = {shape.h, shape.w};
    if (hasChannels) facts.shape.insert(facts.shape.begin(), shape.c);
    if (hasChannels || !isPlane) facts.shape.insert(facts.shape.begin(), shape.n);
    facts.images.clear();
    facts.stored = statisticsOf(part.values);
    facts.empty = part.values.empty();
    if (facts.labels.empty()) return;
    const auto at = [&facts](std::int64_t image) { return facts.labels.begin() + static_cast<std::ptrdiff_t>(image); };
    facts.labels = std::vector<int>(at(range.first), at(range.last + 1));
}

// The same with labels and range, and of the images alone that SOURCE chooses.
Outcome<Facts> ofChosen(Facts facts, const Source& source, const SourceRef& ref,
                        const std::optional<DisplayRange>& range) {
    facts.labels = source.labels;
    if (range) facts.shown = displayScale(*range, source.range);
    if (!ref.images) return facts;
    const auto images = chosenImages(ref, source);
    if (!images) return failed(images.error());
    select(facts, source, *images);
    return facts;
}

// What the file holds, and how it is read as images, where that is asked for or where it can be.
Outcome<Facts> factsOf(const SharedFile& bytes, const SourceRef& ref, const std::optional<DisplayRange>& range) {
    auto file = decodeStored(bytes, ref, false, {}, Wanted::Facts);
    if (!file) return failed(file.error());
    Facts facts = factsOf(*file);
    const bool asked = ref.images || range || ref.reading != Reading{};
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
    const Shape& shape = source->images.shape;
    if (!isReadAsItIs(facts.shape, shape)) facts.images = {shape.n, shape.c, shape.h, shape.w};
    return ofChosen(std::move(facts), *source, ref, range);
}

// Of its pictures together.
Outcome<Facts> factsOfFolder(const SourceRef& ref, const std::optional<DisplayRange>& range) {
    const auto source = loadSource(ref, false);
    if (!source) return failed(source.error());
    printNotes(source->name, source->notes);
    const Shape& shape = source->images.shape;
    Facts facts{
        "", source->format, source->dtype, {shape.n, shape.h, shape.w}, statisticsOf(source->images.tensor()->values)};
    facts.inexact = source->inexact;
    return ofChosen(std::move(facts), *source, ref, range);
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

void writeFacts(JsonWriter& w, const Facts& facts) {
    const auto orNull = [&facts](double value) { return facts.empty ? std::nullopt : std::optional(value); };
    if (facts.name.empty()) {
        w.text("format", facts.format);
    } else {
        w.text("name", facts.name);
    }
    if (!facts.problem.empty()) {
        w.text("problem", facts.problem);
        return;
    }
    w.integers("shape", facts.shape).text("dtype", facts.dtype);
    w.number("min", orNull(facts.stored.min)).number("max", orNull(facts.stored.max)).number("sum", facts.stored.sum);
    if (facts.inexact.any()) {
        w.integer("rounded", facts.inexact.rounded).integer("became_infinite", facts.inexact.infinite);
    }
    if (!facts.images.empty()) w.integers("images", facts.images);
    if (facts.shown) {
        w.beginList("shown").number({}, facts.shown->low).number({}, facts.shown->high).endList();
    }
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
    if (!facts.images.empty()) text += "images  " + shapeText(facts.images) + "\n";
    if (facts.shown) {
        text += "shown   " + plainNumber(facts.shown->low) + " to " + plainNumber(facts.shown->high) + "\n";
    }
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
    const auto range = readRange(a);
    if (!range) return tl::unexpected(range.error());
    const bool json = a.has("--json");
    if (!isStandardStream(ref->path) && isFolder(*ref)) {
        const auto facts = factsOfFolder(*ref, *range);
        if (!facts) return tl::unexpected(facts.error());
        return print(json ? jsonOf([&](JsonWriter& w) { writeFacts(w, *facts); }) : asText(*facts));
    }
    const auto bytes = readBytes(*ref);
    if (!bytes) return failed(bytes.error());
    const InputFormat& format = *recognised(inputFormats(), **bytes);
    if (format.members != nullptr && ref->member.empty() && !ref->images) {
        if (*range || ref->reading != Reading{}) {
            return usage(a.has("--labels") ? "--labels" : "SOURCE", "needs one array of images; choose it with #NAME");
        }
        return printMembers(format, **bytes, ref->path, json);
    }
    const auto facts = factsOf(*bytes, *ref, *range);
    if (!facts) return tl::unexpected(facts.error());
    return print(json ? jsonOf([&](JsonWriter& w) { writeFacts(w, *facts); }) : asText(*facts));
}

}  // namespace

const Command kInfoCommand{
    "info",
    "say what a file holds",
    "SOURCE [OPTIONS]",
    "Reads and checks a whole file and says what it holds, as stored: format, shape, type, minimum, maximum and the "
    "sum of its values (of a picture, its grey values), and how often each label comes. Of images that SOURCE chooses "
    "it says the same of these, as they are read. Label files are fine too; of an NPZ it lists the arrays.",
    "Examples:\n"
    "  poolscope info photo.png\n"
    "  poolscope info images.gz --labels labels.gz --json",
    &declare,
    &run};

}  // namespace poolscope::cli
