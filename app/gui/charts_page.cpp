// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/charts_page.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/gui/chart_view.h"
#include "app/gui/study_input.h"
#include "core/figure/figure.h"

namespace poolscope {
namespace {

constexpr std::size_t kCards = 9;
constexpr std::size_t kFirstOfSweep = 6;

// The subject stands once, above all of them.
const StudySubject kUnnamed{};

Result<std::vector<Chart>> chartsOf(const Evaluation& e, const RunControl& run) {
    const auto histograms = sharedHistograms(e.x->values, e.forward->y.values, run.part(0, 0.3));
    if (!histograms) return fail(kStopped, "");
    std::vector<Chart> charts{histogramChart(histograms->input, histograms->output, kUnnamed)};
    WinCounts wins;
    if (hasWinner(e.experiment.pool.op)) {
        auto counted = countWins(e.forward->winners, e.grid, {0, e.x->shape.planes()}, run.part(0.3, 0.6));
        if (!counted) return fail(kStopped, "");
        wins = std::move(*counted);
    }
    ColumnChart slots = slotChart(wins, kUnnamed);
    ColumnChart pixels = pixelChart(wins, kUnnamed);
    if (!hasWinner(e.experiment.pool.op)) {
        for (ColumnChart* chart : {&slots, &pixels}) {
            chart->head.note = std::string(toText(e.experiment.pool.op)) + " pooling mixes values: none of them wins";
        }
    }
    charts.insert(charts.end(), {slots, pixels});
    const auto ink = gradientOnInk(e.x->values, e.backward->dx.values, run.part(0.6, 1));
    if (!ink) return fail(kStopped, "");
    charts.emplace_back(inkChart(*ink, kUnnamed));
    const auto cost = costOf(e.experiment, e.images()->shape);
    if (!cost) return tl::unexpected(cost.error());
    charts.emplace_back(costChart(*cost, kUnnamed));
    charts.emplace_back(tieChart({e.forward->facts, {}}, kUnnamed));
    return charts;
}

Result<std::vector<Chart>> sweepOf(const Evaluation& e, const RunControl& run) {
    const auto found = sweep(e.experiment, imageInView(e), {}, run);
    if (!found) return tl::unexpected(found.error());
    return std::vector<Chart>{sweepChangeChart(*found, kUnnamed), sweepSizeChart(*found), sweepTieChart(*found)};
}

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
    caption_ = noteOf(subjectOf(rendered));
    const auto found = [this](std::size_t first) {
        return [this, first](const Result<std::vector<Chart>>& charts) {
            if (!charts) return showFailure(charts.error());
            show(first, *charts);
        };
    };
    quick_.run<std::vector<Chart>>([e = rendered.evaluation](const RunControl& run) { return chartsOf(e, run); },
                                   found(0));
    sweep_.run<std::vector<Chart>>([e = rendered.evaluation](const RunControl& run) { return sweepOf(e, run); },
                                   found(kFirstOfSweep));
}

void ChartsPage::show(std::size_t first, const std::vector<Chart>& charts) {
    for (std::size_t i = 0; i < charts.size(); ++i) views_[first + i]->setChart(charts[i]);
}

std::optional<FigureDraft> ChartsPage::figureDraft() const {
    ChartSheet sheet{{"", caption_}, {}, 2, 0.72};
    for (const ChartView* view : views_) {
        if (view->chart()) sheet.charts.push_back(*view->chart());
    }
    if (sheet.charts.empty()) return std::nullopt;
    return draftOf(FigureKind::Charts, {}, caption_,
                   [sheet](double widthMm, const FigureStyle& style) -> Result<Scene> {
                       return drawCharts(sheet, widthMm * kPointsPerMm, style);
                   });
}

}  // namespace poolscope
