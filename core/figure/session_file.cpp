// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/session_file.h"

#include <array>

namespace poolscope {
namespace {

constexpr std::string_view kKind = "session";

constexpr std::array<Word<Palette>, 4> kPaletteWords{
    {{Palette::Grey, "grey"}, {Palette::Viridis, "viridis"}, {Palette::Cividis, "cividis"}, {Palette::Magma, "magma"}}};
constexpr std::array<Word<NumberScale>, 2> kScaleWords{{{NumberScale::Byte, "byte"}, {NumberScale::Unit, "unit"}}};
constexpr std::array<Word<PatchView>, 2> kPatchWords{{{PatchView::Matrix, "matrix"}, {PatchView::Tiles, "tiles"}}};
constexpr std::array<Word<Numbers>, 3> kNumbersWords{
    {{Numbers::Auto, "auto"}, {Numbers::On, "on"}, {Numbers::Off, "off"}}};

constexpr std::array<Word<InputMap>, 3> kMapWords{
    {{InputMap::Values, "values"}, {InputMap::Coverage, "coverage"}, {InputMap::Wins, "wins"}}};

void writeView(JsonWriter& w, const ViewSpec& view) {
    w.beginObject("view");
    w.text("palette", wordFor<Palette>(kPaletteWords, view.palette));
    w.text("values", wordFor<NumberScale>(kScaleWords, view.values));
    w.text("patches", wordFor<PatchView>(kPatchWords, view.patches));
    w.text("numbers", wordFor<Numbers>(kNumbersWords, view.numbers));
    w.text("map", wordFor<InputMap>(kMapWords, view.map));
    w.boolean("hide_black", view.hideBlack);
    w.endObject();
}

ViewSpec readView(const JsonFields& parent) {
    ViewSpec view;
    const JsonFields f = parent.object("view", {"palette", "values", "patches", "numbers", "map", "hide_black"});
    f.word<Palette>("palette", kPaletteWords, view.palette);
    f.word<NumberScale>("values", kScaleWords, view.values);
    f.word<PatchView>("patches", kPatchWords, view.patches);
    f.word<Numbers>("numbers", kNumbersWords, view.numbers);
    f.word<InputMap>("map", kMapWords, view.map);
    f.boolean("hide_black", view.hideBlack);
    return view;
}

std::size_t valueCount(const std::shared_ptr<const Tensor>& tensor) {
    return tensor ? tensor->values.size() : 0;
}

// Before anything else is looked at: a newer version may have other keys.
Result<void> checkKind(const JsonValue& root) {
    const JsonValue* kind = root.member("poolscope");
    if (!kind || kind->text != kKind) return fail("", "this is not a Poolscope session");
    const JsonValue* version = root.member("version");
    if (!version) return fail("version", "is missing");
    const std::string known = std::to_string(kSessionVersion);
    if (version->kind == JsonValue::Kind::Number && version->text == known) return {};
    if (version->kind != JsonValue::Kind::Number ||
        version->text.find_first_not_of("0123456789") != std::string::npos || version->text == "0") {
        return fail("version", "a whole number from 1 on is expected");
    }
    return fail("version", "this session has version " + version->text.substr(0, 20) +
                               ", but this program knows only " + known + ": a newer Poolscope is needed to open it");
}

}  // namespace

Result<std::string> sessionText(const SavedSession& session) {
    const SavedExperiment& saved = session.saved;
    if (Result<void> ok = checkSaved(saved); !ok) {
        return fail(fieldPath("experiment", ok.error().where), ok.error().message);
    }
    const std::size_t values = valueCount(saved.source.embedded) + valueCount(saved.experiment.gradient.given);
    if (values > std::size_t{kMaxValues}) {
        return fail("experiment", "the session would hold " + std::to_string(values) +
                                      " values, more than the limit of " + std::to_string(kMaxValues));
    }
    JsonWriter w;
    w.beginObject().text("poolscope", kKind).integer("version", kSessionVersion);
    writeExperiment(w, "experiment", saved);
    writeView(w, session.view);
    std::string text = w.endObject().take();
    if (text.size() <= std::size_t{kMaxFileBytes}) return text;
    return fail("experiment", "the session would have more than " + std::to_string(kMaxFileBytes) +
                                  " bytes, which could not be opened again: choose smaller or fewer images");
}

Result<SavedSession> parseSession(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return fail("", "the file is empty");
    if (text[start] != '{') return fail("", "this is not a Poolscope session");
    const auto root = parseJson(text);
    if (!root) return tl::unexpected(root.error());
    if (Result<void> ok = checkKind(*root); !ok) return tl::unexpected(ok.error());
    std::optional<Error> failure;
    const JsonFields f(&*root, "", {"poolscope", "version", "experiment", "view"}, failure);
    SavedSession session{readExperiment(f, "experiment"), readView(f)};
    if (failure) return tl::unexpected(*failure);
    return session;
}

}  // namespace poolscope
