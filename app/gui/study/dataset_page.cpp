// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/dataset_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/session/study_input.h"
#include "app/gui/view/canvas.h"
#include "app/gui/view/chart_scene.h"
#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"
#include "core/study_figure/experiment_charts.h"

namespace poolscope {
namespace {

QString percent(double fraction) {
    return QString::fromStdString(percentText(fraction));
}

StudyChoice choiceOf(StudyKind kind) {
    StudyChoice choice;
    choice.kind = kind;
    choice.images = StudyImages::All;
    return choice;
}

}  // namespace

DatasetPage::DatasetPage(Session& session, QWidget* parent) : StudyPage(session, parent) {
    makeControls();
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    pictures_ = new SceneView(session, tr("Pooled images by label"));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setObjectName(QStringLiteral("contactSheet"));
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(pictures_);
    scroll->viewport()->setObjectName(QStringLiteral("cards"));
    scroll->viewport()->setStyleSheet(QStringLiteral("#cards { background: transparent; }"));
    scroll->setAccessibleName(tr("Contact sheet"));
    scroll->setAccessibleDescription(tr("Small pictures of the outputs; the arrow keys scroll"));
    setHome(scroll);
    row->addWidget(scroll, 3);
    auto* charts = new QVBoxLayout;
    charts->setSpacing(10);
    ties_ = new ChartScene(session);
    slots_ = new ChartScene(session);
    shift_ = new ChartScene(session);
    charts->addWidget(ties_, 5);
    charts->addWidget(slots_, 4);
    charts->addWidget(shift_, 7);
    row->addLayout(charts, 2);
    column()->addLayout(row, 1);
    connect(&studyRun_, &Worker::busyChanged, this, [this] { start_->setVisible(!studyRun_.busy()); });
    showNothing();
}

void DatasetPage::makeControls() {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    start_ = new QPushButton;
    summary_ = new QLabel;
    summary_->setWordWrap(true);
    row->addWidget(start_);
    row->addWidget(BusyBar::of({&studyRun_}, tr("the study")));
    row->addWidget(summary_, 1);
    column()->addLayout(row);
    connect(start_, &QPushButton::clicked, this, &DatasetPage::run);
}

// What was counted, or is being counted, stays for the same question.
void DatasetPage::follow(const Rendered& rendered) {
    if (asked_ != questionOf(rendered, choiceOf(StudyKind::Dataset))) {
        studyRun_.cancel();
        showNothing();
    }
    const std::int64_t count = rendered.source->count();
    start_->setText(count == 1 ? tr("Run over the one image")
                               : tr("Run over all %1 images").arg(QLocale().toString(static_cast<qlonglong>(count))));
    recolour(rendered);
}

// What was counted stays.
void DatasetPage::recolour(const Rendered& rendered) {
    ContactLook look;
    look.plane = planeInView(rendered.evaluation);
    look.stored = rendered.source->range;
    look.range = rendered.view.range;
    look.palette = rendered.view.palette;
    look.theme = rendered.themeName;
    sheetRun_.run<ContactSheet>(
        "study",
        [e = rendered.evaluation.experiment, source = rendered.source, look](const RunControl& control) {
            return contactSheet(e, *source->images, source->labels, look, control);
        },
        [this, note = studySubjectOf(questionOf(rendered, choiceOf(StudyKind::Labels))),
         labelled = !rendered.source->labels.empty()](const Result<ContactSheet>& sheet) {
            if (!sheet) return showFailure(sheet.error());
            sheet_ = *sheet;
            sheet_.head = {labelled ? "Pooled images by label" : "Pooled images", note};
            const auto draw = [shown = sheet_](double width, const FigureStyle& style) {
                return drawContactSheet(shown, width, style);
            };
            pictures_->setHeightForWidth([this, draw](int width) {
                return static_cast<int>(std::ceil(draw(width, screenStyle(session())).size.height));
            });
            pictures_->setBase([draw](const Size& size, const FigureStyle& style) { return draw(size.width, style); });
        });
}

void DatasetPage::run() {
    const auto& rendered = session().rendered();
    if (!rendered) return;
    asked_ = questionOf(*rendered, choiceOf(StudyKind::Dataset));
    studyRun_.run<DatasetStudy>(
        "study",
        [e = rendered->evaluation.experiment, source = rendered->source](const RunControl& control) {
            return datasetStudy(e, *source->images, source->labels, control);
        },
        [this](const Result<DatasetStudy>& study) {
            if (!study) return showFailure(study.error());
            show(*study);
        });
}

void DatasetPage::showNothing() {
    asked_.reset();
    study_.reset();
    ColumnChart ties = tieColumns({});
    ColumnChart slotWins = slotChart({});
    BarChart shift = shiftChart({}, 1);
    ties.groups.clear();
    shift.groups.clear();
    for (ChartHead* head : {&ties.head, &slotWins.head, &shift.head})
        head->note = "not yet counted: run over all images";
    ties_->setChart(ties);
    slots_->setChart(slotWins);
    shift_->setChart(shift);
    summary_->setAccessibleName({});
    summary_->setText(tr("Counts ties, winners and the change under one-pixel shifts in every image of the source."));
}

void DatasetPage::show(const DatasetStudy& study) {
    study_ = study;
    const std::vector<Chart> charts = datasetCharts(study);
    ties_->setChart(charts[0]);
    slots_->setChart(charts[1]);
    shift_->setChart(charts[2]);
    const WindowFacts& facts = study.ties.all;
    const MotionChange& all = study.shift.all;
    const QLocale locale;
    const QString x = percent(all.input.fraction());
    const QString before = all.image
                               ? tr("images %1, X, what enters the pooling, %2").arg(percent(all.image->fraction()), x)
                               : tr("images %1").arg(x);
    tell(*summary_, tr("Of %1 windows <b>%2 are tied</b>, %3 all black; of those with ink %4 are tied. Change "
                       "under a shift by one pixel: %5, <b>outputs %6</b>; %7 of %8 outputs stay the same.")
                        .arg(locale.toString(static_cast<qlonglong>(facts.windows)), percent(tiedShare(facts)),
                             percent(blackShare(facts)), percent(tiedInkedShare(facts)), before,
                             percent(all.output.fraction()), locale.toString(static_cast<qlonglong>(all.identical)),
                             locale.toString(static_cast<qlonglong>(all.count))));
}

// What was asked for by hand is counted to its end.
void DatasetPage::letGo() {
    sheetRun_.cancel();
    sheet_ = {};
    pictures_->setBase({});
    pictures_->setHeightForWidth({});
    const auto& rendered = session().rendered();
    if (!rendered || asked_ == questionOf(*rendered, choiceOf(StudyKind::Dataset))) return;
    studyRun_.cancel();
    showNothing();
}

std::optional<StudyQuestion> DatasetPage::answered() const {
    return study_ ? asked_ : std::nullopt;
}

// With the charts once they are counted.
std::optional<FigureDraft> DatasetPage::figureDraft() const {
    const auto& rendered = session().rendered();
    if (!rendered) return std::nullopt;
    if (answered() != questionOf(*rendered, choiceOf(StudyKind::Dataset))) {
        return draftOf(questionOf(*rendered, choiceOf(StudyKind::Labels)),
                       std::make_shared<const StudyResult>(LabelsResult{}));
    }
    return draftOf(*asked_, std::make_shared<const StudyResult>(*study_));
}

}  // namespace poolscope
