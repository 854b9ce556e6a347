// SPDX-License-Identifier: GPL-3.0-or-later
// A view in the middle of the window: the panels, or one of the studies.
#pragma once

#include <QWidget>
#include <functional>

#include "core/base/error.h"
#include "core/figure/figure_style.h"
#include "core/figure/scene.h"

namespace poolscope {

// Draws for a file. It holds a copy of all it needs, since it runs on a worker.
using FigureMaker = std::function<Result<Scene>(double widthMm, const FigureStyle& style)>;

class Page : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    // What an export of this view writes; empty while there is nothing to write.
    virtual FigureMaker figureMaker() const = 0;
};

}  // namespace poolscope
