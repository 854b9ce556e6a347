// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/compare_page.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>

#include "app/gui/action/actions.h"
#include "core/experiment/display.h"
#include "core/study_figure/compare_figure.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

struct MadeComparison {
    std::shared_ptr<const StudyResult> found;
    ViewSpec view;
    ComparePictures pictures;

    CompareContext context(const FigureStyle& style) const {
        return {std::get<CompareStudy>(*found), pictures, view, style};
    }
};

// How much each changes, or which there are.
QString sentenceOf(const CompareStudy& study) {
    QStringList parts;
    for (const ComparedOutput& one : study.comparands) {
        const QString name = QString::fromStdString(one.by.name);
        if (one.refused) {
            parts << ComparePage::tr("%1 is not possible").arg(name);
        } else {
            parts << (one.change ? ComparePage::tr("%1 changes by %2").arg(name, percent(*one.change)) : name);
        }
    }
    const QString all = parts.join(QStringLiteral(", "));
    if (!study.inputChange) return ComparePage::tr("Compared: %1.").arg(all);
    return ComparePage::tr("Moved by one pixel the input changes by %1: %2.").arg(percent(*study.inputChange), all);
}

MultiplesDrawing drawComparison(const StudyQuestion& question, const std::shared_ptr<const StudyResult>& found,
                                const ViewSpec& view, const Theme& theme, const std::stop_token& stop) {
    const auto& study = std::get<CompareStudy>(*found);
    const ValueScale scale =
        inputScale(view.range, question.source->range, question.experiment.filters, study.x.values);
    const auto made = std::make_shared<const MadeComparison>(
        MadeComparison{found, view, makePictures(study, scale, view, theme, stop)});
    return {[made](const Size& size, const FigureStyle& style) { return layoutCompare(made->context(style), size); },
            [made](const StudyFigure& figure, const FigureStyle& style, const StudyFocus& focus) {
                return focusOverlay(figure, made->context(style), focus);
            },
            [made](const StudyFocus& focus) { return compareWords(made->context(FigureStyle{}), focus); },
            sentenceOf(study)};
}

}  // namespace

ComparePage::ComparePage(Session& session, QWidget* parent)
    : MultiplesPage(session, tr("Comparison of poolings"), &drawComparison, parent) {
    auto* label = new QLabel(tr("Compare"));
    by_ = new ChoiceRow<CompareBy>(
        tr("Compare"), {{CompareBy::Operations, tr("operations"), tr("Every operation over the same windows")},
                        {CompareBy::Windows, tr("sizes × strides"),
                         tr("The operation chosen, over windows of 2 to 4 with strides 1 to 3")},
                        {CompareBy::References, tr("references"),
                         tr("Max and average beside blurs against aliasing, at the stride chosen")}});
    by_->setValue(spec_.by);
    references_ = new QCheckBox(tr("with subsampling and blur"));
    references_->setToolTip(tr("Every pixel at the stride's distance, without and with a blur before"));
    references_->setChecked(spec_.references);
    addControl(label);
    addControl(by_);
    addControl(references_);
    by_->onChosen(this, [this](CompareBy by) { setBy(by); });
    connect(references_, &QCheckBox::toggled, this, [this](bool on) {
        spec_.references = on;
        followAnew();
    });
}

void ComparePage::takeChoice(const StudyChoice& choice) {
    showChoice(choice);
    followAnew();
}

void ComparePage::setBy(CompareBy by) {
    if (by == spec_.by) return;
    StudyChoice choice;
    choice.by = by;
    choice.references = spec_.references;
    takeChoice(choice);
}

void ComparePage::showChoice(const StudyChoice& choice) {
    const QSignalBlocker quiet(references_);
    spec_.by = choice.by;
    spec_.references = choice.references;
    by_->setValue(choice.by);
    references_->setChecked(choice.references);
    references_->setVisible(choice.by != CompareBy::References);  // they are what is compared there
    Q_EMIT byChanged(choice.by);
}

void ComparePage::addActions(Actions& actions, const std::function<void()>& show) {
    const auto add = [&](const char* id, const QString& text, const QString& tip, CompareBy by) {
        QAction* action = actions.addChoice({QLatin1String(id), text, tip, {}, Actions::kStudies}, tr("Compare &by"),
                                            by == spec_.by, this, [this, by, show] {
                                                setBy(by);
                                                show();
                                            });
        connect(this, &ComparePage::byChanged, action, [action, by](CompareBy now) {
            if (now == by) action->setChecked(true);
        });
    };
    add("compare.operations", tr("&Operations"), tr("Every operation over the same windows"), CompareBy::Operations);
    add("compare.windows", tr("&Sizes and strides"), tr("The operation chosen over nine windows"), CompareBy::Windows);
    add("compare.references", tr("&References"), tr("Max and average beside blurs against aliasing"),
        CompareBy::References);
}

StudyQuestion ComparePage::question(const Rendered& rendered) const {
    StudyChoice choice;
    choice.kind = StudyKind::Compare;
    choice.by = spec_.by;
    choice.references = spec_.references;
    return questionOf(rendered, choice);
}

}  // namespace poolscope
