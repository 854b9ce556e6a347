// SPDX-License-Identifier: GPL-3.0-or-later
// What one file holds, as stored: an array of any rank. Recognised by content, never by name.
#pragma once

#include "core/io/input_format.h"
#include "core/io/source.h"

namespace poolscope {

// Every format that is read, in the order in which they are tried: pictures, then arrays.
std::vector<const InputFormat*> inputFormats();
// "PNG, JPEG, ..., or one plane of numbers as CSV"
std::string inputTitles(std::span<const InputFormat* const> formats);
// "*.png *.jpg ...", for file dialogs
std::string inputPatterns(std::span<const InputFormat* const> formats);
// The same for all that can be opened: what is read, sessions, and figures.
std::string openPatterns();

struct StoredFile {
    const InputFormat* format = nullptr;
    Array array;  // of a picture its values

    // The format in the output of `poolscope info`.
    std::string formatName() const { return array.format.empty() ? std::string(format->name) : array.format; }
};

// What errors and the user call a source: "MNIST test set", "PATH", "PATH#NAME".
std::string sourceName(const SourceRef& ref);

// The whole file, or the embedded images. Fails with kStopped when it is stopped, as decodeStored() does.
Result<SharedFile> readSourceBytes(const SourceRef& ref, const RunControl& run = {});

// What is to be chosen from: the arrays of an archive that holds several, one of them readable at least. Empty for all
// else, and where `ref` names one.
std::vector<ArchiveMember> arraysToChoose(const Bytes& bytes, const SourceRef& ref);

// Chosen: of the embedded images, which are known to be whole, those up to the last one chosen. Their range is that of
// all, 0 to 255, for the first image has both ends. Numbers: the same without a digest of the file, where nothing that
// is saved will name it.
enum class Wanted { Values, Facts, Chosen, Numbers };

// Reads and checks the whole payload. An NPZ without a member named gives its only array; `rgb` gives a picture three
// channels. Of an array above the limit the images of `ref` are read; where only its facts are wanted, it is looked at
// as a whole and has no values. An array may share the bytes instead of copying them.
Result<StoredFile> decodeStored(const SharedFile& shared, const SourceRef& ref, bool rgb, const RunControl& run = {},
                                Wanted wanted = Wanted::Values);

}  // namespace poolscope
