// SPDX-License-Identifier: GPL-3.0-or-later
// Controls with the names and tips that the table of parameters has for them.
#pragma once

#include <QCheckBox>
#include <QFile>

#include "app/gui/session/session.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/pair_control.h"
#include "core/experiment/experiment_words.h"
#include "core/experiment/parameters.h"

namespace poolscope {

inline QString titleOf(Setting setting) {
    return translated(parameterOf(setting).title);
}

inline QString tipOf(Setting setting) {
    return translated(parameterOf(setting).tip);
}

template <class Value>
QString titleOfValue(Value value) {
    for (const Word<Value>& word : wordsFor(Value{})) {
        if (word.value == value) return translated(word.title);
    }
    return {};
}

// What the gradient is, by its file where it has one.
inline QString upstreamTitle(const GradientSpec& gradient) {
    return gradient.file.empty() ? titleOfValue(gradient.kind) : QFile::decodeName(gradient.file.c_str());
}

// What a screen reader and the mouse are told of a control that has its label beside it.
inline void nameBy(QWidget* control, Setting setting) {
    control->setAccessibleName(titleOf(setting));
    control->setToolTip(tipOf(setting));
}

inline QCheckBox* checkBox(Setting setting) {
    auto* box = new QCheckBox(titleOf(setting));
    box->setToolTip(tipOf(setting));
    return box;
}

// A button for each word of the enumeration.
template <class Value>
ChoiceRow<Value>* choiceRow(Setting setting) {
    return new ChoiceRow<Value>(titleOf(setting), choicesOf(wordsFor(Value{})));
}

// What is edited until it is released is one step.
inline PairControl* pairControl(Setting setting, int least, Session& session) {
    auto* control = new PairControl(titleOf(setting), tipOf(setting), least);
    QObject::connect(control, &PairControl::released, &session, &Session::endMerge);
    return control;
}

inline void editExtent(Session& session, Setting setting, Extent WindowSpec::*field, const Extent& value) {
    session.edit(titleOf(setting), QString::fromStdString(std::string(parameterOf(setting).word)),
                 [field, value](Experiment& e) { e.window.*field = value; });
}

// Padding as the two numbers that its control shows; the command line can say four.
inline Extent padPair(const Padding& padding) {
    return {padding.top, padding.left};
}

}  // namespace poolscope
