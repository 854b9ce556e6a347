// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/menus.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>

#include "app/gui/action/actions.h"
#include "app/gui/action/command_palette.h"
#include "app/gui/action/shortcut_list.h"
#include "app/gui/manual/manual.h"
#include "app/gui/session/session.h"
#include "app/gui/session/settings.h"
#include "app/gui/side/source_bar.h"
#include "app/gui/study/nudge_window.h"

namespace poolscope {
namespace {

void changeExtent(Session& session, const QString& what, Extent WindowSpec::*field, int by) {
    session.edit(what, {}, [field, by](Experiment& e) {
        Extent& extent = e.window.*field;
        if (extent.rows + by < 1 || extent.cols + by < 1) return;
        extent = {extent.rows + by, extent.cols + by};
    });
}

// Of each there is one for a window: asked for again it comes to the front.
template <class Dialog, class Make>
void showOne(QWidget& window, const Make& make) {
    auto* dialog = window.findChild<Dialog*>();
    if (!dialog) dialog = make();
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void about(QWidget& window) {
    QMessageBox::about(
        &window, Actions::tr("About Poolscope"),
        Actions::tr("<b>Poolscope %1</b><p>Max pooling at work: windows, im2col, winners and gradients.</p>"
                    "<p>Free software under GPL-3.0-or-later.</p><p>The digits are the MNIST test set by Yann "
                    "LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0.</p>")
            .arg(QApplication::applicationVersion()));
}

}  // namespace

void addCloseActions(Actions& actions, QWidget& window) {
    const QLatin1String file = Actions::kFile;
    actions.add({id("file.close"), Actions::tr("&Close window"), Actions::tr("Close this window"),
                 standardKeys(QKeySequence::Close, Qt::CTRL | Qt::Key_W), file},
                &window, [&window] { window.close(); });
    actions.add({id("file.quit"), Actions::tr("&Quit"), Actions::tr("Close all windows"),
                 standardKeys(QKeySequence::Quit, Qt::CTRL | Qt::Key_Q), file},
                &window, [] { QApplication::closeAllWindows(); });
}

void addUndoActions(Actions& actions, Session& session) {
    const QLatin1String edit = Actions::kEdit;
    QUndoStack* stack = &session.undoStack();
    QAction* undo = actions.add({id("edit.undo"), Actions::tr("&Undo"), Actions::tr("Take back the last change"),
                                 standardKeys(QKeySequence::Undo, Qt::CTRL | Qt::Key_Z), edit},
                                stack, [stack] { stack->undo(); });
    QAction* redo = actions.add({id("edit.redo"),
                                 Actions::tr("&Redo"),
                                 Actions::tr("Make the change again"),
                                 {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y},
                                 edit},
                                stack, [stack] { stack->redo(); });
    // The menu says what would be undone; the toolbar keeps its width.
    undo->setIconText(Actions::tr("Undo"));
    redo->setIconText(Actions::tr("Redo"));
    actions.setIcon(undo, id("undo"));
    actions.setIcon(redo, id("redo"));
    undo->setEnabled(false);
    redo->setEnabled(false);
    QObject::connect(stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    QObject::connect(stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
    QObject::connect(stack, &QUndoStack::undoTextChanged, undo,
                     [undo](const QString& what) { undo->setText(Actions::tr("&Undo %1").arg(what).trimmed()); });
    QObject::connect(stack, &QUndoStack::redoTextChanged, redo,
                     [redo](const QString& what) { redo->setText(Actions::tr("&Redo %1").arg(what).trimmed()); });
    actions.separator(edit);
}

void addImageActions(Actions& actions, Session& session, SourceBar& sources) {
    const QLatin1String view = Actions::kView;
    QAction* next =
        actions.add({id("image.next"), Actions::tr("&Next image"), Actions::tr("Next image"), {Qt::Key_N}, view},
                    &sources, [&sources] { sources.step(1); });
    QAction* previous = actions.add(
        {id("image.previous"), Actions::tr("Pre&vious image"), Actions::tr("Previous image"), {Qt::Key_P}, view},
        &sources, [&sources] { sources.step(-1); });
    next->setIconText(Actions::tr("›"));
    previous->setIconText(Actions::tr("‹"));
    const auto several = [&session, next, previous] {
        const bool more = session.source() && session.source()->count() > 1;
        next->setEnabled(more);
        previous->setEnabled(more);
    };
    QObject::connect(&session, &Session::sourceChanged, next, several);
    several();
    actions.separator(view);
}

void addPatchesAction(Actions& actions, Session& session) {
    const QLatin1String view = Actions::kView;
    actions.add({id("view.patches"),
                 Actions::tr("Patches as &matrix or tiles"),
                 Actions::tr("Show X_col as a matrix, or each patch where its window stands"),
                 {Qt::Key_T},
                 view},
                &session, [&session] {
                    ViewSpec spec = session.view();
                    spec.patches = spec.patches == PatchView::Matrix ? PatchView::Tiles : PatchView::Matrix;
                    session.setView(spec);
                });
    actions.separator(view);
}

void addMotionAction(Actions& actions, Settings& settings) {
    QAction* calm =
        actions.addToggle({id("view.reduceMotion"),
                           Actions::tr("&Reduce motion"),
                           Actions::tr("Change the picture at once instead of moving it"),
                           {},
                           Actions::kView},
                          settings.reducedMotion(), &settings, [&settings](bool on) { settings.setReducedMotion(on); });
    QObject::connect(&settings, &Settings::reducedMotionChanged, calm, &QAction::setChecked);
}

void addExtentActions(Actions& actions, Session& session) {
    const auto add = [&](const char* name, const QString& text, const QString& tip, Qt::Key key,
                         Extent WindowSpec::*field, int by) {
        const QString step = QString(text).remove(QLatin1Char('&'));  // as it is called when undone
        actions.add({id(name), text, tip, {key}, Actions::kPooling}, &session,
                    [&session, step, field, by] { changeExtent(session, step, field, by); });
    };
    add("pooling.sizeUp", Actions::tr("Size &up"), Actions::tr("One row and column more in a window"),
        Qt::Key_BracketRight, &WindowSpec::size, 1);
    add("pooling.sizeDown", Actions::tr("Size &down"), Actions::tr("One row and column less in a window"),
        Qt::Key_BracketLeft, &WindowSpec::size, -1);
    actions.separator(Actions::kPooling);
    add("pooling.strideUp", Actions::tr("Stride u&p"), Actions::tr("Windows stand one cell further apart"),
        Qt::Key_BraceRight, &WindowSpec::stride, 1);
    add("pooling.strideDown", Actions::tr("Stride do&wn"), Actions::tr("Windows stand one cell closer together"),
        Qt::Key_BraceLeft, &WindowSpec::stride, -1);
    actions.separator(Actions::kPooling);
}

void addNudgeAction(Actions& actions, Session& session, QWidget& window) {
    actions.add({id("pooling.nudge"),
                 Actions::tr("&Nudge a value…"),
                 Actions::tr("Move one value of the input and compare the slope of the output with the gradient"),
                 {},
                 Actions::kPooling},
                &window, [&session, &window] {
                    showOne<NudgeWindow>(window, [&] { return new NudgeWindow(session, &window); });
                });
}

void addHelpActions(Actions& actions, QWidget& window) {
    auto* finder = new CommandPalette(actions, &window);
    const QLatin1String help = Actions::kHelp;
    QAction* palette = actions.add({id("help.palette"),
                                    Actions::tr("Command &palette"),
                                    Actions::tr("Find a command by its name"),
                                    {Qt::CTRL | Qt::SHIFT | Qt::Key_P},
                                    help},
                                   finder, [finder] { finder->open(); });
    actions.setIcon(palette, QStringLiteral("search"));
    actions.add({id("help.manual"),
                 Actions::tr("&Manual"),
                 Actions::tr("What you see, settings, commands, lessons and how to write them"),
                 {Qt::Key_F1},
                 help},
                &window,
                [&actions, &window] { showOne<Manual>(window, [&] { return new Manual(actions, &window); }); });
    actions.add({id("help.keys"),
                 Actions::tr("&Keys"),
                 Actions::tr("What every key does"),
                 {Qt::Key_Question, Qt::CTRL | Qt::Key_Question},
                 help},
                &window, [&actions, &window] { ShortcutList(actions, &window).exec(); });
    actions.separator(help);
    actions.add({id("help.about"), Actions::tr("&About Poolscope"), Actions::tr("Version and licence"), {}, help},
                &window, [&window] { about(window); });
}

}  // namespace poolscope
