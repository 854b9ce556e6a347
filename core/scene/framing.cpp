// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scene/framing.h"

#include "core/scene/place.h"
#include "core/scene/words.h"

namespace poolscope {

double fileMargin(const FigureStyle& style) {
    return style.small * 0.8;
}

Scene withMargins(Scene drawing, const FigureStyle& style) {
    const double margin = fileMargin(style);
    Scene scene{{drawing.size.width + 2 * margin, drawing.size.height + 2 * margin}, {}};
    placeScene(scene, std::move(drawing), {margin, margin});
    return scene;
}

Scene framedScene(Scene drawing, const std::string& title, const std::string& caption, const FigureStyle& style) {
    const double margin = fileMargin(style);
    const double width = drawing.size.width;
    const double top = title.empty() ? 0 : style.heading * 2.2;
    Scene scene{{width, top + drawing.size.height}, {}};
    if (!title.empty()) {
        addWords(scene, {margin, margin + style.heading * 0.7}, style.heading * 1.25, {title, style.theme().text, true},
                 width - 2 * margin);
    }
    placeScene(scene, std::move(drawing), {0, top});
    if (caption.empty()) return scene;
    scene.size.height =
        addParagraph(scene, {margin, scene.size.height}, width - 2 * margin, {caption, style.theme().quiet}, style) +
        margin * 0.6;
    return scene;
}

}  // namespace poolscope
