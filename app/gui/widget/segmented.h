// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons of which one is chosen.
#pragma once

#include <QButtonGroup>
#include <QStringList>
#include <QWidget>

namespace poolscope {

class Segmented : public QWidget {
    Q_OBJECT

  public:
    // `name` is what a screen reader calls the group; `tips` has one entry per button or is empty.
    Segmented(const QString& name, const QStringList& labels, const QStringList& tips = {}, QWidget* parent = nullptr);

    // -1 leaves none chosen. Does not emit.
    void setCurrent(int index);
    int current() const { return group_.checkedId(); }

  Q_SIGNALS:
    void chosen(int index);  // by the user

  private:
    QButtonGroup group_;
};

}  // namespace poolscope
