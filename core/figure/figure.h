// SPDX-License-Identifier: GPL-3.0-or-later
// Several panels composed into one figure for a file.
#pragma once

#include <string>
#include <vector>

#include "core/panel/panel.h"

namespace poolscope {

// One row, in more only where its panels would be too narrow for their words; two columns; as many as stay readable at
// this width.
enum class FigureLayout { Row, Grid, Flow };

struct FigureSpec {
    std::vector<PanelKind> panels{PanelKind::Input, PanelKind::Patches, PanelKind::Output, PanelKind::Gradient};
    FigureLayout layout = FigureLayout::Flow;
    double widthMm = 183;              // the height follows
    std::optional<CellRef> focus;      // output cell to highlight
    bool thread = true;                // led through the panels, where there is a focus
    std::optional<Playback> playback;  // how far the algorithm is shown; nothing: all of it
    std::string title;
    std::string caption;  // beneath, in small type
    std::string note;     // beneath that: what is happening, in a frame of an animation

    bool operator==(const FigureSpec&) const = default;
};

inline constexpr double kPointsPerMm = 72.0 / 25.4;
inline constexpr double kLeastWidthMm = 20;
inline constexpr double kMostWidthMm = 2000;
// Errors name "figure.width".
Result<void> checkWidth(double widthMm);

// Sizes of type and lines for print; the theme and view come from the user. `fontSize` is that of body text, in points.
FigureStyle printStyle(ThemeName theme, double widthMm, std::optional<double> fontSize = {});

// The panels that have too many cells for the numbers that the view asks for.
std::vector<PanelKind> panelsWithoutNumbers(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& spec);

// Errors name "figure.width", "figure.focus", "figure.playback" or "figure.panels".
Result<Scene> composeFigure(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& spec,
                            const FigureStyle& style);

// The same from pictures that are ready; how far the algorithm is shown is for them to say, not for `spec`. With a
// `page` X_col shows the page on which the column of that window stands: pages do not move while the focus does.
Result<Scene> composeFigure(const Evaluation& evaluation, const Pictures& pictures, const ViewSpec& view,
                            const FigureSpec& spec, const FigureStyle& style, const std::optional<CellRef>& page = {});

// The parameters in one line: "max, size 2x2, stride 2x2".
std::string parameterText(const Experiment& experiment);

}  // namespace poolscope
