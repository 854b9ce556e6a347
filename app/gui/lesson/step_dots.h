// SPDX-License-Identifier: GPL-3.0-or-later
// How far a lesson is: a dot for each step.
#pragma once

#include <QWidget>

#include "core/scene/theme.h"

namespace poolscope {

class StepDots : public QWidget {
  public:
    explicit StepDots(QWidget* parent = nullptr);

    // Of so many, this one is shown.
    void setStep(std::size_t at, std::size_t steps);
    void setTheme(ThemeName name);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::size_t at_ = 0;
    std::size_t steps_ = 0;
    ThemeName theme_ = ThemeName::Light;
};

}  // namespace poolscope
