// SPDX-License-Identifier: GPL-3.0-or-later
// The views in the middle of the window, and the tabs above them.
#include <QAction>
#include <QCoreApplication>
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
#include "core/session/figure_options.h"

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

StudyPage* newPage(StudyView view, Session& session) {
    switch (view) {
        case StudyView::Charts:
            return new ChartsPage(session);
        case StudyView::Shift:
            return new ShiftPage(session);
        case StudyView::Compare:
            return new ComparePage(session);
        case StudyView::Cascade:
            return new CascadePage(session);
        case StudyView::Dataset:
            break;
    }
    return new DatasetPage(session);
}

QString latin(std::string_view text) {
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

// Of what core/study/study_kinds.h says to people.
QString translated(std::string_view key) {
    return QCoreApplication::translate("poolscope::studies", std::string(key).c_str());
}

}  // namespace

void MainWindow::addPages() {
    addPage(QStringLiteral("workbench"), tr("&Workbench"), tr("Input, patches, output and gradient"), board_);
    std::vector<StudyPage*> studies;
    for (const StudyViewRow& row : kStudyViews) {
        studies.push_back(newPage(row.view, *session_));
        addPage(latin(row.name), translated(row.title), translated(row.tip), studies.back());
    }
    for (StudyPage* page : studies) page->addActions(*actions_, [this, page] { showPage(page); });
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
void MainWindow::showPage(const FigureOptions& figure) {
    const bool study = figure.kind == FigureKind::Study;
    const std::string_view name = study ? viewRow(studyRow(figure.study.kind).view).name : "workbench";
    actions_->find(QStringLiteral("study.") + latin(name))->trigger();
}

}  // namespace poolscope
