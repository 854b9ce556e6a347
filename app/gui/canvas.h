// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets that show scenes. A canvas knows the session and no other canvas.
#pragma once

#include <QImage>
#include <QWidget>

#include "app/gui/session.h"
#include "core/figure/panel.h"

namespace poolscope {

// The type sizes of the window's scenes.
FigureStyle screenStyle(ThemeName theme);

// One of the four panels: a cached base picture, and over it what is linked to the focus.
class PanelCanvas : public QWidget {
    Q_OBJECT

  public:
    PanelCanvas(Session& session, PanelKind kind, QWidget* parent = nullptr);

    const Panel& panel() const { return panel_; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSizeHint() const override { return {150, 190}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    void relayout();
    void followFocus();

    Session& session_;
    PanelKind kind_;
    Panel panel_;
    PatchScroll scroll_;
    QImage base_;              // empty when it has to be painted anew
    bool showsFocus_ = false;  // reached by the keyboard
};

// A card that shows one scene made from the session, without cells to point at.
class SceneCard : public QWidget {
    Q_OBJECT

  public:
    using Build = std::function<Scene(const PanelContext&, const Links&, const Size&)>;
    SceneCard(Session& session, const QString& name, Build build, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Session& session_;
    Build build_;
};

}  // namespace poolscope
