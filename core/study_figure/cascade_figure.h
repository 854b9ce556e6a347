// SPDX-License-Identifier: GPL-3.0-or-later
// How a cascade looks: levels from left to right; above them the values, beneath the gradient on its way back, and at
// the bottom what each level has kept of the input, put back to where it won.
#pragma once

#include "core/study/cascade.h"
#include "core/study_figure/study_figure.h"
#include "core/window/reach.h"

namespace poolscope {

// The planes of a cascade as colours; made on the worker. Index 0 is x, index k the output of level k-1, counted from
// 0; so are the items of the figure's areas.
struct CascadePictures {
    struct Stage {
        Picture values;
        Picture gradient;
        ValueScale scale;
        ValueScale gradientScale;
        double gradientSum = 0;
        Tensor unpooled;  // of the size of x; empty for x itself and for operations without a winner
        Picture unpooledPicture;
    };
    std::vector<Stage> stages;
    ValueScale scale;  // of x
};

struct CascadeContext {
    const Tensor& x;  // (1, 1, H, W), what the cascade was made of
    const CascadeStudy& study;
    const CascadePictures& pictures;
    const ViewSpec& view;
    const FigureStyle& style;
};

CascadePictures makePictures(const Tensor& x, const CascadeStudy& study, const ValueScale& scale, const ViewSpec& view,
                             const Theme& theme, const std::stop_token& stop = {});

// Areas: Input 0 and Output 1, 2, ...; Gradient 0, 1, ...; Unpooled 1, 2, ... where there are winners.
StudyFigure layoutCascade(const CascadeContext& context, const Size& size);

// The whole figure for a file: `width` in points, as high as it needs to be; with a `height` no higher than that, as
// far as its pictures can still be seen.
Scene composeCascade(const Tensor& x, const CascadeStudy& study, const ValueScale& scale, const ViewSpec& view,
                     double width, const FigureStyle& style, std::optional<double> height = {});

// The cells of every stage that belong to a cell: those it is made of before it, those it ends in after it.
std::vector<CellSet> linkedStages(const CascadeStudy& study, const StudyFocus& focus);

// The cell of the stage before that won, the one that won that one, and so on down to x, as far as it does not lie in
// padding: entry i is of stage - 1 - i. Empty for operations without a winner.
std::vector<CellRef> winnersBelow(const CascadeStudy& study, std::size_t stage, const CellRef& cell);

// What belongs to the focus in every picture, and what is said of it. A focus that names no cell says nothing.
StudyWords cascadeWords(const CascadeContext& context, const StudyFocus& focus);
Scene focusOverlay(const StudyFigure& figure, const CascadeContext& context, const StudyFocus& focus);

}  // namespace poolscope
