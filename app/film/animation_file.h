// SPDX-License-Identifier: GPL-3.0-or-later
// Film -> GIF, WebP, MP4 or a folder of numbered PNG frames, the same bytes every time.
#pragma once

#include <string>
#include <vector>

#include "app/file/save_file.h"
#include "app/file/session_io.h"
#include "app/film/animation_formats.h"
#include "app/paint/export.h"
#include "core/base/run_control.h"
#include "core/figure/animation.h"

namespace poolscope {

struct AnimationTarget {
    std::string path;
    AnimationFormat format = AnimationFormat::Gif;
    std::string record{};  // that the file carries; see carrying()
};
// With the record of the session in each, which names a source beside a file from there.
Result<std::vector<AnimationTarget>> carrying(std::vector<AnimationTarget> targets, const SavedSession& session);

// All files of a call wait in memory until they are saved.
inline constexpr qsizetype kMostAnimationBytes = qsizetype{512} << 20;

struct AnimationFiles {
    std::vector<FileToSave> files;
    std::vector<std::string> folders;  // made when they are not there

    qsizetype bytes() const;
};

// Every frame is drawn once and goes into all targets; the record of `options` is not used. Nothing is written but what
// ffmpeg writes into a temporary folder. Fails with where = "figure", "figure.background", "dpi", "animation.fps", a
// path, "ffmpeg" or kStopped.
Result<AnimationFiles> renderAnimation(const Film& film, const std::vector<AnimationTarget>& targets,
                                       const ExportOptions& options, const RunControl& run = {});

// Writes all files or none; on an error no folder is left that was not there before.
Result<void> saveAnimation(const AnimationFiles& files);

// Renders and saves: the whole of an export. Nothing is written when it is stopped before the last frame is done.
Result<void> exportAnimation(const Film& film, const std::vector<AnimationTarget>& targets,
                             const ExportOptions& options, const RunControl& run = {});

}  // namespace poolscope
