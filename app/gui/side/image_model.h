// SPDX-License-Identifier: GPL-3.0-or-later
// The images of a source as a list, and how they look in it.
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "app/gui/session/session.h"

namespace poolscope {

// The images of a source, all of them or those with one label. The row's image number is in Qt::UserRole.
class ImageModel : public QAbstractListModel {
    Q_OBJECT

  public:
    using QAbstractListModel::QAbstractListModel;

    void setSource(std::shared_ptr<const Source> source);
    void setLabel(int label);  // -1: all
    int label() const { return label_; }
    int rowOf(std::int64_t image) const;
    // That of the image, or of the next one in the list; rowCount() where there is none.
    int firstRowFrom(std::int64_t image) const;
    std::int64_t imageAt(int row) const { return shown_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    void refill();

    std::shared_ptr<const Source> source_;
    int label_ = -1;
    std::vector<std::int64_t> shown_;
};

class ThumbnailDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    ThumbnailDelegate(Session& session, QObject* parent) : QStyledItemDelegate(parent), session_(session) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    Session& session_;
};

}  // namespace poolscope
