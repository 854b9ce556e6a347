// SPDX-License-Identifier: GPL-3.0-or-later
// A view in the middle of the window: the panels, or one of the studies.
#pragma once

#include <QWidget>
#include <optional>

#include "app/gui/session/figure_draft.h"

namespace poolscope {

class Page : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    // Nothing while there is nothing to write.
    virtual std::optional<FigureDraft> figureDraft() const = 0;
    // Asks what a figure that was opened asks; what does not belong to this view is passed over.
    virtual void takeChoice(const StudyChoice&) {}
};

}  // namespace poolscope
