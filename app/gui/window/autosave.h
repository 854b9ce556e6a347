// SPDX-License-Identifier: GPL-3.0-or-later
// What would be lost is kept every few seconds while it changes, so that a crash or a power cut costs no more. It goes
// when nothing would be lost any more, and with the window.
#pragma once

#include <QLockFile>
#include <QObject>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "app/gui/session/worker.h"
#include "core/panel/panel.h"

namespace poolscope {

class KeptSession;
class Session;

class Autosave : public QObject {
    Q_OBJECT

  public:
    static constexpr int kEvery = 3000;  // milliseconds

    // Into a file of its own in that folder, which is locked while this lives: another program of the user leaves it.
    // Belongs to the window; what is closed was given up.
    Autosave(Session& session, KeptSession& kept, const QString& folder, QWidget& window, int every = kEvery);
    ~Autosave() override;

    const QString& path() const { return path_; }
    // At once, where it is due.
    void keep();

  private:
    void drop();

    Session& session_;
    KeptSession& kept_;
    QWidget& window_;
    const QString path_;
    QLockFile lock_;
    QTimer timer_;
    // Of what stands in the file; nothing: there is none.
    std::optional<std::int64_t> edition_;
    ViewSpec view_;
    std::unique_ptr<Worker> worker_;
};

}  // namespace poolscope
