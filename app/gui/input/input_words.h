// SPDX-License-Identifier: GPL-3.0-or-later
// What sources hold, in words.
#pragma once

#include <QString>

#include "core/base/error.h"
#include "core/io/source.h"

namespace poolscope {

// "60 000 images of 28x28", with its channels "… of 3x32x32"
QString imagesText(const Shape& shape);
// "(60000, 784)"
QString storedText(const std::vector<std::int64_t>& shape);
// "transposed, rows 8–71, columns 0–63, resized to 28x28"; empty where all is as it is stored.
QString readingText(const Reading& reading);
// "Shape (12, 12, 3) was read channels last."
QString sentenceOf(const Note& note);
// "FILE: why"
QString sentenceOf(const Error& error);

}  // namespace poolscope
