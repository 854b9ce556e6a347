// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/main_window.h"

#include <QDragEnterEvent>
#include <QMenuBar>
#include <QScreen>
#include <QTabBar>

#include "app/gui/action/actions.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/lesson/lesson_desk.h"
#include "app/gui/lesson/lesson_frame.h"
#include "app/gui/output/copier.h"
#include "app/gui/output/figure_output.h"
#include "app/gui/output/tensor_output.h"
#include "app/gui/session/player.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/session/worker.h"
#include "app/gui/side/controls.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/study/pages.h"
#include "app/gui/widget/tab_focus.h"
#include "app/gui/widget/wheel_guard.h"
#include "app/gui/window/appearance.h"
#include "app/gui/window/desk.h"
#include "app/gui/window/documents.h"
#include "app/gui/window/kept_session.h"
#include "app/gui/window/menus.h"
#include "app/gui/window/presentation.h"
#include "app/gui/window/readings.h"
#include "app/gui/window/shortcut_guard.h"
#include "app/gui/window/squeezing.h"
#include "app/gui/window/status_line.h"
#include "app/gui/window/tool_bar.h"
#include "core/study/study_kinds.h"

namespace poolscope {
namespace {

// What a window manager may put around a window.
constexpr QSize kDecoration(16, 48);

}  // namespace

MainWindow::MainWindow(Settings* settings, QWidget* parent)
    : QMainWindow(parent),
      session_(std::make_unique<Session>()),
      settings_(settings ? settings : new Settings({}, this)),
      actions_(new Actions(*this)),
      notices_(new Notices(this)),
      opening_(new Worker(EarlierWork::Dropped, this)),
      exporting_(new Worker(EarlierWork::Finished, this)),
      player_(new Player(*session_, this)),
      sources_(new SourceBar(*session_)),
      pages_(new Pages(*session_, *notices_)) {
    const Frame frame{*session_, *settings_, *actions_, *notices_, *opening_, *exporting_, *this};
    kept_ = new KeptSession(frame);
    lessons_ = new LessonDesk(frame, *player_, *pages_);
    documents_ = new Documents(frame, *kept_, *pages_, *lessons_);
    readings_ = new Readings(frame);
    copier_ = new Copier(frame);
    figures_ = new FigureOutput(frame, *pages_, *copier_);
    tensors_ = new TensorOutput(frame, pages_->board(), *copier_);
    presentation_ = new Presentation(frame);
    squeezing_ = new Squeezing(frame, *pages_);
    theme_ = new ThemeFollower(frame);
    new ShortcutGuard(this);
    new WheelGuard(this);
    setAcceptDrops(true);
    makeActions();
    makeDesk();
    makeBars();
    wire();
    theme_->show();
    toThePictures();
}

// Fields take what was typed into them when they are hidden: while there still is a session.
MainWindow::~MainWindow() {
    hide();
}

// The order here is that of the menus, of the command palette and of the list of keys.
void MainWindow::makeActions() {
    documents_->addOpenActions();
    readings_->addActions();
    actions_->separator(Actions::kFile);
    kept_->addActions();
    actions_->separator(Actions::kFile);
    figures_->addExportActions();
    tensors_->addExportAction();
    actions_->separator(Actions::kFile);
    addCloseActions(*actions_, *this);
    addUndoActions(*actions_, *session_);
    figures_->addCopyAction();
    tensors_->addCopyActions();
    documents_->addPasteAction();
    addBoardActions(*actions_, *session_);
    presentation_->addActions();
    addImageActions(*actions_, *session_, *sources_);
    addPatchesAction(*actions_, *session_);
    addZoomActions(*actions_, *session_);
    theme_->addActions();
    addMotionAction(*actions_, *settings_);
    addExtentActions(*actions_, *session_);
    addNudgeAction(*actions_, *session_, *this);
    addPlaybackActions(*actions_, *player_, *session_);
    squeezing_->addActions();
    addPoolingChoices(*actions_, *session_);
    documents_->addGradientAction();
    addCeilAction(*actions_, *session_);
    addViewChoices(*actions_, *session_);
    addDrawingActions(*actions_, *session_, *documents_);
    lessons_->addActions();
    addHelpActions(*actions_, *this);
    pages_->addActions(*actions_);
}

void MainWindow::makeDesk() {
    auto* controls = new Controls(*session_);
    connect(controls, &Controls::gradientFileRequested, documents_, &Documents::chooseGradient);
    LessonFrame* middle = &lessons_->lessonFrame();
    middle->setMiddle(pages_);
    desk_ = new Desk(sources_, middle, controls);
    setCentralWidget(desk_);
    connect(presentation_, &Presentation::barsChanged, desk_, &Desk::showBars);
    for (QWidget* bar :
         {static_cast<QWidget*>(sources_), static_cast<QWidget*>(middle), static_cast<QWidget*>(controls)}) {
        takeFocusByTabOnly(*bar);
    }
    connect(desk_, &Desk::fieldLeft, this, &MainWindow::toThePictures);
    connect(presentation_, &Presentation::changed, this, [this] {
        if (!lessons_->lessonFrame().walk()) toThePictures();
    });
}

void MainWindow::makeBars() {
    auto* toolBar = new ToolBar(*actions_, *session_, *player_);
    addToolBar(toolBar);
    takeFocusByTabOnly(*toolBar);
    desk_->orderTabs(toolBar);
    auto* status = new StatusLine(*session_, *notices_, *opening_);
    setStatusBar(status);
    connect(documents_, &Documents::loading, status, &StatusLine::showLoading);
    connect(documents_, &Documents::opened, status, &StatusLine::showFocus);
    presentation_->addBars({menuBar()}, {toolBar, status, &pages_->bar()});
}

void MainWindow::toThePictures() {
    pages_->current().home()->setFocus();
}

void MainWindow::wire() {
    connect(notices_, &Notices::written, settings_, &Settings::setOutputFolder);
    connect(sources_, &SourceBar::openRequested, documents_, &Documents::chooseFile);
    connect(sources_, &SourceBar::mnistRequested, documents_, &Documents::openExample);
    connect(sources_, &SourceBar::drawRequested, documents_, &Documents::draw);
    connect(documents_, &Documents::lookChanged, figures_, &FigureOutput::takeLook);
    connect(sources_, &SourceBar::rgbRequested, readings_, &Readings::readColours);
    connect(sources_, &SourceBar::galleryRequested, pages_, [this] { pages_->showPage(StudyView::Dataset); });
    connect(lessons_, &LessonDesk::begun, kept_, &KeptSession::setAside);
    connect(lessons_, &LessonDesk::ended, kept_, &KeptSession::takeBack);
    connect(lessons_, &LessonDesk::begun, presentation_, [this] { presentation_->setLesson(true); });
    connect(lessons_, &LessonDesk::ended, presentation_, [this] { presentation_->setLesson(false); });
    connect(lessons_, &LessonDesk::ownDigitWanted, documents_, &Documents::draw);
    player_->setMotion(!settings_->reducedMotion());
    connect(settings_, &Settings::reducedMotionChanged, player_, [this](bool on) { player_->setMotion(!on); });
}

void MainWindow::restorePlace() {
    if (restoreGeometry(settings_->windowPlace())) return;
    const QSize room = screen()->availableSize() - kDecoration;
    resize(QSize(1440, 900).boundedTo(room));
    if (room.width() < 1440 || room.height() < 900) setWindowState(Qt::WindowMaximized);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!documents_->mayLeave()) return event->ignore();
    presentation_->set(false);
    settings_->setWindowPlace(saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && opening_->busy()) return opening_->cancel();
    if (event->key() == Qt::Key_Escape && session_->busy()) return session_->cancel();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (Documents::canDrop(*event->mimeData())) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    documents_->drop(*event->mimeData());
}

}  // namespace poolscope
