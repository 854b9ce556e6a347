// SPDX-License-Identifier: GPL-3.0-or-later
// All that a user chooses about a figure beside the experiment and the view: what it shows, and how it looks in a file.
#pragma once

#include <array>

#include "core/figure/figure.h"
#include "core/study/study_kinds.h"

namespace poolscope {

enum class FigureKind {
    Panels,  // of one plane
    Sheet,   // all images in small
    Study    // what a study found
};

struct FigureOptions {
    FigureKind kind = FigureKind::Panels;
    FigureSpec spec;          // of other kinds than Panels the width, the title and the caption count
    bool ownCaption = false;  // spec.caption is the user's, else the source and the parameters are told
    StudyChoice study;        // of FigureKind::Study
    ThemeName theme = ThemeName::Print;
    std::optional<double> fontSize;  // of body text in points at the final size; nothing: 7.5 up to a page's width
    bool transparent = false;        // else the theme's card is the background
    double dpi = 300;                // PNG
    bool editableText = false;       // SVG: text stays text

    bool operator==(const FigureOptions&) const = default;
};

inline constexpr double kLeastFontSize = 3;
inline constexpr double kMostFontSize = 144;

// The style of the options. Errors name "figure.font" or "figure.width".
Result<FigureStyle> styleOf(const FigureOptions& options);

// The options by themselves as JSON, for a program that remembers them; errors as those of parseSession().
std::string figureText(const FigureOptions& options);
Result<FigureOptions> parseFigureText(std::string_view text);

// Widths by their use.
struct FigurePreset {
    std::string_view name;   // on the command line
    std::string_view title;  // for people
    double widthMm = 0;
};
inline constexpr std::array<FigurePreset, 9> kFigurePresets{{{"single-column", "Nature, one column", 89},
                                                             {"double-column", "Nature, two columns", 183},
                                                             {"elsevier-single", "Elsevier, one column", 90},
                                                             {"elsevier-middle", "Elsevier, one and a half", 140},
                                                             {"elsevier-double", "Elsevier, two columns", 190},
                                                             {"a4", "A4 page", 210},
                                                             {"slide-4x3", "Slide 4:3", 254},
                                                             {"slide-16x9", "Slide 16:9", 338.67},
                                                             {"poster", "Poster, A0", 841}}};

}  // namespace poolscope
