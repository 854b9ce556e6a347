// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text: shaped, fitted into their width and placed, the same for every surface. Private to app/paint.
#pragma once

#include <QGlyphRun>
#include <QString>
#include <map>
#include <tuple>
#include <vector>

#include "core/scene/scene.h"

namespace poolscope {

// Text is always shaped at this size in pixels, without hinted advances, and scaled afterwards: QFont knows whole
// pixels only, and a width that depended on the surface would move labels between the screen and the files.
inline constexpr int kEm = 64;

// Shapes every word and sign once.
class TextLayout {
  public:
    struct Run {
        QString text;
        Colour colour;
        bool bold = false;
        bool subscript = false;
    };
    // What is left of a mark after fitting it into its width; in points.
    struct Line {
        std::vector<Run> runs;
        double size = 0;  // of the font
        double width = 0;
        double baseline = 0;  // its y

        double sizeOf(const Run& run) const;
        double dropOf(const Run& run) const;  // below the baseline
    };
    // Glyphs of one font and one colour, at kEm pixels, to be scaled to `size` points around `at`.
    struct Glyphs {
        QGlyphRun run;
        Point at;
        double size = 0;
        Colour colour;
    };

    Line fit(const TextMark& mark);
    std::vector<Glyphs> place(const TextMark& mark);

  private:
    // Glyphs at kEm pixels on a baseline at y = 0.
    struct Shaped {
        std::vector<QGlyphRun> runs;
        double advance = 0;
    };

    const Shaped& shapePart(const QString& part, FontFace face, bool bold);
    Shaped shape(const Run& run, FontFace face);
    static void append(Shaped& shaped, const Shaped& more, double dy);
    Line fitWidth(const TextMark& mark);
    double widthOf(const std::vector<Run>& runs, FontFace face, double size);
    static std::vector<Run> first(std::vector<Run> runs, qsizetype count);
    static std::vector<Run> cut(const std::vector<Run>& runs, qsizetype count);
    std::vector<Run> elide(const std::vector<Run>& runs, FontFace face, double size, double maxWidth);

    std::map<std::tuple<QString, FontFace, bool>, Shaped> parts_;
};

}  // namespace poolscope
