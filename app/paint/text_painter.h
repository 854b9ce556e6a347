// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text onto a QPainter, at the same size on every surface. Private to app/paint.
#pragma once

#include <QRawFont>
#include <deque>

#include "app/paint/frame.h"
#include "app/paint/text_layout.h"

namespace poolscope {

class TextPainter {
  public:
    void draw(QPainter& painter, const Frame& frame, const TextMark& mark);

  private:
    struct Resized {
        QRawFont original;
        double pixels = 0;
        QRawFont font;
    };

    const QRawFont& resized(const QRawFont& font, double pixels);
    void drawGlyphs(QPainter& painter, const Frame& frame, const TextLayout::Glyphs& glyphs);

    TextLayout layout_;
    std::deque<Resized> resized_;
};

}  // namespace poolscope
