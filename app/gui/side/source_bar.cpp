// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/source_bar.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/session/qt_text.h"
#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr int kStrip = 55;  // with the line beside it as wide as the look allows
constexpr int kOpen = 186;
constexpr int kNumber = 48;  // of an image, at least
constexpr int kNumberFrame = 18;

QSpinBox* made(QSpinBox* box, const QString& name) {
    box->setKeyboardTracking(false);
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

QSpinBox* spin(const QString& name) {
    return made(new QSpinBox, name);
}

}  // namespace

SourceBar::SourceBar(Session& session, QWidget* parent) : QWidget(parent), session_(session), model_(this) {
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    toggle_ = new QToolButton;
    toggle_->setCheckable(true);
    toggle_->setProperty("flat", true);
    toggle_->setAccessibleName(tr("Images and their source"));
    toggle_->setToolTip(tr("Source, labels, numbers and batch of the images"));
    column->addWidget(toggle_, 0, Qt::AlignHCenter);
    connect(toggle_, &QToolButton::toggled, this, &SourceBar::setOpen);
    gallery_ = new QToolButton;
    gallery_->setAccessibleName(tr("Gallery of all images"));
    gallery_->setToolTip(tr("All images at once, to sort, compare and find"));
    gallery_->setProperty("chip", true);
    connect(gallery_, &QToolButton::clicked, this, &SourceBar::galleryRequested);
    addSource(column);
    column->addWidget(gallery_, 0, Qt::AlignHCenter);
    addList(column);
    addNumber(column);
    addPlanes(column);
    connect(&session_, &Session::sourceChanged, this, &SourceBar::showSource);
    connect(&session_, &Session::experimentChanged, this, &SourceBar::showImage);
    connect(&session_, &Session::viewChanged, list_->viewport(), qOverload<>(&QWidget::update));
    setOpen(false);
    showSource();
}

// Closed, it is a strip of thumbnails.
void SourceBar::setOpen(bool open) {
    toggle_->setChecked(open);
    toggle_->setText(open ? tr("« images") : QStringLiteral("»"));
    gallery_->setText(open ? tr("gallery of all images") : tr("all"));
    setFixedWidth(open ? kOpen : kStrip);
    layout()->setContentsMargins(open ? 10 : 6, 8, open ? 6 : 2, 8);
    source_->setVisible(open);
    number_->setVisible(open);
    list_->setVerticalScrollBarPolicy(open ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    planeLine_->setDirection(open ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    list_->scrollTo(list_->currentIndex());
    nameImageInView();
}

// What it counts stands before the number where both have the room.
void SourceBar::nameImageInView() {
    constexpr int kShort = 100;
    planeImage_->setPrefix(toggle_->isChecked() || planeImage_->maximum() < kShort ? tr("n ") : QString());
}

void SourceBar::addSource(QVBoxLayout* bar) {
    source_ = new QWidget;
    auto* column = new QVBoxLayout(source_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    bar->addWidget(source_);
    kind_ = new ChoiceRow<SourceKind>(tr("Source"),
                                      {{SourceKind::Mnist, tr("MNIST"), tr("The 10 000 digits of the MNIST test set")},
                                       {SourceKind::File, tr("File…"), tr("Open images or arrays of your own")},
                                       {SourceKind::Embedded, tr("Draw"), tr("A blank canvas to draw on")}});
    column->addWidget(kind_);
    kind_->onChosen(this, [this](SourceKind kind) {
        showKind();
        if (kind == SourceKind::Mnist) Q_EMIT mnistRequested();
        if (kind == SourceKind::File) Q_EMIT openRequested();
        if (kind == SourceKind::Embedded) Q_EMIT drawRequested();
    });
    name_ = new QLabel;
    name_->setObjectName(QStringLiteral("quiet"));
    name_->setWordWrap(true);
    column->addWidget(name_);
    addChips(column);
}

void SourceBar::addList(QVBoxLayout* column) {
    list_ = new QListView;
    list_->setViewMode(QListView::IconMode);
    list_->setMovement(QListView::Static);
    list_->setResizeMode(QListView::Adjust);
    list_->setUniformItemSizes(true);
    list_->setSpacing(0);
    list_->setMouseTracking(true);
    list_->setAccessibleName(tr("Images"));
    list_->setAccessibleDescription(tr("The images of the source; the one that is chosen is pooled"));
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setItemDelegate(new ThumbnailDelegate(session_, list_));
    list_->setModel(&model_);
    column->addWidget(list_, 1);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid()) session_.showImage(model_.imageAt(index.row()));
    });
}

void SourceBar::addNumber(QVBoxLayout* bar) {
    number_ = new QWidget;
    auto* column = new QVBoxLayout(number_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    bar->addWidget(number_);
    indexRow_ = new QWidget;
    auto* line = new QHBoxLayout(indexRow_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(3);
    line->addWidget(stepButton(tr("‹"), tr("Previous image (P)"), -1));
    index_ = new QSpinBox;
    index_->setKeyboardTracking(false);
    index_->setAccessibleName(tr("Image number"));
    index_->setToolTip(tr("The image in view, counted from 0"));
    line->addWidget(index_);
    line->addWidget(stepButton(tr("›"), tr("Next image (N)"), 1));
    about_ = new QLabel;
    about_->setObjectName(QStringLiteral("quiet"));
    line->addWidget(about_, 1);
    column->addWidget(indexRow_);
    label_ = new QLabel;
    label_->setObjectName(QStringLiteral("quiet"));
    column->addWidget(label_);
    connect(index_, &QSpinBox::valueChanged, this, [this](int i) { session_.showImage(i); });
    batch_ = spin(tr("Images in the batch"));
    batch_->setPrefix(tr("batch of "));
    column->addWidget(batch_);
    connect(batch_, &QSpinBox::valueChanged, &session_, &Session::setBatch);
    rgb_ = new QCheckBox(tr("colour channels"));
    rgb_->setToolTip(tr("Open the picture as three planes, red, green and blue, instead of grey"));
    column->addWidget(rgb_);
    connect(rgb_, &QCheckBox::toggled, this, &SourceBar::rgbRequested);
}

void SourceBar::addChips(QVBoxLayout* column) {
    chips_ = new QWidget;
    auto* grid = new QGridLayout(chips_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(3);
    for (int label = -1; label <= 9; ++label) {
        auto* chip = new QToolButton;
        chip->setText(label < 0 ? tr("all") : QString::number(label));
        chip->setToolTip(label < 0 ? tr("All images") : tr("Only images with label %1").arg(label));
        chip->setAccessibleName(chip->toolTip());
        chip->setCheckable(true);
        chip->setProperty("chip", true);
        chip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        chipGroup_.addButton(chip, label + 1);
        grid->addWidget(chip, (label + 1) / 6, (label + 1) % 6);
    }
    column->addWidget(chips_);
    connect(&chipGroup_, &QButtonGroup::idClicked, this, [this](int id) {
        model_.setLabel(id - 1);
        shown_.reset();  // other images stand in the list
        showImage();
    });
}

// What is chosen for the plane in view stays within reach.
void SourceBar::addPlanes(QVBoxLayout* column) {
    planeRow_ = new QWidget;
    planeLine_ = new QBoxLayout(QBoxLayout::LeftToRight, planeRow_);
    planeLine_->setContentsMargins(0, 0, 0, 0);
    planeLine_->setSpacing(6);
    planeImage_ = spin(tr("Plane in view: image n of the batch"));
    planeRow_->setProperty("small", true);
    planeChannel_ = new ChannelBox;
    made(planeChannel_, tr("Plane in view: channel c"));
    planeLine_->addWidget(planeImage_, 1);
    planeLine_->addWidget(planeChannel_, 1);
    column->addWidget(planeRow_);
    const auto show = [this] {
        session_.showPlane(planeImage_->value() * (planeChannel_->maximum() + 1) + planeChannel_->value());
    };
    connect(planeImage_, &QSpinBox::valueChanged, this, show);
    connect(planeChannel_, &QSpinBox::valueChanged, this, show);
    connect(&session_, &Session::evaluated, this, &SourceBar::showPlanes);
}

// The selector is there when X has several planes.
void SourceBar::showPlanes() {
    const Evaluation& e = session_.rendered()->evaluation;
    const Shape& shape = e.x->shape;
    planeRow_->setVisible(shape.planes() > 1);
    planeImage_->setVisible(shape.n > 1);
    planeChannel_->setVisible(shape.c > 1);
    const QSignalBlocker image(planeImage_);
    const QSignalBlocker channel(planeChannel_);
    planeImage_->setRange(0, static_cast<int>(shape.n) - 1);
    planeChannel_->setRange(0, static_cast<int>(shape.c) - 1);
    nameImageInView();
    planeImage_->setValue(static_cast<int>(e.experiment.plane / shape.c));
    planeChannel_->setValue(static_cast<int>(e.experiment.plane % shape.c));
    const bool named = session_.rendered()->source->rgb && !e.filter && shape.c == 3;
    planeChannel_->setNames(named ? QStringList{tr("red"), tr("green"), tr("blue")} : QStringList());
}

QToolButton* SourceBar::stepButton(const QString& text, const QString& tip, int by) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setProperty("chip", true);
    connect(button, &QToolButton::clicked, this, [this, by] { step(by); });
    return button;
}

void SourceBar::showKind() {
    const SourceRef& ref = session_.experiment().source;
    if (session_.source()) {
        kind_->setValue(sourceKindOf(ref));
    } else {
        kind_->setCurrent(-1);
    }
}

void SourceBar::showSource() {
    shown_.reset();
    const auto& source = session_.source();
    {
        const QSignalBlocker blocker(list_->selectionModel());
        model_.setSource(source);
    }
    const bool mnist = session_.experiment().source.mnist;
    showKind();
    // Chips are for labels that are digits.
    const bool labelled =
        source && !source->labels.empty() &&
        std::all_of(source->labels.begin(), source->labels.end(), [](int l) { return l >= 0 && l <= 9; });
    chips_->setVisible(labelled);
    for (int label = 0; labelled && label <= 9; ++label) {
        const QString name = QString::fromStdString(source->nameOf(label));
        QAbstractButton* chip = chipGroup_.button(label + 1);
        chip->setToolTip(tr("Only images with label %1").arg(name));
        chip->setAccessibleName(chip->toolTip());
    }
    chipGroup_.button(0)->setChecked(true);
    if (source) {
        const QString path = QString::fromStdString(source->name);
        name_->setText(mnist ? tr("MNIST test set") : path.section(QLatin1Char('/'), -1));
        name_->setToolTip(mnist ? tr("Yann LeCun, Corinna Cortes, Christopher Burges. CC BY-SA 3.0") : path);
        const QSignalBlocker blocker(index_);
        index_->setRange(0, static_cast<int>(source->count()) - 1);
        const QString longest = QString::number(source->count());
        index_->setFixedWidth(std::max(kNumber, kNumberFrame + index_->fontMetrics().horizontalAdvance(longest)));
    }
    const bool several = source && source->count() > 1;
    indexRow_->setVisible(several);
    gallery_->setVisible(several);
    batch_->setVisible(several);
    const bool picture = source && source->dtype == "uint8" && source->count() == 1 &&
                         !session_.experiment().source.embedded && source->picture;
    rgb_->setVisible(picture);
    {
        const QSignalBlocker blocker(rgb_);
        rgb_->setChecked(picture && source->images.shape.c == 3);
    }
    showImage();
}

void SourceBar::showImage() {
    const auto& source = session_.source();
    if (!source || source->count() == 0) return;
    const ImageRange& range = session_.experiment().images;
    if (source == shown_ && range == shownRange_) return;  // other parameters changed
    shown_ = source;
    shownRange_ = range;
    const std::int64_t image = range.first;
    {
        const QSignalBlocker blocker(index_);
        const QSignalBlocker batch(batch_);
        index_->setValue(static_cast<int>(image));
        batch_->setRange(1, static_cast<int>(source->count() - image));
        batch_->setValue(static_cast<int>(session_.experiment().images.count()));
    }
    about_->setText(tr("of %1").arg(counted(source->count())));
    label_->setVisible(!source->labels.empty());
    if (!source->labels.empty()) {
        label_->setText(
            tr("its label is %1")
                .arg(QString::fromStdString(source->nameOf(source->labels[static_cast<std::size_t>(image)]))));
    }
    const int row = model_.rowOf(image);
    const QSignalBlocker blocker(list_->selectionModel());
    if (row >= 0) {
        list_->setCurrentIndex(model_.index(row));
        list_->scrollTo(model_.index(row));
    } else {
        list_->clearSelection();
    }
    list_->viewport()->update();
}

void SourceBar::step(int by) {
    const int rows = model_.rowCount();
    const std::int64_t image = session_.experiment().images.first;
    // Of an image that the list leaves out the next one in it, or the one before.
    const int from = model_.firstRowFrom(image);
    const bool isListed = from < rows && model_.imageAt(from) == image;
    const int next = isListed || by < 0 ? from + by : from + by - 1;
    if (next >= 0 && next < rows) session_.showImage(model_.imageAt(next));
}

}  // namespace poolscope
