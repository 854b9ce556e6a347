// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study/gallery_view.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/gui/view/canvas.h"
#include "app/gui/widget/style.h"
#include "core/study_figure/image_words.h"

namespace poolscope {
namespace {

constexpr int kBetween = 3;  // X and Y of one image
// Tiles and their cells that are pooled at once: of digits a fraction of a frame, so that scrolling is never waited
// for; of pictures one after the other.
constexpr std::int64_t kAtOnce = 128;
constexpr std::int64_t kCellsAtOnce = kAtOnce * 28 * 28;

QString nameOf(const Source& source, std::int64_t image) {
    return QString::fromStdString(shortImageName(source, image));
}

// Of the tick on an image that is selected: of a small one it hides little.
int tickSide(int picture) {
    return std::clamp(picture / 3, 6, 14);
}

// Whether images look the same in both.
bool drawAlike(const Rendered& a, const Rendered& b) {
    const auto channel = [](const Rendered& r) { return r.evaluation.experiment.plane % r.evaluation.x->shape.c; };
    return a.source == b.source && poolAlike(a.evaluation.experiment, b.evaluation.experiment) && a.view == b.view &&
           a.themeName == b.themeName && a.pictures.scale == b.pictures.scale && channel(a) == channel(b);
}

}  // namespace

GalleryView::GalleryView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);  // else scrolling would paint everything anew
    setAccessibleName(tr("Gallery"));
    setAccessibleDescription(
        tr("All images; the arrow keys move, Enter opens an image on the workbench, Space selects it"));
}

void GalleryView::setRendered(std::shared_ptr<const Rendered> rendered) {
    if (rendered && rendered_ && drawAlike(*rendered, *rendered_)) {
        rendered_ = std::move(rendered);
        return;
    }
    worker_.cancel();
    if (!rendered || !rendered_ || rendered->source != rendered_->source) {
        tiles_.clear();
        setSelected({});
        setImages({});  // places in another source mean nothing
    }
    // The tiles as they were stay until the new ones are there.
    for (auto& [image, tile] : tiles_) tile.isStale = true;
    rendered_ = std::move(rendered);
    viewport()->update();
    ask();
}

void GalleryView::setImages(std::vector<std::int64_t> images) {
    if (images == images_) return;
    images_ = std::move(images);
    current_ = 0;
    hovered_.reset();
    verticalScrollBar()->setValue(0);
    layOut();
    tellCurrent();
}

void GalleryView::setEmptyWords(const QString& words) {
    if (words == emptyWords_) return;
    emptyWords_ = words;
    viewport()->update();
}

void GalleryView::setNote(std::function<QString(std::int64_t)> note) {
    note_ = std::move(note);
    layOut();
}

void GalleryView::setShows(TileShows shows) {
    shows_ = shows;
    layOut();
}

void GalleryView::setSide(int side) {
    side = std::clamp(side, kLeastSide, kMostSide);
    if (side == side_) return;
    const bool seesCurrent = viewport()->rect().intersects(rectOf(current_));
    side_ = side;
    layOut();
    if (!images_.empty() && seesCurrent) moveTo(static_cast<std::int64_t>(current_));
    Q_EMIT sideChanged(side);
}

void GalleryView::setSelected(std::vector<std::int64_t> images) {
    if (images == selected_) return;
    selected_ = std::move(images);
    taken_ = {selected_.begin(), selected_.end()};
    viewport()->update();
    Q_EMIT selectionChanged();
}

std::int64_t GalleryView::current() const {
    return current_ < images_.size() ? images_[current_] : -1;
}

void GalleryView::setCurrent(std::int64_t image) {
    const auto found = std::find(images_.begin(), images_.end(), image);
    if (found != images_.end()) moveTo(found - images_.begin());
}

QRect GalleryView::tileOf(std::int64_t image) const {
    const auto found = std::find(images_.begin(), images_.end(), image);
    return found == images_.end() ? QRect() : rectOf(static_cast<std::size_t>(found - images_.begin()));
}

bool GalleryView::complete() const {
    const auto [first, end] = inSight();
    for (std::size_t i = first; i < end; ++i) {
        if (!hasTile(images_[i])) return false;
    }
    return true;
}

TileWall GalleryView::wall() const {
    const int wide = shows_ == TileShows::Both ? 2 * side_ + kBetween : side_;
    return TileWall::of(std::ssize(images_), {wide, side_}, note_ ? 2 : 1, viewport()->width());
}

bool GalleryView::hasTile(std::int64_t image) const {
    const auto found = tiles_.find(image);
    return found != tiles_.end() && !found->second.isStale;
}

// What is at the top of the wall stays there, whatever becomes of the tiles.
void GalleryView::layOut() {
    const TileWall now = wall();
    QScrollBar* bar = verticalScrollBar();
    const int scroll = now.scrollFrom(laid_, bar->value());
    laid_ = now;
    const std::int64_t beyond = now.height() - viewport()->height();
    bar->setRange(0, static_cast<int>(std::clamp<std::int64_t>(beyond, 0, std::numeric_limits<int>::max() / 2)));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(std::max(24, now.tile.height() / 2));
    bar->setValue(scroll);
    viewport()->update();
    ask();
}

QRect GalleryView::rectOf(std::size_t place) const {
    return wall().rectOf(place, verticalScrollBar()->value());
}

std::optional<std::size_t> GalleryView::placeAt(const QPoint& point) const {
    return wall().placeAt(point, verticalScrollBar()->value());
}

std::pair<std::size_t, std::size_t> GalleryView::inSight() const {
    return wall().inSight(verticalScrollBar()->value(), viewport()->height());
}

// A few screens are kept.
void GalleryView::forgetFar() {
    const auto [first, end] = inSight();
    const std::size_t screen = std::max<std::size_t>(end - first, 64);
    if (tiles_.size() < 6 * screen) return;
    std::unordered_map<std::int64_t, Tile> near;
    for (std::size_t i = first - std::min(first, screen); i < std::min(images_.size(), end + screen); ++i) {
        const auto found = tiles_.find(images_[i]);
        if (found != tiles_.end()) near.insert(*found);
    }
    tiles_ = std::move(near);
}

// One part of what is missing after the other; what is in sight by then comes first.
void GalleryView::ask() {
    if (!rendered_ || worker_.busy() || !isVisible()) return;
    const auto [first, end] = inSight();
    std::vector<std::int64_t> missing;
    std::vector<std::size_t> places;
    const poolscope::Shape& shape = rendered_->source->images.shape;
    const auto most = static_cast<std::size_t>(
        std::clamp(kCellsAtOnce / std::max<std::int64_t>(1, shape.c * shape.h * shape.w), std::int64_t{1}, kAtOnce));
    const auto look = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < std::min(to, images_.size()) && missing.size() < most; ++i) {
            if (hasTile(images_[i])) continue;
            missing.push_back(images_[i]);
            places.push_back(i);
        }
    };
    look(first, end);
    // Half a screen ahead either way.
    const std::size_t ahead = (end - first) / 2;
    look(end, end + ahead);
    look(first - std::min(first, ahead), first);
    if (missing.empty()) return;
    worker_.run<std::vector<TilePictures>>(
        "gallery",
        [rendered = rendered_, missing](const RunControl& run) { return tilePictures(*rendered, missing, run); },
        [this, missing, places](const Result<std::vector<TilePictures>>& made) {
            if (!made) {
                if (made.error().where != kStopped) Q_EMIT failed(made.error());
                return;
            }
            forgetFar();
            for (std::size_t i = 0; i < missing.size(); ++i) {
                tiles_[missing[i]] = {(*made)[i]};
                if (places[i] < images_.size() && images_[places[i]] == missing[i]) {
                    viewport()->update(rectOf(places[i]));
                }
            }
            QMetaObject::invokeMethod(this, &GalleryView::ask, Qt::QueuedConnection);
        });
}

// A number of whole pixels for each cell where it is two or more, so that regular patterns stay regular. Y is never
// drawn larger than X.
void GalleryView::drawPictures(QPainter& painter, Tile& tile, const QPoint& at) const {
    const auto longer = [](const QImage& image) { return double(std::max(image.width(), image.height())); };
    const auto whole = [](double scale) { return scale >= 2 ? std::floor(scale) : scale; };
    const auto draw = [&](const QImage& image, QImage& smooth, double scale, int left) {
        const QSizeF size(image.width() * scale, image.height() * scale);
        if (scale != std::floor(scale)) {
            const double ratio = devicePixelRatioF();
            const QSize pixels = (size * ratio).toSize().expandedTo({1, 1});
            if (smooth.size() != pixels) {
                smooth = image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
                smooth.setDevicePixelRatio(ratio);
            }
            painter.drawImage(at + QPoint(left + (side_ - static_cast<int>(size.width())) / 2,
                                          (side_ - static_cast<int>(size.height())) / 2),
                              smooth);
            return;
        }
        painter.drawImage(QRectF({at.x() + left + std::floor((side_ - size.width()) / 2),
                                  at.y() + std::floor((side_ - size.height()) / 2)},
                                 size),
                          image);
    };
    const auto& [input, output] = tile.pictures;
    const double scale = whole(side_ / longer(input));
    if (shows_ != TileShows::Output) draw(input, tile.smooth.input, scale, 0);
    if (shows_ == TileShows::Input) return;
    const double room = scale * longer(input);
    draw(output, tile.smooth.output, whole(room / longer(output)), shows_ == TileShows::Both ? side_ + kBetween : 0);
}

void GalleryView::drawTile(QPainter& painter, std::size_t place) {
    const Theme& t = themeNamed(rendered_->themeName);
    const QRect rect = rectOf(place);
    const std::int64_t image = images_[place];
    const auto found = tiles_.find(image);
    const QRect pictures(rect.topLeft(), QSize(rect.width(), side_));
    if (found == tiles_.end()) {
        painter.fillRect(pictures, toQt(t.control));
    } else {
        drawPictures(painter, found->second, rect.topLeft());
    }
    const bool taken = isSelected(image);
    const bool here = hasFocus() && place == current_;
    if (taken || here || hovered_ == place) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(toQt(taken || here ? t.primary : t.quiet),
                            here    ? 2.5
                            : taken ? 2
                                    : 1,
                            here && !taken ? Qt::DashLine : Qt::SolidLine));
        const QRectF frame = QRectF(pictures).adjusted(-2, -2, 2, 2);
        painter.drawRoundedRect(frame, 3, 3);
        if (here && taken) {
            // Where the keyboard is, the frame is dashed here too.
            painter.setPen(QPen(toQt(t.text), 2.5, Qt::DashLine));
            painter.drawRoundedRect(frame, 3, 3);
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (taken) {
        // Selected is told by a tick too, not by a colour alone.
        const int side = tickSide(side_);
        const QRect corner(pictures.right() - side + 1, pictures.top(), side, side);
        painter.fillRect(corner, toQt(t.primary));
        const double unit = side / 14.0;
        const QPointF at = corner.topLeft();
        painter.setPen(QPen(toQt(t.onPrimary), std::max(1.0, 2 * unit)));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawPolyline(
            QPolygonF({at + QPointF(3, 7) * unit, at + QPointF(6, 10) * unit, at + QPointF(11, 4) * unit}));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (wall().words == 0) return;
    const QFontMetrics metrics = painter.fontMetrics();
    QRect line(rect.left(), pictures.bottom() + 3, rect.width(), kTileLine);
    painter.setPen(toQt(t.quiet));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(nameOf(*rendered_->source, image), Qt::ElideRight, line.width()));
    if (!note_) return;
    painter.setPen(toQt(t.text));
    painter.drawText(line.translated(0, kTileLine), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(note_(image), Qt::ElideRight, line.width()));
}

void GalleryView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const Theme& t = themeNamed(rendered_ ? rendered_->themeName : ThemeName::Light);
    painter.fillRect(event->rect(), toQt(t.desk));
    paintCard(painter, QRectF(viewport()->rect()), t, false);
    if (rendered_) {
        QFont font = painter.font();
        font.setPixelSize(12);
        painter.setFont(font);
        painter.setClipRect(viewport()->rect().adjusted(2, 2, -2, -2));
        const auto [first, end] = inSight();
        for (std::size_t i = first; i < end; ++i) {
            if (event->region().intersects(rectOf(i).adjusted(-4, -4, 4, 4))) drawTile(painter, i);
        }
        painter.setClipping(false);
        if (images_.empty()) {
            painter.setPen(toQt(t.quiet));
            painter.drawText(viewport()->rect().adjusted(kTileMargin, 0, -kTileMargin, 0),
                             Qt::AlignCenter | Qt::TextWordWrap, emptyWords_);
        }
    }
    if (hasFocus()) paintFocusRing(painter, QRectF(viewport()->rect()), t);
}

void GalleryView::resizeEvent(QResizeEvent*) {
    layOut();
}

void GalleryView::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    layOut();
}

// What is in sight already moves with the pixels; only what comes into sight is painted, and the border anew.
void GalleryView::scrollContentsBy(int, int dy) {
    constexpr int kBorder = 12;
    QWidget* port = viewport();
    port->scroll(0, dy);
    const int edge = std::min(port->height(), std::abs(dy) + kBorder);
    port->update(0, 0, port->width(), edge);
    port->update(0, port->height() - edge, port->width(), edge);
    ask();
}

void GalleryView::moveTo(std::int64_t place) {
    if (images_.empty()) return;
    current_ = static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, std::ssize(images_) - 1));
    const QRect rect = rectOf(current_);
    QScrollBar* bar = verticalScrollBar();
    if (rect.top() < kTileMargin) bar->setValue(bar->value() + rect.top() - kTileMargin);
    if (rect.bottom() > viewport()->height() - kTileMargin) {
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + kTileMargin);
    }
    viewport()->update();
    tellCurrent();
}

// What has the keyboard, for those who do not see it.
void GalleryView::tellCurrent() {
    const std::int64_t image = current();
    if (rendered_ && image >= 0) {
        const bool taken = isSelected(image);
        setAccessibleDescription(tr("image %1").arg(nameOf(*rendered_->source, image)) +
                                 (note_ ? QStringLiteral(", ") + note_(image) : QString()) +
                                 (taken ? tr(", selected") : QString()));
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT currentChanged();
}

void GalleryView::toggle(std::int64_t image) {
    std::vector<std::int64_t> next = selected_;
    if (std::erase(next, image) == 0) next.push_back(image);
    setSelected(std::move(next));
    tellCurrent();
}

bool GalleryView::takesKey(const QKeyEvent& event) const {
    constexpr std::array kPlain{Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Up,   Qt::Key_Down,
                                Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End,
                                Qt::Key_Enter,  Qt::Key_Return,   Qt::Key_Space};
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_A && modifiers == Qt::ControlModifier) return true;
    if (event.key() == Qt::Key_Escape && modifiers == Qt::NoModifier) return !selected_.empty();
    return modifiers == Qt::NoModifier && std::find(kPlain.begin(), kPlain.end(), event.key()) != kPlain.end();
}

// The playback and the images have some of these keys where windows are played.
bool GalleryView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && takesKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void GalleryView::keyPressEvent(QKeyEvent* event) {
    if (!takesKey(*event) || images_.empty()) return event->ignore();
    const TileWall now = wall();
    const auto at = static_cast<std::int64_t>(current_);
    const int page = std::max(1, viewport()->height() / now.tile.height()) * now.columns;
    switch (event->key()) {
        case Qt::Key_Left:
            return moveTo(at - 1);
        case Qt::Key_Right:
            return moveTo(at + 1);
        case Qt::Key_Up:
            return at >= now.columns ? moveTo(at - now.columns) : void();
        case Qt::Key_Down:
            return at + now.columns < std::ssize(images_) ? moveTo(at + now.columns) : void();
        case Qt::Key_PageUp:
            return moveTo(std::max<std::int64_t>(at % now.columns, at - page));
        case Qt::Key_PageDown:
            return moveTo(at + page);
        case Qt::Key_Home:
            return moveTo(0);
        case Qt::Key_End:
            return moveTo(std::ssize(images_) - 1);
        case Qt::Key_Space:
            return toggle(current());
        case Qt::Key_A:
            return setSelected(images_);
        case Qt::Key_Escape:
            return setSelected({});
        default:
            Q_EMIT opened(current());
    }
}

void GalleryView::mousePressEvent(QMouseEvent* event) {
    const auto place = placeAt(event->pos());
    if (!place || event->button() != Qt::LeftButton) return;
    const auto before = current_;
    moveTo(static_cast<std::int64_t>(*place));
    if (event->modifiers().testFlag(Qt::ControlModifier)) return toggle(images_[*place]);
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        std::vector<std::int64_t> next = selected_;
        for (std::size_t i = std::min(before, *place); i <= std::max(before, *place); ++i) {
            if (!isSelected(images_[i])) next.push_back(images_[i]);
        }
        return setSelected(std::move(next));
    }
    Q_EMIT opened(images_[*place]);
}

void GalleryView::mouseMoveEvent(QMouseEvent* event) {
    const auto place = placeAt(event->pos());
    if (place == hovered_) return;
    hovered_ = place;
    viewport()->setCursor(place ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->setToolTip(place ? tr("%1: click to open it on the workbench, Ctrl+click to select it")
                                       .arg(nameOf(*rendered_->source, images_[*place]))
                                 : QString());
    viewport()->update();
}

void GalleryView::leaveEvent(QEvent*) {
    hovered_.reset();
    viewport()->update();
}

// With Ctrl it makes the tiles larger; else it scrolls.
void GalleryView::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
    const double steps = event->angleDelta().y() / 120.0;
    setSide(static_cast<int>(std::lround(side_ * std::pow(1.25, steps))));
    event->accept();
}

void GalleryView::focusInEvent(QFocusEvent*) {
    viewport()->update();
}

void GalleryView::focusOutEvent(QFocusEvent*) {
    viewport()->update();
}

}  // namespace poolscope
