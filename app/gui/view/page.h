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
    // Why there is nothing, where waiting does not help.
    virtual QString whyNoFigure() const { return {}; }
    // Its part that has the keyboard while nothing else needs it; as a focus proxy it would be a second stop of Tab.
    QWidget* home() const { return home_; }
    // Asks what a figure that was opened asks; what does not belong to this view is passed over.
    virtual void takeChoice(const StudyChoice&) {}

  protected:
    void setHome(QWidget* home) { home_ = home; }

  private:
    QWidget* home_ = nullptr;
};

}  // namespace poolscope
