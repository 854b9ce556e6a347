// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a folder, or several by name, as a source: they are a batch.
#pragma once

#include "core/io/source.h"

namespace poolscope {

bool isFolder(const SourceRef& ref);

// The pictures of the folder in natural order of their names, and those of the folders in it, whose names are their
// labels: whole numbers themselves, other names by their place among them, from 0 on, which a note says and which are
// then what the labels stand for. A file labels.txt is passed over: it names labels. Each picture is read by the
// reading of `ref`. Of the pictures the commonest size stays, as many as are within kMaxArrayValues; what is left out,
// hidden files and links among it, is counted in notes. `sha256` is of the names and contents of the pictures. The
// labels that `ref` may name are not read.
Result<Source> readFolder(const SourceRef& ref, bool rgb, const RunControl& run);

// The same of these files, in their order and without labels; `name` is what the source is called.
Result<Source> readPictures(const std::vector<std::string>& paths, const std::string& name, bool rgb,
                            const RunControl& run);

}  // namespace poolscope
