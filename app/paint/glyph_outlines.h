// SPDX-License-Identifier: GPL-3.0-or-later
// The outlines of glyphs, at kEm pixels, unhinted. Private to app/paint.
#pragma once

#include <QPainterPath>
#include <QRawFont>
#include <deque>

namespace poolscope {

// The outlines of a font change by the last bit once glyphs were drawn with it, so each font is loaded again, for its
// outlines alone.
class GlyphOutlines {
  public:
    QPainterPath of(const QRawFont& font, quint32 glyph);

  private:
    struct Font {
        QRawFont original;
        QRawFont outlines;
    };

    Font& fontFor(const QRawFont& font);

    std::deque<Font> fonts_;
};

}  // namespace poolscope
