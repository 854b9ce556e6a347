// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which array of an archive is opened, and shows what each of them holds.
#pragma once

#include <QDialog>
#include <string>
#include <vector>

#include "app/gui/session/worker.h"
#include "core/io/input_format.h"
#include "core/io/source.h"

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace poolscope {

class ArrayDialog : public QDialog {
    Q_OBJECT

  public:
    // `archive` names no array; `members` are what is in it.
    ArrayDialog(const SourceRef& archive, std::vector<ArchiveMember> members, QWidget* parent = nullptr);

    // The name of the array that is chosen.
    std::string chosen() const;
    // Everything that is to be seen of the arrays is there.
    bool isSettled() const { return !looker_.busy(); }

  private:
    struct Look {
        QImage picture;
        QString words;
    };

    void addRow(const ArchiveMember& member);
    // Looks into the arrays from this one on, one after another.
    void lookFrom(int row);
    void refuse(QTreeWidgetItem* item, const QString& why);
    void chooseFirst();

    const SourceRef archive_;
    const std::vector<ArchiveMember> members_;
    QTreeWidget* list_ = nullptr;
    QPushButton* open_ = nullptr;
    Worker looker_{EarlierWork::Dropped};
};

}  // namespace poolscope
