// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the main window.
#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>

#include "app/gui/main_window.h"
#include "app/gui/source_bar.h"
#include "app/gui/style.h"

namespace poolscope {

void MainWindow::makeMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open…"), QKeySequence(QKeySequence::Open), this, &MainWindow::chooseFile);
    file->addAction(tr("Open &MNIST"), this, [this] { openSource(kFirstExample); });
    file->addSeparator();
    file->addAction(tr("&Export figure…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::chooseExport);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = session_->undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = session_->undoStack().createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    edit->addAction(undo);
    edit->addAction(redo);
    edit->addSeparator();
    edit->addAction(tr("&Paste image"), QKeySequence(QKeySequence::Paste), this, &MainWindow::paste);

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("&Next image"), QKeySequence(Qt::Key_N), this, [this] { sources_->step(1); });
    view->addAction(tr("&Previous image"), QKeySequence(Qt::Key_P), this, [this] { sources_->step(-1); });
    view->addSeparator();
    view->addAction(tr("Patches as &matrix or tiles"), QKeySequence(Qt::Key_T), this, [this] {
        ViewSpec next = session_->view();
        next.patches = next.patches == PatchView::Matrix ? PatchView::Tiles : PatchView::Matrix;
        session_->setView(next);
    });
    addThemeMenu(view->addMenu(tr("&Appearance")));

    addPoolingMenu();
    addHelpMenu();
}

void MainWindow::addThemeMenu(QMenu* menu) {
    auto* group = new QActionGroup(this);
    const auto add = [&](const QString& text, bool checked, const std::function<void()>& choose) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(checked);
        group->addAction(action);
        connect(action, &QAction::triggered, this, choose);
    };
    add(tr("&System"), true, [this] { showTheme(systemTheme()); });
    add(tr("&Light"), false, [this] { showTheme(ThemeName::Light); });
    add(tr("&Dark"), false, [this] { showTheme(ThemeName::Dark); });
}

void MainWindow::addPoolingMenu() {
    QMenu* pooling = menuBar()->addMenu(tr("&Pooling"));
    const auto add = [&](const QString& text, const QString& keys, Extent WindowSpec::*field, int by) {
        pooling->addAction(text, QKeySequence(keys), this, [this, text, field, by] { changeExtent(text, field, by); });
    };
    add(tr("Size &up"), QStringLiteral("]"), &WindowSpec::size, 1);
    add(tr("Size &down"), QStringLiteral("["), &WindowSpec::size, -1);
    add(tr("Stride u&p"), QStringLiteral("}"), &WindowSpec::stride, 1);
    add(tr("Stride d&own"), QStringLiteral("{"), &WindowSpec::stride, -1);
}

void MainWindow::changeExtent(const QString& what, Extent WindowSpec::*field, int by) {
    session_->edit(what, {}, [field, by](Experiment& e) {
        Extent& extent = e.window.*field;
        if (extent.rows + by < 1 || extent.cols + by < 1) return;
        extent = {extent.rows + by, extent.cols + by};
    });
}

void MainWindow::addHelpMenu() {
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keys"), QKeySequence(Qt::Key_Question), this, [this] {
        QMessageBox::information(this, tr("Keys"),
                                 tr("<table cellspacing=6>"
                                    "<tr><td><b>Arrows</b></td><td>move the focused window</td></tr>"
                                    "<tr><td><b>Home, End</b></td><td>first and last window</td></tr>"
                                    "<tr><td><b>[ ]</b></td><td>size down, up</td></tr>"
                                    "<tr><td><b>{ }</b></td><td>stride down, up</td></tr>"
                                    "<tr><td><b>N, P</b></td><td>next, previous image</td></tr>"
                                    "<tr><td><b>T</b></td><td>patches as matrix or tiles</td></tr>"
                                    "<tr><td><b>Ctrl+O, Ctrl+V</b></td><td>open a file, paste an image</td></tr>"
                                    "<tr><td><b>Ctrl+E</b></td><td>export the figure</td></tr>"
                                    "<tr><td><b>Ctrl+Z, Ctrl+Y</b></td><td>undo, redo</td></tr></table>"));
    });
    help->addAction(tr("&About Poolscope"), this, [this] {
        QMessageBox::about(
            this, tr("About Poolscope"),
            tr("<b>Poolscope %1</b><p>Max pooling at work: windows, im2col, winners and gradients.</p>"
               "<p>Free software under GPL-3.0-or-later.</p><p>The digits are the MNIST test set by Yann "
               "LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0.</p>")
                .arg(QApplication::applicationVersion()));
    });
}

}  // namespace poolscope
