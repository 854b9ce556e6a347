// SPDX-License-Identifier: GPL-3.0-or-later
// How the user wants figures, remembered from one export to the next; what they show comes from the view.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "app/gui/session/figure_draft.h"

namespace poolscope {

struct ExportChoice {
    FigureOptions look;                            // the parts that do not say what is seen
    bool highlightFocus = true;                    // the window that is pinned
    bool allImages = false;                        // of the experiment on one sheet, where it has several
    std::optional<std::vector<PanelKind>> panels;  // others than those in view
    std::optional<Palette> palette;                // other than the window's
    std::optional<Numbers> numbers;
    QStringList endings{QStringLiteral(".pdf")};
    QString name;  // path without its ending; empty before the first export

    bool operator==(const ExportChoice&) const = default;

    // The same files, looking as that figure does.
    ExportChoice lookingLike(const FigureOptions& figure) const;
    FigureOptions optionsFor(const FigureDraft& draft) const;
    ViewSpec viewFor(const FigureDraft& draft) const;
    // One file for each ending; none without a name.
    QStringList paths() const;
};

// The images that can stand on one sheet instead of the panels of one; 1 where they cannot.
std::int64_t sheetImages(const FigureDraft& draft);

}  // namespace poolscope
