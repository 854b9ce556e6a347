// SPDX-License-Identifier: GPL-3.0-or-later
// One table of colour roles for the light, dark and print themes; the window and the figures both draw from it.
#pragma once

#include <array>

#include "core/scene/colour.h"

namespace poolscope {

enum class ThemeName { Light, Dark, Print };

struct Theme {
    Colour desk;  // behind the cards
    Colour sidebar;
    Colour card;
    Colour line;  // borders of cards and controls
    Colour text;
    Colour quiet;        // second-rank text, at least 4.5:1 on card and sidebar
    Colour control;      // face of a button
    Colour hover;        // the same under the mouse
    Colour primary;      // chosen button, slider knob, links
    Colour onPrimary;    // text on it
    Colour window;       // outline of a window, its thread, winner and tie marks; nothing else
    Colour windowSoft;   // ground of the thread's words
    Colour primarySoft;  // tint of a line that is in focus
    Colour error;
    Colour padding;  // face of padding cells
    Colour hatch;    // lines over padding and uncovered cells
    Colour notANumber;
    // Hue of each place in a window, in order, then again from the first. Neighbours in a row and in windows of three
    // columns differ; none is the window's own.
    std::array<Colour, 11> slots;
};

const Theme& themeNamed(ThemeName name);

inline const Colour& slotColour(const Theme& t, std::int64_t tap) {
    return t.slots[static_cast<std::size_t>(tap) % t.slots.size()];
}

}  // namespace poolscope
