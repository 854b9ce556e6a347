// SPDX-License-Identifier: GPL-3.0-or-later
// How a measure is spread over the images, and which part of it is looked at: a range that is dragged.
#pragma once

#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "app/gui/session/session.h"
#include "core/study/ink.h"

namespace poolscope {

class MeasureHistogram : public QWidget {
    Q_OBJECT

  public:
    explicit MeasureHistogram(Session& session, QWidget* parent = nullptr);

    // Values that are NaN are in no bar, and in no range. A range stays as it was chosen, also where no value is in it.
    void setValues(const std::vector<double>& values, std::function<QString(double)> text);
    // From where to where; nothing: everything, what is not defined included.
    const std::optional<ValueScale>& range() const { return range_; }
    void setRange(std::optional<ValueScale> range);
    QSize sizeHint() const override { return {240, 58}; }
    QSize minimumSizeHint() const override { return {140, 58}; }
    // Where a value stands, at the ends one that is beyond them; for tests and for the hand.
    int xOf(double value) const;
    // The words beneath the bars: the ends of the axis, and those of a range at its marks.
    struct AxisWord {
        QString text;
        QRect rect;
        bool ofRange = false;
    };
    std::vector<AxisWord> axisWords(const QFontMetrics& metrics) const;

  Q_SIGNALS:
    void rangeChanged();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    enum class End { Low, High };

    double valueAt(int x) const;
    void drag(int x);
    bool takesKey(const QKeyEvent& event) const;
    void describe();

    Session& session_;
    Histogram bars_;  // none where nothing is defined
    std::function<QString(double)> text_;
    std::optional<ValueScale> range_;
    std::optional<double> from_;  // where a range is being drawn from; nothing: an end is moved
    End end_ = End::Low;
};

}  // namespace poolscope
