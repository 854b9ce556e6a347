// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what is open otherwise: "Read as…", the colours of a picture, a part of it, and the notice of what was
// guessed, with the other reading on a button. Each is one step of undo.
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

#include "app/gui/action/frame.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/io/source.h"

namespace poolscope {

class Readings : public QObject {
    Q_OBJECT

  public:
    explicit Readings(const Frame& frame);

    void addActions();

    // Asks how, in a dialog.
    void choose();
    void read(const Reading& reading);
    void readColours(bool rgb);
    // Asks which part of the picture, in a dialog.
    void choosePart();
    // That part of what is shown now, where there is one, and then that size.
    void shrink(const std::optional<Crop>& part, const std::optional<Extent>& size);

  Q_SIGNALS:
    void finished();  // it is read, or the reason why not is shown

  private:
    using SourcePointer = std::shared_ptr<const Source>;
    using Read = std::function<Result<SourcePointer>(const RunControl&)>;

    void readAs(const Reading& reading, bool rgb, const QString& what);
    void run(const SourceRef& ref, const QString& what, Read read);
    void take(SourceRef ref, const SourcePointer& source, const QString& what);
    // Takes what a note offers, with a way back.
    void readOther(const Reading& reading, const QString& words);
    void tellNotes();
    bool canRead() const;
    bool hasParts() const;

    // What was taken from a note; it is said as long as the source is read so.
    struct WayBack {
        std::string path;
        Reading chosen;
        Reading before;
        QString words;
    };

    const Frame frame_;
    std::optional<WayBack> wayBack_;
};

}  // namespace poolscope
