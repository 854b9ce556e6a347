// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/part_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "app/paint/image_tensor.h"

namespace poolscope {
namespace {

constexpr int kPartPicture = 480;
constexpr int kPart = 192;

Extent planeOf(const Source& source) {
    return source.images.shape.plane();
}

// In the middle, and large enough to be taken hold of in a picture of any size.
Crop firstPart(const Extent& plane) {
    const std::int64_t quarter = std::min(plane.rows, plane.cols) / 4;
    const std::int64_t side = quarter > 2 * kMostPart ? quarter : kMostPart;
    return {{(plane.rows - side) / 2, (plane.cols - side) / 2}, {side, side}};
}

// What comes of a part that is shrunk, as thumbnail() shows it.
QImage shrunkPart(const Source& source, std::int64_t image, const Crop& part, const Extent& size) {
    const Shape& shape = source.images.shape;
    const auto planes = sharedImages(source.images, image, image);
    const auto plane = planes->plane(0);
    Tensor cut(Shape{1, 1, part.size.rows, part.size.cols});
    auto target = cut.values.begin();
    for (std::int64_t row = 0; row < part.size.rows; ++row) {
        const auto from = flatIndex(shape.plane(), {part.first.row + row, part.first.col});
        target = std::copy_n(plane.begin() + from, part.size.cols, target);
    }
    Source small;
    small.range = source.range;
    small.images = areaAveraged(cut, size);
    return thumbnail(small, 0, kPart);
}

QLabel* quiet(const QString& words) {
    auto* label = new QLabel(words);
    label->setObjectName(QStringLiteral("quiet"));
    return label;
}

}  // namespace

PartDialog::PartDialog(std::shared_ptr<const Source> source, std::int64_t image, QWidget* parent)
    : QDialog(parent), source_(std::move(source)), image_(image) {
    setWindowTitle(tr("Look at a part"));
    view_ = new PartView(thumbnail(*source_, image_, kPartPicture), planeOf(*source_));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addWidget(view_, 0, Qt::AlignTop);
    columns->addLayout(makeFields());
    auto* buttons = new QDialogButtonBox;
    auto* take = buttons->addButton(tr("Look at it"), QDialogButtonBox::AcceptRole);
    take->setObjectName(QStringLiteral("primary"));
    take->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 16, 24, 16);
    all->setSpacing(16);
    all->addLayout(columns);
    all->addWidget(buttons);
    all->setSizeConstraint(QLayout::SetFixedSize);
    connect(view_, &PartView::partChanged, this, &PartDialog::showPart);
    for (const QSpinBox* field : {row_, col_, side_}) {
        connect(field, &QSpinBox::valueChanged, this, &PartDialog::takeFields);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &PartDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &PartDialog::reject);
    view_->setPart(firstPart(planeOf(*source_)));
    view_->setFocus();
}

QLayout* PartDialog::makeFields() {
    part_ = new QLabel;
    part_->setFixedSize(kPart, kPart);
    part_->setAccessibleName(tr("The part as it will be"));
    words_ = quiet({});
    words_->setWordWrap(true);
    words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    words_->setFixedSize(kPart, 3 * fontMetrics().lineSpacing());
    const Extent plane = planeOf(*source_);
    const auto field = [](const QString& name, std::int64_t least, std::int64_t most) {
        auto* spin = new QSpinBox;
        spin->setRange(static_cast<int>(least), static_cast<int>(most));
        spin->setAccessibleName(name);
        return spin;
    };
    row_ = field(tr("First row"), 0, plane.rows - kLeastPart);
    col_ = field(tr("First column"), 0, plane.cols - kLeastPart);
    side_ = field(tr("Side"), kLeastPart, std::min(plane.rows, plane.cols));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    for (QSpinBox* spin : {row_, col_, side_}) form->addRow(spin->accessibleName(), spin);
    form->addRow({}, quiet(tr("%1 to %2").arg(side_->minimum()).arg(side_->maximum())));
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(part_);
    column->addWidget(words_);
    column->addLayout(form);
    column->addStretch(1);
    return column;
}

std::optional<Extent> PartDialog::size() const {
    if (part().size.rows <= kMostPart) return std::nullopt;
    return Extent{kMostPart, kMostPart};
}

void PartDialog::showPart() {
    const Crop& square = part();
    const QSignalBlocker row(row_);
    const QSignalBlocker col(col_);
    const QSignalBlocker side(side_);
    row_->setValue(static_cast<int>(square.first.row));
    col_->setValue(static_cast<int>(square.first.col));
    side_->setValue(static_cast<int>(square.size.rows));
    looker_.run<QImage>(
        source_->name,
        [source = source_, image = image_, square, size = size()](const RunControl&) -> Result<QImage> {
            return size ? shrunkPart(*source, image, square, *size) : thumbnail(*source, image, kPart, square);
        },
        [this](const Result<QImage>& seen) { part_->setPixmap(seen ? QPixmap::fromImage(*seen) : QPixmap()); });
    const QString cells = tr("%1x%1 pixels").arg(square.size.rows);
    words_->setText(size() ? tr("%1, shrunk to %2x%2, so that cells can be told apart").arg(cells).arg(kMostPart)
                           : cells);
}

void PartDialog::takeFields() {
    view_->setPart({{row_->value(), col_->value()}, {side_->value(), side_->value()}});
    showPart();  // also where the frame stays, since it would have left the picture
}

}  // namespace poolscope
