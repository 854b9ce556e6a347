// SPDX-License-Identifier: GPL-3.0-or-later
// What was measured of images, in words.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/io/source.h"
#include "core/study/collisions.h"
#include "core/study/image_study.h"

namespace poolscope {

// "61.0 %" of shares, "33.8" of others, "not defined" for NaN.
std::string measureText(ImageMeasure measure, double value);

// "image 1234, label 7", as the file counts it; `image` is its place in the source.
std::string imageName(const Source& source, std::int64_t image);
// The same in short: "1234 · 7".
std::string shortImageName(const Source& source, std::int64_t image);

// Who stands out: "Image 1234, label 7, changes most: 61.0 %, where the median is 40.1 %. 57 of 10,000 images lie far
// above the others, beyond 58.3 %." In ascending order it is the one that changes least. Where `some` are given, places
// in the study in the order in which they are shown, it is of these alone, and says so. Empty where nothing is defined.
std::string outlierSentence(const ImageStudy& study, const Source& source, ImageMeasure measure, bool ascending = false,
                            std::optional<std::span<const std::int64_t>> some = {});

// How many were compared, as far as it is not all: "10,000 of 60,000 images, evenly spread, were compared"; else empty.
std::string comparedNote(const CollisionStudy& study);

}  // namespace poolscope
