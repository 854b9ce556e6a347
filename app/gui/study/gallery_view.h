// SPDX-License-Identifier: GPL-3.0-or-later
// Images of a source as a wall of tiles that scrolls, however many they are: only those in sight are pooled and drawn.
#pragma once

#include <QAbstractScrollArea>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/gui/session/worker.h"
#include "app/gui/study/gallery_tiles.h"
#include "app/gui/study/tile_wall.h"

namespace poolscope {

enum class TileShows { Input, Output, Both };

class GalleryView : public QAbstractScrollArea {
    Q_OBJECT

  public:
    static constexpr int kLeastSide = 16;
    static constexpr int kMostSide = 280;

    explicit GalleryView(QWidget* parent = nullptr);

    // What is pooled, and how; nothing: the wall is empty. What was selected, and the images, stay
    // where the source stays.
    void setRendered(std::shared_ptr<const Rendered> rendered);
    // The images in their order. Another list begins at its top.
    void setImages(std::vector<std::int64_t> images);
    const std::vector<std::int64_t>& images() const { return images_; }
    // What is said where there are none.
    void setEmptyWords(const QString& words);
    // The second line beneath a tile; null: none.
    void setNote(std::function<QString(std::int64_t image)> note);
    void setShows(TileShows shows);
    // Of a picture, in pixels.
    void setSide(int side);
    int side() const { return side_; }

    // In the order in which they were taken.
    const std::vector<std::int64_t>& selected() const { return selected_; }
    void setSelected(std::vector<std::int64_t> images);
    // That has the keyboard; -1 where there is none.
    std::int64_t current() const;
    void setCurrent(std::int64_t image);
    // Where the tile of an image of the list stands in the viewport.
    QRect tileOf(std::int64_t image) const;
    // Everything in sight is drawn.
    bool complete() const;

  Q_SIGNALS:
    void opened(qint64 image);
    void selectionChanged();
    void currentChanged();
    void sideChanged(int side);
    void failed(const poolscope::Error& error);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

  private:
    TileWall wall() const;
    void layOut();
    QRect rectOf(std::size_t place) const;
    std::optional<std::size_t> placeAt(const QPoint& point) const;
    // The places in sight, from the first to beyond the last.
    std::pair<std::size_t, std::size_t> inSight() const;
    void ask();
    // Also as large as they were last drawn, where that is no whole number of pixels for a cell: smoothing takes long.
    struct Tile {
        TilePictures pictures;
        TilePictures smooth{};
        bool isStale = false;  // of another setting, to be replaced
    };

    void drawTile(QPainter& painter, std::size_t place);
    void drawPictures(QPainter& painter, Tile& tile, const QPoint& at) const;
    bool hasTile(std::int64_t image) const;
    bool isSelected(std::int64_t image) const { return taken_.contains(image); }
    void forgetFar();
    void moveTo(std::int64_t place);
    void toggle(std::int64_t image);
    bool takesKey(const QKeyEvent& event) const;
    void tellCurrent();

    std::shared_ptr<const Rendered> rendered_;
    std::vector<std::int64_t> images_;
    QString emptyWords_;
    std::function<QString(std::int64_t)> note_;
    TileShows shows_ = TileShows::Both;
    int side_ = 56;
    TileWall laid_;  // when it was laid out last
    std::unordered_map<std::int64_t, Tile> tiles_;
    std::vector<std::int64_t> selected_;
    std::unordered_set<std::int64_t> taken_;  // the same
    std::size_t current_ = 0;                 // a place
    std::optional<std::size_t> hovered_;
    Worker worker_{EarlierWork::Dropped};
};

}  // namespace poolscope
