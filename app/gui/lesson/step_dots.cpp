// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lesson/step_dots.h"

#include <QPainter>

#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr int kPitch = 22;
constexpr double kRadius = 4.5;
constexpr double kRadiusNow = 7;

}  // namespace

StepDots::StepDots(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StepDots::setStep(std::size_t at, std::size_t steps) {
    at_ = at;
    steps_ = steps;
    setAccessibleName(tr("Step %1 of %2").arg(at + 1).arg(steps));
    updateGeometry();
    update();
}

void StepDots::setTheme(ThemeName name) {
    theme_ = name;
    update();
}

QSize StepDots::sizeHint() const {
    return {kPitch * static_cast<int>(std::max<std::size_t>(1, steps_)), kPitch};
}

void StepDots::paintEvent(QPaintEvent*) {
    const Theme& t = themeNamed(theme_);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = height() / 2.0;
    const auto x = [](std::size_t step) { return kPitch * (static_cast<double>(step) + 0.5); };
    for (std::size_t step = 0; step < steps_; ++step) {
        const QColor colour = toQt(step <= at_ ? t.primary : t.line);
        const double radius = step == at_ ? kRadiusNow : kRadius;
        if (step > 0) {
            painter.setPen(QPen(colour, 2));
            painter.drawLine(QPointF(x(step - 1) + kRadiusNow, y), QPointF(x(step) - kRadiusNow, y));
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(x(step), y), radius, radius);
    }
}

}  // namespace poolscope
