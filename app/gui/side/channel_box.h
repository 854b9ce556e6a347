// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace poolscope {

// A channel by its number, or by its name where the channels have some.
class ChannelBox : public QSpinBox {
    Q_OBJECT

  public:
    using QSpinBox::QSpinBox;

    void setNames(const QStringList& names);

  protected:
    QString textFromValue(int value) const override;
    int valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& at) const override;

  private:
    QStringList names_;
};

}  // namespace poolscope
