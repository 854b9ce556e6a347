// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/padding_control.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <limits>

#include "app/gui/side/parameter_controls.h"
#include "app/gui/widget/control_rows.h"

namespace poolscope {
namespace {

constexpr int kSide = 36;  // pixels wide
constexpr int kMostOfSlider = 8;

constexpr std::array kSides{&Padding::top, &Padding::left, &Padding::bottom, &Padding::right};

}  // namespace

PaddingControl::PaddingControl(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    QVBoxLayout* column = addColumn(this);
    column->setSpacing(0);
    pair_ = pairControl(Setting::Pad, 0, session);
    pair_->setSliderTo(kMostOfSlider);
    column->addWidget(pair_);
    column->addWidget(makeSides());
    word_ = new QLabel;
    wordRow_ = labelledControl(titleOf(Setting::Pad), word_);
    column->addWidget(wordRow_);
    problem_ = addProblem(column);
    connect(pair_, &PairControl::edited, this, [this](const Extent& v) {
        edit([v](Padding& padding) { padding = {PadMode::Explicit, v.rows, v.cols, v.rows, v.cols}; });
    });
    connect(&session_, &Session::experimentChanged, this, &PaddingControl::showExperiment);
    connect(&session_, &Session::errorChanged, this, &PaddingControl::showError);
    showExperiment();
}

QWidget* PaddingControl::makeSides() {
    auto* boxes = new QWidget;
    auto* line = new QHBoxLayout(boxes);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(3);
    const std::array<std::pair<QString, QString>, 4> words{{{tr("Padding (top)"), tr("Rows above the image")},
                                                            {tr("Padding (left)"), tr("Columns left of the image")},
                                                            {tr("Padding (bottom)"), tr("Rows below the image")},
                                                            {tr("Padding (right)"), tr("Columns right of the image")}}};
    for (std::size_t i = 0; i < kSides.size(); ++i) {
        auto* box = new QSpinBox;
        box->setRange(-99, std::numeric_limits<int>::max());
        box->setFixedWidth(kSide);
        box->setKeyboardTracking(false);
        box->setAccessibleName(words[i].first);
        box->setToolTip(words[i].second);
        boxes_[i] = box;
        line->addWidget(box);
        connect(box, &QSpinBox::valueChanged, this, [this, side = kSides[i]](int value) {
            edit([side, value](Padding& padding) { padding.*side = value; });
        });
        connect(box, &QSpinBox::editingFinished, &session_, &Session::endMerge);
    }
    line->addStretch();
    sides_ = labelledControl(titleOf(Setting::Pad), boxes);
    return sides_;
}

void PaddingControl::edit(const std::function<void(Padding&)>& change) {
    session_.edit(titleOf(Setting::Pad), QStringLiteral("padding"),
                  [&change](Experiment& e) { change(e.window.padding); });
}

void PaddingControl::setSquare(bool square) {
    pair_->setSquare(square);
}

void PaddingControl::setNarrow(bool narrow) {
    pair_->setNarrow(narrow);
    for (QWidget* row : {sides_, wordRow_}) setNarrowName(*row->findChild<QLabel*>(), narrow);
}

// The four stay while one of them is being typed into.
void PaddingControl::showExperiment() {
    const Padding& padding = session_.experiment().window.padding;
    const bool said = padding.mode == PadMode::Explicit;
    const bool even = padding.top == padding.bottom && padding.left == padding.right;
    const bool typing = sides_->isAncestorOf(QApplication::focusWidget());
    const bool four = said && (!even || typing);
    sides_->setVisible(four);
    pair_->setVisible(said && !four);
    wordRow_->setVisible(!said);
    pair_->setValue(padPair(padding));
    for (std::size_t i = 0; i < kSides.size(); ++i) {
        const QSignalBlocker blocker(boxes_[i]);
        boxes_[i]->setValue(static_cast<int>(padding.*kSides[i]));
    }
    for (const auto& [mode, title, tip] : choicesOf(wordsFor(PadMode{}))) {
        if (mode != padding.mode) continue;
        word_->setText(title);
        word_->setToolTip(tip);
    }
    showError();
}

void PaddingControl::showError() {
    const QString problem = session_.problemOf("window.padding");
    pair_->setError(problem);
    showProblem(problem_, pair_->isHidden() ? problem : QString());
}

}  // namespace poolscope
