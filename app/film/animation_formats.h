// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each format that animations are written in. GIF: 256 colours, at most 127 new ones a frame, at most 50
// frames a second. WebP: lossless. Both loop for ever. MP4: H.264 by an `ffmpeg` found in PATH, whose bytes these are.
// Frames: frame-0001.png and so on in a folder.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/paint/figure_record.h"
#include "core/base/enum_table.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/base/word.h"
#include "core/figure/animation.h"

namespace poolscope {

class FrameEncoder;
struct ExportOptions;

enum class AnimationFormat { Gif, WebP, Mp4, Frames };

using EncoderResult = Result<std::unique_ptr<FrameEncoder>>;
// For a film into the file or folder `path`; a file carries the record of the options. Errors name what is wrong:
// "animation.fps", "ffmpeg" or the path.
using MakeEncoder = EncoderResult(const std::string& path, const Film& film, const ExportOptions& options,
                                  const RunControl& run);
MakeEncoder gifEncoder, webpEncoder, mp4Encoder, folderEncoder;  // app/film/gif_encoder.cpp and so on

struct AnimationFormatRow {
    AnimationFormat format = AnimationFormat::Gif;
    std::string_view ending;  // in lower case; a folder's name ends with /
    const char* title = "";   // on a button
    const char* help = "";    // on the command line
    const char* one = "";     // in a sentence
    MakeEncoder* encoder = nullptr;
    bool mayShowThrough = false;  // has no need of a background
};

inline constexpr std::array<AnimationFormatRow, countOf<AnimationFormat>()> kAnimationFormats{{
    {AnimationFormat::Gif, ".gif", TRANSLATABLE("core", "GIF"), "GIF", "a GIF", &gifEncoder, false},
    {AnimationFormat::WebP, ".webp", TRANSLATABLE("core", "WebP"), "WebP (lossless)", "a WebP", &webpEncoder, true},
    {AnimationFormat::Mp4, ".mp4", TRANSLATABLE("core", "MP4"), "MP4 (needs the program ffmpeg)", "an MP4", &mp4Encoder,
     false},
    {AnimationFormat::Frames, "/", TRANSLATABLE("core", "frames"),
     "with a / at the end, a folder of frames, frame-0001.png and so on", "PNG frames", &folderEncoder, true},
}};
static_assert(hasRowForEach(kAnimationFormats, &AnimationFormatRow::format));
// What is written as one file is read again.
static_assert(std::all_of(kAnimationFormats.begin(), kAnimationFormats.end(), [](const AnimationFormatRow& row) {
    const auto reads = [&row](const AnimationCarrier& carrier) { return carrier.ending == row.ending; };
    return row.ending == "/" || std::any_of(kAnimationCarriers.begin(), kAnimationCarriers.end(), reads);
}));

constexpr const AnimationFormatRow& animationFormatRow(AnimationFormat format) {
    return kAnimationFormats[static_cast<std::size_t>(format)];
}

// By the ending of the name, upper or lower case; a name that ends with / is a folder of frames.
std::optional<AnimationFormat> animationFormat(const std::string& path);

}  // namespace poolscope
