// SPDX-License-Identifier: GPL-3.0-or-later
// The options that every figure takes, and which of the others mean something for what a figure shows.
#pragma once

#include "app/cli/call/option_values.h"
#include "core/session/figure_options.h"

namespace poolscope::cli {

// An animation has the focus on the window at work, is shown on screens, and is never an SVG.
enum class FigureUse { Still, Animation };

// --width, --height, --preset, --font-size, --dpi, --theme, --transparent, --svg-text, --title, --caption.
void declareLook(Arguments& arguments, const std::string& defaultWidth, FigureUse use = FigureUse::Still);
void readLook(OptionValues& values, FigureOptions& options, FigureUse use = FigureUse::Still);
// Nothing of the above is given; `why` tells the user what it needs.
void refuseLook(OptionValues& values, const std::string& why);

void declarePalette(Arguments& arguments);
void readPalette(OptionValues& values, Palette& palette);

// Refuses the options of a figure, and of the pooling, that mean nothing for what this one shows.
void checkOptions(OptionValues& values, const FigureOptions& options);

// What the figure shows, for people: "ties", "a contact sheet".
std::string showsText(const FigureOptions& options);

}  // namespace poolscope::cli
