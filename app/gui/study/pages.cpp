// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/pages.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>

#include "app/gui/action/actions.h"
#include "app/gui/action/notice_bar.h"
#include "app/gui/action/notices.h"
#include "app/gui/board/panel_board.h"
#include "app/gui/study/cascade_page.h"
#include "app/gui/study/charts_page.h"
#include "app/gui/study/compare_page.h"
#include "app/gui/study/dataset_page.h"
#include "app/gui/study/shift_page.h"
#include "app/gui/view/page.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/tab_focus.h"
#include "core/session/figure_options.h"

namespace poolscope {
namespace {

// With Ctrl the wheel makes things larger, and belongs to others.
class PageScroll : public QScrollArea {
  protected:
    void wheelEvent(QWheelEvent* event) override {
        if (event->modifiers().testFlag(Qt::ControlModifier)) return event->ignore();
        QScrollArea::wheelEvent(event);
    }
};

// A view needs room; where there is less, it is scrolled rather than the window made larger.
QScrollArea* scrolled(Page* page) {
    page->setObjectName(QStringLiteral("desk"));
    auto* scroll = new PageScroll;
    scroll->setObjectName(QStringLiteral("deskScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    keepFocusInSight(*scroll);
    return scroll;
}

QTabBar* makeTabs() {
    auto* tabs = new QTabBar;
    tabs->setObjectName(QStringLiteral("pages"));
    tabs->setAccessibleName(Pages::tr("Views"));
    tabs->setExpanding(false);
    tabs->setDrawBase(false);
    tabs->setElideMode(Qt::ElideNone);
    tabs->setUsesScrollButtons(true);
    return tabs;
}

QWidget* layoutButtons(Session& session) {
    auto* buttons = new ChoiceRow<BoardLayout>(
        Pages::tr("Layout"), {{BoardLayout::SideBySide, Pages::tr("Side by side"),
                               Pages::tr("Input, patches, output and gradient in a row (1)")},
                              {BoardLayout::ForwardBackward, Pages::tr("Forward + backward"),
                               Pages::tr("The backward pass beneath the forward pass, right to left (2)")}});
    const auto show = [&session, buttons] { buttons->setValue(session.layout()); };
    buttons->onChosen(&session, [&session](BoardLayout layout) { session.setLayout(layout); });
    QObject::connect(&session, &Session::layoutChanged, buttons, show);
    show();
    return buttons;
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

}  // namespace

Pages::Pages(Session& session, Notices& notices, QWidget* parent)
    : QWidget(parent),
      board_(new PanelBoard(session)),
      bar_(new QWidget),
      tabs_(makeTabs()),
      stack_(new QStackedWidget) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout(bar_);
    line->setContentsMargins(0, 4, 12, 0);
    line->addWidget(tabs_, 1);
    QWidget* layouts = layoutButtons(session);
    line->addWidget(layouts, 0, Qt::AlignBottom);
    connect(stack_, &QStackedWidget::currentChanged, layouts, [layouts](int now) { layouts->setVisible(now == 0); });
    column->addWidget(bar_);
    column->addWidget(new NoticeBar(notices));
    column->addWidget(stack_, 1);
    connect(tabs_, &QTabBar::currentChanged, stack_, &QStackedWidget::setCurrentIndex);
    connect(stack_, &QStackedWidget::currentChanged, this, [this](int now) {
        if (now < static_cast<int>(views_.size()) && !tabs_->hasFocus()) current().home()->setFocus();
    });
    add({QStringLiteral("workbench"), tr("&Workbench"), tr("Input, patches, output and gradient"), board_});
    for (const StudyViewRow& row : kStudyViews) {
        studies_.push_back(newPage(row.view, session));
        if (const auto* dataset = qobject_cast<const DatasetPage*>(studies_.back())) {
            connect(dataset, &DatasetPage::imageOpened, this, [this] { showPage(*board_); });
            connect(dataset, &DatasetPage::told, this,
                    [&notices](const QString& sentence) { notices.succeed(sentence); });
        }
        add({latin(row.name), translated(row.title), translated(row.tip), studies_.back()});
    }
}

void Pages::add(const View& view) {
    stack_->addWidget(scrolled(view.page));
    views_.push_back(view);
    const int index = tabs_->addTab(QString(view.text).remove(QLatin1Char('&')));
    tabs_->setTabToolTip(index, view.tip);
}

void Pages::addActions(Actions& actions) {
    for (int i = 0; i < stack_->count(); ++i) {
        const View& view = views_[static_cast<std::size_t>(i)];
        QAction* action =
            actions.addChoice({QStringLiteral("study.") + view.name,
                               view.text,
                               view.tip,
                               {QKeySequence(Qt::CTRL | (Qt::Key_1 + i))},
                               Actions::kStudies},
                              {}, i == stack_->currentIndex(), tabs_, [this, i] { tabs_->setCurrentIndex(i); });
        connect(stack_, &QStackedWidget::currentChanged, action, [i, action](int now) {
            if (now == i) action->setChecked(true);
        });
    }
    for (StudyPage* page : studies_) page->addActions(actions, [this, page] { showPage(*page); });
}

Page& Pages::current() const {
    return *views_[static_cast<std::size_t>(stack_->currentIndex())].page;
}

void Pages::showPage(const Page& page) {
    const auto is = [&page](const View& view) { return view.page == &page; };
    tabs_->setCurrentIndex(static_cast<int>(std::find_if(views_.begin(), views_.end(), is) - views_.begin()));
}

void Pages::showPage(StudyView study) {
    const auto is = [study](const View& view) { return view.name == latin(viewRow(study).name); };
    showPage(*std::find_if(views_.begin(), views_.end(), is)->page);
}

void Pages::showPage(const FigureOptions& figure) {
    const bool study = figure.kind == FigureKind::Study;
    const std::string_view name = study ? viewRow(studyRow(figure.study.kind).view).name : "workbench";
    const auto is = [name](const View& view) { return view.name == latin(name); };
    showPage(*std::find_if(views_.begin(), views_.end(), is)->page);
}

}  // namespace poolscope
