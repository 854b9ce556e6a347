// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <utility>

#include "app/file/load_source.h"
#include "app/file/stored_file.h"
#include "app/gui/action/actions.h"
#include "app/gui/action/command_palette.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/session/loader.h"
#include "app/gui/session/player.h"
#include "app/gui/session/settings.h"
#include "app/gui/side/controls.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/view/page.h"
#include "app/gui/widget/busy_bar.h"
#include "app/paint/image_file.h"
#include "core/panel/loupe.h"

namespace poolscope {
namespace {

using SourcePointer = std::shared_ptr<const Source>;

struct Opened {
    SourcePointer source;
    SourceRef ref;
    ImageRange images;
};

// Loads what `text` names, or takes `kept` when it is MNIST and already there.
Result<Opened> loadFor(const std::string& text, const SourcePointer& kept, bool rgb) {
    const auto ref = parseSource(text);
    if (!ref) return tl::unexpected(ref.error());
    Opened opened{ref->mnist ? kept : nullptr, *ref, {}};
    if (!opened.source) {
        auto source = loadSource(*ref, rgb);
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

}  // namespace

MainWindow::MainWindow(Settings* settings, QWidget* parent)
    : QMainWindow(parent),
      session_(std::make_unique<Session>()),
      settings_(settings ? settings : new Settings({}, this)),
      actions_(new Actions(*this)) {
    setAcceptDrops(true);
    makeDesk();
    makeActions();
    addPages();
    makeToolBar();
    fillToolBar();
    makeStatusBar();
    palette_ = new CommandPalette(*actions_, this);
    connectSession();
    connect(settings_, &Settings::appearanceChanged, this, &MainWindow::showAppearance);
    connectDesktop();
    showAppearance();
    showTitle();
    board_->canvas(PanelKind::Output).setFocus();
}

void MainWindow::makeDesk() {
    auto* middle = new QWidget;
    middle->setObjectName(QStringLiteral("desk"));
    auto* row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto rule = [] {
        auto* line = new QFrame;
        line->setObjectName(QStringLiteral("rule"));
        line->setFixedWidth(1);
        return line;
    };
    sources_ = new SourceBar(*session_);
    player_ = new Player(*session_, this);
    board_ = new PanelBoard(*session_, *player_);
    desk_ = new QVBoxLayout;
    desk_->setContentsMargins(0, 0, 0, 0);
    desk_->setSpacing(0);
    pageTabs_ = new QTabBar;
    pageTabs_->setObjectName(QStringLiteral("pages"));
    pageTabs_->setAccessibleName(tr("Views"));
    pageTabs_->setExpanding(false);
    pageTabs_->setDrawBase(false);
    pages_ = new QStackedWidget;
    connect(pageTabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    desk_->addWidget(pageTabs_);
    desk_->addWidget(pages_, 1);
    auto* scroll = new QScrollArea;
    auto* controls = new Controls(*session_);
    connect(controls, &Controls::gradientFileRequested, this, &MainWindow::chooseGradient);
    controls_ = scroll;
    scroll->setWidget(controls);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The controls keep their width beside a scroll bar.
    const auto fit = [scroll](int, int highest) { scroll->setFixedWidth(highest > 0 ? 263 : 254); };
    fit(0, 0);
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, scroll, fit);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    makeLessons();
    row->addWidget(sources_);
    row->addWidget(rule());
    row->addLayout(desk_, 1);
    row->addWidget(rule());
    row->addWidget(scroll);
    setCentralWidget(middle);
}

void MainWindow::connectSession() {
    connect(sources_, &SourceBar::openRequested, this, &MainWindow::chooseFile);
    connect(sources_, &SourceBar::mnistRequested, this, [this] { openSource(kFirstExample); });
    connect(sources_, &SourceBar::rgbRequested, this, [this](bool on) { openSource(session_->source()->name, on); });
    connect(session_.get(), &Session::focusChanged, this, &MainWindow::showStatus);
    connect(session_.get(), &Session::errorChanged, this, &MainWindow::showError);
    connect(session_.get(), &Session::sourceChanged, this, &MainWindow::showTitle);
    connect(session_.get(), &Session::cancelled, this, [this] {
        statusBar()->showMessage(tr("Cancelled. The picture shows the last setting that was computed."), 8000);
    });
    // Clean is what the undo stack calls clean: saving calls setClean(), and gives documentName() its file.
    connect(&session_->undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) { setWindowModified(!clean); });
}

MainWindow::~MainWindow() {
    QThreadPool::globalInstance()->waitForDone();
}

void MainWindow::makeStatusBar() {
    cursor_ = new QLabel;
    where_ = new QLabel;
    statusBar()->addWidget(cursor_, 1);
    auto* busy = new BusyBar(
        {[this] { return session_->busy(); }, [this] { return session_->progress(); }, [this] { session_->cancel(); }},
        tr("the computation"));
    for (const auto change : {&Session::experimentChanged, &Session::viewChanged, &Session::playbackChanged}) {
        connect(session_.get(), change, busy, &BusyBar::watch);
    }
    statusBar()->addPermanentWidget(busy);
    statusBar()->addPermanentWidget(where_);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::openSource(const std::string& text, bool rgb) {
    if (isSession(text)) return openSession(text);
    if (isLesson(text)) return openLessonFile(text);
    where_->setText(tr("Loading…"));
    mayBeFigure(text) ? openFigure(text, rgb) : loadImages(text, rgb);
}

void MainWindow::loadImages(const std::string& text, bool rgb) {
    runInBackground<Opened>(
        this, text, [text, kept = mnist_, rgb] { return loadFor(text, kept, rgb); },
        [this, text](const Result<Opened>& opened) {
            if (!opened) {
                refuseSource(opened.error());
            } else {
                if (opened->ref.mnist) mnist_ = opened->source;
                board_->showNotice(std::exchange(held_, {}));
                session_->open(opened->source, opened->ref, opened->images);
                leaveSession();
                remember(opened->ref, text);
            }
            showStatus();
            Q_EMIT this->opened();
        });
}

void MainWindow::remember(const SourceRef& ref, const std::string& text) {
    if (ref.mnist) return;
    settings_->addRecentFile(QFile::decodeName(ref.path.c_str()),
                             QFile::decodeName(text.substr(ref.path.size()).c_str()));
}

void MainWindow::refuseSource(const Error& error) {
    refuseToOpen(tr("%1: %2").arg(QFile::decodeName(QByteArray::fromStdString(error.where)),
                                  QString::fromStdString(error.message)));
}

// The window is never empty: when the first source does not open, the example stands in for it.
void MainWindow::refuseToOpen(const QString& message) {
    tell(message);
    if (session_->source()) return;
    held_ = message;
    openSource(kFirstExample);
}

void MainWindow::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open"), {},
        tr("Images, arrays, sessions and figures (%1);;All files (*)").arg(QString::fromStdString(openPatterns())));
    if (!path.isEmpty()) openSource(QFile::encodeName(path).toStdString());
}

void MainWindow::chooseGradient() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Upstream gradient"), {},
        tr("Arrays (%1);;All files (*)").arg(QString::fromStdString(inputPatterns(kArrayFormats))));
    if (!path.isEmpty()) openGradient(QFile::encodeName(path).toStdString());
}

void MainWindow::openGradient(const std::string& path) {
    runInBackground<Opened>(
        this, path, [path] { return loadFor(path, nullptr, false); },
        [this](const Result<Opened>& opened) {
            if (opened) {
                board_->showNotice({});
                session_->setGivenUpstream(opened->source->images);
            } else {
                tell(tr("%1: %2").arg(QFile::decodeName(opened.error().where.c_str()),
                                      QString::fromStdString(opened.error().message)));
            }
            Q_EMIT this->opened();
        });
}

void MainWindow::openImage(const QImage& image, const QString& name) {
    if (image.width() > kMaxImageSide || image.height() > kMaxImageSide ||
        qint64{image.width()} * image.height() > kMaxImagePixels) {
        tell(tr("%1: %2 x %3 pixels are more than the limit of %4")
                 .arg(name)
                 .arg(image.width())
                 .arg(image.height())
                 .arg(kMaxImagePixels));
        return;
    }
    Source source;
    source.name = name.toStdString();
    source.format = "image";
    source.dtype = "uint8";
    source.images = std::make_shared<const Tensor>(toTensor(image, false));
    openEmbedded(std::move(source));
}

// What was pasted is in no file.
void MainWindow::openEmbedded(Source source) {
    SourceRef ref;
    ref.path = source.name;
    ref.embedded = true;
    board_->showNotice({});
    session_->open(std::make_shared<const Source>(std::move(source)), ref, {0, 0});
    leaveSession();
}

void MainWindow::openNumbers(const QString& text) {
    const std::string name = tr("pasted numbers").toStdString();
    runInBackground<Source>(
        this, name, [name, text = text.toStdString()] { return readNumbers(text, name); },
        [this](const Result<Source>& numbers) {
            if (numbers) {
                openEmbedded(*numbers);
            } else {
                refuseSource(numbers.error());
            }
            Q_EMIT opened();
        });
}

void MainWindow::paste() {
    const QMimeData* mime = QApplication::clipboard()->mimeData();
    if (mime && mime->hasUrls() && mime->urls().first().isLocalFile()) {
        openSource(QFile::encodeName(mime->urls().first().toLocalFile()).toStdString());
    } else if (mime && mime->hasImage()) {
        openImage(qvariant_cast<QImage>(mime->imageData()), tr("pasted image"));
    } else if (mime && mime->hasText()) {
        openNumbers(mime->text());
    } else {
        tell(tr("The clipboard holds no image, no file and no numbers."));
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData* mime = event->mimeData();
    if (mime->hasImage() || (mime->hasUrls() && mime->urls().first().isLocalFile())) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QMimeData* mime = event->mimeData();
    if (mime->hasUrls() && mime->urls().first().isLocalFile()) {
        openSource(QFile::encodeName(mime->urls().first().toLocalFile()).toStdString());
    } else if (mime->hasImage()) {
        openImage(qvariant_cast<QImage>(mime->imageData()), tr("dropped image"));
    }
}

void MainWindow::tell(const QString& message) {
    board_->showNotice(message);
}

void MainWindow::showError() {
    const auto& error = session_->error();
    board_->showNotice(error ? tr("Not possible: %1. The picture shows the last setting that was.")
                                   .arg(QString::fromStdString(error->message))
                             : QString());
}

void MainWindow::showStatus() {
    const auto& rendered = session_->rendered();
    if (!rendered) return;
    const Evaluation& e = rendered->evaluation;
    const Links& links = session_->links();
    QStringList parts;
    if (links.cell) {
        parts << tr("input (%1, %2) = %3")
                     .arg(links.cell->row)
                     .arg(links.cell->col)
                     .arg(QString::fromStdString(valueText(e.x->at(e.experiment.plane, *links.cell), rendered->view,
                                                           rendered->pictures.scale)));
    }
    if (links.coveringCount > 1) parts << tr("%1 windows over it").arg(links.coveringCount);
    if (links.window) {
        parts << tr("window (%1, %2) · rows %3, cols %4")
                     .arg(links.window->row)
                     .arg(links.window->col)
                     .arg(QString::fromStdString(coverText(e.grid.rows, links.window->row)),
                          QString::fromStdString(coverText(e.grid.cols, links.window->col)));
    }
    const bool answered = links.window && isReached(rendered->pictures.playback, e.grid, *links.window);
    if (links.winner && answered) parts << tr("winner: slot %1").arg(*links.winner);
    cursor_->setText(parts.join(QStringLiteral("      ")));
    const Source& source = *rendered->source;
    const QString number = source.count() > 1 ? tr(" #%1").arg(e.experiment.images.first) : QString();
    where_->setText(sourceName() + number + tr(" · %1 × %2").arg(e.x->shape.h).arg(e.x->shape.w));
}

QString MainWindow::sourceName() const {
    if (!session_->source()) return {};
    return session_->experiment().source.mnist
               ? tr("MNIST test")
               : QFile::decodeName(session_->source()->name.c_str()).section(QLatin1Char('/'), -1);
}

// The file of a session goes here, before the source, when there is one.
QString MainWindow::documentName() const {
    return sessionPath_.isEmpty() ? sourceName() : QFileInfo(sessionPath_).fileName();
}

void MainWindow::showTitle() {
    // [*] is where Qt puts the mark of a change; in the name of a file it has to be doubled.
    const QString name = documentName().replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    setWindowTitle(name.isEmpty() ? tr("Poolscope") : tr("Poolscope — %1[*]", "title, name of a file").arg(name));
}

}  // namespace poolscope
