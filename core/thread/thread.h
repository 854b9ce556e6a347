// SPDX-License-Identifier: GPL-3.0-or-later
// The thread: the one line that leads the window in focus through all panels, from its frame in X to its column, from
// the winner there to its cell of Y, and dashed back to the pixel of dX. In the gaps between the panels stand arrows
// with a word for what happens there, with and without a focus.
#pragma once

#include <span>
#include <vector>

#include "core/scene/curve.h"
#include "core/thread/panel_step.h"
#include "core/thread/placed_panel.h"

namespace poolscope {

// From one panel to the next one that the window in focus passes.
struct ThreadLeg {
    Cubic path;
    CodeStep step = CodeStep::Patches;
    bool givesBack = false;  // the way of the gradient: dashed
    const char* word = "";
    PanelKind from = PanelKind::Input;
    PanelKind to = PanelKind::Patches;
};

// The legs between the panels that are placed, in the order in which they are passed. Left out are those whose cells
// are not in view, and those that the playback has not come to.
std::vector<ThreadLeg> threadOf(const PanelContext& context, const Links& links, std::span<const PlacedPanel> panels);

// The way from one panel to the one beside or beneath it, which is made from it: a word, and a short arrow.
struct PanelArrow {
    PanelKind from = PanelKind::Input;
    PanelKind to = PanelKind::Patches;
    const char* word = "";
    Rect label;  // around the word
    Point tail;
    Point head;
    bool breaksRow = false;  // from the end of a row to the start of the next
};

std::vector<PanelArrow> arrowsBetween(std::span<const PlacedPanel> panels, const PoolSpec& pool,
                                      const FigureStyle& style);
// How far a word reaches beneath its panels.
double wordReach(const FigureStyle& style);

// The words, and the arrows where no leg of the thread shows the way.
Scene arrowScene(std::span<const PanelArrow> arrows, std::span<const ThreadLeg> legs, const FigureStyle& style,
                 const Size& size);

Scene threadScene(std::span<const ThreadLeg> legs, const FigureStyle& style, const Size& size);

}  // namespace poolscope
