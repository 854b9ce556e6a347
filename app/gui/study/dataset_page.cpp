// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/dataset_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/gui/action/actions.h"
#include "app/gui/session/qt_text.h"
#include "app/gui/study/found_view.h"
#include "app/gui/study/gallery.h"
#include "app/gui/study/pair_view.h"
#include "app/gui/view/chart_scene.h"
#include "app/gui/view/scene_view.h"
#include "app/gui/widget/busy_bar.h"
#include "app/gui/widget/choice_row.h"
#include "core/base/enum_table.h"
#include "core/io/source_part.h"
#include "core/study_figure/experiment_charts.h"
#include "core/study_figure/image_sheet.h"
#include "core/study_figure/study_charts.h"

namespace poolscope {
namespace {

struct PartRow {
    DatasetShows shows;
    const char* id;  // of its action
    const char* title;
    const char* tip;
    std::optional<StudyKind> study;  // that it answers
};
constexpr std::array<PartRow, countOf<DatasetShows>()> kParts{
    {{DatasetShows::Gallery, "dataset.gallery", "&Gallery", "All images, to sort, filter and find", StudyKind::Images},
     {DatasetShows::Two, "dataset.two", "&Two images", "Two images side by side, or one under two settings", {}},
     {DatasetShows::Pairs, "dataset.collisions", "&Collisions",
      "Pairs of different labels whose outputs are most alike", StudyKind::Collisions},
     {DatasetShows::Means, "dataset.means", "&Means", "The mean of each label, and the images nearest and farthest",
      StudyKind::Means},
     {DatasetShows::Counts, "dataset.counts", "C&ounts", "Ties, winners and shifts over everything loaded",
      StudyKind::Dataset}}};
static_assert(hasRowForEach(kParts, &PartRow::shows));

StudyChoice choiceOf(StudyKind kind) {
    StudyChoice choice;
    choice.kind = kind;
    choice.images = StudyImages::All;
    return choice;
}

// "4871,2827", and of many "4871-and-17-more".
std::string listedInName(const ImageSelection& images, std::size_t count) {
    constexpr std::size_t kMostNamed = 4;
    if (count <= kMostNamed) return toText(images);
    return std::to_string(images.ranges.front().first) + "-and-" + std::to_string(count - 1) + "-more";
}

}  // namespace

DatasetPage::DatasetPage(Session& session, QWidget* parent) : StudyPage(session, parent) {
    column()->addWidget(makeChoice());
    stack_ = new QStackedWidget;
    stack_->addWidget(makeGallery());
    two_ = new PairView(session);
    stack_->addWidget(two_);
    stack_->addWidget(makePairs());
    means_ = new FoundView(session, tr("Means by label"), tr("A click opens the image on the workbench"));
    connect(means_, &FoundView::chosen, this,
            [this](const std::vector<std::int64_t>& images) { open(images.front()); });
    stack_->addWidget(means_);
    stack_->addWidget(makeCounts());
    // What does not fit scrolls within each of them.
    stack_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    stack_->setMinimumHeight(280);
    column()->addWidget(stack_, 1);
    for (FoundView* view : {pairs_, means_}) connect(view, &FoundView::failed, this, &DatasetPage::showFailure);
    connect(two_, &PairView::failed, this, &DatasetPage::showFailure);
    setHome(&gallery_->view());
    showNothing();
}

QWidget* DatasetPage::makeChoice() {
    std::vector<Choice<DatasetShows>> choices;
    for (const PartRow& part : kParts) {
        choices.push_back({part.shows, translated(part.title).remove(QLatin1Char('&')), translated(part.tip)});
    }
    choice_ = new ChoiceRow<DatasetShows>(tr("Data set"), choices);
    choice_->setValue(DatasetShows::Gallery);
    choice_->onChosen(this, [this](DatasetShows shows) { setShows(shows); });
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(choice_);
    row->addStretch(1);
    return widget;
}

QWidget* DatasetPage::makeGallery() {
    gallery_ = new Gallery(session());
    connect(gallery_, &Gallery::opened, this, &DatasetPage::open);
    connect(gallery_, &Gallery::figureRequested, this, &DatasetPage::figureRequested);
    connect(gallery_, &Gallery::compareRequested, this, [this] {
        compared_ = false;
        setShows(DatasetShows::Two);
    });
    connect(&gallery_->view(), &GalleryView::selectionChanged, this, [this] { compared_ = false; });
    connect(gallery_, &Gallery::failed, this, &DatasetPage::showFailure);
    connect(gallery_, &Gallery::told, this, &DatasetPage::told);
    return gallery_;
}

QWidget* DatasetPage::makePairs() {
    pairs_ = new FoundView(session(), tr("Collisions"), tr("A click sets the two side by side"));
    byRow_ = new ChoiceRow<CollisionBy>(
        tr("Ranked by"), {{CollisionBy::Distance, tr("distance"), tr("Whose outputs differ least")},
                          {CollisionBy::Ratio, tr("ratio"), tr("Whose outputs differ least for how much X does")}});
    byRow_->setValue(CollisionBy::Distance);
    byRow_->onChosen(this, [this](CollisionBy) { askFound(); });
    pairs_->addControl(new QLabel(tr("Ranked by")));
    pairs_->addControl(byRow_);
    connect(pairs_, &FoundView::chosen, this, [this](const std::vector<std::int64_t>& images) {
        setShows(DatasetShows::Two);
        two_->compare(images.front(), images.back());
    });
    return pairs_;
}

QWidget* DatasetPage::makeCounts() {
    auto* counts = new QWidget;
    auto* column = new QVBoxLayout(counts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    start_ = new QPushButton;
    summary_ = new QLabel;
    summary_->setWordWrap(true);
    row->addWidget(start_);
    row->addWidget(BusyBar::of({&studyRun_}, tr("the study")));
    row->addWidget(summary_, 1);
    column->addLayout(row);
    connect(start_, &QPushButton::clicked, this, &DatasetPage::run);
    connect(&studyRun_, &Worker::busyChanged, this, [this] { start_->setVisible(!studyRun_.busy()); });
    charts_ = new QWidget;
    auto* charts = new QHBoxLayout(charts_);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(8);
    ties_ = new ChartScene(session());
    slots_ = new ChartScene(session());
    shift_ = new ChartScene(session());
    for (ChartScene* chart : {ties_, slots_, shift_}) charts->addWidget(chart, 1);
    column->addWidget(charts_, 1);
    column->addStretch(0);  // beneath the button while there is nothing to show
    return counts;
}

DatasetShows DatasetPage::shows() const {
    return choice_->value();
}

QWidget& DatasetPage::homeOf(DatasetShows shows) const {
    switch (shows) {
        case DatasetShows::Gallery:
            return gallery_->view();
        case DatasetShows::Two:
            return two_->view();
        case DatasetShows::Pairs:
            return pairs_->home();
        case DatasetShows::Means:
            return means_->home();
        case DatasetShows::Counts:
            break;
    }
    return *start_;
}

void DatasetPage::setShows(DatasetShows shows) {
    const bool leavesGallery = stack_->currentIndex() == static_cast<int>(DatasetShows::Gallery);
    choice_->setValue(shows);
    stack_->setCurrentIndex(static_cast<int>(shows));
    setHome(&homeOf(shows));
    // Who has selected one or two images and asks for two means these; later on they stay as they were set.
    const std::vector<std::int64_t>& images = gallery_->view().selected();
    if (shows == DatasetShows::Two && leavesGallery && !compared_ && !images.empty() && images.size() <= 2) {
        compared_ = true;
        two_->compare(images.front(), images.back());
    }
    askFound();
    Q_EMIT showsChanged(shows);
}

void DatasetPage::addActions(Actions& actions, const std::function<void()>& show) {
    for (const PartRow& part : kParts) {
        QAction* action = actions.addChoice(
            {QLatin1String(part.id), translated(part.title), translated(part.tip), {}, Actions::kStudies},
            tr("&Part of the data set"), part.shows == shows(), this, [this, shows = part.shows, show] {
                setShows(shows);
                show();
            });
        connect(this, &DatasetPage::showsChanged, action, [action, shows = part.shows](DatasetShows now) {
            if (now == shows) action->setChecked(true);
        });
    }
    connect(this, &DatasetPage::figureRequested, actions.find(QStringLiteral("file.exportFigure")), &QAction::trigger);
}

StudyQuestion DatasetPage::question(const Rendered& rendered, StudyKind kind) const {
    StudyChoice choice = choiceOf(kind);
    if (kind == StudyKind::Collisions) choice.collisions = byRow_->value();
    return questionOf(rendered, choice);
}

void DatasetPage::takeChoice(const StudyChoice& choice) {
    if (choice.kind == StudyKind::Images) {
        const GalleryOrder sorted = choice.ascending ? GalleryOrder::SmallestFirst : GalleryOrder::LargestFirst;
        gallery_->setOrder(choice.sort.value_or(gallery_->measure()), choice.sort ? sorted : GalleryOrder::AsTheyStand);
    }
    if (choice.kind == StudyKind::Collisions) byRow_->setValue(choice.collisions);
    const auto* const part =
        std::find_if(kParts.begin(), kParts.end(), [&](const PartRow& row) { return row.study == choice.kind; });
    setShows(part == kParts.end() ? DatasetShows::Gallery : part->shows);
}

// That is counted, or being counted.
bool DatasetPage::isAsked(const Rendered& rendered) const {
    return asked_ && askTheSameOfAll(*asked_, questionOf(rendered, choiceOf(StudyKind::Dataset)));
}

// What was counted, or is being counted, stays for the same question.
void DatasetPage::follow(const Rendered& rendered) {
    if (!isAsked(rendered)) {
        studyRun_.cancel();
        showNothing();
    }
    const std::int64_t count = rendered.source->count();
    start_->setText(count == 1 ? tr("Run over the one image") : tr("Run over all %1 images").arg(counted(count)));
    gallery_->follow(session().rendered());
    askFound();
}

void DatasetPage::recolour(const Rendered&) {
    gallery_->recolour(session().rendered());
    askFound();
}

// A part may have been chosen while another page was seen.
void DatasetPage::showEvent(QShowEvent* event) {
    StudyPage::showEvent(event);
    askFound();
}

// Of what is seen alone.
void DatasetPage::askFound() {
    const auto& rendered = session().rendered();
    if (!rendered || !isVisible()) return;
    if (shows() == DatasetShows::Two) two_->ask(rendered);
    if (shows() == DatasetShows::Pairs) pairs_->ask(question(*rendered, StudyKind::Collisions), rendered);
    if (shows() == DatasetShows::Means) means_->ask(question(*rendered, StudyKind::Means), rendered);
}

void DatasetPage::open(std::int64_t image) {
    session().showImage(image);
    Q_EMIT imageOpened();
}

void DatasetPage::run() {
    const auto& rendered = session().rendered();
    if (!rendered) return;
    asked_ = questionOf(*rendered, choiceOf(StudyKind::Dataset));
    studyRun_.run<DatasetStudy>(
        "study",
        [e = rendered->evaluation.experiment, source = rendered->source](const RunControl& control) {
            return datasetStudy(e, source->images, source->labels, control);
        },
        [this](const Result<DatasetStudy>& study) {
            if (!study) return showFailure(study.error());
            show(*study);
        });
}

void DatasetPage::showNothing() {
    asked_.reset();
    study_.reset();
    charts_->hide();
    summary_->setAccessibleName({});
    summary_->setText(tr("Counts ties, winners and the change under one-pixel shifts in every image of the source."));
}

void DatasetPage::show(const DatasetStudy& study) {
    study_ = study;
    const std::vector<Chart> charts = datasetCharts(study, *asked_->source);
    ties_->setChart(charts[0]);
    slots_->setChart(charts[1]);
    shift_->setChart(charts[2]);
    charts_->show();
    const WindowFacts& facts = study.ties.all;
    const MotionChange& all = study.shift.all;
    const QString x = percent(all.input.fraction());
    const QString before = all.image
                               ? tr("images %1, X, what enters the pooling, %2").arg(percent(all.image->fraction()), x)
                               : tr("images %1").arg(x);
    tell(*summary_, tr("Of %1 windows <b>%2 are tied</b>, %3 all black; of those with ink %4 are tied. Change "
                       "under a shift by one pixel: %5, <b>outputs %6</b>; %7 of %8 outputs stay the same.")
                        .arg(counted(facts.windows), percent(tiedShare(facts)), percent(blackShare(facts)),
                             percent(tiedInkedShare(facts)), before, percent(all.output.fraction()),
                             counted(all.identical), counted(all.count)));
}

// What was asked for by hand is counted to its end.
void DatasetPage::letGo() {
    gallery_->letGo();
    two_->letGo();
    pairs_->letGo();
    means_->letGo();
    const auto& rendered = session().rendered();
    if (!rendered || isAsked(*rendered)) return;
    studyRun_.cancel();
    showNothing();
}

std::optional<StudyQuestion> DatasetPage::answered() const {
    return study_ ? asked_ : std::nullopt;
}

// A sheet of what is selected, else of what stands first in the gallery.
std::optional<FigureDraft> DatasetPage::galleryDraft(const Rendered& rendered) const {
    StudyChoice choice = choiceOf(StudyKind::Images);
    if (gallery_->order() != GalleryOrder::AsTheyStand) {
        choice.sort = gallery_->measure();
        choice.ascending = gallery_->order() == GalleryOrder::SmallestFirst;
    }
    StudyQuestion all = questionOf(rendered, choice);
    std::vector<std::int64_t> images = gallery_->view().selected();
    if (images.empty() && gallery_->filtered()) images = gallery_->view().images();
    const bool some = !images.empty() && !all.experiment.source.embedded;
    if (!some) {
        if (!choice.sort) return std::nullopt;
        const bool measured = gallery_->study() && gallery_->study()->has(*choice.sort);
        return draftOf(all, measured ? std::make_shared<const StudyResult>(*gallery_->study()) : nullptr);
    }
    if (std::ssize(images) > kMostSheetImages) images.resize(static_cast<std::size_t>(kMostSheetImages));
    auto part = partOf(all.experiment.source, *all.source, images);
    if (!part) return std::nullopt;
    all.choice.top = std::ssize(images);
    all.experiment.source = part->ref;
    all.experiment.images = {0, std::ssize(images) - 1};
    all.experiment.plane %= std::max<std::int64_t>(1, rendered.evaluation.x->shape.c);
    all.source = std::make_shared<const Source>(std::move(part->source));
    FigureDraft draft = draftOf(all, nullptr);
    draft.images = listedInName(*all.experiment.source.images, images.size());
    return draft;
}

QString DatasetPage::whyNoFigure() const {
    if (shows() != DatasetShows::Two) return {};
    return tr(
        "Two images make no figure: a figure carries one experiment, and this is two. Collisions can be exported, "
        "and each image from the workbench.");
}

// With the charts once they are counted.
std::optional<FigureDraft> DatasetPage::figureDraft() const {
    const auto& rendered = session().rendered();
    if (!rendered) return std::nullopt;
    const auto found = [&](const FoundView& view, StudyKind kind) {
        const StudyQuestion now = question(*rendered, kind);
        return draftOf(now, view.answerTo(now));
    };
    switch (shows()) {
        case DatasetShows::Pairs:
            return found(*pairs_, StudyKind::Collisions);
        case DatasetShows::Means:
            return found(*means_, StudyKind::Means);
        case DatasetShows::Two:
            return std::nullopt;  // see whyNoFigure()
        case DatasetShows::Gallery:
            if (auto draft = galleryDraft(*rendered)) return draft;
            break;
        case DatasetShows::Counts:
            if (study_ && isAsked(*rendered)) {
                return draftOf(questionOf(*rendered, choiceOf(StudyKind::Dataset)),
                               std::make_shared<const StudyResult>(*study_));
            }
            break;
    }
    return draftOf(questionOf(*rendered, choiceOf(StudyKind::Labels)),
                   std::make_shared<const StudyResult>(LabelsResult{}));
}

}  // namespace poolscope
