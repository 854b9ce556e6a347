// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_file.h"

#include "core/session/figure_json.h"

namespace poolscope {
namespace {

constexpr std::string_view kSession = "session";
constexpr std::string_view kFigure = "figure";

std::size_t valueCount(const std::shared_ptr<const Tensor>& tensor) {
    return tensor ? tensor->values.size() : 0;
}

// Before anything else is looked at: a newer version may have other keys.
Result<void> checkKind(const JsonValue& root) {
    const JsonValue* kind = root.member("poolscope");
    if (!kind || (kind->text != kSession && kind->text != kFigure)) return fail("", "this is not a Poolscope session");
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
    if (values > std::size_t{kMaxArrayValues}) {
        return fail("experiment", "the session would hold " + std::to_string(values) +
                                      " values, more than the limit of " + std::to_string(kMaxArrayValues));
    }
    JsonWriter w;
    w.beginObject().text("poolscope", session.figure ? kFigure : kSession).integer("version", kSessionVersion);
    writeExperiment(w, "experiment", saved);
    writeView(w, session.view);
    if (session.figure) writeFigure(w, *session.figure);
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
    std::vector<std::string_view> keys{"poolscope", "version", "experiment", "view"};
    const bool isFigure = root->member("poolscope")->text == kFigure;
    if (isFigure) keys.push_back("figure");
    const JsonFields f(&*root, "", keys, failure);
    SavedSession session{readExperiment(f, "experiment"), readView(f), std::nullopt};
    if (isFigure) session.figure = readFigure(f);
    if (failure) return tl::unexpected(*failure);
    return session;
}

}  // namespace poolscope
