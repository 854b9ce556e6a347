// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/charts_page.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/gui/view/chart_view.h"
#include "app/gui/widget/tab_focus.h"
#include "core/study_figure/experiment_charts.h"

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
    keepFocusInSight(*scroll);
    setHome(views_.front());
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
    asked_ = question(rendered);
    counts_.reset();
    sweepFound_.reset();
    quick_.run<EvaluationCounts>(
        "study",
        [e = rendered.evaluation, range = rendered.view.range](const RunControl& run) {
            return countsOf(e, range, run);
        },
        [this](const Result<EvaluationCounts>& counts) {
            if (!counts) return showFailure(counts.error());
            counts_ = *counts;
            show(0, evaluationCharts(*counts));
        });
    sweep_.run<SweepStudy>(
        "study", [asked = *asked_](const RunControl& run) { return sweepInView(asked, run); },
        [this](const Result<SweepStudy>& found) {
            if (!found) return showFailure(found.error());
            sweepFound_ = *found;
            show(kFirstOfSweep, sweepCharts(*found));
        });
}

void ChartsPage::show(std::size_t first, const std::vector<Chart>& charts) {
    QStringList titles;
    for (std::size_t i = 0; i < charts.size(); ++i) {
        views_[first + i]->setChart(charts[i]);
        titles << QString::fromStdString(chartHeadOf(charts[i]).title);
    }
    tell(tr("%1 charts: %2.").arg(charts.size()).arg(titles.join(QStringLiteral("; "))));
}

StudyQuestion ChartsPage::question(const Rendered& rendered) const {
    StudyChoice choice;
    choice.kind = StudyKind::Charts;
    return questionOf(rendered, choice);
}

void ChartsPage::letGo() {
    quick_.cancel();
    sweep_.cancel();
    asked_.reset();
    counts_.reset();
    sweepFound_.reset();
}

std::optional<StudyQuestion> ChartsPage::answered() const {
    return counts_ && sweepFound_ ? asked_ : std::nullopt;
}

std::optional<FigureDraft> ChartsPage::figureDraft() const {
    const auto& rendered = session().rendered();
    if (!rendered) return std::nullopt;
    const StudyQuestion now = question(*rendered);
    if (now != answered()) return draftOf(now, nullptr);
    return draftOf(now, std::make_shared<const StudyResult>(ChartsResult{*counts_, *sweepFound_}));
}

}  // namespace poolscope
