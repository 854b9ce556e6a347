// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays and programs out of the window, into files and onto the clipboard.
#pragma once

#include <QObject>
#include <QPoint>

#include "app/gui/action/frame.h"
#include "core/experiment/pool_arrays.h"
#include "core/panel/panel.h"
#include "core/program/snippet.h"

namespace poolscope {

class Copier;
class PanelBoard;
struct TensorChoice;

class TensorOutput : public QObject {
    Q_OBJECT

  public:
    TensorOutput(const Frame& frame, PanelBoard& board, Copier& copier);

    void addExportAction();
    void addCopyActions();

    // Writes an array of the picture in view, or a program that computes it.
    void exportTo(const TensorChoice& choice);

  Q_SIGNALS:
    void exported(bool success);  // or the reason why not is shown

  private:
    PoolArray focusedArray() const;
    void choose(PoolArray array);
    void showPanelMenu(PanelKind kind, const QPoint& where);
    // The plane in view of an array, or a program, as text.
    void copyArray(PoolArray array, ArrayFile file);
    void copySnippet(SnippetKind kind);

    const Frame frame_;
    Copier& copier_;
};

}  // namespace poolscope
