// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the window: the four panels, the loupe and the algorithm, arranged for the room there is.
#pragma once

#include <QWidget>
#include <array>

#include "app/gui/canvas.h"

class QLabel;

namespace poolscope {

class PanelBoard : public QWidget {
    Q_OBJECT

  public:
    explicit PanelBoard(Session& session, QWidget* parent = nullptr);

    PanelCanvas& canvas(PanelKind kind) { return *canvases_[static_cast<std::size_t>(kind)]; }
    void showNotice(const QString& message);  // empty hides it

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void arrange();

    Session& session_;
    std::array<PanelCanvas*, kPanelKinds> canvases_{};
    SceneCard* loupe_ = nullptr;
    SceneCard* algorithm_ = nullptr;
    QLabel* notice_ = nullptr;
};

}  // namespace poolscope
