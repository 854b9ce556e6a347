// SPDX-License-Identifier: GPL-3.0-or-later
// What is open, read otherwise: from its file, or from the text that was pasted. For workers; knows no widget.
#pragma once

#include "core/io/source.h"

namespace poolscope {

// Numbers that somebody copied, as the language of the desktop has them.
Result<Source> readPasted(const std::string& text, const std::string& name, const Reading& reading,
                          const RunControl& run);

// What was drawn, or pasted as a picture, is in no form that could be read otherwise.
bool canReadAgain(const SourceRef& ref, const Source& source);

// By the reading of `ref`. Fails as loadSource() does, and where there is no image.
Result<std::shared_ptr<const Source>> readAgain(const SourceRef& ref, const Source& source, bool rgb,
                                                const RunControl& run);

}  // namespace poolscope
