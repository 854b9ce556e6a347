// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/number_box.h"

#include <QRegularExpression>
#include <algorithm>
#include <string>

#include "core/base/text.h"

namespace poolscope {
namespace {

// What the field is made for; a longer number is scrolled.
constexpr int kUsual = 12;
constexpr int kLeast = 5;

}  // namespace

NumberBox::NumberBox(QWidget* parent) : QDoubleSpinBox(parent) {
    setDecimals(kAllDecimals);
}

void NumberBox::setFloat(float value) {
    setValue(std::stod(shortestNumber(value)));
}

QString NumberBox::textFromValue(double value) const {
    return QString::fromStdString(plainNumber(value)).replace(QLatin1Char('.'), locale().decimalPoint());
}

// Without what stands around it.
QString NumberBox::bare(const QString& text) const {
    QString number = text;
    if (!prefix().isEmpty() && number.startsWith(prefix())) number.remove(0, prefix().size());
    if (!suffix().isEmpty() && number.endsWith(suffix())) number.chop(suffix().size());
    number = number.trimmed();
    return isSpecial(number) ? number : number.replace(QLatin1Char(','), QLatin1Char('.'));
}

// The least value has a name, which may also be left out.
bool NumberBox::isSpecial(const QString& number) const {
    return !specialValueText().isEmpty() && (number.isEmpty() || number == specialValueText());
}

double NumberBox::valueFromText(const QString& text) const {
    const QString number = bare(text);
    return isSpecial(number) ? minimum() : QLocale::c().toDouble(number);
}

QValidator::State NumberBox::validate(QString& text, int&) const {
    static const QRegularExpression kBegun(QStringLiteral("^[+-]?\\d*(\\.(\\d*))?([eE][+-]?\\d*)?$"));
    const QString point = locale().decimalPoint();
    const QString number = bare(text);
    if (isSpecial(number)) return QValidator::Acceptable;
    text.replace(QLatin1Char('.'), point).replace(QLatin1Char(','), point);
    const auto begun = kBegun.match(number);
    if (!begun.hasMatch() || begun.capturedLength(2) > decimals()) return QValidator::Invalid;
    if (decimals() == 0 && number.contains(QLatin1Char('.'))) return QValidator::Invalid;
    bool whole = false;
    const double value = QLocale::c().toDouble(number, &whole);
    return whole && value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

// With all decimals the smallest of steps from 0 would be too small to be seen.
void NumberBox::stepBy(int steps) {
    if (value() == 0 && stepType() == AdaptiveDecimalStepType) return setValue(steps * singleStep());
    QDoubleSpinBox::stepBy(steps);
}

int NumberBox::widthOf(int characters) const {
    constexpr int kFrame = 16;
    const QString around = prefix() + suffix();
    return fontMetrics().horizontalAdvance(QString(characters, QLatin1Char('0')) + around) + kFrame;
}

QSize NumberBox::sizeHint() const {
    const QSize hint = QDoubleSpinBox::sizeHint();
    return {std::min(hint.width(), widthOf(kUsual)), hint.height()};
}

QSize NumberBox::minimumSizeHint() const {
    const QSize hint = QDoubleSpinBox::minimumSizeHint();
    return {std::min(hint.width(), widthOf(kLeast)), hint.height()};
}

}  // namespace poolscope
