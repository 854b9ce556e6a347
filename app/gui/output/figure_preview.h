// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as it will be in a file, fitted into the room there is.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "app/file/figure_draw.h"
#include "app/paint/painter.h"

namespace poolscope {

class FigurePreview : public QWidget {
    Q_OBJECT

  public:
    explicit FigurePreview(QWidget* parent = nullptr);

    void show(const DrawnFigure& figure);
    void clear();
    const std::optional<DrawnFigure>& figure() const { return figure_; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QImage drawn() const;

    std::optional<DrawnFigure> figure_;
    QImage picture_;  // empty when it has to be painted anew
};

}  // namespace poolscope
