// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/gallery.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "app/gui/session/qt_text.h"
#include "app/gui/view/measure_histogram.h"
#include "app/gui/widget/busy_bar.h"
#include "app/gui/widget/choice_row.h"
#include "core/io/source_part.h"
#include "core/study_figure/image_sheet.h"
#include "core/study_figure/image_words.h"

namespace poolscope {
namespace {

QHBoxLayout* rowOf(QWidget* widget) {
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

QString searchTip() {
    return Gallery::tr("A label or a part of its name, or by # the numbers of images: 3, boot, #7, #100-200");
}

}  // namespace

Gallery::Gallery(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    view_ = new GalleryView;
    column->addWidget(makeSearchRow());
    column->addWidget(makeMeasureRow());
    sentence_ = new QLabel;
    sentence_->setWordWrap(true);
    sentence_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(sentence_);
    column->addWidget(view_, 1);
    column->addWidget(makeSelectionRow());
    connect(view_, &GalleryView::opened, this, &Gallery::opened);
    connect(view_, &GalleryView::failed, this, &Gallery::failed);
    connect(view_, &GalleryView::selectionChanged, this, &Gallery::showSelection);
    showSelection();
}

QWidget* Gallery::makeSearchRow() {
    auto* widget = new QWidget;
    auto* row = rowOf(widget);
    search_ = new QLineEdit;
    search_->setPlaceholderText(tr("3, #7 or #100-200"));
    search_->setClearButtonEnabled(true);
    search_->setAccessibleName(tr("Find images"));
    search_->setToolTip(searchTip());
    search_->setMinimumWidth(120);
    search_->setMaximumWidth(220);
    connect(search_, &QLineEdit::textChanged, this, &Gallery::find);
    connect(search_, &QLineEdit::returnPressed, view_, qOverload<>(&QWidget::setFocus));
    count_ = new QLabel;
    count_->setObjectName(QStringLiteral("quiet"));
    shows_ = new ChoiceRow<TileShows>(tr("Tiles"), {{TileShows::Input, tr("X"), tr("The images before pooling")},
                                                    {TileShows::Output, tr("Y"), tr("The images pooled")},
                                                    {TileShows::Both, tr("X and Y"), tr("Both, side by side")}});
    shows_->setValue(TileShows::Both);
    shows_->onChosen(this, [this](TileShows shows) { view_->setShows(shows); });
    size_ = new QSlider(Qt::Horizontal);
    size_->setRange(GalleryView::kLeastSide, GalleryView::kMostSide);
    size_->setValue(view_->side());
    size_->setFixedWidth(110);
    size_->setAccessibleName(tr("Size of the tiles"));
    size_->setToolTip(tr("How large the images are; also Ctrl and the wheel"));
    connect(size_, &QSlider::valueChanged, view_, &GalleryView::setSide);
    connect(view_, &GalleryView::sideChanged, size_, &QSlider::setValue);
    row->addWidget(search_, 1);
    row->addWidget(count_, 1);
    row->addStretch(1);
    row->addWidget(shows_);
    row->addWidget(size_);
    return widget;
}

QWidget* Gallery::makeMeasureRow() {
    auto* widget = new QWidget;
    auto* row = rowOf(widget);
    measures_ = new QComboBox;
    measures_->setAccessibleName(tr("Measure"));
    measures_->setToolTip(tr("What is measured of each image"));
    for (const MeasureRow& measure : kMeasures) measures_->addItem(translated(measure.title));
    // What takes nine times as long is asked for by hand.
    measures_->setCurrentIndex(static_cast<int>(ImageMeasure::Tied));
    connect(measures_, &QComboBox::currentIndexChanged, this, [this] {
        histogram_->setRange({});
        if (rendered_) askMeasure();
    });
    order_ = new ChoiceRow<GalleryOrder>(
        tr("Order"), {{GalleryOrder::AsTheyStand, tr("as stored"), tr("In the order of the source")},
                      {GalleryOrder::LargestFirst, tr("largest"), tr("Those that have most of the measure first")},
                      {GalleryOrder::SmallestFirst, tr("smallest"), tr("Those that have least of it first")}});
    order_->setValue(GalleryOrder::AsTheyStand);
    order_->onChosen(this, [this](GalleryOrder) { showImages(); });
    histogram_ = new MeasureHistogram(session_);
    connect(histogram_, &MeasureHistogram::rangeChanged, this, &Gallery::showImages);
    auto* left = new QVBoxLayout;
    left->setSpacing(4);
    left->addWidget(measures_);
    left->addWidget(order_);
    row->addLayout(left);
    row->addWidget(histogram_, 1);
    row->addWidget(BusyBar::of({&measuring_}, tr("measuring")));
    again_ = new QPushButton(tr("Measure"));
    again_->setToolTip(tr("Measure each image of the source"));
    again_->hide();
    row->addWidget(again_);
    connect(again_, &QPushButton::clicked, this, &Gallery::askMeasure);
    connect(&measuring_, &Worker::cancelled, this, [this] {
        again_->show();
        if (rendered_) showMeasure();
    });
    return widget;
}

QWidget* Gallery::makeSelectionRow() {
    selection_ = new QWidget;
    auto* row = rowOf(selection_);
    selected_ = new QLabel;
    selected_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(selected_, 1);
    const auto button = [&](const QString& text, const QString& tip, auto press) {
        auto* made = new QPushButton(text);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, press);
        row->addWidget(made);
        return made;
    };
    batch_ = button(tr("Use as batch"), tr("The selected images become the source, one batch"), &Gallery::useAsBatch);
    compare_ = button(tr("Compare"), tr("Two images under one setting, or one under two, side by side"),
                      &Gallery::compareRequested);
    figure_ = button(tr("Figure…"), tr("A sheet of the selected images with captions"), &Gallery::figureRequested);
    button(tr("Copy list"), tr("What the command line calls them"), [this] {
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(listText(sourceRef(), *rendered_->source, view_->selected())));
        Q_EMIT told(tr("Copied the list of %1 selected images.").arg(counted(std::ssize(view_->selected()))));
    });
    button(tr("Clear"), tr("Select nothing (Esc)"), [this] { view_->setSelected({}); });
    return selection_;
}

ImageMeasure Gallery::measure() const {
    return kMeasures[static_cast<std::size_t>(measures_->currentIndex())].measure;
}

GalleryOrder Gallery::order() const {
    return order_->value();
}

void Gallery::setOrder(ImageMeasure measure, GalleryOrder order) {
    order_->setValue(order);
    measures_->setCurrentIndex(static_cast<int>(measure));
    showImages();
}

bool Gallery::filtered() const {
    return rendered_ && static_cast<std::int64_t>(view_->images().size()) < rendered_->source->count();
}

// Of the images that are shown: the session may have others already.
const SourceRef& Gallery::sourceRef() const {
    return rendered_->evaluation.experiment.source;
}

void Gallery::follow(const std::shared_ptr<const Rendered>& rendered) {
    const bool sourceStays = rendered_ && rendered_->source == rendered->source;
    const bool same = sourceStays && poolAlike(rendered_->evaluation.experiment, rendered->evaluation.experiment);
    rendered_ = rendered;
    view_->setRendered(rendered);
    if (same) return;
    if (!sourceStays && batchOf_.lock() == rendered->source) view_->setSelected(batchImages_);
    offerMeasures();
    forget();
    if (!sourceStays) histogram_->setRange({});
    askMeasure();
}

// What was measured of another source, or under another pooling.
void Gallery::forget() {
    study_.reset();
    asked_.reset();
}

void Gallery::recolour(const std::shared_ptr<const Rendered>& rendered) {
    rendered_ = rendered;
    view_->setRendered(rendered);
}

void Gallery::letGo() {
    measuring_.cancel();
    again_->hide();
    taking_.cancel();
    rendered_.reset();
    forget();
    found_.clear();
    view_->setNote(nullptr);
    view_->setRendered(nullptr);
    view_->setImages({});
    histogram_->setValues({}, {});
    sentence_->clear();
}

// What takes nine times as long comes only where it is asked for.
void Gallery::askMeasure() {
    const auto parts = measureRow(measure()).ofShift ? MeasuredParts::All : MeasuredParts::WithoutShift;
    const auto covers = [parts](MeasuredParts measured) { return measured == MeasuredParts::All || measured == parts; };
    again_->hide();
    if ((study_ && covers(study_->parts)) || (measuring_.busy() && asked_ && covers(*asked_))) return showMeasure();
    asked_ = parts;
    measuring_.run<ImageStudy>(
        "study",
        [e = rendered_->evaluation.experiment, source = rendered_->source, parts](const RunControl& run) {
            return imageStudy(e, source->images, run, parts);
        },
        [this](const Result<ImageStudy>& study) {
            if (study) study_ = std::make_shared<const ImageStudy>(*study);
            showMeasure();
            if (!study && study.error().where != kStopped) Q_EMIT failed(study.error());
        });
    showMeasure();
}

bool Gallery::isDefined(ImageMeasure measure) const {
    return !measureRow(measure).ofWinners || hasWinner(rendered_->evaluation.experiment.pool.op);
}

void Gallery::offerMeasures() {
    auto* rows = qobject_cast<QStandardItemModel*>(measures_->model());
    for (const MeasureRow& row : kMeasures) {
        QStandardItem* item = rows->item(static_cast<int>(row.measure));
        item->setEnabled(isDefined(row.measure));
        item->setToolTip(isDefined(row.measure) ? QString()
                                                : tr("Not defined for %1 pooling: no value of a window wins")
                                                      .arg(shown(toText(rendered_->evaluation.experiment.pool.op))));
    }
}

std::vector<double> Gallery::values() const {
    return study_ && study_->has(measure()) ? study_->valuesOf(measure()) : std::vector<double>();
}

// Until it is measured the lines that it fills are there and empty.
void Gallery::showMeasure() {
    const ImageMeasure now = measure();
    const bool isPending = isDefined(now) && !(study_ && study_->has(now));
    sentence_->ensurePolished();
    // As many lines as the sentence has as a rule: while it is made out nothing beneath it moves.
    sentence_->setMinimumHeight(2 * sentence_->fontMetrics().lineSpacing());
    if (!isDefined(now)) {
        view_->setNote(nullptr);
    } else {
        view_->setNote([study = isPending ? nullptr : study_, now](std::int64_t image) {
            const auto i = static_cast<std::size_t>(image);
            return study ? QString::fromStdString(measureText(now, study->valueOf(now, i))) : QString();
        });
    }
    find();
}

// What is searched for, and how its measures are spread.
void Gallery::find() {
    if (!rendered_) return;
    const auto found = foundImages(sourceRef(), *rendered_->source, search_->text().toStdString());
    const QString problem = found ? QString() : QString::fromStdString(found.error().message);
    if (search_->property("wrong").toBool() == found.has_value()) {
        search_->setProperty("wrong", !found.has_value());
        search_->style()->unpolish(search_);
        search_->style()->polish(search_);
    }
    search_->setToolTip(found ? searchTip() : problem);
    view_->setEmptyWords(found ? tr("No image is like that.") : problem);
    found_ = found.value_or(std::vector<std::int64_t>());
    const std::vector<double> all = values();
    std::vector<double> ofFound;
    if (!all.empty()) {
        ofFound.reserve(found_.size());
        for (const std::int64_t image : found_) ofFound.push_back(all[static_cast<std::size_t>(image)]);
    }
    histogram_->setValues(ofFound,
                          [now = measure()](double value) { return QString::fromStdString(measureText(now, value)); });
    showImages();
}

void Gallery::showImages() {
    if (!rendered_) return;
    std::vector<std::int64_t> shown = found_;
    const std::vector<double> all = values();
    if (const auto& range = histogram_->range(); range && !all.empty()) {
        std::erase_if(shown, [&](std::int64_t image) {
            const double value = all[static_cast<std::size_t>(image)];
            return !(value >= range->low && value <= range->high);
        });
    }
    if (order() != GalleryOrder::AsTheyStand && !all.empty()) {
        std::vector<bool> kept(all.size());
        for (const std::int64_t image : shown) kept[static_cast<std::size_t>(image)] = true;
        shown = sortedPlaces(all, order() == GalleryOrder::SmallestFirst);
        std::erase_if(shown, [&](std::int64_t image) { return !kept[static_cast<std::size_t>(image)]; });
    }
    const std::int64_t count = rendered_->source->count();
    const bool some = std::ssize(shown) < count;
    count_->setText(some ? tr("%1 of %2 images").arg(counted(std::ssize(shown)), counted(count))
                         : tr("%1 images").arg(counted(count)));
    sentence_->setText(sentenceOf(shown, some));
    view_->setImages(std::move(shown));
}

// Of what is in view.
QString Gallery::sentenceOf(const std::vector<std::int64_t>& shown, bool some) const {
    const ImageMeasure now = measure();
    const QString undefined = tr("Not defined for these images under this pooling.");
    if (!isDefined(now)) return undefined;
    const QString title = translated(measureRow(now).title);
    if (!study_ || !study_->has(now)) {
        return measuring_.busy() ? tr("Measuring each image: %1…").arg(title) : tr("Not measured yet: %1.").arg(title);
    }
    if (shown.empty()) return {};
    const std::string words =
        outlierSentence(*study_, *rendered_->source, now, order() == GalleryOrder::SmallestFirst,
                        some ? std::optional(std::span<const std::int64_t>(shown)) : std::nullopt);
    return words.empty() ? undefined : QString::fromStdString(words);
}

void Gallery::showSelection() {
    const std::vector<std::int64_t>& images = view_->selected();
    selection_->setVisible(!images.empty());
    selection_->setEnabled(!images.empty());
    if (images.empty() || !rendered_) return;
    constexpr std::size_t kMostNamed = 12;
    const std::span<const std::int64_t> named(images.data(), std::min(images.size(), kMostNamed));
    const QString list = QString::fromStdString(listText(sourceRef(), *rendered_->source, named));
    selected_->setText(
        tr("<b>%1 selected</b>: %2").arg(counted(std::ssize(images)), list.section(QLatin1Char('/'), -1)) +
        (images.size() > kMostNamed ? QStringLiteral(", …") : QString()));
    const bool inFile = !sourceRef().embedded;
    batch_->setEnabled(inFile);
    compare_->setEnabled(images.size() <= 2);
    const bool fits = std::ssize(images) <= kMostSheetImages;
    figure_->setEnabled(fits && inFile);
    figure_->setToolTip(!fits     ? tr("A sheet holds at most %1 images").arg(kMostSheetImages)
                        : !inFile ? tr("Of what was drawn or pasted the whole is a figure, not a part")
                                  : tr("A sheet of the selected images with captions"));
}

void Gallery::useAsBatch() {
    taking_.run<SourcePart>(
        "selection",
        [ref = sourceRef(), source = rendered_->source, images = view_->selected()](const RunControl&) {
            return partOf(ref, *source, images);
        },
        [this](const Result<SourcePart>& part) {
            if (!part) {
                Q_EMIT failed(part.error());
                return;
            }
            batchOf_ = rendered_->source;
            batchImages_ = view_->selected();
            session_.open(std::make_shared<const Source>(part->source), part->ref,
                          {0, part->source.images.shape.n - 1});
        });
}

}  // namespace poolscope
