// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure shows, how it looks and where it goes, with a preview of it. Writes nothing itself.
#pragma once

#include <QDialog>

#include "app/gui/export_choice.h"
#include "app/gui/study_runner.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace poolscope {

class ExportForm;
class FigurePreview;

class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    ExportDialog(const FigureDraft& draft, const ExportChoice& choice, QWidget* parent = nullptr);

    ExportChoice choice() const;
    const FigurePreview& preview() const { return *preview_; }
    // A line beneath the preview, until the figure changes.
    void say(const QString& message);
    // Nothing is being drawn any more.
    bool isSettled() const { return !runner_.busy(); }
    // Asks before a file is written over.
    void accept() override;

  Q_SIGNALS:
    void copyRequested();
    void commandRequested();

  private:
    QWidget* makeFiles();
    QWidget* makeButtons();
    void chooseName();
    void readName();
    void refresh();
    void show(const Result<DrawnFigure>& drawn);
    void showState();

    const FigureDraft draft_;
    StudyRunner runner_;
    ExportForm* form_ = nullptr;
    FigurePreview* preview_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* problem_ = nullptr;
    QLineEdit* name_ = nullptr;
    QList<FigureFormat> formats_;
    QPushButton* export_ = nullptr;
    bool drawable_ = false;
};

}  // namespace poolscope
