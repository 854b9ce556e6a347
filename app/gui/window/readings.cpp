// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/readings.h"

#include <QAction>

#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/input/input_words.h"
#include "app/gui/input/read_again.h"
#include "app/gui/input/read_as_dialog.h"
#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "app/gui/widget/choice_row.h"

namespace poolscope {
namespace {

using SourcePointer = std::shared_ptr<const Source>;

void take(Session& session, SourceRef ref, const SourcePointer& source) {
    const bool asMany = session.source() && session.source()->count() == source->count();
    if (!asMany) ref.images.reset();
    session.open(source, ref, asMany ? session.experiment().images : ImageRange{0, 0}, Readings::tr("Read as"));
}

}  // namespace

Readings::Readings(const Frame& frame) : QObject(&frame.window), frame_(frame) {
    connect(&frame_.session, &Session::sourceChanged, this, &Readings::tellNotes);
}

void Readings::addAction() {
    QAction* action = frame_.actions.add({QStringLiteral("file.readAs"),
                                          tr("&Read as…"),
                                          tr("Choose channels, rows, labels and turn of what is open"),
                                          {},
                                          Actions::kFile},
                                         this, [this] { choose(); });
    const auto enable = [this, action] { action->setEnabled(canRead()); };
    connect(&frame_.session, &Session::sourceChanged, action, enable);
    enable();
}

bool Readings::canRead() const {
    const Session& session = frame_.session;
    return session.source() && canReadAgain(session.experiment().source, *session.source());
}

void Readings::choose() {
    if (!canRead()) return;
    Session& session = frame_.session;
    auto* dialog = new ReadAsDialog(session.experiment().source, session.source(), &frame_.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        frame_.notices.clear();
        take(frame_.session, dialog->ref(), dialog->read());
        Q_EMIT finished();
    });
    dialog->open();
}

void Readings::read(const Reading& reading) {
    if (canRead()) readAs(reading, frame_.session.source()->rgb);
}

void Readings::readColours(bool rgb) {
    if (canRead()) readAs(frame_.session.experiment().source.reading, rgb);
}

void Readings::readAs(const Reading& reading, bool rgb) {
    SourceRef ref = frame_.session.experiment().source;
    ref.reading = reading;
    frame_.opening.run<SourcePointer>(
        ref.path,
        [ref, source = frame_.session.source(), rgb](const RunControl& run) {
            return readAgain(ref, *source, rgb, run);
        },
        [this, ref](const Result<SourcePointer>& source) {
            if (source) {
                frame_.notices.clear();
                take(frame_.session, ref, *source);
            } else {
                frame_.notices.refuse(source.error());
            }
            Q_EMIT finished();
        });
}

// It follows the source, so that it comes back with undo and with a session.
void Readings::tellNotes() {
    QStringList words;
    std::vector<NoticeButton> buttons;
    const SourcePointer& source = frame_.session.source();
    for (const Note& note : source ? source->notes : std::vector<Note>{}) {
        words << sentenceOf(note);
        if (!note.other || !canRead()) continue;
        buttons.push_back(
            {translated(note.other->button.c_str()), [this, reading = note.other->reading] { read(reading); }});
    }
    if (!words.isEmpty() && canRead()) buttons.push_back({tr("Read as…"), [this] { choose(); }});
    frame_.notices.tell(words.join(QLatin1Char('\n')), std::move(buttons));
}

}  // namespace poolscope
