// SPDX-License-Identifier: GPL-3.0-or-later
// Text in an SVG as outlines: each glyph is defined once, and used wherever it is seen. Private to app/paint.
#pragma once

#include <map>
#include <string>

#include "app/paint/glyph_outlines.h"
#include "app/paint/text_layout.h"

namespace poolscope {

class SvgGlyphs {
  public:
    // Glyphs as uses of their definitions.
    std::string use(const TextLayout::Glyphs& glyphs);
    // The definitions of all that were used.
    std::string definitions() const;

  private:
    GlyphOutlines outlines_;
    std::map<std::string, std::string> paths_;  // by the name of the glyph, which other figures on a page share
};

}  // namespace poolscope
