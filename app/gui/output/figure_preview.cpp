// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/output/figure_preview.h"

#include <QPainter>
#include <algorithm>

#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr int kMargin = 20;
constexpr int kCheck = 8;

// What image programs show where there is nothing.
QBrush checkerboard() {
    QPixmap tile(2 * kCheck, 2 * kCheck);
    tile.fill(QColor(255, 255, 255));
    QPainter painter(&tile);
    for (const QPoint& at : {QPoint(0, 0), QPoint(kCheck, kCheck)}) {
        painter.fillRect(QRect(at, QSize(kCheck, kCheck)), QColor(226, 228, 232));
    }
    return tile;
}

}  // namespace

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("preview"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumSize(320, 260);
    setAccessibleName(tr("Preview of the figure"));
}

void FigurePreview::show(const DrawnFigure& figure) {
    figure_ = figure;
    setAccessibleDescription(QString::fromStdString(figure.description));
    picture_ = {};
    update();
}

void FigurePreview::clear() {
    figure_.reset();
    setAccessibleDescription({});
    update();
}

void FigurePreview::resizeEvent(QResizeEvent*) {
    picture_ = {};
}

QImage FigurePreview::drawn() const {
    const Size& size = figure_->scene.size;
    const double ratio = devicePixelRatioF();
    const double scale = std::min((width() - 2 * kMargin) / size.width, (height() - 2 * kMargin) / size.height) * ratio;
    QImage image(std::max(1, static_cast<int>(size.width * scale)), std::max(1, static_cast<int>(size.height * scale)),
                 QImage::Format_ARGB32_Premultiplied);
    const FigureOptions& options = figure_->options();
    image.fill(options.transparent ? QColor(Qt::transparent) : toQt(themeNamed(options.theme).card));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintScene(painter, figure_->scene, Surface::Raster);
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

void FigurePreview::paintEvent(QPaintEvent*) {
    if (!figure_) return;
    if (picture_.isNull()) picture_ = drawn();
    const QSizeF size = picture_.deviceIndependentSize();
    const QPointF at(std::round((width() - size.width()) / 2), std::round((height() - size.height()) / 2));
    QPainter painter(this);
    const QRectF page(at, size);
    for (int i = 3; i > 0; --i) painter.fillRect(page.adjusted(-i, -i + 1, i, i + 1), QColor(0, 0, 0, 14));
    if (figure_->options().transparent) painter.fillRect(page, checkerboard());
    painter.drawImage(at, picture_);
}

}  // namespace poolscope
