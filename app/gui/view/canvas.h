// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets that show scenes. A canvas knows the session and no other canvas.
#pragma once

#include <QImage>
#include <QWidget>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"
#include "core/panel/panel.h"

namespace poolscope {

class CellEditor;

// The rounded ground that everything on the desk stands on.
void paintCard(QPainter& painter, const QRectF& rect, const Theme& theme, bool focused);

// Over what is painted in a card that has the keyboard.
void paintFocusRing(QPainter& painter, const QRectF& rect, const Theme& theme);

// The type sizes of the window's scenes.
FigureStyle screenStyle(const Session& session);

// Everything the window's scenes are drawn from, at this moment. There must be a picture.
PanelContext panelContextOf(const Session& session, const FigureStyle& style);

// One of the panels: a cached base picture, and over it what is linked to the focus.
class PanelCanvas : public QWidget {
    Q_OBJECT

  public:
    PanelCanvas(Session& session, ScenePainter& painter, PanelKind kind, QWidget* parent = nullptr);

    const Session& session() const { return session_; }
    const Panel& panel() const { return panel_; }
    PanelKind kind() const { return kind_; }
    // Scrolls X_col so that a window's column is there; other panels stay as they are.
    void bringIntoView(const CellRef& window);
    // Opens a line to type the value of the focused cell into; does nothing where values are results.
    void typeValue();
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSizeHint() const override { return {150, 190}; }

  Q_SIGNALS:
    // Cells may stand elsewhere now.
    void laidOut();
    // A menu for this panel is asked for, there on the screen.
    void menuRequested(const QPoint& where);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    bool isUpstream() const { return panelRow(kind_).cells == PanelCells::Upstream; }
    void layOut();
    void relayout();  // and follow the focus
    void followFocus();
    void followMoment();
    Focus focusUnder(const QPointF& point) const;
    // What dragging writes here with the tool and button in hand; nothing: it points.
    std::optional<float> paintValue(Qt::MouseButtons buttons) const;
    void paintAt(const QPointF& point, float value);
    bool moveCell(std::int64_t rows, std::int64_t cols);
    void showBrush();
    void bringIntoPart();
    void panTo(const QPointF& point);
    void zoomBy(QWheelEvent* event);

    // The planes are being moved: from where, and what the panel showed there.
    struct Pan {
        QPointF from;
        Panel panel;
        bool moved = false;
    };

    Session& session_;
    ScenePainter& painter_;
    PanelKind kind_;
    bool painting_ = false;
    std::optional<Pan> pan_;
    Focus followed_;                 // what was pinned when the part was last brought to it
    std::optional<CellRef> stroke_;  // the last cell of the stroke, while it is on the cells
    CellEditor* editor_ = nullptr;
    Panel panel_;
    PatchScroll scroll_;
    QImage base_;              // empty when it has to be painted anew
    bool showsFocus_ = false;  // reached by the keyboard
    std::int64_t filled_ = 0;  // of the panel as it is laid out, see filledBy()
};

// A card that shows one scene made from the session, without cells to point at.
class SceneCard : public QWidget {
    Q_OBJECT

  public:
    using Build = std::function<Scene(const PanelContext&, const Links&, const Size&)>;
    SceneCard(Session& session, ScenePainter& painter, const QString& name, Build build, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Session& session_;
    ScenePainter& painter_;
    Build build_;
};

}  // namespace poolscope
