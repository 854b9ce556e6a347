// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include "app/gui/style.h"
#include "app/paint/painter.h"

namespace poolscope {
namespace {

void paintCard(QPainter& painter, const QRectF& rect, const Theme& t, bool focused) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toQt(focused ? t.primary : t.line), focused ? 1.6 : 1.0));
    painter.setBrush(toQt(t.card));
    painter.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), 7, 7);
}

PanelContext contextOf(const Rendered& rendered, const FigureStyle& style) {
    return {rendered.evaluation, rendered.pictures, rendered.view, style};
}

QString panelName(PanelKind kind) {
    switch (kind) {
        case PanelKind::Input:
            return PanelCanvas::tr("Input X");
        case PanelKind::Patches:
            return PanelCanvas::tr("Patches X_col");
        case PanelKind::Output:
            return PanelCanvas::tr("Output Y");
        case PanelKind::Gradient:
            return PanelCanvas::tr("Gradient routing dX");
        case PanelKind::Image:
            return PanelCanvas::tr("Image before the filters");
        case PanelKind::Kernel:
            return PanelCanvas::tr("Filter");
        case PanelKind::Response:
            return PanelCanvas::tr("Filtered");
        case PanelKind::ReluMask:
            break;
    }
    return PanelCanvas::tr("ReLU mask");
}

}  // namespace

FigureStyle screenStyle(ThemeName theme) {
    FigureStyle style;
    style.themeName = theme;
    return style;
}

PanelCanvas::PanelCanvas(Session& session, PanelKind kind, QWidget* parent)
    : QWidget(parent), session_(session), kind_(kind) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(panelName(kind));
    setAccessibleDescription(tr("Point at a cell to light its relatives, click to pin it, move with the arrow keys."));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&session_, &Session::evaluated, this, &PanelCanvas::relayout);
    connect(&session_, &Session::focusChanged, this, &PanelCanvas::followFocus);
}

int PanelCanvas::heightForWidth(int width) const {
    return static_cast<int>(poolscope::heightForWidth(width, screenStyle(session_.themeName())) + 0.5);
}

void PanelCanvas::relayout() {
    const auto& rendered = session_.rendered();
    if (!rendered || width() < 20 || height() < 20) return;
    const FigureStyle style = screenStyle(rendered->themeName);
    panel_ = layoutPanel(kind_, contextOf(*rendered, style), {double(width()), double(height())}, scroll_);
    base_ = QImage();
    followFocus();
}

// The lens keeps still while it is pointed at, and follows what is pointed at elsewhere.
void PanelCanvas::followFocus() {
    const auto& window = session_.links().window;
    const auto& rendered = session_.rendered();
    if (kind_ == PanelKind::Patches && window && rendered && !underMouse()) {
        const PatchScroll next = scrollTo(panel_, scroll_, rendered->evaluation, *window);
        if (next != scroll_) {
            scroll_ = next;
            const FigureStyle style = screenStyle(rendered->themeName);
            panel_ = layoutPanel(kind_, contextOf(*rendered, style), {double(width()), double(height())}, scroll_);
            base_ = QImage();
        }
    }
    update();
}

void PanelCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& rendered = session_.rendered();
    const Theme& t = theme(rendered ? rendered->themeName : session_.themeName());
    if (base_.isNull() || base_.devicePixelRatio() != devicePixelRatioF()) {
        base_ = QImage(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        base_.setDevicePixelRatio(devicePixelRatioF());
        base_.fill(toQt(t.desk));
        QPainter basePainter(&base_);
        paintCard(basePainter, rect(), t, false);
        basePainter.setRenderHint(QPainter::Antialiasing, false);
        if (rendered) paint(basePainter, panel_.scene, Surface::Raster);
    }
    painter.drawImage(0, 0, base_);
    if (rendered) {
        const FigureStyle style = screenStyle(rendered->themeName);
        paint(painter, overlay(panel_, contextOf(*rendered, style), session_.links()), Surface::Raster);
    }
    if (showsFocus_) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(toQt(t.primary), 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), 7, 7);
    }
}

void PanelCanvas::resizeEvent(QResizeEvent*) {
    relayout();
}

void PanelCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!session_.rendered()) return;
    session_.hover(focusAt(panel_, session_.rendered()->evaluation, {event->position().x(), event->position().y()}));
}

void PanelCanvas::mousePressEvent(QMouseEvent* event) {
    if (!session_.rendered() || event->button() != Qt::LeftButton) return;
    session_.pin(focusAt(panel_, session_.rendered()->evaluation, {event->position().x(), event->position().y()}));
}

void PanelCanvas::leaveEvent(QEvent*) {
    session_.hover({});
}

void PanelCanvas::keyPressEvent(QKeyEvent* event) {
    constexpr std::int64_t far = std::int64_t{1} << 30;
    switch (event->key()) {
        case Qt::Key_Left:
            return session_.movePin(0, -1);
        case Qt::Key_Right:
            return session_.movePin(0, 1);
        case Qt::Key_Up:
            return session_.movePin(-1, 0);
        case Qt::Key_Down:
            return session_.movePin(1, 0);
        case Qt::Key_Home:
            return session_.movePin(-far, -far);
        case Qt::Key_End:
            return session_.movePin(far, far);
        default:
            QWidget::keyPressEvent(event);
    }
}

void PanelCanvas::focusInEvent(QFocusEvent* event) {
    showsFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void PanelCanvas::focusOutEvent(QFocusEvent*) {
    showsFocus_ = false;
    update();
}

// Over the patches the wheel walks along the columns.
void PanelCanvas::wheelEvent(QWheelEvent* event) {
    const CellArea* lens = panel_.area(AreaKind::Lens);
    const CellArea* tiles = panel_.area(AreaKind::Tiles);
    const int steps = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if ((!lens && !tiles) || steps == 0) return QWidget::wheelEvent(event);
    const std::int64_t by = steps > 0 ? -1 : 1;
    if (lens) scroll_.firstColumn = lens->origin.col + by * std::max<std::int64_t>(1, lens->cells.cols / 3);
    if (tiles) scroll_.firstTile = {tiles->origin.row + by, tiles->origin.col};
    event->accept();
    relayout();
}

SceneCard::SceneCard(Session& session, const QString& name, Build build, QWidget* parent)
    : QWidget(parent), session_(session), build_(std::move(build)) {
    setAccessibleName(name);
    connect(&session_, &Session::evaluated, this, qOverload<>(&QWidget::update));
    connect(&session_, &Session::focusChanged, this, qOverload<>(&QWidget::update));
}

void SceneCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& rendered = session_.rendered();
    paintCard(painter, rect(), theme(rendered ? rendered->themeName : session_.themeName()), false);
    if (!rendered) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const FigureStyle style = screenStyle(rendered->themeName);
    paint(painter, build_(contextOf(*rendered, style), session_.links(), {double(width()), double(height())}),
          Surface::Raster);
}

}  // namespace poolscope
