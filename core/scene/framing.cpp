// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/framing.h"

#include "core/scene/place.h"
#include "core/scene/words.h"

namespace poolscope {

void keepReadable(Scene& scene, const FigureStyle& style) {
    for (Mark& mark : scene.marks) {
        if (auto* text = std::get_if<TextMark>(&mark)) text->least = style.leastNumber;
    }
}

double fileMargin(const FigureStyle& style) {
    return style.small * 0.8;
}

Scene withMargins(Scene drawing, const FigureStyle& style) {
    const double margin = fileMargin(style);
    Scene scene{{drawing.size.width + 2 * margin, drawing.size.height + 2 * margin}, {}};
    placeScene(scene, std::move(drawing), {margin, margin});
    return scene;
}

Scene framedScene(Scene drawing, const FrameWords& words, const FigureStyle& style, std::optional<double> height) {
    const auto& [title, caption] = words;
    const double margin = fileMargin(style);
    const double width = drawing.size.width;
    Scene scene{{width, drawing.size.height}, {}};
    double top = addTitle(scene, {margin, margin}, width - 2 * margin, title, style);
    scene.size.height += top;
    if (height) {
        Scene measured;
        const double beneath =
            caption.empty() ? 0
                            : addParagraph(measured, {0, 0}, width - 2 * margin, {caption, {}}, style) + margin * 0.6;
        const double spare = std::max(0.0, *height - scene.size.height - beneath);
        top += spare / 2;
        scene.size.height += spare;
    }
    placeScene(scene, std::move(drawing), {0, top});
    if (!caption.empty()) {
        scene.size.height = addParagraph(scene, {margin, scene.size.height}, width - 2 * margin,
                                         {caption, style.theme().quiet}, style) +
                            margin * 0.6;
    }
    keepReadable(scene, style);
    return scene;
}

}  // namespace poolscope
