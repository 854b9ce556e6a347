// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/input/array_dialog.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "app/file/load_source.h"
#include "app/gui/input/input_words.h"
#include "app/paint/image_tensor.h"
#include "core/io/labels.h"

namespace poolscope {
namespace {

constexpr int kListPicture = 44;
enum Column { kName, kShape, kType, kHolds };

QString decoded(const std::string& name) {
    return QFile::decodeName(name.c_str());
}

// In place of a picture, so that all names begin at one edge.
QPixmap nothingSeen() {
    QPixmap pixmap(kListPicture, kListPicture);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

// Whose labels the array holds; empty where it is not called so.
QString labelled(const ArchiveMember& labels, const std::vector<ArchiveMember>& members) {
    for (const ArchiveMember& images : members) {
        if (labelMemberOf(images.name, members) == labels.name) return decoded(images.name);
    }
    return {};
}

}  // namespace

ArrayDialog::ArrayDialog(const SourceRef& archive, std::vector<ArchiveMember> members, QWidget* parent)
    : QDialog(parent), archive_(archive), members_(std::move(members)) {
    setWindowTitle(tr("Open an array"));
    resize(760, 420);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 16, 24, 16);
    all->setSpacing(12);
    all->addWidget(
        new QLabel(tr("%1 holds %n arrays. Which one is to be opened?", nullptr, static_cast<int>(members_.size()))
                       .arg(decoded(archive_.path).section(QLatin1Char('/'), -1))));
    list_ = new QTreeWidget;
    list_->setAccessibleName(tr("Arrays"));
    list_->setHeaderLabels({tr("Array"), tr("Shape"), tr("Type"), tr("Holds")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setWordWrap(true);
    list_->setIconSize({kListPicture, kListPicture});
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    all->addWidget(list_, 1);
    auto* buttons = new QDialogButtonBox;
    open_ = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    open_->setObjectName(QStringLiteral("primary"));
    open_->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    all->addWidget(buttons);
    for (const ArchiveMember& member : members_) addRow(member);
    for (const Column column : {kName, kShape, kType}) list_->resizeColumnToContents(column);
    connect(list_, &QTreeWidget::itemSelectionChanged, this,
            [this] { open_->setEnabled(!list_->selectedItems().isEmpty()); });
    connect(list_, &QTreeWidget::itemActivated, this, &ArrayDialog::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &ArrayDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ArrayDialog::reject);
    chooseFirst();
    lookFrom(0);
}

std::string ArrayDialog::chosen() const {
    return members_[static_cast<std::size_t>(list_->indexOfTopLevelItem(list_->currentItem()))].name;
}

void ArrayDialog::addRow(const ArchiveMember& member) {
    auto* item = new QTreeWidgetItem(
        list_, {decoded(member.name), storedText(member.shape), QString::fromStdString(member.dtype)});
    item->setSizeHint(kHolds, {0, kListPicture + 8});
    item->setIcon(kName, QIcon(nothingSeen()));
    const QString images = labelled(member, members_);
    if (!member.problem.empty()) {
        item->setText(kShape, {});
        refuse(item, QString::fromStdString(member.problem));
    } else if (!images.isEmpty()) {
        refuse(item, tr("labels of %1").arg(images));
    } else if (member.shape.size() < 2) {
        refuse(item, tr("numbers, no images"));
    }
}

void ArrayDialog::refuse(QTreeWidgetItem* item, const QString& why) {
    item->setText(kHolds, why);
    item->setToolTip(kHolds, why);
    item->setFlags(item->flags() & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable));
}

// Of those that can be opened.
void ArrayDialog::chooseFirst() {
    for (int row = 0; row < list_->topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = list_->topLevelItem(row);
        if (item->flags() & Qt::ItemIsEnabled) {
            list_->setCurrentItem(item);
            break;
        }
    }
    open_->setEnabled(!list_->selectedItems().isEmpty());
}

void ArrayDialog::lookFrom(int row) {
    while (row < list_->topLevelItemCount() && !(list_->topLevelItem(row)->flags() & Qt::ItemIsEnabled)) ++row;
    if (row == list_->topLevelItemCount()) return;
    SourceRef ref = archive_;
    ref.member = members_[static_cast<std::size_t>(row)].name;
    looker_.run<Look>(
        ref.member,
        [ref](const RunControl& run) mutable -> Result<Look> {
            auto source = loadSource(ref, false, run);
            if (!source) {
                if (auto first = firstOfLarge(ref, run)) source = std::move(*first);
            }
            if (!source) return tl::unexpected(source.error());
            if (source->count() == 0) return fail(source->name, "holds no image: N is 0");
            QString words = imagesText(source->images.shape);
            if (!source->labels.empty()) words = tr("%1, labelled").arg(words);
            return Look{thumbnail(*source, 0, kListPicture), words};
        },
        [this, row](const Result<Look>& look) {
            QTreeWidgetItem* item = list_->topLevelItem(row);
            if (look) {
                const QPixmap picture = QPixmap::fromImage(look->picture);
                QIcon icon(picture);
                icon.addPixmap(picture, QIcon::Selected);  // without the colour of the selection
                item->setIcon(kName, icon);
                item->setText(kHolds, look->words);
            } else {
                const bool current = item == list_->currentItem();
                refuse(item, QString::fromStdString(look.error().message));
                if (current) chooseFirst();
            }
            list_->resizeColumnToContents(kName);
            lookFrom(row + 1);
        });
}

}  // namespace poolscope
