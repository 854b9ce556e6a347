// SPDX-License-Identifier: GPL-3.0-or-later
// Words over the foot of a page, or of what is seen of it where it is scrolled: they move nothing there and let the
// mouse through.
#pragma once

#include <QLabel>

namespace poolscope {

class FootNotice : public QLabel {
  public:
    explicit FootNotice(QWidget* page);
    // In type of so many pixels. Without words it goes.
    void say(const QString& words, double pixels);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void place();
};

}  // namespace poolscope
