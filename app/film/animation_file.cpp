// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/animation_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "app/file/figure_draw.h"
#include "app/file/save_place.h"
#include "app/film/frame_encoder.h"
#include "app/paint/painter.h"

namespace poolscope {
namespace {

using Encoders = std::vector<std::unique_ptr<FrameEncoder>>;

EncoderResult encoderFor(const AnimationTarget& target, const Film& film, const ExportOptions& options,
                         const RunControl& run) {
    const AnimationFormatRow& row = animationFormatRow(target.format);
    const bool opaque = options.background && options.background->a == 255;
    if (opaque || row.mayShowThrough) {
        ExportOptions own = options;
        own.record = target.record;
        return row.encoder(target.path, film, own, run);
    }
    return fail("figure.background",
                std::string(row.one) + " cannot show through: choose a background, WebP or PNG frames");
}

Result<void> checkBytes(qsizetype bytes) {
    if (bytes <= kMostAnimationBytes) return {};
    return fail("figure", "the files of an animation may take " + std::to_string(kMostAnimationBytes >> 20) +
                              " MiB together; choose fewer windows or fewer dots per inch");
}

Result<void> addFrame(const Encoders& encoders, const QImage& image, std::int64_t ticks, const RunControl& run) {
    qsizetype bytes = 0;
    for (const auto& encoder : encoders) {
        if (run.isStopped()) return fail(kStopped, "");
        if (Result<void> ok = encoder->add(image, ticks); !ok) return ok;
        bytes += encoder->bytes();
    }
    return checkBytes(bytes);
}

// Makes the folders that are missing, and takes them away again unless told to keep them.
class MadeFolders {
  public:
    MadeFolders() = default;
    MadeFolders(const MadeFolders&) = delete;
    MadeFolders& operator=(const MadeFolders&) = delete;
    ~MadeFolders() {
        for (auto path = made_.rbegin(); path != made_.rend(); ++path) ::rmdir(path->c_str());
    }

    Result<void> make(const std::string& path) {
        struct stat status {};
        if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return {};
        if (uninterrupted([&path] { return ::mkdir(path.c_str(), 0777); }) != 0) {
            if (errno == ENOENT) return fail(path, "cannot be made: the folder around it is not there");
            if (errno == EEXIST || errno == ENOTDIR) return fail(path, "cannot be made: there is a file in its place");
            return fail(path, "cannot be made: " + std::generic_category().message(errno));
        }
        made_.push_back(path);
        return {};
    }
    void keep() { made_.clear(); }

  private:
    std::vector<std::string> made_;
};

}  // namespace

Result<std::vector<AnimationTarget>> carrying(std::vector<AnimationTarget> targets, const SavedSession& session) {
    for (AnimationTarget& target : targets) {
        auto own = carryingOptions(session, {}, target.path);
        if (!own) return tl::unexpected(own.error());
        target.record = std::move(own->record);
    }
    return targets;
}

qsizetype AnimationFiles::bytes() const {
    qsizetype sum = 0;
    for (const FileToSave& file : files) sum += file.bytes.size();
    return sum;
}

std::optional<AnimationFormat> animationFormat(const std::string& path) {
    const QByteArray name = QByteArray::fromStdString(path).toLower();
    for (const AnimationFormatRow& row : kAnimationFormats) {
        if (name.endsWith(QByteArrayView(row.ending.data(), static_cast<qsizetype>(row.ending.size())))) {
            return row.format;
        }
    }
    return std::nullopt;
}

Result<AnimationFiles> renderAnimation(const Film& film, const std::vector<AnimationTarget>& targets,
                                       const ExportOptions& options, const RunControl& run) {
    Encoders encoders;
    for (const AnimationTarget& target : targets) {
        EncoderResult encoder = encoderFor(target, film, options, run);
        if (!encoder) return tl::unexpected(encoder.error());
        encoders.push_back(*std::move(encoder));
    }
    ScenePainter painter;
    for (std::size_t i = 0; i < film.ticks.size(); ++i) {
        if (run.isStopped()) return fail(kStopped, "");
        const Result<Scene> scene = film.scene(i);
        if (!scene) return tl::unexpected(scene.error());
        const Result<QImage> image = drawImage(*scene, options, &painter);
        if (!image) return tl::unexpected(image.error());
        if (Result<void> ok = addFrame(encoders, *image, film.ticks[i], run); !ok) return tl::unexpected(ok.error());
        run.report(static_cast<double>(i + 1) / static_cast<double>(film.ticks.size()));
    }
    AnimationFiles files;
    for (const auto& encoder : encoders) {
        if (Result<void> ok = encoder->finish(files); !ok) return tl::unexpected(ok.error());
    }
    if (Result<void> ok = checkBytes(files.bytes()); !ok) return tl::unexpected(ok.error());
    if (run.isStopped()) return fail(kStopped, "");
    return files;
}

Result<void> saveAnimation(const AnimationFiles& files) {
    MadeFolders folders;
    for (const std::string& folder : files.folders) {
        if (Result<void> ok = folders.make(folder); !ok) return ok;
    }
    if (Result<void> saved = saveFiles(files.files); !saved) return saved;
    folders.keep();
    return {};
}

Result<void> exportAnimation(const Film& film, const std::vector<AnimationTarget>& targets,
                             const ExportOptions& options, const RunControl& run) {
    const Result<AnimationFiles> files = renderAnimation(film, targets, options, run);
    if (!files) return tl::unexpected(files.error());
    return saveAnimation(*files);
}

}  // namespace poolscope
