// SPDX-License-Identifier: GPL-3.0-or-later
// What was measured of images, in words.
#pragma once

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

// Who stands out: "Image 1234, label 7, changes most: 61.0 %, where the median is 40.1 %. 57 of 10000 images lie far
// above the others, beyond 58.3 %." Empty where nothing is defined.
std::string outlierSentence(const ImageStudy& study, const Source& source, ImageMeasure measure);

// How many were compared, as far as it is not all: "10000 of 60000 images, evenly spread, were compared"; else empty.
std::string comparedNote(const CollisionStudy& study);

}  // namespace poolscope
