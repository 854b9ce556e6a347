// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file/session_io.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "app/file/load_source.h"
#include "app/file/picture_folder.h"
#include "app/file/save_file.h"
#include "app/file/stored_file.h"
#include "app/paint/figure_record.h"
#include "core/experiment/parameters.h"
#include "core/panel/composite.h"

namespace poolscope {
namespace {

namespace fs = std::filesystem;

// An error within a session, told as one of its file.
tl::unexpected<Error> within(const std::string& path, const Error& error) {
    return fail(path, error.where.empty() ? error.message : error.where + ": " + error.message);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " and ") + name;
    return text;
}

// The folder of a file, links followed, and the file's own name, which may be a link.
Result<fs::path> absolute(const std::string& path) {
    std::error_code problem;
    const fs::path whole = fs::absolute(path, problem);
    const fs::path folder = problem ? fs::path() : fs::weakly_canonical(whole.parent_path(), problem);
    if (problem) return fail(path, "its folder cannot be found: " + problem.message());
    return folder / whole.filename();
}

// The home folder, with a slash at its end; empty where there is none.
std::string home() {
    const char* folder = std::getenv("HOME");
    if (!folder || folder[0] != '/') return {};
    std::error_code problem;
    const std::string whole = fs::weakly_canonical(folder, problem).string();
    return problem || whole == "/" ? std::string() : whole + "/";
}

// Who lives in the home folder is nobody's business: figures are given away.
std::string withoutHome(const std::string& path) {
    const std::string start = home();
    return !start.empty() && path.starts_with(start) ? "~/" + path.substr(start.size()) : path;
}

std::string withHome(const std::string& path) {
    return path.starts_with("~/") ? home() + path.substr(2) : path;
}

// Named from the folder of the figure.
bool isRelative(const std::string& path) {
    return !path.empty() && !path.starts_with('/') && !path.starts_with("~/");
}

// Sessions count images as their file does, but within a list, which says itself what there is.
std::int64_t firstNumber(const SourceRef& ref, const Source& source) {
    const bool isList = ref.images && ref.images->isList();
    return isList || source.numbers.empty() ? 0 : source.numbers.front();
}

ImageRange inFile(const ImageRange& images, const SourceRef& ref, const Source& source) {
    const std::int64_t first = firstNumber(ref, source);
    return {images.first + first, images.last + first};
}

Result<OpenedSession> finished(OpenedSession opened, const std::string& path) {
    ImageRange& images = opened.experiment.images;
    const std::int64_t first = firstNumber(opened.experiment.source, *opened.source);
    if (images.first >= first && images.last - first < opened.source->count()) {
        images = {images.first - first, images.last - first};
        return opened;
    }
    return fail(path, "experiment.images: there is no image " + std::to_string(images.last) + " in " +
                          opened.source->name + ", which holds " + std::to_string(opened.source->count()) +
                          (first == 0 ? "" : " from " + std::to_string(first) + " on"));
}

// Of what is in no file, the view says whether its planes are colours.
Source embeddedSource(const SavedSession& session) {
    Source source;
    source.name = session.saved.experiment.source.path;
    source.format = "image";
    source.dtype = "float32";
    source.images = session.saved.source.embedded;
    source.range = source.images.range();
    source.rgb = session.view.composite && source.images.shape.c == 3;
    return source;
}

// Of the file of labels that the user named; empty where there is none.
std::string labelsHash(const LabelsRef& labels) {
    if (labels.path.empty()) return {};
    const auto bytes = readFile(labels.path);
    return bytes ? sha256Of(*bytes) : std::string();
}

// The files of labels and of their names are named as the source is, by their whole paths; labels are known by their
// hash.
Result<void> saveLabels(SavedExperiment& saved) {
    LabelsRef& labels = saved.experiment.source.reading.labels;
    saved.source.labelsSha256 = labelsHash(labels);
    for (std::string* path : {&labels.path, &saved.experiment.source.reading.names}) {
        if (path->empty()) continue;
        const auto file = absolute(*path);
        if (!file) return tl::unexpected(file.error());
        *path = file->string();
    }
    return {};
}

// Where the labels or their names were, or of that name beside the session.
std::string labelsPath(const std::string& saved, const std::string& sessionPath) {
    if (isRelative(saved)) return sessionPath.substr(0, sessionPath.rfind('/') + 1) + saved;
    const std::string own = withHome(saved);
    const std::string beside = sessionPath.substr(0, sessionPath.rfind('/') + 1) + saved.substr(saved.rfind('/') + 1);
    std::error_code unknown;
    return !saved.empty() && !fs::exists(own, unknown) && fs::exists(beside, unknown) ? beside : own;
}

Error changed(const std::string& path, const std::string& what, const std::string& hash, const std::string& wanted) {
    return {path,
            "its " + what + " changed since the session was saved: the SHA-256 is " + hash + ", but was " + wanted};
}

Error sourceChanged(const std::string& path, const std::string& name, const std::string& hash,
                    const std::string& wanted) {
    return changed(path, "source " + name + " has", hash, wanted);
}

// Whether the labels are those that were saved. Sessions written before labels had a fingerprint take them as they are.
Result<void> checkLabels(const SavedSession& session, const LabelsRef& labels, const std::string& path) {
    const std::string& wanted = session.saved.source.labelsSha256;
    const std::string hash = wanted.empty() ? "" : labelsHash(labels);
    if (hash.empty() || hash == wanted) return {};
    return tl::unexpected(changed(path, "labels " + labels.path + " have", hash, wanted));
}

// The first file of the names that is the one that was saved.
Result<Source> findSource(const SavedSession& session, const std::string& path, bool rgb, SourceRef& ref,
                          const RunControl& run) {
    const std::vector<std::string> names = sourcePaths(session, path);
    const std::string& wanted = session.saved.source.sha256;
    std::optional<Error> problem;
    for (const std::string& name : names) {
        std::error_code unknown;
        if (!fs::exists(fs::status(name, unknown)) && unknown == std::errc::no_such_file_or_directory) continue;
        ref.path = name;
        if (isFolder(ref)) {
            auto source = loadSource(ref, rgb, run);
            if (source && source->sha256 == wanted) return source;
            if (run.isStopped()) return fail(kStopped, "");
            if (!problem) problem = source ? sourceChanged(path, name, source->sha256, wanted) : source.error();
            continue;
        }
        auto bytes = readSourceBytes(ref, run.part(0, 0.3));
        if (run.isStopped()) return fail(kStopped, "");
        const std::string hash = bytes ? sha256Of(**bytes) : "";
        if (bytes && hash == wanted) return decodeSource(std::move(*bytes), ref, rgb, run.part(0.3, 1));
        if (problem) continue;
        problem = bytes ? sourceChanged(path, name, hash, wanted) : bytes.error();
    }
    if (problem) return tl::unexpected(*problem);
    const bool isBeside = session.figure && isRelative(session.saved.experiment.source.path);
    return fail(path, "its source is missing: there is no file " + joined(names) +
                          (isBeside ? ", where it lay beside or below the figure" : ""));
}

}  // namespace

ViewSpec viewOf(ViewSpec view, const Experiment& experiment, const Source& source) {
    view.composite = source.rgb && asksForComposite(experiment, view);
    return view;
}

Result<SavedSession> readSession(const std::string& path, const RunControl& run) {
    const auto bytes = readFile(path, run);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto file =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
    std::string text;
    if (mayCarryRecord(file)) {
        text = recordIn(file);
        if (text.empty()) return fail(path, "this picture carries no experiment; figures of Poolscope do");
    }
    auto session = parseSession(text.empty() ? std::string_view(file.data(), bytes->size()) : text);
    if (!session) return within(path, session.error());
    return session;
}

bool carriesSession(const std::string& path, const RunControl& run) {
    const auto bytes = readFile(path, run);
    if (!bytes) return false;
    const auto file =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
    return mayCarryRecord(file) && !recordIn(file).empty();
}

std::vector<std::string> sourcePaths(const SavedSession& session, const std::string& path) {
    const SourceRef& ref = session.saved.experiment.source;
    if (ref.mnist || ref.embedded) return {};
    std::vector<std::string> paths;
    const std::string folder = path.substr(0, path.rfind('/') + 1);  // empty without a slash
    if (isRelative(ref.path)) return {folder + ref.path};
    const std::string own = withHome(ref.path);
    const std::string beside = session.figure ? ref.path.substr(ref.path.rfind('/') + 1) : session.saved.source.beside;
    if (!beside.empty()) paths.push_back(folder + beside);
    if (paths.empty() || paths.front() != own) paths.push_back(own);
    return paths;
}

Result<OpenedSession> loadSession(const SavedSession& session, const std::string& path, bool rgb,
                                  const std::shared_ptr<const Source>& mnist, const RunControl& run) {
    OpenedSession opened{session.saved.experiment, session.view, nullptr, session.figure};
    SourceRef& ref = opened.experiment.source;
    ref.reading.labels.path = labelsPath(ref.reading.labels.path, path);
    ref.reading.names = labelsPath(ref.reading.names, path);
    if (Result<void> ok = checkLabels(session, ref.reading.labels, path); !ok) return tl::unexpected(ok.error());
    if (mnist && ref.isTestSet()) {
        opened.source = mnist;
        return finished(std::move(opened), path);
    }
    // Of an array above the limit the images that are shown are enough.
    const bool isOpen = !ref.images && opened.experiment.images.count() > 0;
    if (isOpen) ref.images = opened.experiment.images;
    Result<Source> source = fail(path, "");
    if (ref.embedded) {
        source = embeddedSource(session);
    } else if (ref.mnist) {
        source = loadSource(ref, false, run);
    } else {
        source = findSource(session, path, rgb || session.saved.source.rgb, ref, run);
    }
    if (!source) return tl::unexpected(source.error());
    opened.source = std::make_shared<const Source>(std::move(*source));
    if (isOpen && opened.source->numbers.empty()) ref.images.reset();
    return finished(std::move(opened), path);
}

Result<OpenedSession> openSession(const std::string& path, const std::shared_ptr<const Source>& mnist,
                                  const RunControl& run) {
    const auto session = readSession(path, run.part(0, 0.1));
    if (!session) return tl::unexpected(session.error());
    return loadSession(*session, path, false, mnist, run.part(0.1, 1));
}

Result<std::string> sessionBytes(const std::string& path, const Experiment& experiment, const ViewSpec& view,
                                 const Source& source) {
    SavedSession session{{experiment, {}}, view};
    session.view = viewOf(view, experiment, source);
    session.saved.experiment.images = inFile(experiment.images, experiment.source, source);
    SourceRef& ref = session.saved.experiment.source;
    SavedSource& saved = session.saved.source;
    if (Result<void> ok = saveLabels(session.saved); !ok) return tl::unexpected(ok.error());
    if (ref.embedded) {
        ref.reading = {};  // of pasted text; what is kept are the images that came of it
        saved.labelsSha256.clear();
        saved.embedded = source.images.tensor();
    } else if (!ref.mnist) {
        saved.sha256 = source.sha256;
        saved.rgb = source.rgb;
        const auto file = absolute(ref.path);
        if (!file) return tl::unexpected(file.error());
        const auto own = absolute(path);
        if (!own) return tl::unexpected(own.error());
        ref.path = file->string();
        const std::string folder = own->parent_path().string();
        const std::string start = folder == "/" ? folder : folder + "/";
        if (ref.path.starts_with(start)) saved.beside = ref.path.substr(start.size());
    }
    auto text = sessionText(session);
    if (!text) return within(path, {text.error().where, "cannot be saved: " + text.error().message});
    return text;
}

SavedSession besideFigure(SavedSession session, const std::string& path) {
    const auto own = absolute(path);
    if (!own) return session;
    const std::string folder = own->parent_path().string();
    const std::string start = folder == "/" ? folder : folder + "/";
    SourceRef& ref = session.saved.experiment.source;
    const auto shorten = [&start](std::string& name) {
        const std::string whole = withHome(name);
        if (whole.starts_with(start)) name = whole.substr(start.size());
    };
    if (!ref.mnist && !ref.embedded) shorten(ref.path);
    shorten(ref.reading.labels.path);
    shorten(ref.reading.names);
    return session;
}

Result<SavedSession> figureSession(const Experiment& experiment, const ViewSpec& view, const FigureOptions& figure,
                                   const Source& source) {
    SavedSession session;
    session.saved.experiment = canonical(experiment);
    session.saved.experiment.images = inFile(experiment.images, experiment.source, source);
    session.view = viewOf(view, experiment, source);
    session.view.composite = session.view.composite && figure.kind == FigureKind::Panels;
    session.figure = figure;
    SourceRef& ref = session.saved.experiment.source;
    SavedSource& saved = session.saved.source;
    if (Result<void> ok = saveLabels(session.saved); !ok) return tl::unexpected(ok.error());
    ref.reading.labels.path = withoutHome(ref.reading.labels.path);
    ref.reading.names = withoutHome(ref.reading.names);
    if (ref.embedded) {
        ref.reading = {};
        saved.labelsSha256.clear();
        saved.embedded = source.images.tensor();
    } else if (!ref.mnist) {
        saved.sha256 = source.sha256;
        saved.rgb = source.rgb;
        const auto file = absolute(ref.path);
        if (!file) return tl::unexpected(file.error());
        ref.path = withoutHome(file->string());
    }
    return session;
}

Result<void> saveSession(const std::string& path, const Experiment& experiment, const ViewSpec& view,
                         const Source& source) {
    const auto bytes = sessionBytes(path, experiment, view, source);
    if (!bytes) return tl::unexpected(bytes.error());
    return saveFiles({{path, QByteArray::fromStdString(*bytes)}});
}

}  // namespace poolscope
