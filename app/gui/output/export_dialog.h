// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure shows, how it looks and where it goes, with a preview of it.
#pragma once

#include "app/gui/output/figure_dialog.h"

namespace poolscope {

// The formats of figures as they are offered, what prints best first: "PDF, SVG, PNG or TIFF".
QString figureTitles();

class ExportDialog : public FigureDialog {
    Q_OBJECT

  public:
    ExportDialog(const FigureDraft& draft, const ExportChoice& choice, QWidget* parent = nullptr);

    ExportChoice choice() const { return figureChoice(); }

  private:
    Work work() const override;
    QString factsOf(const DrawnFigure& drawn) const override;
};

}  // namespace poolscope
