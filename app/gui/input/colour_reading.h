// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with their colours, as the window opens them. For workers; knows no widget.
#pragma once

#include <QImage>

#include "core/base/run_control.h"
#include "core/io/source.h"

namespace poolscope {

// As decodeSource() does; a picture has three channels where it has colours. Where those would be above the limits it
// is read in grey, with a note.
Result<Source> decodeInColour(SharedFile bytes, const SourceRef& ref, const RunControl& run);

// The same of what was pasted or dropped.
Source sourceOf(const QImage& image, const std::string& name);

// Red, green and blue as one plane, as pictures are read in grey.
Source inGrey(const Source& source);

}  // namespace poolscope
