// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing made ready for a file: its margins, its title and its caption.
#pragma once

#include <optional>
#include <string>

#include "core/scene/figure_style.h"
#include "core/scene/scene.h"

namespace poolscope {

// From here on no word is drawn smaller than the least type of the style: what does not fit then is cut.
void keepReadable(Scene& scene, const FigureStyle& style);

// What a file leaves free around a drawing.
double fileMargin(const FigureStyle& style);
// A drawing with those margins around it.
Scene withMargins(Scene drawing, const FigureStyle& style);
// Each may be empty; a caption takes as many lines as it needs.
struct FrameWords {
    std::string title;
    std::string caption;
};
// A drawing that has its margins, under a title and above a caption. On a page of this height it stands in the middle
// between them; one that is too high makes the page higher. All words are kept readable.
Scene framedScene(Scene drawing, const FrameWords& words, const FigureStyle& style, std::optional<double> height = {});

}  // namespace poolscope
