// SPDX-License-Identifier: GPL-3.0-or-later
// A source by name -> everything it holds: the embedded MNIST test set, arrays and pictures through core/io.
#pragma once

#include "core/io/source.h"

namespace poolscope {

// Parses with the file system deciding whether a path with # in it exists as a whole.
Result<SourceRef> parseSource(const std::string& text);

// Reads and checks all of it. An IDX image file finds its labels beside it (a label file that does not fit is an
// error); `rgb` gives picture files three channels. Images are not yet selected: see chosenImages(). Fails with
// kStopped when it is stopped.
Result<Source> loadSource(const SourceRef& ref, bool rgb, const RunControl& run = {});

// The same from the bytes of the file, as readBytes() gives them.
Result<Source> decodeSource(Bytes bytes, const SourceRef& ref, bool rgb, const RunControl& run = {});

// One plane of numbers as text, the way spreadsheets copy them. Errors name the line.
Result<Source> readNumbers(std::string_view text, const std::string& name, const RunControl& run = {});

// 64 hex digits in lower case.
std::string sha256Of(const Bytes& bytes);

// One label per image from an IDX or NPY file; fails when their number is not that of the images.
Result<std::vector<int>> readLabels(const std::string& path, std::int64_t images);

}  // namespace poolscope
