// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons that stand for values.
#pragma once

#include <algorithm>
#include <vector>

#include "app/gui/widget/segmented.h"

namespace poolscope {

template <class Value>
struct Segment {
    Value value;
    QString label;
    QString tip{};
};

template <class Value>
class SegmentedOf : public Segmented {
  public:
    // `name` is what a screen reader calls the group.
    SegmentedOf(const QString& name, const std::vector<Segment<Value>>& segments, QWidget* parent = nullptr)
        : Segmented(name, column(segments, &Segment<Value>::label), column(segments, &Segment<Value>::tip), parent) {
        for (const Segment<Value>& segment : segments) values_.push_back(segment.value);
    }

    // Does not call what onChosen() named.
    void setValue(const Value& value) {
        const auto found = std::find(values_.begin(), values_.end(), value);
        setCurrent(found == values_.end() ? -1 : static_cast<int>(found - values_.begin()));
    }
    // `use` takes the value that the user chose; it is called no longer than `context` lives.
    template <class Use>
    void onChosen(const QObject* context, Use use) {
        connect(this, &Segmented::chosen, context,
                [values = values_, use](int i) { use(values[static_cast<std::size_t>(i)]); });
    }

  private:
    static QStringList column(const std::vector<Segment<Value>>& segments, QString Segment<Value>::*field) {
        QStringList texts;
        for (const Segment<Value>& segment : segments) texts << segment.*field;
        return texts;
    }

    std::vector<Value> values_;
};

}  // namespace poolscope
