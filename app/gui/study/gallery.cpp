// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/gallery.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <unordered_set>

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

QString counted(std::size_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
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
    search_->setToolTip(tr("A label, or by # the numbers of images: 3, #7, #100-200"));
    search_->setMinimumWidth(120);
    search_->setMaximumWidth(220);
    connect(search_, &QLineEdit::textChanged, this, &Gallery::showImages);
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
    connect(&measuring_, &Worker::cancelled, again_, &QWidget::show);
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
    forget();
    if (!sourceStays) histogram_->setRange({});
    askMeasure();
}

// Notes of images of another source, or of another pooling.
void Gallery::forget() {
    study_.reset();
    asked_.reset();
    view_->setNote(nullptr);
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
    view_->setRendered(nullptr);
    view_->setImages({});
    histogram_->setValues({}, {});
    sentence_->clear();
}

// What takes nine times as long comes only where it is asked for.
void Gallery::askMeasure() {
    const auto parts = measureRow(measure()).ofShift ? MeasuredParts::All : MeasuredParts::WithoutShift;
    const auto covers = [parts](MeasuredParts measured) { return measured == MeasuredParts::All || measured == parts; };
    showMeasure();
    again_->hide();
    if ((study_ && covers(study_->parts)) || (measuring_.busy() && asked_ && covers(*asked_))) return;
    asked_ = parts;
    measuring_.run<ImageStudy>(
        "study",
        [e = rendered_->evaluation.experiment, source = rendered_->source, parts](const RunControl& run) {
            return imageStudy(e, source->images, run, parts);
        },
        [this](const Result<ImageStudy>& study) {
            if (!study) {
                if (study.error().where != kStopped) Q_EMIT failed(study.error());
                return;
            }
            study_ = std::make_shared<const ImageStudy>(*study);
            showMeasure();
        });
}

std::vector<double> Gallery::values() const {
    return study_ && study_->has(measure()) ? study_->valuesOf(measure()) : std::vector<double>();
}

void Gallery::showMeasure() {
    const std::vector<double> all = values();
    histogram_->setValues(all,
                          [now = measure()](double value) { return QString::fromStdString(measureText(now, value)); });
    const std::string words = study_ ? outlierSentence(*study_, *rendered_->source, measure()) : "";
    const bool undefined = study_ && words.empty() && (!measureRow(measure()).ofShift || study_->has(measure()));
    sentence_->setText(undefined ? tr("Not defined for these images under this pooling.")
                                 : QString::fromStdString(words));
    if (all.empty()) {
        view_->setNote(nullptr);
    } else {
        view_->setNote([study = study_, now = measure()](std::int64_t image) {
            return QString::fromStdString(measureText(now, study->valueOf(now, static_cast<std::size_t>(image))));
        });
    }
    showImages();
}

void Gallery::showImages() {
    if (!rendered_) return;
    const auto found = foundImages(*rendered_->source, search_->text().toStdString());
    if (search_->property("wrong").toBool() == found.has_value()) {
        search_->setProperty("wrong", !found.has_value());
        search_->style()->unpolish(search_);
        search_->style()->polish(search_);
    }
    search_->setToolTip(found ? tr("A label, or by # the numbers of images: 3, #7, #100-200")
                              : QString::fromStdString(found.error().message));
    if (!found) return count_->setText(QString::fromStdString(found.error().message));
    std::vector<std::int64_t> shown = *found;
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
    const auto count = static_cast<std::size_t>(rendered_->source->count());
    count_->setText(shown.size() == count ? tr("%1 images").arg(counted(count))
                                          : tr("%1 of %2 images").arg(counted(shown.size()), counted(count)));
    view_->setImages(std::move(shown));
}

void Gallery::showSelection() {
    const std::vector<std::int64_t>& images = view_->selected();
    selection_->setVisible(!images.empty());
    selection_->setEnabled(!images.empty());
    if (images.empty() || !rendered_) return;
    constexpr std::size_t kMostNamed = 12;
    const std::span<const std::int64_t> named(images.data(), std::min(images.size(), kMostNamed));
    const QString list = QString::fromStdString(listText(sourceRef(), *rendered_->source, named));
    selected_->setText(tr("<b>%1 selected</b>: %2").arg(counted(images.size()), list.section(QLatin1Char('/'), -1)) +
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
            session_.open(std::make_shared<const Source>(part->source), part->ref,
                          {0, part->source.images.shape.n - 1});
        });
}

}  // namespace poolscope
