// SPDX-License-Identifier: GPL-3.0-or-later
// Charts of the experiment as it is: values, winners, gradient, cost, and what other windows would do.
#pragma once

#include <vector>

#include "app/gui/session/worker.h"
#include "app/gui/study/study_page.h"
#include "core/chart/chart.h"

class QGridLayout;

namespace poolscope {

class ChartView;

class ChartsPage : public StudyPage {
    Q_OBJECT

  public:
    explicit ChartsPage(Session& session, QWidget* parent = nullptr);

    std::optional<FigureDraft> figureDraft() const override;
    const std::vector<ChartView*>& views() const { return views_; }

  protected:
    void follow(const Rendered& rendered) override;
    std::optional<StudyQuestion> answered() const override;
    void letGo() override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    // From the card with that index on.
    void show(std::size_t first, const std::vector<Chart>& charts);
    void arrange();
    StudyQuestion question(const Rendered& rendered) const;

    std::vector<ChartView*> views_;
    std::optional<StudyQuestion> asked_;
    std::optional<EvaluationCounts> counts_;  // answer it
    std::optional<SweepStudy> sweepFound_;
    int columns_ = 0;
    QGridLayout* grid_ = nullptr;
    Worker quick_{EarlierWork::Dropped};  // of this evaluation
    Worker sweep_{EarlierWork::Dropped};  // over other windows
};

}  // namespace poolscope
