// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/window_controls.h"

#include <algorithm>

#include "app/gui/side/padding_control.h"
#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"

namespace poolscope {

WindowControls::WindowControls(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), line_(new QBoxLayout(QBoxLayout::TopToBottom, this)) {
    line_->setContentsMargins(0, 0, 0, 0);
    line_->setSpacing(kRowGap);
    size_ = pairControl(Setting::Size, 1, session);
    stride_ = pairControl(Setting::Stride, 1, session);
    padding_ = new PaddingControl(session);
    for (QWidget* control : std::initializer_list<QWidget*>{size_, stride_, padding_}) line_->addWidget(control);
    connect(size_, &PairControl::edited, &session_,
            [this](const Extent& v) { editExtent(session_, Setting::Size, &WindowSpec::size, v); });
    connect(stride_, &PairControl::edited, &session_,
            [this](const Extent& v) { editExtent(session_, Setting::Stride, &WindowSpec::stride, v); });
    connect(&session_, &Session::experimentChanged, this, &WindowControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &WindowControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, [this] {
        size_->setError(session_.problemOf("window.size"));
        stride_->setError(session_.problemOf("window.stride"));
    });
    showExperiment();
}

void WindowControls::setSquare(bool square) {
    for (PairControl* control : {size_, stride_}) control->setSquare(square);
    padding_->setSquare(square);
}

void WindowControls::setDirection(QBoxLayout::Direction direction) {
    const bool row = direction == QBoxLayout::LeftToRight;
    line_->setDirection(direction);
    line_->setSpacing(row ? 8 : kRowGap);
    for (int i = 0; i < line_->count(); ++i) line_->setStretch(i, row ? 1 : 0);
    for (PairControl* control : {size_, stride_}) control->setNarrow(row);
    padding_->setNarrow(row);
}

void WindowControls::showExperiment() {
    const WindowSpec& window = session_.experiment().window;
    fitSliders();
    size_->setValue(window.size);
    stride_->setValue(window.stride);
}

// As far as is of use on this image.
void WindowControls::fitSliders() {
    if (!session_.source()) return;
    const Extent plane = session_.source()->images.shape.plane();
    const int most = std::clamp(static_cast<int>(std::min(plane.rows, plane.cols)) / 2, 4, 32);
    size_->setSliderTo(most);
    stride_->setSliderTo(most);
}

}  // namespace poolscope
