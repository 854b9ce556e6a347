// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/cascade_page.h"

#include <QAction>
#include <QLabel>

#include "app/gui/actions.h"
#include "app/gui/segmented.h"
#include "core/figure/caption.h"
#include "core/figure/cascade_figure.h"
#include "core/figure/figure.h"
#include "core/study/plane.h"

namespace poolscope {
namespace {

struct Made {
    Tensor x;
    Cascade study;
    CascadePictures pictures;
    ViewSpec view;

    CascadeContext context(const FigureStyle& style) const { return {x, study, pictures, view, style}; }
};

MultiplesDrawing drawingOf(const std::shared_ptr<const Made>& made, const StudyChoice& choice,
                           const std::string& caption) {
    return {[made](const Size& size, const FigureStyle& style) { return layoutCascade(made->context(style), size); },
            [made](const StudyFigure& figure, const FigureStyle& style, const StudyFocus& focus) {
                return overlay(figure, made->context(style), focus);
            },
            [made](const StudyFocus& focus) { return cascadeWords(made->context(FigureStyle{}), focus); },
            FigureKind::Cascade,
            choice,
            [made, caption](double widthMm, const FigureStyle& style) -> Result<Scene> {
                return composeCascade(made->x, made->study, made->view, caption, widthMm * kPointsPerMm, style);
            }};
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

MultiplesPage::Work CascadePage::workOn(const std::shared_ptr<const Rendered>& rendered) const {
    return [rendered, levels = levels_](const RunControl& run) -> Result<MultiplesDrawing> {
        const Evaluation& e = rendered->evaluation;
        auto x = onePlane(*e.x, e.experiment.plane);
        if (!x) return tl::unexpected(x.error());
        auto study = cascade(*x, e.experiment.window, e.experiment.pool, levels, run);
        if (!study) return tl::unexpected(study.error());
        StudyChoice choice;
        choice.levels = levels;
        auto pictures = makePictures(*x, *study, rendered->view, theme(rendered->themeName), run.stopToken());
        return drawingOf(
            std::make_shared<const Made>(Made{std::move(*x), std::move(*study), std::move(pictures), rendered->view}),
            choice, figureCaption(*rendered->source, e.experiment));
    };
}

}  // namespace poolscope
