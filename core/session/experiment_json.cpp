// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/experiment_json.h"

#include "core/base/byte_text.h"
#include "core/experiment/experiment_words.h"
#include "core/experiment/parameters.h"
#include "core/io/deflate.h"

namespace poolscope {
namespace {

void writePair(JsonWriter& w, std::string_view key, std::int64_t first, std::int64_t second) {
    w.integers(key, std::array{first, second});
}

// Ranges are for checkSaved() to say.
constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::min();

template <class Pair>
void readPair(const JsonFields& f, std::string_view key, Pair& value) {
    const std::vector<std::int64_t> numbers = f.integers(key, 2, kAny);
    if (!numbers.empty()) value = {numbers[0], numbers[1]};
}

// First and last of each range after the other: of the usual selection, two numbers.
void writeSelection(JsonWriter& w, std::string_view key, const std::optional<ImageSelection>& selection) {
    if (!selection) {
        w.null(key);
        return;
    }
    std::vector<std::int64_t> numbers;
    for (const ImageRange& range : selection->ranges) numbers.insert(numbers.end(), {range.first, range.last});
    w.integers(key, numbers);
}

void readSelection(const JsonFields& f, std::string_view key, std::optional<ImageSelection>& selection) {
    if (f.failed() || f.isNull(key)) return;
    const std::vector<std::int64_t> numbers = f.integers(key, std::nullopt, kAny);
    if (f.failed()) return;
    if (numbers.empty() || numbers.size() % 2 != 0) {
        return f.refuse(key, "pairs of numbers are expected, the first and the last image of each range");
    }
    std::vector<ImageRange> ranges;
    for (std::size_t i = 0; i < numbers.size(); i += 2) ranges.push_back({numbers[i], numbers[i + 1]});
    selection = ImageSelection(std::move(ranges));
}

// Values that a person still reads: a 64x64 image.
constexpr std::int64_t kMostReadable = 4096;

void writeTensor(JsonWriter& w, std::string_view key, const std::shared_ptr<const Tensor>& tensor) {
    if (!tensor) {
        w.null(key);
        return;
    }
    const Shape& shape = tensor->shape;
    w.beginObject(key);
    w.integers("shape", std::array{shape.n, shape.c, shape.h, shape.w});
    if (shape.count() <= kMostReadable) {
        w.floats(kFloatsKey, tensor->values, shape.w);
    } else {
        w.bytes(kBytesKey, packedFloats(tensor->values));
    }
    w.endObject();
}

std::shared_ptr<const Tensor> readTensor(const JsonFields& parent, std::string_view key) {
    if (parent.failed() || parent.isNull(key)) return nullptr;
    const JsonFields f = parent.object(key, {"shape"}, {kFloatsKey, kBytesKey});
    const std::vector<std::int64_t> sides = f.integers("shape", 4, kAny);
    if (f.failed()) return nullptr;
    const Shape shape{sides[0], sides[1], sides[2], sides[3]};
    if (f.has(kFloatsKey) == f.has(kBytesKey)) {
        f.refuse(f.has(kFloatsKey) ? kBytesKey : kFloatsKey,
                 f.has(kFloatsKey) ? "the values are given twice" : "is missing");
    } else if (f.has(kFloatsKey)) {
        std::vector<float> values = f.floats(kFloatsKey);
        if (!f.failed()) return std::make_shared<const Tensor>(shape, std::move(values));
    } else if (const Bytes* packed = f.bytes(kBytesKey)) {
        const auto legal = checkShape(shape);
        if (!legal) {
            f.refuse("shape", legal.error().message);
            return nullptr;
        }
        auto values = unpackedFloats(*packed, static_cast<std::size_t>(shape.count()));
        if (values) return std::make_shared<const Tensor>(shape, std::move(*values));
        f.refuse(kBytesKey, values.error().message);
    }
    return nullptr;
}

void readBytes(const JsonFields& f, std::string_view key, std::string& value) {
    std::string text;
    f.text(key, text);
    if (f.failed()) return;
    auto bytes = unescapeBytes(text);
    if (!bytes) {
        return f.refuse(key,
                        "a % must be followed by two hex digits, the number of a byte other than 00; % itself is %25");
    }
    value = std::move(*bytes);
}

// Sessions written before there was a choice have no such field, and the usual reading still writes none.
void writeReading(JsonWriter& w, const Reading& reading, const std::string& labelsSha256) {
    if (reading == Reading{}) return;
    w.beginObject("reading");
    w.text("axes", wordFor<Axes>(kAxesWords, reading.axes));
    w.integers("reshape", reading.reshape);
    w.boolean("transpose", reading.transpose);
    w.text("labels", escapeBytes(reading.labels.path)).text("labelsMember", escapeBytes(reading.labels.member));
    if (!labelsSha256.empty()) w.text("labelsSha256", labelsSha256);
    if (!reading.names.empty()) w.text("names", escapeBytes(reading.names));
    if (const auto& crop = reading.crop) {
        w.integers("crop", std::array{crop->first.row, crop->first.col, crop->size.rows, crop->size.cols});
    }
    if (reading.resize) writePair(w, "resize", reading.resize->rows, reading.resize->cols);
    if (reading.comma != Comma::Auto) w.text("comma", wordFor<Comma>(kCommaWords, reading.comma));
    w.endObject();
}

void readReading(const JsonFields& parent, Reading& reading, std::string& labelsSha256) {
    if (!parent.has("reading")) return;
    const JsonFields f = parent.object("reading", {"axes", "reshape", "transpose", "labels", "labelsMember"},
                                       {"labelsSha256", "names", "crop", "resize", "comma"});
    f.word<Axes>("axes", kAxesWords, reading.axes);
    reading.reshape = f.integers("reshape", std::nullopt, kAny);
    f.boolean("transpose", reading.transpose);
    readBytes(f, "labels", reading.labels.path);
    readBytes(f, "labelsMember", reading.labels.member);
    if (f.has("labelsSha256")) f.text("labelsSha256", labelsSha256);
    if (f.has("names")) readBytes(f, "names", reading.names);
    if (f.has("crop")) {
        const std::vector<std::int64_t> crop = f.integers("crop", 4, kAny);
        if (!f.failed()) reading.crop = Crop{{crop[0], crop[1]}, {crop[2], crop[3]}};
    }
    if (f.has("resize")) readPair(f, "resize", reading.resize.emplace());
    if (f.has("comma")) f.word<Comma>("comma", kCommaWords, reading.comma);
}

void writeSource(JsonWriter& w, const SourceRef& ref, const SavedSource& saved) {
    w.beginObject("source");
    w.text("kind", wordFor<SourceKind>(kSourceWords, sourceKindOf(ref)));
    w.text("path", escapeBytes(ref.path)).text("beside", escapeBytes(saved.beside));
    w.text("member", escapeBytes(ref.member));
    writeSelection(w, "images", ref.images);
    writeReading(w, ref.reading, saved.labelsSha256);
    w.boolean("rgb", saved.rgb).text("sha256", saved.sha256);
    writeTensor(w, "embedded", saved.embedded);
    w.endObject();
}

void readSource(const JsonFields& parent, SourceRef& ref, SavedSource& saved) {
    const JsonFields f = parent.object(
        "source", {"kind", "path", "beside", "member", "images", "rgb", "sha256", "embedded"}, {"reading"});
    SourceKind kind = SourceKind::File;
    f.word<SourceKind>("kind", kSourceWords, kind);
    ref.mnist = kind == SourceKind::Mnist;
    ref.embedded = kind == SourceKind::Embedded;
    readBytes(f, "path", ref.path);
    readBytes(f, "beside", saved.beside);
    readBytes(f, "member", ref.member);
    readSelection(f, "images", ref.images);
    readReading(f, ref.reading, saved.labelsSha256);
    f.boolean("rgb", saved.rgb);
    f.text("sha256", saved.sha256);
    saved.embedded = readTensor(f, "embedded");
}

constexpr std::array kOfExperiment{Setting::Filters, Setting::Relu, Setting::Plane};
constexpr std::array kOfWindow{Setting::Size, Setting::Stride, Setting::Pad, Setting::Dilation, Setting::Ceil};
constexpr std::array kOfPool{Setting::Op,     Setting::PadValue,        Setting::Ties,
                             Setting::Median, Setting::CountIncludePad, Setting::Divisor,
                             Setting::P,      Setting::Overlap,         Setting::Temperature};
constexpr std::array kOfGradient{Setting::Upstream, Setting::Cell};
static_assert(kOfExperiment.size() + kOfWindow.size() + kOfPool.size() + kOfGradient.size() == countOf<Setting>());

// Sessions of version 1 were there before it: it is written where it says something.
bool isOptional(Setting setting) {
    return setting == Setting::Temperature;
}

void writeSetting(JsonWriter& w, Setting setting, const Experiment& experiment) {
    const Parameter& parameter = parameterOf(setting);
    if (isOptional(setting) && isUsual(parameter, experiment) && !meansSomething(parameter, experiment)) return;
    parameter.value.write(w, parameter.key(), experiment);
}

void readSetting(const JsonFields& f, Setting setting, Experiment& experiment) {
    const Parameter& parameter = parameterOf(setting);
    if (isOptional(setting) && !f.has(parameter.key())) return;
    parameter.value.readJson(f, parameter.key(), experiment);
}

void writeGroup(JsonWriter& w, std::string_view key, std::span<const Setting> settings, const Experiment& experiment) {
    w.beginObject(key);
    for (const Setting setting : settings) writeSetting(w, setting, experiment);
    w.endObject();
}

void readGroup(const JsonFields& parent, std::string_view key, std::span<const Setting> settings,
               Experiment& experiment) {
    std::vector<std::string_view> keys;
    std::vector<std::string_view> optional;
    for (const Setting setting : settings)
        (isOptional(setting) ? optional : keys).push_back(parameterOf(setting).key());
    const JsonFields f = parent.object(key, keys, optional);
    for (const Setting setting : settings) readSetting(f, setting, experiment);
}

void writeGradient(JsonWriter& w, const Experiment& experiment) {
    w.beginObject("gradient");
    writeSetting(w, Setting::Upstream, experiment);
    w.integer("seed", experiment.gradient.seed);
    writeSetting(w, Setting::Cell, experiment);
    writeTensor(w, "given", experiment.gradient.given);
    if (!experiment.gradient.file.empty()) w.text("file", escapeBytes(experiment.gradient.file));
    w.endObject();
}

void readGradient(const JsonFields& parent, Experiment& experiment) {
    const JsonFields f = parent.object("gradient", {"kind", "seed", "cell", "given"}, {"file"});
    readSetting(f, Setting::Upstream, experiment);
    std::int64_t seed = 0;
    f.integer("seed", seed, 0, std::numeric_limits<std::uint32_t>::max());
    experiment.gradient.seed = static_cast<std::uint32_t>(seed);
    readSetting(f, Setting::Cell, experiment);
    experiment.gradient.given = readTensor(f, "given");
    if (f.has("file")) readBytes(f, "file", experiment.gradient.file);
}

}  // namespace

void writeExperiment(JsonWriter& w, std::string_view key, const SavedExperiment& saved) {
    const Experiment& e = saved.experiment;
    w.beginObject(key);
    writeSource(w, e.source, saved.source);
    writePair(w, "images", e.images.first, e.images.last);
    for (const Setting setting : kOfExperiment) writeSetting(w, setting, e);
    writeGroup(w, "window", kOfWindow, e);
    writeGroup(w, "pool", kOfPool, e);
    writeGradient(w, e);
    w.endObject();
}

SavedExperiment readExperiment(const JsonFields& parent, std::string_view key) {
    SavedExperiment saved;
    Experiment& e = saved.experiment;
    const JsonFields f =
        parent.object(key, {"source", "images", "filters", "relu", "plane", "window", "pool", "gradient"});
    readSource(f, e.source, saved.source);
    readPair(f, "images", e.images);
    for (const Setting setting : kOfExperiment) readSetting(f, setting, e);
    readGroup(f, "window", kOfWindow, e);
    readGroup(f, "pool", kOfPool, e);
    readGradient(f, e);
    if (f.failed()) return {};
    if (const Result<void> ok = checkSaved(saved); !ok) f.refuse(ok.error().where, ok.error().message);
    return saved;
}

}  // namespace poolscope
