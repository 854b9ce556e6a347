// SPDX-License-Identifier: GPL-3.0-or-later
// The thread: the one line that leads the window in focus through all panels, from its frame in X to its column, from
// the winner there to its cell of Y, and dashed back to the pixel of dX. In the gaps between the panels stand arrows
// with a word for what happens there, with and without a focus.
#pragma once

#include <span>
#include <vector>

#include "core/thread/detour.h"
#include "core/thread/panel_step.h"
#include "core/thread/placed_panel.h"

namespace poolscope {

// From one panel to the next one that the window in focus passes.
struct ThreadLeg {
    Way path;
    std::optional<Detour> detour{};  // that it takes
    CodeStep step = CodeStep::Patches;
    bool givesBack = false;  // the way of the gradient: dashed
    const char* word = "";
    PanelKind from = PanelKind::Input;
    PanelKind to = PanelKind::Patches;
};

// The legs between the panels that are placed, in the order in which they are passed. Left out are those whose cells
// are not in view, and those that the playback has not come to.
std::vector<ThreadLeg> threadOf(const PanelContext& context, const Links& links, std::span<const PlacedPanel> panels);

// The way from one panel to another that is made from it, with no step between that is in view: a word, and an arrow.
struct PanelArrow {
    PanelKind from = PanelKind::Input;
    PanelKind to = PanelKind::Patches;
    const char* word = "";
    double foot = 0;  // of the panels above the word
    Rect label;       // around the word
    Point tail;
    Point head;
    std::optional<Detour> detour{};  // where the other is not the next in its row
};

std::vector<PanelArrow> arrowsBetween(std::span<const PlacedPanel> panels, const PoolSpec& pool,
                                      const FigureStyle& style);

// Nothing for panels beside each other.
std::optional<Detour> detourOf(std::span<const PanelArrow> arrows, PanelKind from, PanelKind to);

// How far words and arrows reach beneath their row of panels, and to either side of all.
struct ArrowRoom {
    double beneath = 0;
    double beside = 0;
};
ArrowRoom roomOf(std::span<const PanelArrow> arrows, const FigureStyle& style);

// The words, and the arrows where no leg of the thread shows the way.
Scene arrowScene(std::span<const PanelArrow> arrows, std::span<const ThreadLeg> legs, const FigureStyle& style,
                 const Size& size);

Scene threadScene(std::span<const ThreadLeg> legs, const FigureStyle& style, const Size& size);

}  // namespace poolscope
