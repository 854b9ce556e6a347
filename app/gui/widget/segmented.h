// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons of which one is chosen, or several rows below each other.
#pragma once

#include <QButtonGroup>
#include <QStringList>
#include <QWidget>

class QGridLayout;

namespace poolscope {

class Segmented : public QWidget {
    Q_OBJECT

  public:
    // `name` is what a screen reader calls the group; `tips` has one entry per button or is empty.
    Segmented(const QString& name, const QStringList& labels, const QStringList& tips = {}, QWidget* parent = nullptr);

    // Where one row does not fit, rows of so many buttons.
    void setWrap(int columns);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    // -1 leaves none chosen. Does not emit.
    void setCurrent(int index);
    int current() const { return group_.checkedId(); }

  Q_SIGNALS:
    void chosen(int index);  // by the user

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    int widthOf(int columns) const;
    void arrange(int columns);

    QGridLayout* rows_;
    QButtonGroup group_;
    int columns_ = 0;  // as they stand
    int wrap_ = 0;
};

}  // namespace poolscope
