// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/charts_page.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/gui/view/chart_view.h"

namespace poolscope {
namespace {

constexpr std::size_t kCards = 9;
constexpr std::size_t kFirstOfSweep = 6;

}  // namespace

ChartsPage::ChartsPage(Session& session, QWidget* parent) : StudyPage(session, parent) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    for (QWidget* ground : {scroll->viewport(), inside}) ground->setObjectName(QStringLiteral("cards"));
    scroll->setStyleSheet(QStringLiteral("#cards { background: transparent; }"));
    grid_ = new QGridLayout(inside);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(10);
    for (std::size_t i = 0; i < kCards; ++i) views_.push_back(new ChartView(session));
    scroll->setWidget(inside);
    column()->addWidget(scroll, 1);
    arrange();
}

void ChartsPage::arrange() {
    const int columns = width() >= 860 ? 3 : width() >= 560 ? 2 : 1;
    if (columns == columns_) return;
    columns_ = columns;
    for (std::size_t i = 0; i < views_.size(); ++i) {
        const int at = static_cast<int>(i);
        grid_->addWidget(views_[i], at / columns, at % columns);
    }
}

void ChartsPage::resizeEvent(QResizeEvent*) {
    arrange();
}

void ChartsPage::follow(const Rendered& rendered) {
    asked_ = questionOf(rendered, FigureKind::Charts, {});
    fresh_ = 0;
    const auto found = [this](std::size_t first) {
        return [this, first](const Result<std::vector<Chart>>& charts) {
            if (!charts) return showFailure(charts.error());
            show(first, *charts);
        };
    };
    quick_.run<std::vector<Chart>>(
        "study", [e = rendered.evaluation](const RunControl& run) { return evaluationCharts(e, run); }, found(0));
    sweep_.run<std::vector<Chart>>(
        "study", [question = *asked_](const RunControl& run) { return sweepCharts(question, run); },
        found(kFirstOfSweep));
}

void ChartsPage::show(std::size_t first, const std::vector<Chart>& charts) {
    for (std::size_t i = 0; i < charts.size(); ++i) views_[first + i]->setChart(charts[i]);
    fresh_ += charts.size();
}

std::optional<FigureDraft> ChartsPage::figureDraft() const {
    const auto& rendered = session().rendered();
    if (!rendered) return std::nullopt;
    const StudyQuestion question = questionOf(*rendered, FigureKind::Charts, {});
    if (fresh_ < views_.size() || question != asked_) return draftOf(question, nullptr);
    std::vector<Chart> charts;
    for (const ChartView* view : views_) charts.push_back(*view->chart());
    return draftOf(question, std::make_shared<const StudyResult>(std::move(charts)));
}

}  // namespace poolscope
