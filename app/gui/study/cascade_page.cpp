// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/cascade_page.h"

#include <QAction>
#include <QLabel>

#include "app/gui/action/actions.h"
#include "app/gui/widget/segmented.h"
#include "core/experiment/display.h"
#include "core/study_figure/cascade_figure.h"

namespace poolscope {
namespace {

struct Made {
    std::shared_ptr<const StudyResult> found;
    CascadePictures pictures;
    ViewSpec view;

    const CascadeResult& result() const { return std::get<CascadeResult>(*found); }
    CascadeContext context(const FigureStyle& style) const {
        return {result().x, result().study, pictures, view, style};
    }
};

MultiplesDrawing drawingOf(const std::shared_ptr<const Made>& made, const StudyQuestion& question) {
    return {[made](const Size& size, const FigureStyle& style) { return layoutCascade(made->context(style), size); },
            [made](const StudyFigure& figure, const FigureStyle& style, const StudyFocus& focus) {
                return focusOverlay(figure, made->context(style), focus);
            },
            [made](const StudyFocus& focus) { return cascadeWords(made->context(FigureStyle{}), focus); }, question,
            made->found};
}

QString timesText(int n) {
    return n == 1 ? CascadePage::tr("Pool once") : CascadePage::tr("Pool %1 times").arg(n);
}

}  // namespace

CascadePage::CascadePage(Session& session, QWidget* parent)
    : MultiplesPage(session, tr("Cascade of poolings"), parent) {
    QStringList labels;
    QStringList tips;
    for (int n = 1; n <= static_cast<int>(kMostLevels); ++n) {
        labels << QString::number(n);
        tips << timesText(n);
    }
    choice_ = new Segmented(tr("Levels"), labels, tips);
    choice_->setCurrent(levels_ - 1);
    addControl(new QLabel(tr("Levels")));
    addControl(choice_);
    connect(choice_, &Segmented::chosen, this, [this](int index) { setLevels(index + 1); });
}

void CascadePage::takeChoice(const StudyChoice& choice) {
    if (choice.levels >= 1 && choice.levels <= kMostLevels) setLevels(static_cast<int>(choice.levels));
}

void CascadePage::setLevels(int levels) {
    if (levels == levels_) return;
    levels_ = levels;
    choice_->setCurrent(levels - 1);
    Q_EMIT levelsChanged(levels);
    followAnew();
}

void CascadePage::addActions(Actions& actions, const std::function<void()>& show) {
    for (int n = 1; n <= static_cast<int>(kMostLevels); ++n) {
        QAction* action = actions.addChoice({QStringLiteral("cascade.%1").arg(n),
                                             n == 1 ? tr("&1 level") : tr("&%1 levels").arg(n),
                                             tr("Pool %n time(s)", nullptr, n),
                                             {},
                                             Actions::kStudies},
                                            tr("&Levels of the cascade"), n == levels_, this, [this, n, show] {
                                                setLevels(n);
                                                show();
                                            });
        connect(this, &CascadePage::levelsChanged, action, [action, n](int now) {
            if (now == n) action->setChecked(true);
        });
    }
}

StudyQuestion CascadePage::question(const Rendered& rendered) const {
    StudyChoice choice;
    choice.kind = StudyKind::Cascade;
    choice.levels = levels_;
    return questionOf(rendered, choice);
}

MultiplesPage::Work CascadePage::workOn(const std::shared_ptr<const Rendered>& rendered) const {
    return [question = question(*rendered), view = rendered->view,
            themeName = rendered->themeName](const RunControl& run) -> Result<MultiplesDrawing> {
        auto found = askStudy(question, run);
        if (!found) return tl::unexpected(found.error());
        auto made = std::make_shared<Made>();
        made->found = std::make_shared<const StudyResult>(std::move(*found));
        made->pictures = makePictures(
            made->result().x, made->result().study,
            inputScale(view.range, question.source->range, question.experiment.filters, made->result().x.values), view,
            themeNamed(themeName), run.stopToken());
        made->view = view;
        return drawingOf(made, question);
    };
}

}  // namespace poolscope
