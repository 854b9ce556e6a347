// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/cascade_page.h"

#include <QAction>
#include <QLabel>

#include "app/gui/action/actions.h"
#include "core/experiment/display.h"
#include "core/study_figure/cascade_figure.h"

namespace poolscope {
namespace {

struct MadeCascade {
    std::shared_ptr<const StudyResult> found;
    ViewSpec view;
    CascadePictures pictures;

    CascadeContext context(const FigureStyle& style) const {
        const auto& [x, study] = std::get<CascadeResult>(*found);
        return {x, study, pictures, view, style};
    }
};

// How small it becomes.
QString sentenceOf(const Tensor& x, const CascadeStudy& study) {
    const auto sizeText = [](const Shape& shape) { return QStringLiteral("%1x%2").arg(shape.h).arg(shape.w); };
    QStringList sizes{sizeText(x.shape)};
    for (const CascadeLevel& level : study.levels) sizes << sizeText(level.y.shape);
    return CascadePage::tr("Pooled again and again: %1.").arg(sizes.join(CascadePage::tr(", then ")));
}

MultiplesDrawing drawCascade(const StudyQuestion& question, const std::shared_ptr<const StudyResult>& found,
                             const ViewSpec& view, const Theme& theme, const std::stop_token& stop) {
    const auto& [x, study] = std::get<CascadeResult>(*found);
    const ValueScale scale = inputScale(view.range, question.source->range, question.experiment.filters, x.values);
    const auto made =
        std::make_shared<const MadeCascade>(MadeCascade{found, view, makePictures(x, study, scale, view, theme, stop)});
    return {[made](const Size& size, const FigureStyle& style) { return layoutCascade(made->context(style), size); },
            [made](const StudyFigure& figure, const FigureStyle& style, const StudyFocus& focus) {
                return focusOverlay(figure, made->context(style), focus);
            },
            [made](const StudyFocus& focus) { return cascadeWords(made->context(FigureStyle{}), focus); },
            sentenceOf(x, study)};
}

QString timesText(int n) {
    return n == 1 ? CascadePage::tr("Pool once") : CascadePage::tr("Pool %1 times").arg(n);
}

}  // namespace

CascadePage::CascadePage(Session& session, QWidget* parent)
    : MultiplesPage(session, tr("Cascade of poolings"), &drawCascade, parent) {
    std::vector<Choice<int>> choices;
    for (int n = 1; n <= static_cast<int>(kMostLevels); ++n) choices.push_back({n, QString::number(n), timesText(n)});
    choice_ = new ChoiceRow<int>(tr("Levels"), choices);
    choice_->setValue(levels_);
    addControl(new QLabel(tr("Levels")));
    addControl(choice_);
    choice_->onChosen(this, [this](int levels) { setLevels(levels); });
}

void CascadePage::takeChoice(const StudyChoice& choice) {
    if (choice.levels >= 1 && choice.levels <= kMostLevels) setLevels(static_cast<int>(choice.levels));
}

void CascadePage::setLevels(int levels) {
    if (levels == levels_) return;
    StudyChoice choice;
    choice.levels = levels;
    showChoice(choice);
    followAnew();
}

void CascadePage::showChoice(const StudyChoice& choice) {
    levels_ = static_cast<int>(choice.levels);
    choice_->setValue(levels_);
    Q_EMIT levelsChanged(levels_);
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

}  // namespace poolscope
