// SPDX-License-Identifier: GPL-3.0-or-later
// The name of the files to write and their formats, one file for each. Writes nothing.
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace poolscope {

struct FileFormat {
    QString label;   // "PDF"
    QString ending;  // ".pdf"; "/" for a folder
};

class FileRow : public QWidget {
    Q_OBJECT

  public:
    // `name` is without ending; `endings` are those chosen at first.
    FileRow(const QList<FileFormat>& formats, const QString& name, const QStringList& endings,
            QWidget* parent = nullptr);

    QString name() const;
    QStringList endings() const;  // in the order of the formats
    QStringList paths() const;
    bool isComplete() const { return !name().isEmpty() && !endings().isEmpty(); }
    // Asks before a file is written over.
    bool mayWrite();

  Q_SIGNALS:
    void changed();

  private:
    void choose();
    // A name that ends as one of the formats does chooses that format.
    void takeEnding();

    QLineEdit* name_ = nullptr;
    QList<std::pair<QString, QToolButton*>> formats_;
};

}  // namespace poolscope
