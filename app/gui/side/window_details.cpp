// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/window_details.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"

namespace poolscope {
namespace {

bool isSquare(const Extent& e) {
    return e.rows == e.cols;
}

bool isEven(const Padding& p) {
    return p.mode != PadMode::Explicit || (p.top == p.bottom && p.left == p.right);
}

// Columns as rows; padding of four numbers stays where it can.
void makeSquare(WindowSpec& window) {
    for (Extent* extent : {&window.size, &window.stride, &window.dilation}) extent->cols = extent->rows;
    Padding& padding = window.padding;
    padding.left = padding.top;
    padding.right = padding.bottom;
}

}  // namespace

WindowDetails::WindowDetails(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    addPresets(column);
    addShape(column);
    addEdges(column);
    connect(&session_, &Session::experimentChanged, this, &WindowDetails::showExperiment);
    connect(&session_, &Session::sourceChanged, this, &WindowDetails::showExperiment);
    connect(&session_, &Session::errorChanged, this,
            [this] { dilation_->setError(session_.problemOf("window.dilation")); });
    showExperiment();
}

void WindowDetails::addPresets(QVBoxLayout* column) {
    presets_ = new Segmented(tr("Presets"), {tr("2/2"), tr("3/2"), tr("3/1"), tr("global")},
                             {tr("Size 2, stride 2"), tr("Size 3, stride 2"), tr("Size 3, stride 1"),
                              tr("One window over the whole image")});
    column->addWidget(labelledControl(tr("Presets"), presets_));
    connect(presets_, &Segmented::chosen, this, [this](int i) {
        if (i == 0) setWindow(tr("Preset 2/2"), {2, 2}, {2, 2});
        if (i == 1) setWindow(tr("Preset 3/2"), {3, 3}, {2, 2});
        if (i == 2) setWindow(tr("Preset 3/1"), {3, 3}, {1, 1});
        if (i == 3 && session_.source()) {
            const Extent all = session_.source()->images.shape.plane();
            setWindow(tr("Preset global"), all, all);
        }
    });
}

void WindowDetails::addShape(QVBoxLayout* column) {
    dilation_ = pairControl(Setting::Dilation, 1, session_);
    dilation_->setSliderTo(6);
    column->addWidget(dilation_);
    connect(dilation_, &PairControl::edited, &session_,
            [this](const Extent& v) { editExtent(session_, Setting::Dilation, &WindowSpec::dilation, v); });
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
        dilation_->setSquare(on);
        Q_EMIT squareChanged(on);
        // What is out of sight must not differ from what is shown.
        if (on) session_.edit(tr("Square"), {}, [](Experiment& e) { makeSquare(e.window); });
    });
    connect(ceil_, &QCheckBox::toggled, this,
            [this](bool on) { session_.edit(tr("Ceil mode"), {}, [on](Experiment& e) { e.window.ceilMode = on; }); });
}

void WindowDetails::addEdges(QVBoxLayout* column) {
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

void WindowDetails::setWindow(const QString& what, const Extent& size, const Extent& stride) {
    session_.edit(what, {}, [&](Experiment& e) {
        e.window.size = size;
        e.window.stride = stride;
        e.window.dilation = {1, 1};
    });
}

void WindowDetails::showExperiment() {
    const Experiment& e = session_.experiment();
    {
        const QSignalBlocker ceil(ceil_);
        ceil_->setChecked(e.window.ceilMode);
    }
    const WindowSpec& w = e.window;
    const Extent ends{w.padding.bottom, w.padding.right};
    const bool square = isSquare(w.size) && isSquare(w.stride) && isSquare(w.dilation) &&
                        isSquare(padPair(w.padding)) && isSquare(ends);
    const bool turnedUneven = w.padding != shownPadding_ && !isEven(w.padding);
    shownPadding_ = w.padding;
    if (!square || turnedUneven) square_->setChecked(false);
    dilation_->setValue(w.dilation);
    padMode_->setValue(w.padding.mode);
    padValue_->setValue(e.pool.padValue);
    presets_->setCurrent(presetOf(w));
}

// The segment of the preset that is set, -1 for none.
int WindowDetails::presetOf(const WindowSpec& window) const {
    const auto is = [&](Extent size, Extent stride) {
        return window.size == size && window.stride == stride && window.dilation == Extent{1, 1};
    };
    const bool all = session_.source() && window.size == session_.source()->images.shape.plane();
    if (all && window.dilation == Extent{1, 1}) return 3;
    return is({2, 2}, {2, 2}) ? 0 : is({3, 3}, {2, 2}) ? 1 : is({3, 3}, {1, 1}) ? 2 : -1;
}

}  // namespace poolscope
