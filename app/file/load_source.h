// SPDX-License-Identifier: GPL-3.0-or-later
// A source by name -> everything it holds: the embedded MNIST test set, arrays and pictures through core/io.
#pragma once

#include <optional>

#include "app/file/stored_file.h"
#include "core/io/source.h"

namespace poolscope {

// Parses with the file system deciding whether a path with # in it exists as a whole.
Result<SourceRef> parseSource(const std::string& text);

// Takes "FILE", "PATH#NAME" and, for an array in the archive of the images, "#NAME" or "NAME". Errors name the text.
Result<LabelsRef> parseLabels(const std::string& text, const SourceRef& source);
// The text that is taken for these labels again.
std::string toText(const LabelsRef& labels);

// Reads and checks all of it, by the reading of `ref`; a folder as readFolder() does. Labels that the user names have
// to fit; those that are found, in a file beside or in the same archive, are left out with a note when they do not.
// `rgb` gives picture files three channels. A range of images is not yet selected: see chosenImages(). Fails with
// kStopped when it is stopped, between the steps of reading and decoding; a picture is decoded in one step. Of
// Wanted::Chosen and Numbers the source may end with the last image chosen.
Result<Source> loadSource(const SourceRef& ref, bool rgb, const RunControl& run = {}, Wanted wanted = Wanted::Values);

// The same from the file, as readSourceBytes() gives it.
Result<Source> decodeSource(SharedFile bytes, const SourceRef& ref, bool rgb, const RunControl& run = {},
                            Wanted wanted = Wanted::Values);

// The first images of an array that is larger than one array may be, with a note; `ref` names them then. Nothing where
// loadSource() fails for another reason, or the array has too few images to be read in part.
std::optional<Source> firstOfLarge(SourceRef& ref, const RunControl& run = {});

// Numbers as text, the way spreadsheets copy them; `decimalComma` as readPastedCsv() has it. Errors name the line.
Result<Source> readNumbers(const std::string& text, const std::string& name, const Reading& reading, bool decimalComma,
                           const RunControl& run = {});

// 64 hex digits in lower case.
std::string sha256Of(std::span<const std::byte> bytes);

}  // namespace poolscope
