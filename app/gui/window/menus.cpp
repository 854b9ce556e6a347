// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window can be asked to do: its actions, in menus and on the toolbar.
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QToolBar>
#include <QToolButton>

#include "app/gui/action/actions.h"
#include "app/gui/action/command_palette.h"
#include "app/gui/action/recent_menu.h"
#include "app/gui/action/shortcut_list.h"
#include "app/gui/session/settings.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/window/main_window.h"

namespace poolscope {
namespace {

constexpr int kRoomyToolBar = 1300;  // pixels

QString id(const char* text) {
    return QString::fromLatin1(text);
}

}  // namespace

void MainWindow::makeActions() {
    addFileActions();
    addEditActions();
    addViewActions();
    addPoolingActions();
    addPlaybackActions();
    addExperimentChoices();
    addLessonActions();
    addHelpActions();
}

void MainWindow::addFileActions() {
    const QLatin1String file = Actions::kFile;
    QAction* open = actions_->add({id("file.open"), tr("&Open…"), tr("Open an image or an array"),
                                   standardKeys(QKeySequence::Open, Qt::CTRL | Qt::Key_O), file},
                                  this, [this] { chooseFile(); });
    open->setIconText(tr("Open…"));
    actions_->setIcon(open, id("open"));
    auto* recent = new RecentMenu(*settings_, *actions_->addSubmenu(file, tr("Open &recent")));
    connect(recent, &RecentMenu::chosen, this,
            [this](const QString& source) { openSource(QFile::encodeName(source).toStdString()); });
    actions_->add({id("file.mnist"), tr("Open &MNIST"), tr("Open the digits of the MNIST test set"), {}, file}, this,
                  [this] { openSource(kFirstExample); });
    actions_->separator(file);
    addSessionActions();
    actions_->separator(file);
    addExportActions();
    addTensorExport();
    actions_->separator(file);
    actions_->add({id("file.close"), tr("&Close window"), tr("Close this window"),
                   standardKeys(QKeySequence::Close, Qt::CTRL | Qt::Key_W), file},
                  this, [this] { close(); });
    actions_->add({id("file.quit"), tr("&Quit"), tr("Close all windows"),
                   standardKeys(QKeySequence::Quit, Qt::CTRL | Qt::Key_Q), file},
                  this, [] { QApplication::closeAllWindows(); });
}

void MainWindow::addEditActions() {
    const QLatin1String edit = Actions::kEdit;
    QUndoStack* stack = &session_->undoStack();
    QAction* undo = actions_->add({id("edit.undo"), tr("&Undo"), tr("Take back the last change"),
                                   standardKeys(QKeySequence::Undo, Qt::CTRL | Qt::Key_Z), edit},
                                  stack, [stack] { stack->undo(); });
    QAction* redo = actions_->add({id("edit.redo"),
                                   tr("&Redo"),
                                   tr("Make the change again"),
                                   {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y},
                                   edit},
                                  stack, [stack] { stack->redo(); });
    // The menu says what would be undone; the toolbar keeps its width.
    undo->setIconText(tr("Undo"));
    redo->setIconText(tr("Redo"));
    actions_->setIcon(undo, id("undo"));
    actions_->setIcon(redo, id("redo"));
    undo->setEnabled(false);
    redo->setEnabled(false);
    connect(stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    connect(stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
    connect(stack, &QUndoStack::undoTextChanged, undo,
            [undo](const QString& what) { undo->setText(tr("&Undo %1").arg(what).trimmed()); });
    connect(stack, &QUndoStack::redoTextChanged, redo,
            [redo](const QString& what) { redo->setText(tr("&Redo %1").arg(what).trimmed()); });
    actions_->separator(edit);
    addCopyActions();
    actions_->add({id("edit.paste"), tr("&Paste"), tr("Open the image, the file or the numbers in the clipboard"),
                   standardKeys(QKeySequence::Paste, Qt::CTRL | Qt::Key_V), edit},
                  this, [this] { paste(); });
}

void MainWindow::addViewActions() {
    addBoardActions();
    const QLatin1String view = Actions::kView;
    QAction* next = actions_->add({id("image.next"), tr("&Next image"), tr("Next image"), {Qt::Key_N}, view}, this,
                                  [this] { sources_->step(1); });
    QAction* previous =
        actions_->add({id("image.previous"), tr("&Previous image"), tr("Previous image"), {Qt::Key_P}, view}, this,
                      [this] { sources_->step(-1); });
    next->setIconText(tr("›"));
    previous->setIconText(tr("‹"));
    const auto several = [this, next, previous] {
        const bool more = session_->source() && session_->source()->count() > 1;
        next->setEnabled(more);
        previous->setEnabled(more);
    };
    connect(session_.get(), &Session::sourceChanged, this, several);
    several();
    actions_->separator(view);
    actions_->add({id("view.patches"),
                   tr("Patches as &matrix or tiles"),
                   tr("Show X_col as a matrix, or each patch where its window stands"),
                   {Qt::Key_T},
                   view},
                  this, [this] {
                      ViewSpec spec = session_->view();
                      spec.patches = spec.patches == PatchView::Matrix ? PatchView::Tiles : PatchView::Matrix;
                      session_->setView(spec);
                  });
    actions_->separator(view);
    addAppearance();
    QAction* calm = actions_->addToggle({id("view.reduceMotion"),
                                         tr("&Reduce motion"),
                                         tr("Change the picture at once instead of moving it"),
                                         {},
                                         view},
                                        settings_->reducedMotion(), settings_,
                                        [this](bool on) { settings_->setReducedMotion(on); });
    connect(settings_, &Settings::reducedMotionChanged, calm, &QAction::setChecked);
}

void MainWindow::addAppearance() {
    const auto choice = [this](const char* name, const QString& text, const QString& tip, Appearance appearance) {
        QAction* action = actions_->addChoice({id(name), text, tip, {}, Actions::kView}, tr("&Appearance"),
                                              settings_->appearance() == appearance, settings_,
                                              [this, appearance] { settings_->setAppearance(appearance); });
        connect(settings_, &Settings::appearanceChanged, action, [this, action, appearance] {
            if (settings_->appearance() == appearance) action->setChecked(true);
        });
    };
    choice("view.appearance.system", tr("&System"), tr("Light or dark as the desktop is"), Appearance::System);
    choice("view.appearance.light", tr("&Light"), tr("Dark text on light cards"), Appearance::Light);
    choice("view.appearance.dark", tr("&Dark"), tr("Light text on dark cards"), Appearance::Dark);
}

void MainWindow::addPoolingActions() {
    const auto add = [this](const char* name, const QString& text, const QString& tip, Qt::Key key,
                            Extent WindowSpec::*field, int by) {
        const QString step = QString(text).remove(QLatin1Char('&'));  // as it is called when undone
        actions_->add({id(name), text, tip, {key}, Actions::kPooling}, this,
                      [this, step, field, by] { changeExtent(step, field, by); });
    };
    add("pooling.sizeUp", tr("Size &up"), tr("One row and column more in a window"), Qt::Key_BracketRight,
        &WindowSpec::size, 1);
    add("pooling.sizeDown", tr("Size &down"), tr("One row and column less in a window"), Qt::Key_BracketLeft,
        &WindowSpec::size, -1);
    actions_->separator(Actions::kPooling);
    add("pooling.strideUp", tr("Stride u&p"), tr("Windows stand one cell further apart"), Qt::Key_BraceRight,
        &WindowSpec::stride, 1);
    add("pooling.strideDown", tr("Stride d&own"), tr("Windows stand one cell closer together"), Qt::Key_BraceLeft,
        &WindowSpec::stride, -1);
}

void MainWindow::changeExtent(const QString& what, Extent WindowSpec::*field, int by) {
    session_->edit(what, {}, [field, by](Experiment& e) {
        Extent& extent = e.window.*field;
        if (extent.rows + by < 1 || extent.cols + by < 1) return;
        extent = {extent.rows + by, extent.cols + by};
    });
}

void MainWindow::addHelpActions() {
    const QLatin1String help = Actions::kHelp;
    QAction* palette = actions_->add({id("help.palette"),
                                      tr("Command &palette"),
                                      tr("Find a command by its name"),
                                      {Qt::CTRL | Qt::SHIFT | Qt::Key_P},
                                      help},
                                     this, [this] { palette_->open(); });
    actions_->setIcon(palette, QStringLiteral("search"));
    actions_->add({id("help.keys"),
                   tr("&Keys"),
                   tr("What every key does"),
                   {Qt::Key_Question, Qt::CTRL | Qt::Key_Question},
                   help},
                  this, [this] { ShortcutList(*actions_, this).exec(); });
    actions_->separator(help);
    actions_->add({id("help.about"), tr("&About Poolscope"), tr("Version and licence"), {}, help}, this,
                  [this] { about(); });
}

void MainWindow::about() {
    QMessageBox::about(this, tr("About Poolscope"),
                       tr("<b>Poolscope %1</b><p>Max pooling at work: windows, im2col, winners and gradients.</p>"
                          "<p>Free software under GPL-3.0-or-later.</p><p>The digits are the MNIST test set by Yann "
                          "LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0.</p>")
                           .arg(QApplication::applicationVersion()));
}

QToolButton* MainWindow::toolButton(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAccessibleName(action->toolTip());
    return button;
}

void MainWindow::makeToolBar() {
    toolBar_ = new QToolBar(tr("Tools"));
    toolBar_->setMovable(false);
    toolBar_->setFloatable(false);
    toolBar_->setContextMenuPolicy(Qt::PreventContextMenu);
    toolBar_->setIconSize({16, 16});
    addToolBar(toolBar_);
    const auto button = [this](const char* name) {
        QToolButton* made = toolButton(actions_->find(id(name)));
        toolBar_->addWidget(made);
        return made;
    };
    const auto place = [this](QSizePolicy::Policy policy) {
        auto* widget = new QWidget;
        widget->setSizePolicy(policy, QSizePolicy::Preferred);
        auto* row = new QHBoxLayout(widget);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        toolBar_->addWidget(widget);
        return row;
    };
    wordButtons_ = {button("file.open"), button("file.exportFigure")};
    toolBar_->addSeparator();
    button("edit.undo");
    button("edit.redo");
    toolBarMiddle_ = place(QSizePolicy::Expanding);
    toolBarEnd_ = place(QSizePolicy::Preferred);
    button("help.palette");
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    const bool compact = width() < kRoomyToolBar;
    for (QToolButton* button : wordButtons_) {
        button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
    }
}

}  // namespace poolscope
