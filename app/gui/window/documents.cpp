// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/documents.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "app/file/load_source.h"
#include "app/file/picture_folder.h"
#include "app/file/session_io.h"
#include "app/file/stored_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/action/recent_menu.h"
#include "app/gui/input/array_dialog.h"
#include "app/gui/input/colour_reading.h"
#include "app/gui/input/read_again.h"
#include "app/gui/lesson/lesson_desk.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/session/worker.h"
#include "app/gui/study/pages.h"
#include "app/gui/view/page.h"
#include "app/gui/window/kept_session.h"
#include "app/paint/figure_record.h"
#include "core/experiment/parameter_values.h"
#include "core/experiment/possible.h"
#include "core/io/picture.h"

namespace poolscope {
namespace {

using SourcePointer = std::shared_ptr<const Source>;

struct Opened {
    SourcePointer source;
    SourceRef ref;
    ImageRange images;
    std::vector<ArchiveMember> members{};  // one of them has to be chosen first; all else is empty then
};

// A gradient has the axes of the output, whatever its sizes suggest, and nothing is asked about it.
enum class Use { Images, Gradient };

// Loads what `text` names, or takes `kept` when it is MNIST and already there.
Result<Opened> loadFor(const std::string& text, const SourcePointer& kept, Use use, const RunControl& run) {
    auto ref = parseSource(text);
    if (!ref) return tl::unexpected(ref.error());
    if (use == Use::Gradient && !ref->mnist) ref->reading.axes = Axes::Nchw;
    Opened opened{ref->isTestSet() ? kept : nullptr, *ref, {}};
    if (!opened.source) {
        auto bytes = isFolder(*ref) ? sharedFile({}) : readSourceBytes(*ref, run.part(0, 0.3));
        if (!bytes) return tl::unexpected(bytes.error());
        if (use == Use::Images && !(*bytes)->empty()) opened.members = arraysToChoose(**bytes, *ref);
        if (!opened.members.empty()) return opened;
        auto source = isFolder(*ref)       ? loadSource(*ref, false, run)
                      : use == Use::Images ? decodeInColour(std::move(*bytes), *ref, run.part(0.3, 1))
                                           : decodeSource(std::move(*bytes), *ref, false, run.part(0.3, 1));
        if (!source && use == Use::Images) {
            if (auto first = firstOfLarge(opened.ref, run)) source = std::move(*first);
        }
        if (!source) return tl::unexpected(source.error());
        if (source->count() == 0) return fail(text, "holds no image: N is 0");
        opened.source = std::make_shared<const Source>(std::move(*source));
    }
    const auto chosen = chosenImages(*ref, *opened.source);
    if (!chosen) return tl::unexpected(chosen.error());
    // Without a number the first image; a range becomes the batch.
    opened.images = ref->images ? *chosen : ImageRange{0, 0};
    return opened;
}

Result<OpenedSession> sessionWithImages(const std::string& path, const SourcePointer& kept, const RunControl& run) {
    auto opened = openSession(path, kept, run);
    if (opened && opened->source->count() == 0) return fail(path, "its source holds no image");
    return opened;
}

// What the figure shows, as far as there is such a window.
Situation situationOf(const OpenedSession& opened) {
    const FigureSpec& spec = opened.figure->spec;
    const PossibleExperiment possible =
        madePossible(opened.experiment, opened.source->imagesOf(opened.experiment.images));
    Situation situation{{possible.experiment, opened.source, possible.adjustment}, opened.view};
    const bool mirrored = std::find(spec.panels.begin(), spec.panels.end(), PanelKind::Summary) != spec.panels.end();
    if (mirrored) situation.layout = BoardLayout::ForwardBackward;
    const auto grid = makeGrid(possible.experiment.window, opened.source->images.shape.plane());
    if (!grid) return situation;
    if (spec.focus && grid->output().contains(*spec.focus)) situation.focus = {FocusKind::Window, *spec.focus, 0};
    if (spec.playback && spec.playback->done <= grid->output().count()) situation.playback = spec.playback;
    return situation;
}

bool isSession(const std::string& path) {
    return QFile::decodeName(path.c_str()).endsWith(QStringLiteral(".poolscope"), Qt::CaseInsensitive);
}

constexpr Extent kCanvas{28, 28};  // a blank one, to draw on

bool isLarge(const QImage& image) {
    return image.width() > kMaxImageSide || image.height() > kMaxImageSide ||
           qint64{image.width()} * image.height() > kMaxImagePixels;
}

// Of what is dropped or pasted; links to elsewhere are passed over.
std::vector<std::string> localFiles(const QMimeData& mime) {
    std::vector<std::string> files;
    for (const QUrl& url : mime.urls()) {
        if (url.isLocalFile()) files.push_back(encoded(url.toLocalFile()));
    }
    return files;
}

QString namesOf(const std::vector<std::string>& files) {
    constexpr std::size_t kMostNamed = 3;
    QStringList names;
    for (std::size_t i = 0; i < std::min(files.size(), kMostNamed); ++i) {
        names << QFileInfo(QFile::decodeName(files[i].c_str())).fileName();
    }
    return names.join(QStringLiteral(", ")) + (files.size() > kMostNamed ? QStringLiteral(", …") : QString());
}

}  // namespace

Documents::Documents(const Frame& frame, KeptSession& kept, Pages& pages, LessonDesk& lessons)
    : QObject(&frame.window), frame_(frame), kept_(kept), pages_(pages), lessons_(lessons) {
    connect(&lessons_, &LessonDesk::opened, this, [this](bool success) {
        if (!success) standIn();
        Q_EMIT opened();
    });
    connect(&frame_.opening, &Worker::cancelled, this, [this] {
        frame_.notices.say(tr("Cancelled. Nothing was opened."), 8000);
        standIn();
        Q_EMIT opened();
    });
}

void Documents::addOpenActions() {
    const QLatin1String file = Actions::kFile;
    Actions& actions = frame_.actions;
    QAction* open = actions.add({QStringLiteral("file.open"), tr("&Open…"), tr("Open an image or an array"),
                                 standardKeys(QKeySequence::Open, Qt::CTRL | Qt::Key_O), file},
                                this, [this] { chooseFile(); });
    open->setIconText(tr("Open…"));
    actions.setIcon(open, QStringLiteral("open"));
    actions.add({QStringLiteral("file.openFolder"),
                 tr("Open &folder…"),
                 tr("Open the pictures of a folder as a batch"),
                 {},
                 file},
                this, [this] { chooseFolder(); });
    auto* recent = new RecentMenu(frame_.settings, *actions.addSubmenu(file, tr("Open &recent")));
    connect(recent, &RecentMenu::chosen, this, [this](const QString& source) { this->open(encoded(source)); });
    actions.add(
        {QStringLiteral("file.mnist"), tr("Open &MNIST"), tr("Open the digits of the MNIST test set"), {}, file}, this,
        [this] { openExample(); });
}

void Documents::addPasteAction() {
    frame_.actions.add(
        {QStringLiteral("edit.paste"), tr("&Paste"), tr("Open the image, the file or the numbers in the clipboard"),
         standardKeys(QKeySequence::Paste, Qt::CTRL | Qt::Key_V), Actions::kEdit},
        this, [this] { paste(); });
}

void Documents::addGradientAction() {
    frame_.actions.add({QStringLiteral("pooling.gradientFile"),
                        tr("Upstream gradient from a &file…"),
                        tr("Read an array of the output's shape"),
                        {},
                        Actions::kPooling},
                       this, [this] { chooseGradient(); });
}

void Documents::open(const std::string& text) {
    if (LessonDesk::isLesson(text)) return lessons_.openFile(text);
    if (!mayLeave()) return Q_EMIT opened();
    openNow(text);
}

void Documents::openNow(const std::string& text) {
    if (isSession(text)) return openSession(text);
    Q_EMIT loading();
    carrierNamed(text) ? openFigure(text) : openImages(text);
}

bool Documents::mayLeave() {
    if (lessons_.close()) frame_.notices.say(tr("The lesson is closed."), 5000);
    return kept_.mayLeave();
}

Result<void> Documents::keepUnsaved(const QString& folder) {
    lessons_.close();
    return kept_.keepUnsaved(folder);
}

void Documents::takeUpUnsaved(const QString& path) {
    const std::string name = encoded(path);
    Q_EMIT loading();
    frame_.opening.run<OpenedSession>(
        name,
        [name, kept = frame_.session.mnist()](const RunControl& run) { return sessionWithImages(name, kept, run); },
        [this, path](const Result<OpenedSession>& session) {
            if (!session) {
                refuse(session.error());
            } else {
                frame_.session.restore(session->source, session->experiment, session->view);
                kept_.leaveUnsaved();
                QFile::remove(path);
                frame_.notices.tell(tr("Here is your work again, which was not saved when Poolscope had to end."));
            }
            Q_EMIT opened();
        });
}

void Documents::draw() {
    if (!mayLeave()) return;
    frame_.session.newCanvas(kCanvas);
    takeUp();
    Brush brush = frame_.session.brush();
    brush.tool = Tool::Brush;
    frame_.session.setBrush(brush);
}

// What is on the desk now is in no session file.
void Documents::takeUp() {
    kept_.leave();
    Q_EMIT lookChanged(std::nullopt);
}

void Documents::openImages(const std::string& text, Notice notice) {
    frame_.opening.run<Opened>(
        text,
        [text, kept = frame_.session.mnist()](const RunControl& run) { return loadFor(text, kept, Use::Images, run); },
        [this, text, notice](const Result<Opened>& loaded) {
            if (loaded && !loaded->members.empty()) return chooseArray(loaded->ref, loaded->members);
            if (!loaded) {
                refuse(loaded.error());
            } else {
                if (notice == Notice::Clear) frame_.notices.clear();
                frame_.session.open(loaded->source, loaded->ref, loaded->images);
                takeUp();
                remember(loaded->ref, text);
            }
            Q_EMIT opened();
        });
}

void Documents::chooseArray(const SourceRef& archive, const std::vector<ArchiveMember>& members) {
    Q_EMIT choosing();
    auto* dialog = new ArrayDialog(archive, members, &frame_.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, path = archive.path] { openImages(path + "#" + dialog->chosen()); });
    connect(dialog, &QDialog::rejected, this, [this] {
        standIn();
        Q_EMIT opened();
    });
    dialog->open();
}

// A picture that carries an experiment is opened as that, any other as a picture.
void Documents::openFigure(const std::string& path) {
    const bool picture = carrierNamed(path) == Carrier::Picture;
    frame_.opening.run<bool>(
        path, [path](const RunControl& run) -> Result<bool> { return carriesSession(path, run); },
        [this, path, picture](const Result<bool>& carries) {
            picture && !carries.value_or(false) ? openImages(path) : openSession(path);
        });
}

void Documents::openSession(const std::string& path) {
    frame_.opening.run<OpenedSession>(
        path,
        [path, kept = frame_.session.mnist()](const RunControl& run) { return sessionWithImages(path, kept, run); },
        [this, path](const Result<OpenedSession>& session) {
            if (!session) {
                refuse(session.error());
            } else {
                frame_.notices.clear();
                takeSession(*session, QFile::decodeName(path.c_str()));
            }
            Q_EMIT opened();
        });
}

void Documents::takeSession(const OpenedSession& opened, const QString& path) {
    if (!opened.figure) {
        frame_.session.restore(opened.source, opened.experiment, opened.view);
        Q_EMIT lookChanged(std::nullopt);
        return kept_.keepIn(path);
    }
    // A figure is not a session to save into.
    frame_.session.take(tr("Open figure"), {}, situationOf(opened));
    kept_.leave();
    frame_.settings.addRecentFile(path, {});
    Q_EMIT lookChanged(opened.figure);
    pages_.showPage(*opened.figure);
    pages_.current().takeChoice(opened.figure->study);
    frame_.notices.say(tr("This is the experiment of %1").arg(QFileInfo(path).fileName()), 8000);
}

void Documents::remember(const SourceRef& ref, const std::string& text) {
    if (ref.mnist) return;
    frame_.settings.addRecentFile(QFile::decodeName(ref.path.c_str()),
                                  QFile::decodeName(text.substr(ref.path.size()).c_str()));
}

void Documents::refuse(const Error& error) {
    frame_.notices.refuse(error);
    standIn();
}

// The window is never empty: when the first source does not open, the example stands in for it.
void Documents::standIn() {
    if (!frame_.session.source()) openImages(kFirstExample, Notice::Keep);
}

void Documents::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(
        &frame_.window, tr("Open"), {},
        tr("Images, arrays, sessions and figures (%1);;All files (*)").arg(QString::fromStdString(openPatterns())));
    if (!path.isEmpty()) open(encoded(path));
}

void Documents::chooseFolder() {
    const QString path = QFileDialog::getExistingDirectory(&frame_.window, tr("Open folder"));
    if (!path.isEmpty()) open(encoded(path));
}

void Documents::chooseGradient() {
    const QString path = QFileDialog::getOpenFileName(
        &frame_.window, tr("Upstream gradient"), {},
        tr("Arrays (%1);;All files (*)").arg(QString::fromStdString(inputPatterns(kArrayFormats))));
    if (!path.isEmpty()) openGradient(encoded(path));
}

void Documents::openGradient(const std::string& path) {
    frame_.opening.run<Opened>(
        path, [path](const RunControl& run) { return loadFor(path, nullptr, Use::Gradient, run); },
        [this, path](const Result<Opened>& loaded) {
            const std::string name = path.substr(path.rfind('/') + 1);
            const Result<void> taken = loaded ? frame_.session.setGivenUpstream(loaded->source->images.tensor(), name)
                                              : Result<void>(tl::unexpected(loaded.error()));
            if (taken) {
                frame_.notices.clear();
            } else {
                frame_.notices.refuse(taken.error());
            }
            Q_EMIT opened();
        });
}

void Documents::openImage(const QImage& image, const QString& name) {
    if (isLarge(image)) {
        return frame_.notices.refuse(tr("%1: %2 x %3 pixels are more than the limit of %4")
                                         .arg(name)
                                         .arg(image.width())
                                         .arg(image.height())
                                         .arg(kMaxImagePixels));
    }
    openUnnamed(name.toStdString(), [image, called = name.toStdString()](const RunControl&) -> Result<Source> {
        return sourceOf(image, called);
    });
}

void Documents::openNumbers(const QString& text) {
    const std::string called = tr("pasted numbers").toStdString();
    openUnnamed(called, [called, text = text.toStdString()](const RunControl& run) {
        return readPasted(text, called, {}, run);
    });
}

void Documents::openUnnamed(const std::string& called, std::function<Result<Source>(const RunControl&)> read) {
    if (!mayLeave()) return;
    frame_.opening.run<Source>(called, std::move(read),
                               [this, called](const Result<Source>& source) { showUnnamed(called, source); });
}

void Documents::showUnnamed(const std::string& called, const Result<Source>& source) {
    if (!source) {
        refuse(source.error());
    } else {
        SourceRef ref;
        ref.path = called;
        ref.embedded = true;
        frame_.notices.clear();
        frame_.session.open(std::make_shared<const Source>(*source), ref, {0, 0});
        takeUp();
    }
    Q_EMIT opened();
}

// Pictures are a batch; else the first is opened, and the others are named.
void Documents::openFiles(const std::vector<std::string>& files) {
    if (files.size() < 2) return open(files.front());
    if (!mayLeave()) return;
    const std::string called = tr("%n pictures", nullptr, static_cast<int>(files.size())).toStdString();
    frame_.opening.run<Source>(
        called, [files, called](const RunControl& run) { return readPictures(files, called, false, run); },
        [this, files, called](const Result<Source>& source) {
            if (source) return showUnnamed(called, source);
            openNow(files.front());
            frame_.notices.say(
                tr("Left out: %1. Only pictures open together.").arg(namesOf({files.begin() + 1, files.end()})));
        });
}

void Documents::paste() {
    const QMimeData* mime = QApplication::clipboard()->mimeData();
    if (!mime) return;
    if (const auto files = localFiles(*mime); !files.empty()) {
        openFiles(files);
    } else if (mime->hasImage()) {
        openImage(qvariant_cast<QImage>(mime->imageData()), tr("pasted image"));
    } else if (!mime->text().trimmed().isEmpty()) {
        openNumbers(mime->text());
    } else {
        frame_.notices.refuse(tr("The clipboard holds no image, no file and no numbers."));
    }
}

bool Documents::canDrop(const QMimeData& mime) {
    return mime.hasImage() || !localFiles(mime).empty();
}

void Documents::drop(const QMimeData& mime) {
    if (const auto files = localFiles(mime); !files.empty()) {
        openFiles(files);
    } else if (mime.hasImage()) {
        openImage(qvariant_cast<QImage>(mime.imageData()), tr("dropped image"));
    }
}

}  // namespace poolscope
