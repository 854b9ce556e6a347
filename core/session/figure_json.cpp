// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/figure_json.h"

#include "core/base/byte_text.h"
#include "core/session/figure_words.h"

namespace poolscope {
namespace {

template <class T, std::size_t n>
void writeWord(JsonWriter& w, std::string_view key, const std::array<Word<T>, n>& words, T value) {
    w.text(key, wordFor(std::span<const Word<T>>(words), value));
}

template <class T, std::size_t n>
void readWord(const JsonFields& f, std::string_view key, const std::array<Word<T>, n>& words, T& value) {
    f.word(key, std::span<const Word<T>>(words), value);
}

// Text of the user: what is not UTF-8 is kept as it is.
void readText(const JsonFields& f, std::string_view key, std::string& value) {
    std::string text;
    f.text(key, text);
    if (f.failed()) return;
    auto bytes = unescapeBytes(text);
    if (!bytes) return f.refuse(key, "a % must be followed by two hex digits; % itself is %25");
    value = std::move(*bytes);
}

void writePanels(JsonWriter& w, const std::vector<PanelKind>& panels) {
    std::vector<std::string_view> names;
    for (const PanelKind panel : panels) names.push_back(toText(panel));
    w.texts("panels", names);
}

void readPanels(const JsonFields& f, std::vector<PanelKind>& panels) {
    panels.clear();
    for (const std::string& name : f.texts("panels")) {
        const auto panel = panelNamed(name);
        if (!panel) return f.refuse("panels", "there is no such panel");
        panels.push_back(*panel);
    }
}

void writePlayback(JsonWriter& w, const std::optional<Playback>& playback) {
    if (!playback) {
        w.null("playback");
        return;
    }
    w.beginObject("playback");
    writeWord(w, "phase", kPhaseWords, playback->phase);
    w.integer("done", playback->done).endObject();
}

void readPlayback(const JsonFields& parent, std::optional<Playback>& playback) {
    if (parent.isNull("playback") || parent.failed()) return;
    const JsonFields f = parent.object("playback", {"phase", "done"});
    Playback read;
    readWord(f, "phase", kPhaseWords, read.phase);
    f.integer("done", read.done, 0);
    playback = read;
}

void writeStudy(JsonWriter& w, const StudyChoice& study) {
    w.beginObject("study");
    writeWord(w, "by", kCompareWords, study.by);
    w.boolean("references", study.references).integer("levels", study.levels);
    w.boolean("turns", study.turns).real("distance", study.distance);
    writeWord(w, "images", kStudyImagesWords, study.images);
    // Figures written before there was a choice have no such fields, and the usual ones still write none.
    if (study.sort) w.text("sort", measureRow(*study.sort).word);
    if (study.ascending) w.boolean("ascending", true);
    if (study.top) w.integer("top", *study.top);
    if (study.collisions != CollisionBy::Distance) writeWord(w, "collisions", kCollisionWords, study.collisions);
    w.endObject();
}

void readStudy(const JsonFields& parent, StudyChoice& study) {
    const JsonFields f = parent.object("study", {"by", "references", "levels", "turns", "distance", "images"},
                                       {"sort", "ascending", "top", "collisions"});
    readWord(f, "by", kCompareWords, study.by);
    f.boolean("references", study.references);
    f.integer("levels", study.levels, std::numeric_limits<std::int64_t>::min());
    f.boolean("turns", study.turns);
    f.real("distance", study.distance);
    readWord(f, "images", kStudyImagesWords, study.images);
    if (f.has("sort")) {
        std::string word;
        f.text("sort", word);
        study.sort = measureNamed(word);
        if (!f.failed() && !study.sort) return f.refuse("sort", "there is no such measure");
    }
    if (f.has("ascending")) f.boolean("ascending", study.ascending);
    if (f.has("top")) f.integer("top", study.top.emplace(), 1);
    if (f.has("collisions")) readWord(f, "collisions", kCollisionWords, study.collisions);
}

void writeAnimation(JsonWriter& w, const AnimationSpec& animation) {
    w.beginObject("animation");
    writeWord(w, "phase", kAnimatedPhaseWords, animation.phase);
    if (animation.from) w.integer("from", *animation.from);
    if (animation.to) w.integer("to", *animation.to);
    w.real("fps", animation.fps).boolean("squeeze", animation.squeeze).endObject();
}

void readAnimation(const JsonFields& parent, AnimationSpec& animation) {
    const JsonFields f = parent.object("animation", {"phase", "fps", "squeeze"}, {"from", "to"});
    readWord(f, "phase", kAnimatedPhaseWords, animation.phase);
    if (f.has("from")) f.integer("from", animation.from.emplace(), 0);
    if (f.has("to")) f.integer("to", animation.to.emplace(), 0);
    f.real("fps", animation.fps);
    f.boolean("squeeze", animation.squeeze);
}

// Sessions written before there was a choice have no such field, and the usual range still writes none.
void readRange(const JsonFields& f, DisplayRange& range) {
    std::string text;
    if (!f.has("range")) return;
    f.text("range", text);
    if (f.failed()) return;
    const auto read = parseRange(text);
    if (!read) return f.refuse("range", read.error().message);
    range = *read;
}

}  // namespace

void writeView(JsonWriter& w, const ViewSpec& view) {
    w.beginObject("view");
    writeWord(w, "palette", kPaletteWords, view.palette);
    writeWord(w, "values", kScaleWords, view.values);
    writeWord(w, "patches", kPatchWords, view.patches);
    writeWord(w, "numbers", kNumbersWords, view.numbers);
    writeWord(w, "map", kMapWords, view.map);
    w.boolean("hide_black", view.hideBlack);
    if (view.range != DisplayRange{}) w.text("range", toText(view.range));
    if (view.composite) w.boolean("composite", true);
    w.endObject();
}

ViewSpec readView(const JsonFields& parent) {
    ViewSpec view;
    const JsonFields f =
        parent.object("view", {"palette", "values", "patches", "numbers", "map", "hide_black"}, {"range", "composite"});
    readWord(f, "palette", kPaletteWords, view.palette);
    readWord(f, "values", kScaleWords, view.values);
    readWord(f, "patches", kPatchWords, view.patches);
    readWord(f, "numbers", kNumbersWords, view.numbers);
    readWord(f, "map", kMapWords, view.map);
    f.boolean("hide_black", view.hideBlack);
    readRange(f, view.range);
    if (f.has("composite")) f.boolean("composite", view.composite);
    return view;
}

void writeFigure(JsonWriter& w, const FigureOptions& options) {
    const FigureSpec& spec = options.spec;
    w.beginObject("figure");
    const bool study = options.kind == FigureKind::Study;
    writeWord(w, "shows", kFigureShowsWords, FigureShows{options.kind, study ? options.study.kind : StudyKind{}});
    writePanels(w, spec.panels);
    writeWord(w, "layout", kLayoutWords, spec.layout);
    if (spec.focus) {
        w.integers("focus", std::array{spec.focus->row, spec.focus->col});
    } else {
        w.null("focus");
    }
    // Figures written before there was a choice have no such field, and the usual one still writes none.
    if (!spec.thread) w.boolean("thread", spec.thread);
    writePlayback(w, spec.playback);
    writeStudy(w, options.study);
    // Figures that stand still have no such field, and animations had none before they carried it.
    if (options.animation) writeAnimation(w, *options.animation);
    w.text("title", escapeBytes(spec.title));
    if (options.ownCaption) {
        w.text("caption", escapeBytes(spec.caption));
    } else {
        w.null("caption");
    }
    w.real("width_mm", spec.widthMm);
    // Figures written before there were pages have no such field, and one whose height follows still writes none.
    if (spec.columns) w.integer("columns", static_cast<std::int64_t>(*spec.columns));
    if (spec.heightMm) w.real("height_mm", *spec.heightMm);
    if (options.fontSize) {
        w.real("font_pt", *options.fontSize);
    } else {
        w.null("font_pt");
    }
    writeWord(w, "theme", kThemeWords, options.theme);
    w.boolean("transparent", options.transparent).real("dpi", options.dpi);
    w.boolean("svg_text", options.editableText).endObject();
}

FigureOptions readFigure(const JsonFields& parent) {
    FigureOptions options;
    FigureSpec& spec = options.spec;
    const JsonFields f = parent.object("figure",
                                       {"shows", "panels", "layout", "focus", "playback", "study", "title", "caption",
                                        "width_mm", "font_pt", "theme", "transparent", "dpi", "svg_text"},
                                       {"thread", "columns", "height_mm", "animation"});
    FigureShows shows;
    readWord(f, "shows", kFigureShowsWords, shows);
    options.kind = shows.kind;
    readPanels(f, spec.panels);
    readWord(f, "layout", kLayoutWords, spec.layout);
    if (!f.isNull("focus")) {
        const auto focus = f.integers("focus", 2, 0);
        if (!focus.empty()) spec.focus = CellRef{focus[0], focus[1]};
    }
    if (f.has("thread")) f.boolean("thread", spec.thread);
    readPlayback(f, spec.playback);
    options.study.kind = shows.study;
    readStudy(f, options.study);
    if (f.has("animation")) readAnimation(f, options.animation.emplace());
    readText(f, "title", spec.title);
    options.ownCaption = !f.isNull("caption");
    if (options.ownCaption) readText(f, "caption", spec.caption);
    f.real("width_mm", spec.widthMm);
    if (f.has("columns")) {
        std::int64_t columns = 1;
        f.integer("columns", columns, 1);
        spec.columns = static_cast<std::size_t>(columns);
    }
    if (f.has("height_mm")) f.real("height_mm", spec.heightMm.emplace());
    if (!f.isNull("font_pt")) f.real("font_pt", options.fontSize.emplace());
    readWord(f, "theme", kThemeWords, options.theme);
    f.boolean("transparent", options.transparent);
    f.real("dpi", options.dpi);
    f.boolean("svg_text", options.editableText);
    return options;
}

std::string figureText(const FigureOptions& options) {
    return jsonOf([&options](JsonWriter& w) { writeFigure(w, options); });
}

Result<FigureOptions> parseFigureText(std::string_view text) {
    const auto root = parseJson(text);
    if (!root) return tl::unexpected(root.error());
    std::optional<Error> failure;
    const JsonFields f(&*root, "", {"figure"}, failure);
    const FigureOptions options = readFigure(f);
    if (failure) return tl::unexpected(*failure);
    return options;
}

}  // namespace poolscope
