// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/readings.h"

#include <QAction>
#include <algorithm>
#include <array>

#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/input/colour_reading.h"
#include "app/gui/input/input_words.h"
#include "app/gui/input/part_dialog.h"
#include "app/gui/input/read_again.h"
#include "app/gui/input/read_as_dialog.h"
#include "app/gui/session/session.h"
#include "app/gui/session/worker.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/window/changed_setting.h"

namespace poolscope {
namespace {

// Windows of a few cells are not seen in a picture with more than that on a side.
constexpr std::int64_t kLargePicture = 256;
constexpr std::array<std::int64_t, 2> kSmallSides{28, 64};

Extent planeOf(const Source& source) {
    return source.images.shape.plane();
}

bool isPhotograph(const Source& source) {
    return source.picture && std::max(planeOf(source).rows, planeOf(source).cols) > kLargePicture;
}

// What is in no file has its values alone.
std::shared_ptr<const Source> shrunk(const Source& source, const std::string& name, const std::optional<Crop>& part,
                                     const std::optional<Extent>& size) {
    Source small = source;
    small.name = name;
    small.pasted.clear();
    small.notes.clear();
    const auto whole = source.images.tensor();
    Tensor images = part ? cropped(*whole, *part) : *whole;
    small.setImages(size ? areaAveraged(images, *size) : std::move(images));
    return std::make_shared<const Source>(std::move(small));
}

}  // namespace

Readings::Readings(const Frame& frame) : QObject(&frame.window), frame_(frame) {
    for (const auto change : {&Session::sourceChanged, &Session::adjustmentChanged}) {
        connect(&frame_.session, change, this, &Readings::tellNotes);
    }
}

void Readings::addActions() {
    QAction* read = frame_.actions.add({QStringLiteral("file.readAs"),
                                        tr("Rea&d as…"),
                                        tr("Choose channels, rows, part, size and labels of what is open"),
                                        {},
                                        Actions::kFile},
                                       this, [this] { choose(); });
    QAction* part = frame_.actions.add({QStringLiteral("file.part"),
                                        tr("Look at a &part…"),
                                        tr("Choose a square of the picture with a frame"),
                                        {},
                                        Actions::kFile},
                                       this, [this] { choosePart(); });
    const auto enable = [this, read, part] {
        read->setEnabled(canRead());
        part->setEnabled(hasParts());
    };
    connect(&frame_.session, &Session::sourceChanged, this, enable);
    enable();
}

bool Readings::canRead() const {
    const Session& session = frame_.session;
    return session.source() && canReadAgain(session.experiment().source, *session.source());
}

bool Readings::hasParts() const {
    const SourcePointer& source = frame_.session.source();
    return source && std::min(planeOf(*source).rows, planeOf(*source).cols) > kLeastPart;
}

void Readings::choose() {
    if (!canRead()) return;
    Session& session = frame_.session;
    auto* dialog = new ReadAsDialog(session.experiment().source, session.source(), &frame_.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        frame_.notices.clear();
        take(dialog->ref(), dialog->read(), tr("Read as"));
        Q_EMIT finished();
    });
    dialog->open();
}

void Readings::choosePart() {
    if (!hasParts()) return;
    const Session& session = frame_.session;
    auto* dialog = new PartDialog(session.source(), session.experiment().images.first, &frame_.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { shrink(dialog->part(), dialog->size()); });
    dialog->open();
}

// A part of a part is one part; what was made smaller before is taken as it is.
void Readings::shrink(const std::optional<Crop>& part, const std::optional<Extent>& size) {
    SourceRef ref = frame_.session.experiment().source;
    const QString what = part ? tr("Look at a part") : tr("Shrink");
    if (canRead() && !(part && ref.reading.resize)) {
        Reading reading = ref.reading;
        if (part) {
            const CellRef first = reading.crop ? reading.crop->first : CellRef{};
            reading.crop = Crop{{first.row + part->first.row, first.col + part->first.col}, part->size};
        }
        reading.resize = size;
        return readAs(reading, frame_.session.source()->rgb, what);
    }
    ref = {};
    ref.embedded = true;
    ref.path = frame_.session.source()->name + (part ? ", part" : ", shrunk");
    run(ref, what, [painted = frame_.session.painted(), name = ref.path, part, size](const RunControl&) {
        const SourcePointer source = written(painted).source;
        return Result<SourcePointer>(shrunk(*source, name, part, size));
    });
}

void Readings::read(const Reading& reading) {
    if (canRead()) readAs(reading, frame_.session.source()->rgb, tr("Read as"));
}

void Readings::readOther(const Reading& reading, const QString& words) {
    const SourceRef& ref = frame_.session.experiment().source;
    wayBack_ = {ref.path, reading, ref.reading, words};
    read(reading);
}

void Readings::readColours(bool rgb) {
    const SourcePointer& source = frame_.session.source();
    const QString what = tr("Colour channels");
    if (canRead()) return readAs(frame_.session.experiment().source.reading, rgb, what);
    if (!source || rgb || !source->rgb) return;
    run(frame_.session.experiment().source, what, [source](const RunControl&) -> Result<SourcePointer> {
        return std::make_shared<const Source>(inGrey(*source));
    });
}

void Readings::readAs(const Reading& reading, bool rgb, const QString& what) {
    SourceRef ref = frame_.session.experiment().source;
    ref.reading = reading;
    run(ref, what, [ref, source = frame_.session.source(), rgb](const RunControl& control) {
        return readAgain(ref, *source, rgb, control);
    });
}

void Readings::run(const SourceRef& ref, const QString& what, Read read) {
    frame_.opening.run<SourcePointer>(
        ref.path, std::move(read),
        [this, ref, what, index = frame_.session.undoStack().index()](const Result<SourcePointer>& source) {
            if (index != frame_.session.undoStack().index()) {
                // The user has gone on; what came late would take away what could be redone.
                frame_.notices.say(tr("%1: given up, since something else was changed or undone.").arg(what), 8000);
            } else if (source) {
                frame_.notices.clear();
                take(ref, *source, what);
            } else {
                frame_.notices.refuse(source.error());
            }
            Q_EMIT finished();
        });
}

void Readings::take(SourceRef ref, const SourcePointer& source, const QString& what) {
    Session& session = frame_.session;
    const bool asMany = session.source() && session.source()->count() == source->count();
    // A list says which images there are at all, and was taken already.
    if (!asMany && ref.images && !ref.images->isList()) ref.images.reset();
    const ImageRange images = asMany ? session.experiment().images : ImageRange{0, 0};
    session.readAgain(source, ref, images, what);
}

// It follows the source, so that it comes back with undo and with a session.
void Readings::tellNotes() {
    QStringList words;
    std::vector<NoticeButton> buttons;
    const SourcePointer& source = frame_.session.source();
    if (frame_.session.adjustment()) words << changedSettingText(frame_.session);
    if (const auto& aside = frame_.session.gradientAside()) {
        const Extent size = aside->gradient.given->shape.plane();
        words
            << tr("The gradient of %1x%2 cells stands aside: it does not fit the output, and ones are sent instead. It "
                  "comes back with an output of its shape.")
                   .arg(size.rows)
                   .arg(size.cols);
    }
    const bool adjusted = !words.isEmpty();
    for (const Note& note : source ? source->notes : std::vector<Note>{}) {
        words << sentenceOf(note);
        if (!note.other || !canRead()) continue;
        const QString other = translated(note.other->button.c_str());
        buttons.push_back({other, [this, reading = note.other->reading, other] { readOther(reading, other); }});
    }
    const SourceRef& ref = frame_.session.experiment().source;
    if (source && wayBack_ && buttons.empty() && ref.path == wayBack_->path && ref.reading == wayBack_->chosen) {
        words << tr("“%1” was chosen.").arg(wayBack_->words);
        buttons.push_back({tr("Read as before"), [this, reading = wayBack_->before] { read(reading); }});
    }
    if (source && source->rgb) {
        words << tr("X and Y show the planes red, green and blue together.");
        buttons.push_back({tr("Read as grey"), [this] { readColours(false); }});
    }
    if (source && isPhotograph(*source)) {
        const Extent size = planeOf(*source);
        words << tr("%1x%2 pixels: zoom with Ctrl and the wheel, look at a part, or shrink the picture.")
                     .arg(size.rows)
                     .arg(size.cols);
        buttons.push_back({tr("Look at a part…"), [this] { choosePart(); }});
        for (const std::int64_t side : kSmallSides) {
            buttons.push_back({tr("Shrink to %1x%1").arg(side), [this, side] { shrink({}, Extent{side, side}); }});
        }
    } else if (words.size() > (adjusted ? 1 : 0) && canRead()) {
        buttons.push_back({tr("Read as…"), [this] { choose(); }});
    }
    frame_.notices.tell(words.join(QLatin1Char('\n')), std::move(buttons));
}

}  // namespace poolscope
