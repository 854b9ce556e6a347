// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/export_choice.h"

namespace poolscope {

FigureOptions ExportChoice::optionsFor(const FigureDraft& draft) const {
    FigureOptions options = look;
    options.kind = draft.options.kind;
    options.study = draft.options.study;
    options.spec.panels = panels && !draft.panels.empty() ? *panels : draft.options.spec.panels;
    options.spec.playback = draft.options.spec.playback;
    options.spec.focus.reset();
    if (highlightFocus) options.spec.focus = draft.options.spec.focus;
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
    for (const QString& ending : endings) paths << name + ending;
    return paths;
}

}  // namespace poolscope
