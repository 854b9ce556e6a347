// SPDX-License-Identifier: GPL-3.0-or-later
// Figures out of the window: the dialogs, the same again on one key, a single file by its name, and the clipboard.
#pragma once

#include <QObject>
#include <QStringList>

#include "app/gui/action/frame.h"
#include "app/gui/output/figure_names.h"
#include "app/gui/session/figure_draft.h"

namespace poolscope {

class Copier;
class Pages;

class FigureOutput : public QObject {
    Q_OBJECT

  public:
    FigureOutput(const Frame& frame, Pages& pages, Copier& copier);

    void addExportActions();
    void addCopyAction();

    // The next figures look like that one, which was opened, until the user chooses otherwise or opens something else.
    void takeLook(const std::optional<FigureOptions>& look);
    // Writes what the page in view shows, the way the last export was; the format follows the name.
    void exportTo(const std::string& path);
    // What the page in view shows, as PNG, SVG and the words beneath it.
    void copyPicture();

  Q_SIGNALS:
    void exported(bool success);  // or the reason why not is shown

  private:
    void chooseExport();
    void chooseAnimation();
    void exportAgain();
    // The page in view; says so when there is nothing to export.
    std::optional<FigureDraft> draftInView() const;
    QString whyNothing(const QString& otherwise) const;
    // How the last figure was written, or that which was opened.
    ExportChoice lastChoice() const;
    void copy(const FigureDraft& draft, const ExportChoice& choice);
    void write(const FigureDraft& draft, const ExportChoice& choice, const QStringList& paths);

    const Frame frame_;
    Pages& pages_;
    Copier& copier_;
    FigureNames names_;
    std::optional<FigureOptions> look_;  // of the figure that is open
};

}  // namespace poolscope
