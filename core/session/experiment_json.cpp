// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/experiment_json.h"

#include "core/base/byte_text.h"
#include "core/experiment/experiment_words.h"
#include "core/filter/filter.h"

namespace poolscope {
namespace {

// Of what has a word each.
template <class T, std::size_t n>
void writeWord(JsonWriter& w, std::string_view key, const std::array<Word<T>, n>& words, T value) {
    w.text(key, wordFor(std::span<const Word<T>>(words), value));
}

template <class T, std::size_t n>
void readWord(const JsonFields& f, std::string_view key, const std::array<Word<T>, n>& words, T& value) {
    f.word(key, std::span<const Word<T>>(words), value);
}

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

void writeTensor(JsonWriter& w, std::string_view key, const std::shared_ptr<const Tensor>& tensor) {
    if (!tensor) {
        w.null(key);
        return;
    }
    const Shape& shape = tensor->shape;
    w.beginObject(key);
    w.integers("shape", std::array{shape.n, shape.c, shape.h, shape.w});
    w.floats(kFloatsKey, tensor->values, shape.w);
    w.endObject();
}

std::shared_ptr<const Tensor> readTensor(const JsonFields& parent, std::string_view key) {
    if (parent.failed() || parent.isNull(key)) return nullptr;
    const JsonFields f = parent.object(key, {"shape", kFloatsKey});
    const std::vector<std::int64_t> shape = f.integers("shape", 4, kAny);
    std::vector<float> values = f.floats(kFloatsKey);
    if (f.failed()) return nullptr;
    return std::make_shared<const Tensor>(Shape{shape[0], shape[1], shape[2], shape[3]}, std::move(values));
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

void writeSource(JsonWriter& w, const SourceRef& ref, const SavedSource& saved) {
    w.beginObject("source");
    writeWord(w, "kind", kSourceWords, kindOf(ref));
    w.text("path", escapeBytes(ref.path)).text("beside", escapeBytes(saved.beside));
    w.text("member", escapeBytes(ref.member));
    if (ref.images) {
        writePair(w, "images", ref.images->first, ref.images->last);
    } else {
        w.null("images");
    }
    w.boolean("rgb", saved.rgb).text("sha256", saved.sha256);
    writeTensor(w, "embedded", saved.embedded);
    w.endObject();
}

void readSource(const JsonFields& parent, SourceRef& ref, SavedSource& saved) {
    const JsonFields f =
        parent.object("source", {"kind", "path", "beside", "member", "images", "rgb", "sha256", "embedded"});
    SourceKind kind = SourceKind::File;
    readWord(f, "kind", kSourceWords, kind);
    ref.mnist = kind == SourceKind::Mnist;
    ref.embedded = kind == SourceKind::Embedded;
    readBytes(f, "path", ref.path);
    readBytes(f, "beside", saved.beside);
    readBytes(f, "member", ref.member);
    if (!f.isNull("images")) readPair(f, "images", ref.images.emplace());
    f.boolean("rgb", saved.rgb);
    f.text("sha256", saved.sha256);
    saved.embedded = readTensor(f, "embedded");
}

void writeFilters(JsonWriter& w, const FilterSpec& spec) {
    std::vector<std::string_view> names;
    for (const std::size_t filter : spec.filters) names.push_back(filterBank()[filter].name);
    w.texts("filters", names).boolean("relu", spec.relu);
}

void readFilters(const JsonFields& f, FilterSpec& spec) {
    for (const std::string& name : f.texts("filters")) {
        const auto filter = filterNamed(name.substr(0, 40));
        if (!filter) return f.refuse("filters", filter.error().message);
        spec.filters.push_back(*filter);
    }
    f.boolean("relu", spec.relu);
}

void writeWindow(JsonWriter& w, const WindowSpec& window) {
    const Padding& pad = window.padding;
    w.beginObject("window");
    writePair(w, "size", window.size.rows, window.size.cols);
    writePair(w, "stride", window.stride.rows, window.stride.cols);
    w.beginObject("padding");
    writeWord(w, "mode", kPadModeWords, pad.mode);
    w.integers("cells", std::array{pad.top, pad.left, pad.bottom, pad.right});
    w.endObject();
    writePair(w, "dilation", window.dilation.rows, window.dilation.cols);
    w.boolean("ceil", window.ceilMode).endObject();
}

void readWindow(const JsonFields& parent, WindowSpec& window) {
    const JsonFields f = parent.object("window", {"size", "stride", "padding", "dilation", "ceil"});
    readPair(f, "size", window.size);
    readPair(f, "stride", window.stride);
    const JsonFields padding = f.object("padding", {"mode", "cells"});
    readWord(padding, "mode", kPadModeWords, window.padding.mode);
    const std::vector<std::int64_t> cells = padding.integers("cells", 4, kAny);
    if (!cells.empty()) window.padding = {window.padding.mode, cells[0], cells[1], cells[2], cells[3]};
    readPair(f, "dilation", window.dilation);
    f.boolean("ceil", window.ceilMode);
}

void writePool(JsonWriter& w, const PoolSpec& pool) {
    w.beginObject("pool");
    writeWord(w, "op", kPoolOpWords, pool.op);
    writeWord(w, "pad_value", kPadValueWords, pool.padValue);
    writeWord(w, "ties", kTieWords, pool.ties);
    writeWord(w, "median", kMedianWords, pool.median);
    w.boolean("count_include_pad", pool.countIncludePad);
    if (pool.divisor) {
        w.real("divisor", *pool.divisor);
    } else {
        w.null("divisor");
    }
    w.real("p", pool.p);
    writeWord(w, "overlap", kOverlapWords, pool.overlap);
    w.endObject();
}

void readPool(const JsonFields& parent, PoolSpec& pool) {
    const JsonFields f =
        parent.object("pool", {"op", "pad_value", "ties", "median", "count_include_pad", "divisor", "p", "overlap"});
    readWord(f, "op", kPoolOpWords, pool.op);
    readWord(f, "pad_value", kPadValueWords, pool.padValue);
    readWord(f, "ties", kTieWords, pool.ties);
    readWord(f, "median", kMedianWords, pool.median);
    f.boolean("count_include_pad", pool.countIncludePad);
    if (!f.isNull("divisor")) f.real("divisor", pool.divisor.emplace());
    f.real("p", pool.p);
    readWord(f, "overlap", kOverlapWords, pool.overlap);
}

void writeGradient(JsonWriter& w, const GradientSpec& gradient) {
    w.beginObject("gradient");
    writeWord(w, "kind", kUpstreamWords, gradient.kind);
    w.integer("seed", gradient.seed);
    writePair(w, "cell", gradient.cell.row, gradient.cell.col);
    writeTensor(w, "given", gradient.given);
    w.endObject();
}

void readGradient(const JsonFields& parent, GradientSpec& gradient) {
    const JsonFields f = parent.object("gradient", {"kind", "seed", "cell", "given"});
    readWord(f, "kind", kUpstreamWords, gradient.kind);
    std::int64_t seed = 0;
    f.integer("seed", seed, 0, std::numeric_limits<std::uint32_t>::max());
    gradient.seed = static_cast<std::uint32_t>(seed);
    readPair(f, "cell", gradient.cell);
    gradient.given = readTensor(f, "given");
}

}  // namespace

void writeExperiment(JsonWriter& w, std::string_view key, const SavedExperiment& saved) {
    const Experiment& e = saved.experiment;
    w.beginObject(key);
    writeSource(w, e.source, saved.source);
    writePair(w, "images", e.images.first, e.images.last);
    writeFilters(w, e.filters);
    w.integer("plane", e.plane);
    writeWindow(w, e.window);
    writePool(w, e.pool);
    writeGradient(w, e.gradient);
    w.endObject();
}

SavedExperiment readExperiment(const JsonFields& parent, std::string_view key) {
    SavedExperiment saved;
    Experiment& e = saved.experiment;
    const JsonFields f =
        parent.object(key, {"source", "images", "filters", "relu", "plane", "window", "pool", "gradient"});
    readSource(f, e.source, saved.source);
    readPair(f, "images", e.images);
    readFilters(f, e.filters);
    f.integer("plane", e.plane, kAny);
    readWindow(f, e.window);
    readPool(f, e.pool);
    readGradient(f, e.gradient);
    if (f.failed()) return {};
    if (const Result<void> ok = checkSaved(saved); !ok) f.refuse(ok.error().where, ok.error().message);
    return saved;
}

}  // namespace poolscope
