// SPDX-License-Identifier: GPL-3.0-or-later
// The views in the middle of the window, and the tabs above them.
#include <QAction>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <algorithm>

#include "app/gui/action/actions.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/study/cascade_page.h"
#include "app/gui/study/charts_page.h"
#include "app/gui/study/compare_page.h"
#include "app/gui/study/dataset_page.h"
#include "app/gui/study/shift_page.h"
#include "app/gui/view/page.h"
#include "app/gui/window/main_window.h"

namespace poolscope {
namespace {

// A study needs room; where there is less, it is scrolled rather than the window made larger.
QScrollArea* scrolled(Page* page) {
    page->setObjectName(QStringLiteral("desk"));
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("deskScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    return scroll;
}

}  // namespace

// The order here is the order of the tabs and of the keys.
void MainWindow::addPages() {
    addPage(QStringLiteral("workbench"), tr("&Workbench"), tr("Input, patches, output and gradient"), board_);
    addPage(QStringLiteral("charts"), tr("&Charts"), tr("Values, winners, gradient and cost as charts"),
            new ChartsPage(*session_));
    addPage(QStringLiteral("shift"), tr("&Shift"), tr("What moving or turning the image does to the output"),
            new ShiftPage(*session_));
    auto* comparison = new ComparePage(*session_);
    addPage(QStringLiteral("compare"), tr("C&ompare"), tr("The same input under several poolings"), comparison);
    auto* cascade = new CascadePage(*session_);
    addPage(QStringLiteral("cascade"), tr("C&ascade"), tr("The output pooled again and again"), cascade);
    addPage(QStringLiteral("dataset"), tr("&Data set"), tr("Ties, winners and shifts over everything loaded"),
            new DatasetPage(*session_));
    comparison->addActions(*actions_, [this, comparison] { showPage(comparison); });
    cascade->addActions(*actions_, [this, cascade] { showPage(cascade); });
}

void MainWindow::addPage(const QString& name, const QString& text, const QString& tip, Page* page) {
    const int index = pages_->addWidget(page == board_ ? static_cast<QWidget*>(page) : scrolled(page));
    pageList_.push_back(page);
    const QString title = QString(text).remove(QLatin1Char('&'));
    pageTabs_->addTab(title);
    pageTabs_->setTabToolTip(index, tip);
    pageTabs_->setVisible(pages_->count() > 1);
    QAction* action = actions_->addChoice(
        {QStringLiteral("study.") + name, text, tip, {QKeySequence(Qt::CTRL | (Qt::Key_1 + index))}, Actions::kStudies},
        {}, index == 0, this, [this, page] { showPage(page); });
    connect(pages_, &QStackedWidget::currentChanged, action, [index, action](int now) {
        if (now == index) action->setChecked(true);
    });
}

Page& MainWindow::currentPage() const {
    return *pageList_[static_cast<std::size_t>(pages_->currentIndex())];
}

void MainWindow::showPage(Page* page) {
    const auto index = std::find(pageList_.begin(), pageList_.end(), page) - pageList_.begin();
    pageTabs_->setCurrentIndex(static_cast<int>(index));
}

// The view that such a figure is exported from.
void MainWindow::showPage(FigureKind kind) {
    const auto name = [kind] {
        switch (kind) {
            case FigureKind::Charts:
            case FigureKind::Ties:
            case FigureKind::Sweep:
            case FigureKind::Cost:
            case FigureKind::Wins:
                return "study.charts";
            case FigureKind::Shift:
            case FigureKind::Moved:
                return "study.shift";
            case FigureKind::Compare:
                return "study.compare";
            case FigureKind::Cascade:
                return "study.cascade";
            case FigureKind::Dataset:
            case FigureKind::Labels:
                return "study.dataset";
            case FigureKind::Panels:
            case FigureKind::Sheet:
                break;
        }
        return "study.workbench";
    };
    actions_->find(QLatin1String(name()))->trigger();
}

}  // namespace poolscope
