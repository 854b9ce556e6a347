// SPDX-License-Identifier: GPL-3.0-or-later
// A small line over one cell to type its value into.
#pragma once

#include <QLineEdit>
#include <functional>

namespace poolscope {

class CellEditor : public QLineEdit {
    Q_OBJECT

  public:
    explicit CellEditor(QWidget* parent);

    // Shows itself over `cell`; `accept` is called once with a number when Return is pressed. Escape or leaving closes
    // it.
    void edit(const QRect& cell, float value, const QString& name, std::function<void(float)> accept);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void commit();
    void close();

    std::function<void(float)> accept_;
};

}  // namespace poolscope
