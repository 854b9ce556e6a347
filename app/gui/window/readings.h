// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what is open otherwise: "Read as…", the colours of a picture, and the notice of what was guessed, with the
// other reading on a button. Each is one step of undo.
#pragma once

#include <QObject>

#include "app/gui/action/frame.h"

namespace poolscope {

struct Reading;

class Readings : public QObject {
    Q_OBJECT

  public:
    explicit Readings(const Frame& frame);

    void addAction();

    // Asks how, in a dialog.
    void choose();
    void read(const Reading& reading);
    void readColours(bool rgb);

  Q_SIGNALS:
    void finished();  // it is read, or the reason why not is shown

  private:
    void readAs(const Reading& reading, bool rgb);
    void tellNotes();
    bool canRead() const;

    const Frame frame_;
};

}  // namespace poolscope
