// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a number with decimals: both 0.5 and 0,5 are one half, whatever the language has. It shows no separators
// of thousands, and takes none.
#pragma once

#include <QDoubleSpinBox>

namespace poolscope {

class NumberBox : public QDoubleSpinBox {
  public:
    using QDoubleSpinBox::QDoubleSpinBox;

    QValidator::State validate(QString& text, int& position) const override {
        const QString point = locale().decimalPoint();
        text.replace(QLatin1Char('.'), point).replace(QLatin1Char(','), point);
        return QDoubleSpinBox::validate(text, position);
    }
};

}  // namespace poolscope
