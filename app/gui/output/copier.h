// SPDX-License-Identifier: GPL-3.0-or-later
// The way to the clipboard: what is copied is made in the background, and of several copies only the latest goes there.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <functional>

#include "app/gui/action/frame.h"
#include "app/gui/session/worker.h"

namespace poolscope {

// What is empty does not go there.
struct ClipboardContent {
    QByteArray png;
    QByteArray svg;
    QImage image;  // of the PNG
    QString text;
};

class Copier : public QObject {
    Q_OBJECT

  public:
    explicit Copier(const Frame& frame);

    // `make` runs on a worker; `done` is said when its content is on the clipboard.
    void copy(std::function<Result<ClipboardContent>(const RunControl&)> make, const QString& done);
    void refuse(const QString& message);

  Q_SIGNALS:
    void copied(bool success);  // or the reason why not is shown

  private:
    Notices& notices_;
    Worker worker_{EarlierWork::Dropped};
};

}  // namespace poolscope
