// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the window: the four panels, the loupe and the algorithm, arranged for the room there is.
#pragma once

#include <QWidget>
#include <vector>

#include "app/gui/session/session.h"
#include "app/gui/view/canvas.h"
#include "app/gui/view/page.h"
#include "core/thread/placed_panel.h"

namespace poolscope {

struct BoardPlan;
struct BoardRoom;
class ThreadLayer;
class FootNotice;
class HistogramCard;
class ShiftCard;

class PanelBoard : public Page {
    Q_OBJECT

  public:
    explicit PanelBoard(Session& session, QWidget* parent = nullptr);

    PanelCanvas& canvas(PanelKind kind) { return *canvases_[static_cast<std::size_t>(kind)]; }
    const std::vector<PanelCanvas*>& canvases() const { return canvases_; }
    // A child that lies over the panels, but under the words of the arrows between them.
    void putUnderThread(QWidget& child);
    // The panels in view, as far as the algorithm is shown, with the pinned window highlighted.
    std::optional<FigureDraft> figureDraft() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    // The panels in view, row by row.
    std::vector<PanelKind> panelsInView() const;
    std::vector<PlacedPanel> placedPanels();
    static BoardPlan stagePlan(const BoardRoom& room, const std::vector<PanelKind>& shown);
    bool isMirrored() const;
    void arrange();
    void showError();

    Session& session_;
    ScenePainter painter_;
    std::vector<PanelCanvas*> canvases_;  // in the order of the rows
    ThreadLayer* thread_ = nullptr;
    SceneCard* loupe_ = nullptr;
    SceneCard* algorithm_ = nullptr;
    HistogramCard* histogram_ = nullptr;
    ShiftCard* shift_ = nullptr;
    FootNotice* notice_ = nullptr;
};

}  // namespace poolscope
