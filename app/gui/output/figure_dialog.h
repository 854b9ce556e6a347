// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialogs that write pictures share: a preview, the choices of a figure, and the files. Writes nothing itself.
#pragma once

#include <QDialog>

#include "app/gui/output/export_form.h"
#include "app/gui/session/export_choice.h"
#include "app/gui/session/worker.h"
#include "app/gui/widget/file_row.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace poolscope {

class FigurePreview;

class FigureDialog : public QDialog {
    Q_OBJECT

  public:
    const FigurePreview& preview() const { return *preview_; }
    // No preview is being drawn any more.
    bool isSettled() const { return !runner_.busy(); }
    // A line beneath the preview, until the figure changes.
    void say(const QString& message);
    // Asks before a file is written over.
    void accept() override;

  Q_SIGNALS:
    void copyRequested();
    void commandRequested();
    void latexRequested();

  protected:
    using Work = std::function<Result<DrawnFigure>(const RunControl&)>;

    // The caller shows the preview with refresh() when its own controls are there.
    FigureDialog(const FigureDraft& draft, const ExportChoice& choice, FormUse use, const QList<FileFormat>& formats,
                 QWidget* parent);
    ~FigureDialog() override;

    // Draws what is chosen; it runs on a worker.
    virtual Work work() const = 0;
    virtual QString factsOf(const DrawnFigure& drawn) const = 0;
    void refresh();
    // The files are named, and may be written over where they are there.
    bool mayWrite();
    // What is chosen has been drawn; else accept() is called again when it is.
    bool isReadyToWrite();
    void showFailure(const Error& error);
    // One that needs a figure, beside the others at the left.
    QPushButton* addCopyButton(const QString& text, const QString& tip);
    // A number that is typed and cannot be taken is refused; call it when all controls are there.
    void watchNumbers();

    const FigureDraft& draft() const { return draft_; }
    ExportForm& form() const { return *form_; }
    // The figure's choices with the files.
    ExportChoice figureChoice() const;
    QVBoxLayout* aboveForm() const { return aboveForm_; }
    QVBoxLayout* underPreview() const { return underPreview_; }
    QHBoxLayout* buttons() const { return buttons_; }
    QPushButton* exportButton() const { return export_; }

  private:
    void makeColumns(QVBoxLayout* column);
    void makeButtons(QVBoxLayout* column);
    void show(const Result<DrawnFigure>& drawn);
    void showState();

    const FigureDraft draft_;
    Worker runner_{EarlierWork::Dropped};
    FigurePreview* preview_ = nullptr;
    ExportForm* form_ = nullptr;
    FileRow* files_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* problem_ = nullptr;
    QVBoxLayout* aboveForm_ = nullptr;
    QVBoxLayout* underPreview_ = nullptr;
    QHBoxLayout* buttons_ = nullptr;
    QPushButton* export_ = nullptr;
    QList<QPushButton*> copies_;
    QString problemOfFigure_;
    QString untaken_;  // what is typed into a field and is not legal
    bool drawable_ = false;
    bool accepting_ = false;  // Export was pressed before what is chosen was drawn
};

}  // namespace poolscope
