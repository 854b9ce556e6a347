// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widget/file_row.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QToolButton>

namespace poolscope {

FileRow::FileRow(const QList<FileFormat>& formats, const QString& name, const QStringList& endings, QWidget* parent)
    : QWidget(parent), name_(new QLineEdit(name)) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    name_->setAccessibleName(tr("Name of the files, without ending"));
    name_->setToolTip(tr("Without ending; a name that ends as one of the formats chooses that one"));
    auto* choose = new QToolButton;
    choose->setText(tr("…"));
    choose->setAccessibleName(tr("Choose a folder and a name"));
    choose->setAccessibleDescription(tr("Opens a dialog of files"));
    line->addWidget(new QLabel(tr("File")));
    line->addWidget(name_, 1);
    line->addWidget(choose);
    line->addSpacing(10);
    for (const FileFormat& format : formats) {
        auto* button = new QToolButton;
        button->setText(format.label);
        button->setCheckable(true);
        button->setChecked(endings.contains(format.ending));
        button->setAccessibleName(tr("Write %1").arg(format.label));
        line->addWidget(button);
        formats_.append({format.ending, button});
        connect(button, &QToolButton::toggled, this, &FileRow::changed);
    }
    connect(choose, &QToolButton::clicked, this, &FileRow::choose);
    connect(name_, &QLineEdit::textChanged, this, [this] {
        takeEnding();
        Q_EMIT changed();
    });
}

QString FileRow::name() const {
    return name_->text();
}

QStringList FileRow::endings() const {
    QStringList endings;
    for (const auto& [ending, button] : formats_) {
        if (button->isChecked()) endings << ending;
    }
    return endings;
}

QStringList FileRow::paths() const {
    QStringList paths;
    for (const QString& ending : endings()) paths << name() + ending;
    return paths;
}

void FileRow::takeEnding() {
    const QString text = name();
    for (const auto& [ending, button] : formats_) {
        // While a path is typed it often ends with a slash.
        if (!ending.startsWith(QLatin1Char('.')) || text.size() <= ending.size()) continue;
        if (!text.endsWith(ending, Qt::CaseInsensitive)) continue;
        button->setChecked(true);
        return name_->setText(text.chopped(ending.size()));
    }
}

void FileRow::choose() {
    const QString path = QFileDialog::getSaveFileName(this, window()->windowTitle(), name(), tr("All files (*)"),
                                                      nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) name_->setText(path);
}

bool FileRow::mayWrite() {
    QStringList there;
    for (const QString& path : paths()) {
        if (QFileInfo(path).isFile()) there << QFileInfo(path).fileName();
    }
    if (there.isEmpty()) return true;
    const auto answer =
        QMessageBox::question(this, window()->windowTitle(), tr("Write over %1?").arg(there.join(tr(" and "))),
                              QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Yes);
    return answer == QMessageBox::Yes;
}

}  // namespace poolscope
