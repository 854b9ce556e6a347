// SPDX-License-Identifier: GPL-3.0-or-later
// One window parameter: a slider beside a spin box, twice when rows and columns differ, and room for what is wrong.
#pragma once

#include <QWidget>

#include "core/tensor/shape.h"

class QLabel;
class QSlider;
class QSpacerItem;
class QSpinBox;

namespace poolscope {

// Width of the names at the left of every control, so that sliders and buttons line up.
inline constexpr int kLabelWidth = 62;

class PairControl : public QWidget {
    Q_OBJECT

  public:
    // The slider covers the range that is useful; the spin box takes any number, legal or not: what is not legal is
    // answered in words, not with a jump to something else.
    PairControl(const QString& name, const QString& tip, int sliderFrom, QWidget* parent = nullptr);

    // Shows values without emitting.
    void setValue(const Extent& value);
    void setSliderTo(int most);
    // Rows and columns share one control, unless they differ.
    void setSquare(bool square);
    // Its name takes no more room than its letters need: controls stand in a row.
    void setNarrow(bool narrow);
    void setError(const QString& message);  // empty: all is well

  Q_SIGNALS:
    void edited(const poolscope::Extent& value);
    void released();  // end of a drag or of typing

  private:
    struct Axis {
        QWidget* row = nullptr;
        QLabel* letter = nullptr;
        QSlider* slider = nullptr;
        QSpinBox* spin = nullptr;
    };
    Axis makeAxis(const QString& letter, const QString& name, const QString& tip, int sliderFrom);
    void onEdit(bool rows, int value);
    bool isOne() const;
    void showAxes();
    void showError();

    Extent value_;
    bool square_ = true;
    QLabel* label_ = nullptr;
    QSpacerItem* beneathLabel_ = nullptr;  // columns stand under rows
    QLabel* error_ = nullptr;
    bool isNarrow_ = false;
    Axis rows_;
    Axis cols_;
};

}  // namespace poolscope
