// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/side/image_model.h"

#include <QPainter>
#include <algorithm>

#include "app/gui/widget/style.h"
#include "app/paint/image_tensor.h"

namespace poolscope {
namespace {

constexpr int kThumb = 36;
constexpr int kCell = 40;

}  // namespace

void ImageModel::setSource(std::shared_ptr<const Source> source) {
    source_ = std::move(source);
    label_ = -1;
    refill();
}

void ImageModel::setLabel(int label) {
    label_ = label;
    refill();
}

void ImageModel::refill() {
    beginResetModel();
    shown_.clear();
    for (std::int64_t i = 0; source_ && i < source_->count(); ++i) {
        if (label_ < 0 || source_->labels[static_cast<std::size_t>(i)] == label_) shown_.push_back(i);
    }
    endResetModel();
}

int ImageModel::rowOf(std::int64_t image) const {
    const int row = firstRowFrom(image);
    return row < rowCount() && imageAt(row) == image ? row : -1;
}

int ImageModel::firstRowFrom(std::int64_t image) const {
    return static_cast<int>(std::lower_bound(shown_.begin(), shown_.end(), image) - shown_.begin());
}

int ImageModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QVariant ImageModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const std::int64_t image = imageAt(index.row());
    const bool labelled = !source_->labels.empty();
    switch (role) {
        case Qt::DecorationRole:
            return thumbnail(*source_, image, 2 * kThumb);
        case Qt::UserRole:
            return QVariant::fromValue<qlonglong>(image);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return labelled ? tr("Image %1, label %2")
                                  .arg(source_->number(image))
                                  .arg(QString::fromStdString(
                                      source_->nameOf(source_->labels[static_cast<std::size_t>(image)])))
                            : tr("Image %1").arg(source_->number(image));
        default:
            return {};
    }
}

void ThumbnailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& t = themeNamed(session_.themeName());
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    const QRect box =
        option.rect.adjusted((kCell - kThumb) / 2, (kCell - kThumb) / 2, -(kCell - kThumb) / 2, -(kCell - kThumb) / 2);
    const QSizeF size = QSizeF(picture.size()).scaled(box.size(), Qt::KeepAspectRatio);
    QRectF at(QPointF(), size);
    at.moveCenter(QRectF(box).center());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(at, picture);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    if (current || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(QPen(toQt(current ? t.primary : t.quiet), current ? 2.2 : 1.2));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), 3, 3);
    }
}

QSize ThumbnailDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {kCell, kCell};
}

}  // namespace poolscope
