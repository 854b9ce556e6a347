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
    std::optional<std::size_t> columns;  // of a sheet; nothing: as many as the pictures allow
    double widthMm = 183;
    std::optional<double> heightMm;    // of a page that is filled; nothing: the height follows
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
// Errors name "figure.width" or "figure.height".
Result<void> checkSize(const FigureSpec& spec);
// The error of a size that "leaves no room for" something, followed by how to help it: it names the height of a page,
// else the width.
tl::unexpected<Error> noRoom(const FigureSpec& spec, const std::string& rest);
// In points.
inline std::optional<double> pageHeight(const FigureSpec& spec) {
    return spec.heightMm ? std::optional(*spec.heightMm * kPointsPerMm) : std::nullopt;
}

// Sizes of type at the final size, in points.
struct TypeSizes {
    double body = 7;   // and headings
    double small = 6;  // shapes, legends, captions
    double least = 5;  // numbers in cells that are smaller are left out, and no word is made smaller

    TypeSizes scaled(double by) const { return {body * by, small * by, least * by}; }
    bool operator==(const TypeSizes&) const = default;
};
// What journals ask for, 5 to 7 points, up to the width of a page; larger in proportion above that.
TypeSizes paperType(double widthMm);

// Type and lines for files; the theme and view come from the user. Lines, marks and gaps are shares of the type.
FigureStyle printStyle(ThemeName theme, const TypeSizes& type);
// On paper. `fontSize` is that of body text.
FigureStyle printStyle(ThemeName theme, double widthMm, std::optional<double> fontSize = {});

// How the numbers in cells came out.
struct ShownNumbers {
    std::vector<PanelKind> without;  // panels that would have them, were their cells larger
    std::vector<PanelKind> small;    // panels where they were asked for and are smaller than the least type
    double smallest = 0;             // of those, in points
};

// The panels that have too many cells for the numbers that the view asks for.
std::vector<PanelKind> panelsWithoutNumbers(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& spec);

// Errors name "figure.width", "figure.height", "figure.focus", "figure.playback" or "figure.panels". `numbers` (may be
// null) is told how those in cells came out.
Result<Scene> composeFigure(const Evaluation& evaluation, const ViewSpec& view, const FigureSpec& spec,
                            const FigureStyle& style, ShownNumbers* numbers = nullptr);

// The same from pictures that are ready; how far the algorithm is shown is for them to say, not for `spec`. With a
// `page` X_col shows the page on which the column of that window stands: pages do not move while the focus does.
Result<Scene> composeFigure(const Evaluation& evaluation, const Pictures& pictures, const ViewSpec& view,
                            const FigureSpec& spec, const FigureStyle& style, const std::optional<CellRef>& page = {});

// The parameters, each in words: "max", "size 2x2", "stride 2x2"; the operation is the first.
std::vector<std::string> parameterParts(const Experiment& experiment);
// In one line: "max, size 2x2, stride 2x2".
std::string parameterText(const Experiment& experiment);

}  // namespace poolscope
