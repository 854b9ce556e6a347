// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session/export_choice.h"

#include "core/figure/tile_sheet.h"

namespace poolscope {
namespace {

// Of the panels those that a tile may show; input and output when there is none of them.
void asSheet(FigureOptions& options) {
    options.kind = FigureKind::Sheet;
    options.spec.focus.reset();
    options.spec.thread = FigureSpec{}.thread;
    options.spec.playback.reset();
    std::vector<PanelKind>& panels = options.spec.panels;
    std::erase_if(panels, [](PanelKind kind) { return !isTilePanel(kind); });
    if (panels.empty()) panels = {PanelKind::Input, PanelKind::Output};
}

}  // namespace

std::int64_t sheetImages(const FigureDraft& draft) {
    return draft.options.kind == FigureKind::Panels ? draft.rendered->evaluation.experiment.images.count() : 1;
}

ExportChoice ExportChoice::lookingLike(const FigureOptions& figure) const {
    ExportChoice choice;
    choice.look = figure;
    choice.look.animation.reset();
    choice.highlightFocus = highlightFocus;
    choice.allImages = allImages;
    choice.endings = endings;
    choice.name = name;
    if (figure.kind == FigureKind::Panels) {
        choice.panels = figure.spec.panels;
        choice.highlightFocus = figure.spec.focus.has_value();
    }
    return choice;
}

FigureOptions ExportChoice::optionsFor(const FigureDraft& draft) const {
    FigureOptions options = look;
    options.kind = draft.options.kind;
    options.study = draft.options.study;
    options.spec.panels = panels && !draft.panels.empty() ? *panels : draft.options.spec.panels;
    options.spec.playback = draft.options.spec.playback;
    options.spec.focus.reset();
    if (highlightFocus) options.spec.focus = draft.options.spec.focus;
    if (allImages && sheetImages(draft) > 1) asSheet(options);
    return options;
}

ViewSpec ExportChoice::viewFor(const FigureDraft& draft) const {
    ViewSpec view = draft.view;
    if (palette) view.palette = *palette;
    if (numbers) view.numbers = *numbers;
    return view;
}

QStringList ExportChoice::paths() const {
    QStringList paths;
    if (name.isEmpty()) return paths;
    for (const QString& ending : endings) paths << name + ending;
    return paths;
}

}  // namespace poolscope
