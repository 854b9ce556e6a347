// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/window_controls.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"

namespace poolscope {
namespace {

bool isSquare(const Extent& e) {
    return e.rows == e.cols;
}

// Columns as rows; padding that the command line gave four numbers stays where it can.
void makeSquare(WindowSpec& window) {
    for (Extent* extent : {&window.size, &window.stride, &window.dilation}) extent->cols = extent->rows;
    Padding& padding = window.padding;
    if (padding.left == padding.top) return;
    padding.left = padding.top;
    padding.right = padding.bottom;
}

// Padding as the two numbers the control shows; the command line can say four.
Extent padPair(const Padding& padding) {
    return {padding.top, padding.left};
}

}  // namespace

WindowControls::WindowControls(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addSection(this, tr("WINDOW"));
    addWindow(column);
    addShape(column);
    addPresets(column);
    addEdges(column);
    connect(&session_, &Session::experimentChanged, this, &WindowControls::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &WindowControls::showExperiment);
    connect(&session_, &Session::errorChanged, this, &WindowControls::showError);
    showExperiment();
}

void WindowControls::addWindow(QVBoxLayout* column) {
    const auto pairControl = [](Setting setting, int least) {
        return new PairControl(titleOf(setting), tipOf(setting), least);
    };
    size_ = pairControl(Setting::Size, 1);
    stride_ = pairControl(Setting::Stride, 1);
    padding_ = pairControl(Setting::Pad, 0);
    dilation_ = pairControl(Setting::Dilation, 1);
    dilation_->setSliderTo(6);
    for (PairControl* control : {size_, stride_, padding_, dilation_}) {
        column->addWidget(control);
        connect(control, &PairControl::released, &session_, &Session::endMerge);
    }
    connect(size_, &PairControl::edited, this,
            [this](const Extent& v) { editPair(tr("Size"), QStringLiteral("size"), &WindowSpec::size, v); });
    connect(stride_, &PairControl::edited, this,
            [this](const Extent& v) { editPair(tr("Stride"), QStringLiteral("stride"), &WindowSpec::stride, v); });
    connect(dilation_, &PairControl::edited, this, [this](const Extent& v) {
        editPair(tr("Dilation"), QStringLiteral("dilation"), &WindowSpec::dilation, v);
    });
    connect(padding_, &PairControl::edited, this, [this](const Extent& v) {
        session_.edit(tr("Padding"), QStringLiteral("padding"), [v](Experiment& e) {
            e.window.padding = {PadMode::Explicit, v.rows, v.cols, v.rows, v.cols};
        });
    });
}

void WindowControls::addShape(QVBoxLayout* column) {
    auto* line = new QHBoxLayout;
    square_ = new QCheckBox(tr("square"));
    square_->setChecked(true);
    square_->setToolTip(tr("Rows and columns share one control"));
    ceil_ = checkBox(Setting::Ceil);
    line->addWidget(square_);
    line->addSpacing(8);
    line->addWidget(ceil_);
    line->addStretch();
    column->addLayout(line);
    connect(square_, &QCheckBox::toggled, this, [this](bool on) {
        for (PairControl* control : {size_, stride_, padding_, dilation_}) control->setSquare(on);
        // What is out of sight must not differ from what is shown.
        if (on) session_.edit(tr("Square"), {}, [](Experiment& e) { makeSquare(e.window); });
    });
    connect(ceil_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("Ceil mode"), {}, [on](Experiment& e) { e.window.ceilMode = on; }); });
}

void WindowControls::addPresets(QVBoxLayout* column) {
    presets_ = new Segmented(tr("Presets"), {tr("2/2"), tr("3/2"), tr("3/1"), tr("global")},
                             {tr("Size 2, stride 2"), tr("Size 3, stride 2"), tr("Size 3, stride 1"),
                              tr("One window over the whole image")});
    column->addWidget(labelledControl(tr("Presets"), presets_));
    connect(presets_, &Segmented::chosen, this, [this](int i) {
        if (i == 0) setWindow(tr("Preset 2/2"), {2, 2}, {2, 2});
        if (i == 1) setWindow(tr("Preset 3/2"), {3, 3}, {2, 2});
        if (i == 2) setWindow(tr("Preset 3/1"), {3, 3}, {1, 1});
        if (i == 3 && session_.source()) {
            const Extent all = session_.source()->images->shape.plane();
            setWindow(tr("Preset global"), all, all);
        }
    });
}

void WindowControls::addEdges(QVBoxLayout* column) {
    addHeading(column, tr("EDGES"));
    padMode_ = new ChoiceRow<PadMode>(tr("Padding mode"), choicesOf(wordsFor(PadMode{})));
    column->addWidget(padMode_);
    padValue_ = choiceRow<PadValue>(Setting::PadValue);
    column->addWidget(labelledControl(titleOf(Setting::PadValue), padValue_));
    padMode_->onChosen(this, [this](PadMode mode) {
        session_.edit(tr("Padding mode"), {}, [mode](Experiment& e) { e.window.padding.mode = mode; });
    });
    padValue_->onChosen(this, [this](PadValue value) {
        session_.edit(tr("Pad value"), {}, [value](Experiment& e) { e.pool.padValue = value; });
    });
}

void WindowControls::editPair(const QString& what, const QString& key, Extent WindowSpec::*field, const Extent& value) {
    session_.edit(what, key, [field, value](Experiment& e) { e.window.*field = value; });
}

void WindowControls::setWindow(const QString& what, const Extent& size, const Extent& stride) {
    session_.edit(what, {}, [&](Experiment& e) {
        e.window.size = size;
        e.window.stride = stride;
        e.window.dilation = {1, 1};
    });
}

void WindowControls::showExperiment() {
    const Experiment& e = session_.experiment();
    {
        const QSignalBlocker ceil(ceil_);
        ceil_->setChecked(e.window.ceilMode);
    }
    const Extent pad = padPair(e.window.padding);
    if (!isSquare(e.window.size) || !isSquare(e.window.stride) || !isSquare(e.window.dilation) || !isSquare(pad)) {
        square_->setChecked(false);
    }
    fitSliders();
    size_->setValue(e.window.size);
    stride_->setValue(e.window.stride);
    padding_->setValue(pad);
    padding_->setEnabled(e.window.padding.mode == PadMode::Explicit);
    dilation_->setValue(e.window.dilation);
    padMode_->setValue(e.window.padding.mode);
    padValue_->setValue(e.pool.padValue);
    presets_->setCurrent(presetOf(e.window));
}

// As far as is of use on this image.
void WindowControls::fitSliders() {
    if (!session_.source()) return;
    const Extent plane = session_.source()->images->shape.plane();
    const int most = std::clamp(static_cast<int>(std::min(plane.rows, plane.cols)) / 2, 4, 32);
    size_->setSliderTo(most);
    stride_->setSliderTo(most);
    padding_->setSliderTo(8);
}

// The segment of the preset that is set, -1 for none.
int WindowControls::presetOf(const WindowSpec& window) const {
    const auto is = [&](Extent size, Extent stride) {
        return window.size == size && window.stride == stride && window.dilation == Extent{1, 1};
    };
    if (session_.source() && window.size == session_.source()->images->shape.plane()) return 3;
    return is({2, 2}, {2, 2}) ? 0 : is({3, 3}, {2, 2}) ? 1 : is({3, 3}, {1, 1}) ? 2 : -1;
}

void WindowControls::showError() {
    size_->setError(session_.problemOf("window.size"));
    stride_->setError(session_.problemOf("window.stride"));
    padding_->setError(session_.problemOf("window.padding"));
    dilation_->setError(session_.problemOf("window.dilation"));
}

}  // namespace poolscope
