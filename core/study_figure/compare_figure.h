// SPDX-License-Identifier: GPL-3.0-or-later
// How a comparison looks: the input large at the left, each contender's output and, with it, its gradient.
#pragma once

#include "core/study/compare.h"
#include "core/study_figure/study_figure.h"

namespace poolscope {

// The planes of a comparison as colours; made on the worker. Items are comparands.
struct ComparePictures {
    struct Card {
        Picture y;
        Picture dx;
        ValueScale scale;          // that of x, unless y goes beyond it
        ValueScale gradientScale;  // where all contenders have the same windows, of all of them
    };
    Picture x;
    ValueScale scale;  // of x
    std::vector<Card> cards;
    // Gradients can be compared where windows are the same; of CompareBy::Windows each has a scale of its own.
    std::optional<ValueScale> gradientScale;
};

ComparePictures makePictures(const CompareStudy& study, const ValueScale& scale, const ViewSpec& view,
                             const Theme& theme, const std::stop_token& stop = {});

struct CompareContext {
    const CompareStudy& study;
    const ComparePictures& pictures;
    const ViewSpec& view;
    const FigureStyle& style;
};

// Areas: Input 0, then Output and Gradient of every comparand that is possible.
StudyFigure layoutCompare(const CompareContext& context, const Size& size);

// The whole figure for a file: `width` in points, as high as it needs to be; with a `height` no higher than that, as
// far as its pictures can still be seen.
Scene composeCompare(const CompareStudy& study, const ValueScale& scale, const ViewSpec& view, double width,
                     const FigureStyle& style, std::optional<double> height = {});

// What belongs to the focus in every picture, and what is said of it. A focus that names no cell says nothing.
StudyWords compareWords(const CompareContext& context, const StudyFocus& focus);
Scene focusOverlay(const StudyFigure& figure, const CompareContext& context, const StudyFocus& focus);

}  // namespace poolscope
