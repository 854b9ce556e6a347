// SPDX-License-Identifier: GPL-3.0-or-later
// A card that shows any scene: a base picture that is kept, and marks over it that come and go. It says where the
// pointer is; what that means is its owner's.
#pragma once

#include <QImage>
#include <QWidget>
#include <functional>

#include "app/gui/session/session.h"
#include "app/paint/painter.h"

namespace poolscope {

class SceneView : public QWidget {
    Q_OBJECT

  public:
    using Build = std::function<Scene(const Size& size, const FigureStyle& style)>;
    // The session gives the theme and the type sizes.
    SceneView(Session& session, const QString& accessibleName, QWidget* parent = nullptr);

    // Laid out anew for every size and theme. An empty function shows the empty card.
    void setBase(Build base);
    // Over the base, at each repaint; small. Call update() when it would be different.
    void setOverlay(Build overlay);
    // The height the scene wants at a width; without it the view takes what it is given.
    void setHeightForWidth(std::function<int(int)> height);
    bool hasHeightForWidth() const override { return static_cast<bool>(height_); }
    int heightForWidth(int width) const override { return height_ ? height_(width) : -1; }

  Q_SIGNALS:
    void hovered(const poolscope::Point& at);
    void left();
    void clicked(const poolscope::Point& at);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    void refresh();
    Size sceneSize() const { return {static_cast<double>(width()), static_cast<double>(height())}; }

    Session& session_;
    ScenePainter painter_;
    Build base_;
    Build overlay_;
    std::function<int(int)> height_;
    QImage picture_;  // empty when it has to be painted anew
};

}  // namespace poolscope
