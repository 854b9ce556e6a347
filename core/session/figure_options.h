// SPDX-License-Identifier: GPL-3.0-or-later
// All that a user chooses about a figure beside the experiment and the view: what it shows, and how it looks in a file.
#pragma once

#include <array>

#include "core/figure/animation.h"
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
    FigureSpec spec;                         // of other kinds than Panels the width, the title and the caption count
    bool ownCaption = false;                 // spec.caption is the user's, else the source and the parameters are told
    StudyChoice study;                       // of FigureKind::Study
    std::optional<AnimationSpec> animation;  // of what was written as one
    ThemeName theme = ThemeName::Print;
    std::optional<double> fontSize;  // of body text in points at the final size; nothing: as its preset, or as on paper
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

// Sizes by their use: the width of a column, or a page that is filled, with the type that is read there.
struct FigurePreset {
    std::string_view name;   // on the command line
    std::string_view title;  // for people; empty: the program offers its like by another name
    double widthMm = 0;
    std::optional<double> heightMm{};
    TypeSizes type{};
};
inline constexpr std::array<FigurePreset, 10> kFigurePresets{{{"single-column", "One column", 89},
                                                              {"middle-column", "One and a half columns", 140},
                                                              {"double-column", "Two columns", 183},
                                                              {"elsevier-single", "", 90},
                                                              {"elsevier-middle", "", 140},
                                                              {"elsevier-double", "", 190},
                                                              {"a4", "A4 page", 210, 297, {10, 9, 7}},
                                                              {"slide-4x3", "Slide 4:3", 254, 190.5, {18, 18, 18}},
                                                              {"slide-16x9", "Slide 16:9", 338.67, 190.5, {22, 20, 18}},
                                                              {"poster", "Poster, A0 wide", 841, {}, {34, 30, 24}}}};
// The first with this width and height; null: none.
const FigurePreset* presetOf(const FigureSpec& spec);

}  // namespace poolscope
