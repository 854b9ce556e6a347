// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a number with decimals: both 0.5 and 0,5 are one half, whatever the language has. It shows no separators
// of thousands, and takes none. Unless setDecimals() asks for fewer, a number has all the digits that it needs.
#pragma once

#include <QDoubleSpinBox>
#include <optional>

namespace poolscope {

class NumberBox : public QDoubleSpinBox {
    Q_OBJECT

  public:
    static constexpr int kAllDecimals = 323;  // the most that Qt has

    explicit NumberBox(QWidget* parent = nullptr);

    // By the shortest decimal number that is this one: 0.1, not 0.10000000149.
    void setFloat(float value);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  private:
    QString bare(const QString& text) const;
    bool isSpecial(const QString& bare) const;
    int widthOf(int characters) const;
};

}  // namespace poolscope
