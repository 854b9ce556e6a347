// SPDX-License-Identifier: GPL-3.0-or-later
// A view in the middle of the window: the panels, or one of the studies.
#pragma once

#include <QWidget>
#include <functional>
#include <optional>

#include "app/file/figure_draw.h"
#include "app/gui/session/evaluator.h"
#include "core/base/run_control.h"

namespace poolscope {

// A view as a figure, as it stands now. `draw` holds a copy of all it needs, since it runs on a worker.
struct FigureDraft {
    ViewSpec view;
    FigureOptions options;          // what is seen; how it looks in a file is for the user to say
    std::vector<PanelKind> panels;  // that can be drawn; none for a study
    std::shared_ptr<const Rendered> rendered;
    std::function<Result<DrawnFigure>(const ViewSpec&, const FigureOptions&, const RunControl&)> draw;
};

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
