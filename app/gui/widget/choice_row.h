// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons of which each stands for a value.
#pragma once

#include <QCoreApplication>
#include <algorithm>
#include <functional>
#include <span>
#include <vector>

#include "app/gui/widget/segmented.h"
#include "core/base/word.h"

namespace poolscope {

// A text that core marks as TRANSLATABLE("core", ...).
inline QString translated(const char* text) {
    return QCoreApplication::translate("core", text);
}

template <class Value>
struct Choice {
    Value value;
    QString title;
    QString tip{};
};

template <class Value>
std::vector<Choice<Value>> choicesOf(std::span<const Word<Value>> words) {
    std::vector<Choice<Value>> choices;
    for (const Word<Value>& word : words) {
        choices.push_back({word.value, translated(word.title), *word.tip ? translated(word.tip) : QString()});
    }
    return choices;
}

template <class Value>
class ChoiceRow : public Segmented {
  public:
    ChoiceRow(const QString& name, const std::vector<Choice<Value>>& choices, QWidget* parent = nullptr)
        : Segmented(name, column(choices, &Choice<Value>::title), column(choices, &Choice<Value>::tip), parent) {
        for (const Choice<Value>& choice : choices) values_.push_back(choice.value);
    }

    // No button is chosen for a value that none stands for. Does not call what onChosen() is given.
    void setValue(const Value& value) {
        const auto found = std::find(values_.begin(), values_.end(), value);
        setCurrent(found == values_.end() ? -1 : static_cast<int>(found - values_.begin()));
    }
    // That of the chosen button; there must be one.
    Value value() const { return values_.at(static_cast<std::size_t>(current())); }
    // By the user; for as long as `context` lives.
    void onChosen(QObject* context, const std::function<void(const Value&)>& choose) {
        connect(this, &Segmented::chosen, context,
                [this, choose](int i) { choose(values_[static_cast<std::size_t>(i)]); });
    }

  private:
    static QStringList column(const std::vector<Choice<Value>>& choices, QString Choice<Value>::*field) {
        QStringList texts;
        for (const Choice<Value>& choice : choices) texts << choice.*field;
        return texts;
    }

    std::vector<Value> values_;
};

}  // namespace poolscope
