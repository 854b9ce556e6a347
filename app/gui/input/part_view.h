// SPDX-License-Identifier: GPL-3.0-or-later
// A large picture with a square frame on it, that the mouse and the keys move and resize.
#pragma once

#include <QImage>
#include <QWidget>

#include "core/tensor/resample.h"

namespace poolscope {

inline constexpr std::int64_t kLeastPart = 16;  // cells on a side of the frame

// The square nearest to `part`, as high as that, that has at least kLeastPart cells on a side and lies in a picture of
// that size; both of its sides have so many.
Crop squareWithin(const Crop& part, const Extent& picture);

class PartView : public QWidget {
    Q_OBJECT

  public:
    // `shown` is the picture of so many cells, made smaller.
    PartView(const QImage& shown, const Extent& cells, QWidget* parent = nullptr);

    const Crop& part() const { return part_; }
    void setPart(const Crop& part);
    // Where a cell begins on the widget.
    QPointF pointOf(const CellRef& cell) const;

  Q_SIGNALS:
    void partChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    enum class Drag { Nothing, Move, Draw };

    QRectF frame() const;
    CellRef cellAt(const QPointF& point) const;
    void moveBy(std::int64_t rows, std::int64_t cols);
    // Around its middle.
    void growBy(std::int64_t cells);
    // So many cells are a pixel of the screen, at least one.
    std::int64_t step() const;

    const QImage shown_;
    const Extent cells_;
    Crop part_;
    Drag drag_ = Drag::Nothing;
    CellRef grip_;  // from the corner of the frame to the pointer; of a frame that is drawn, its first corner
};

}  // namespace poolscope
