// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/canvas.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "app/gui/view/accessible_views.h"
#include "app/gui/widget/cell_editor.h"
#include "app/gui/widget/choice_row.h"
#include "app/gui/widget/style.h"

namespace poolscope {
namespace {

constexpr double kWheelZoom = 1.4;    // by a notch of the wheel
constexpr double kStageScale = 1.25;  // of the type in a lesson: 15 px and more
constexpr double kStageNumber = 22;   // at most, at scale 1: what is counted with is read first

bool isPaintable(PanelKind kind) {
    return panelRow(kind).cells == PanelCells::Pixels;
}

// Cells of a straight line from one cell to another, both included.
std::vector<CellRef> lineOf(const CellRef& from, const CellRef& to) {
    const std::int64_t steps = std::max(std::abs(to.row - from.row), std::abs(to.col - from.col));
    std::vector<CellRef> cells{from};
    for (std::int64_t i = 1; i <= steps; ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(steps);
        cells.push_back({from.row + std::llround(t * static_cast<double>(to.row - from.row)),
                         from.col + std::llround(t * static_cast<double>(to.col - from.col))});
    }
    return cells;
}

std::vector<CellRef> brushed(const std::vector<CellRef>& path, int size) {
    std::vector<CellRef> cells;
    for (const CellRef& at : path) {
        for (std::int64_t r = 0; r < size; ++r) {
            for (std::int64_t c = 0; c < size; ++c) cells.push_back({at.row - size / 2 + r, at.col - size / 2 + c});
        }
    }
    return cells;
}

}  // namespace

void paintCard(QPainter& painter, const QRectF& rect, const Theme& t, bool focused) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toQt(focused ? t.primary : t.line), focused ? 1.6 : 1.0));
    painter.setBrush(toQt(t.card));
    painter.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), 7, 7);
}

void paintFocusRing(QPainter& painter, const QRectF& rect, const Theme& t) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toQt(t.primary), 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), 7, 7);
}

FigureStyle screenStyle(const Session& session) {
    FigureStyle style;
    const double scale = session.stage() ? std::max(kStageScale, session.scale()) : session.scale();
    style.themeName = session.rendered() ? session.rendered()->themeName : session.themeName();
    for (double* size : {&style.heading, &style.body, &style.small, &style.arithmetic, &style.line, &style.outline})
        *size *= scale;
    style.leastNumber *= std::min(scale, 1.4);
    if (session.stage()) style.mostNumber = kStageNumber * scale;
    style.inset *= std::min(scale, 1.3);
    style.legends = !session.presenting() && !session.stage();
    return style;
}

PanelContext panelContextOf(const Session& session, const FigureStyle& style) {
    const Rendered& rendered = *session.rendered();
    return {rendered.evaluation, rendered.pictures,
            rendered.view,       style,
            session.codeStep(),  session.moment(),
            session.zoom(),      session.stage() ? &session.stage()->spotlight : nullptr};
}

PanelCanvas::PanelCanvas(Session& session, ScenePainter& painter, PanelKind kind, QWidget* parent)
    : QWidget(parent), session_(session), painter_(painter), kind_(kind) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(translated(panelRow(kind).title));
    const QString what = translated(panelRow(kind).tip);
    const QString how = tr("Point at a cell to light its relatives, click to pin it, move with the arrow keys.");
    setAccessibleDescription(panelRow(kind).cells == PanelCells::None ? what : tr("%1. %2").arg(what, how));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&session_, &Session::evaluated, this, &PanelCanvas::relayout);
    connect(&session_, &Session::focusChanged, this, &PanelCanvas::followFocus);
    connect(&session_, &Session::momentChanged, this, &PanelCanvas::followMoment);
    connect(&session_, &Session::layoutChanged, this, &PanelCanvas::relayout);
    connect(&session_, &Session::zoomChanged, this, &PanelCanvas::layOut);
    connect(&session_, &Session::brushChanged, this, &PanelCanvas::showBrush);
    editor_ = new CellEditor(this);
}

int PanelCanvas::heightForWidth(int width) const {
    return static_cast<int>(poolscope::heightForWidth(width, screenStyle(session_)) + 0.5);
}

void PanelCanvas::layOut() {
    const auto& rendered = session_.rendered();
    // Panels out of view are laid out when they are shown.
    if (!isVisible() || !rendered || width() < 20 || height() < 20 || !hasPanel(rendered->evaluation, kind_)) return;
    const FigureStyle style = screenStyle(session_);
    const PanelContext context = panelContextOf(session_, style);
    panel_ = layoutPanel(kind_, context, {double(width()), double(height())}, scroll_);
    filled_ = filledBy(kind_, reachedIn(context));
    base_ = QImage();
    update();
    Q_EMIT laidOut();
}

void PanelCanvas::relayout() {
    layOut();
    tellTable(*this);
    followFocus();
}

// The lens keeps still while it is pointed at, and follows what is pointed at elsewhere.
void PanelCanvas::followFocus() {
    const auto& window = session_.links().window;
    if (window && !(underMouse() && session_.hovering())) bringIntoView(*window);
    if (session_.pinned() != followed_) {
        followed_ = session_.pinned();
        if (!session_.hovering()) bringIntoPart();
    }
    tellCell(*this);
    update();
}

// What lands stays, and the frame is seen on its way.
void PanelCanvas::followMoment() {
    if (!session_.rendered() || !isVisible()) return;
    const FigureStyle style = screenStyle(session_);
    if (filledBy(kind_, reachedIn(panelContextOf(session_, style))) != filled_) layOut();
    if (session_.moment() && session_.moment()->stage == Stage::Framed) update();
}

// The part of the planes that is looked at follows the keys and the playback, and no pointer.
void PanelCanvas::bringIntoPart() {
    const auto& rendered = session_.rendered();
    if (!rendered || session_.zoom().isWhole() || !isVisible() || pan_) return;
    const WindowGrid& grid = rendered->evaluation.grid;
    const auto cell = litCell(AreaKind::Input, grid, session_.links());
    if (cell && !isInView(panel_, grid, session_.links())) session_.setZoom(zoomedOn(grid, session_.zoom(), *cell, 1));
}

void PanelCanvas::bringIntoView(const CellRef& window) {
    const auto& rendered = session_.rendered();
    if (!rendered) return;
    const PatchScroll next = scrollTo(panel_, scroll_, rendered->evaluation, window);
    if (next == scroll_) return;
    scroll_ = next;
    layOut();
}

void PanelCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& rendered = session_.rendered();
    const Theme& t = themeNamed(rendered ? rendered->themeName : session_.themeName());
    if (base_.isNull() || base_.devicePixelRatio() != devicePixelRatioF()) {
        base_ = QImage(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        base_.setDevicePixelRatio(devicePixelRatioF());
        base_.fill(toQt(t.desk));
        QPainter basePainter(&base_);
        paintCard(basePainter, rect(), t, false);
        basePainter.setRenderHint(QPainter::Antialiasing, false);
        if (rendered) painter_.paint(basePainter, panel_.scene, Surface::Raster);
    }
    painter.drawImage(0, 0, base_);
    if (rendered) {
        const FigureStyle style = screenStyle(session_);
        painter_.paint(painter, focusOverlay(panel_, panelContextOf(session_, style), session_.links()),
                       Surface::Raster);
    }
    if (showsFocus_) paintFocusRing(painter, rect(), t);
}

void PanelCanvas::resizeEvent(QResizeEvent*) {
    relayout();
}

void PanelCanvas::showEvent(QShowEvent*) {
    relayout();
}

Focus PanelCanvas::focusUnder(const QPointF& point) const {
    return session_.rendered() ? focusAt(panel_, session_.rendered()->evaluation, {point.x(), point.y()}) : Focus{};
}

std::optional<float> PanelCanvas::paintValue(Qt::MouseButtons buttons) const {
    const Brush& brush = session_.brush();
    const bool erases = buttons.testFlag(Qt::RightButton);
    if (!erases && !buttons.testFlag(Qt::LeftButton)) return std::nullopt;
    if (isPaintable(kind_) && brush.tool != Tool::Point) {
        return erases || brush.tool == Tool::Eraser ? 0.0F : brush.value;
    }
    if (isUpstream() && session_.experiment().gradient.kind == Upstream::Given) {
        return erases ? 0.0F : brush.gradient;
    }
    return std::nullopt;
}

void PanelCanvas::paintAt(const QPointF& point, float value) {
    const Focus focus = focusUnder(point);
    if (focus.kind == FocusKind::Nothing) {
        stroke_.reset();  // where it comes back it begins anew
        return;
    }
    const std::vector<CellRef> path = lineOf(stroke_.value_or(focus.cell), focus.cell);
    stroke_ = focus.cell;
    if (isUpstream()) {
        session_.paintUpstream(path, value);
    } else {
        session_.paintInput(brushed(path, session_.brush().size), value);
    }
}

void PanelCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (pan_ && event->buttons() != Qt::NoButton) return panTo(event->position());
    session_.hover(focusUnder(event->position()));
    if (!painting_) return;
    if (const auto value = paintValue(event->buttons())) paintAt(event->position(), *value);
}

void PanelCanvas::mousePressEvent(QMouseEvent* event) {
    if (const auto value = paintValue(event->button())) {
        painting_ = true;
        return paintAt(event->position(), *value);
    }
    const bool moves = !session_.zoom().isWhole() && panel_.plane();
    if (moves && (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)) {
        pan_ = Pan{event->position(), {kind_, {panel_.scene.size, {}}, panel_.areas}, false};
    } else if (event->button() == Qt::LeftButton) {
        session_.point(focusUnder(event->position()));
    }
}

// A hand that trembles while it clicks moves nothing.
void PanelCanvas::panTo(const QPointF& point) {
    const QPointF by = point - pan_->from;
    if (!pan_->moved && by.manhattanLength() < QApplication::startDragDistance()) return;
    if (!pan_->moved) setCursor(Qt::ClosedHandCursor);
    pan_->moved = true;
    const WindowGrid& grid = session_.rendered()->evaluation.grid;
    if (const auto next = panned(pan_->panel, grid, session_.zoom(), {by.x(), by.y()})) session_.setZoom(*next);
}

void PanelCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (const auto pan = std::exchange(pan_, std::nullopt)) {
        showBrush();
        if (!pan->moved && event->button() == Qt::LeftButton) session_.point(focusUnder(event->position()));
        return;
    }
    if (!painting_) return;
    painting_ = false;
    stroke_.reset();
    session_.endMerge();
}

void PanelCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (paintValue(event->button())) return mousePressEvent(event);
    if (event->button() != Qt::LeftButton || session_.stage()) return;
    const bool types = isPaintable(kind_) || isUpstream();
    types ? typeValue() : session_.setZoom({});
}

// In the input the focused cell, or the first one of the focused window.
void PanelCanvas::typeValue() {
    if (!session_.rendered()) return;
    const Evaluation& e = session_.rendered()->evaluation;
    const bool upstream = isUpstream();
    if (!upstream && !isPaintable(kind_)) return;
    const Links links = linkedCells(e, session_.pinned());
    std::optional<CellRef> cell = upstream ? links.window : links.cell;
    if (!cell && links.window) cell = e.grid.tapCell(*links.window, links.winner.value_or(0));
    if (!cell || !(upstream ? e.grid.output() : e.grid.input()).contains(*cell)) return;
    if (!panel_.plane()->shows(*cell)) {
        session_.setZoom(zoomedOn(e.grid, session_.zoom(), upstream ? middleOf(e.grid, *cell) : *cell, 1));
    }
    const float value =
        upstream ? e.backward->dout.at(e.experiment.plane, *cell) : e.images()->at(imagePlane(e), *cell);
    const Rect rect = panel_.plane()->cellRect(*cell);
    const QString name = tr("Value of cell (%1, %2)").arg(cell->row).arg(cell->col);
    editor_->edit(QRectF(rect.x, rect.y, rect.width, rect.height).toRect(), value, name,
                  [this, upstream, at = *cell](float typed) {
                      upstream ? session_.paintUpstream({at}, typed) : session_.paintInput({at}, typed);
                      session_.endMerge();
                  });
}

void PanelCanvas::showBrush() {
    const bool paints = isPaintable(kind_) && session_.brush().tool != Tool::Point;
    setCursor(paints ? Qt::CrossCursor : Qt::ArrowCursor);
}

void PanelCanvas::leaveEvent(QEvent*) {
    session_.hover({});
}

// A cell of the input that is pinned moves by itself; otherwise the window does.
bool PanelCanvas::moveCell(std::int64_t rows, std::int64_t cols) {
    const Focus& pinned = session_.pinned();
    const bool cell = pinned.kind == FocusKind::Input || pinned.kind == FocusKind::Gradient;
    if (!cell || !(isPaintable(kind_) || panelRow(kind_).cells == PanelCells::Gradient) || !session_.rendered())
        return false;
    const Extent input = session_.rendered()->evaluation.grid.input();
    Focus next = pinned;
    next.cell = {std::clamp<std::int64_t>(pinned.cell.row + rows, 0, input.rows - 1),
                 std::clamp<std::int64_t>(pinned.cell.col + cols, 0, input.cols - 1)};
    session_.hover({});
    session_.pin(next);
    return true;
}

void PanelCanvas::keyPressEvent(QKeyEvent* event) {
    constexpr std::int64_t far = std::int64_t{1} << 30;
    const auto move = [this](std::int64_t rows, std::int64_t cols) {
        if (!moveCell(rows, cols)) session_.movePin(rows, cols);
    };
    switch (event->key()) {
        case Qt::Key_Left:
            return move(0, -1);
        case Qt::Key_Right:
            return move(0, 1);
        case Qt::Key_Up:
            return move(-1, 0);
        case Qt::Key_Down:
            return move(1, 0);
        case Qt::Key_Home:
            return move(-far, -far);
        case Qt::Key_End:
            return move(far, far);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return session_.stage() ? session_.point(session_.pinned()) : typeValue();
        default:
            QWidget::keyPressEvent(event);
    }
}

void PanelCanvas::focusInEvent(QFocusEvent* event) {
    showsFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    // Qt tells of the panel itself first.
    QMetaObject::invokeMethod(
        this, [this] { tellCell(*this); }, Qt::QueuedConnection);
    update();
}

void PanelCanvas::focusOutEvent(QFocusEvent*) {
    showsFocus_ = false;
    tellCell(*this);
    update();
}

// What the pointer is on keeps its place.
void PanelCanvas::zoomBy(QWheelEvent* event) {
    const QPointF at = event->position();
    const double by = std::pow(kWheelZoom, event->angleDelta().y() / 120.0);
    const FigureStyle style = screenStyle(session_);
    const auto next =
        session_.rendered() ? zoomedAt(panel_, panelContextOf(session_, style), {at.x(), at.y()}, by) : std::nullopt;
    if (!next) return QWidget::wheelEvent(event);
    event->accept();
    session_.setZoom(next->isWhole() ? Zoom{} : *next);
    session_.hover(focusUnder(at));
}

// Over the patches the wheel walks along the columns; over planes it zooms with Ctrl, which while presenting belongs to
// the window.
void PanelCanvas::wheelEvent(QWheelEvent* event) {
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        return session_.presenting() ? QWidget::wheelEvent(event) : zoomBy(event);
    }
    const CellArea* lens = panel_.area(AreaKind::Lens);
    const CellArea* tiles = panel_.area(AreaKind::Tiles);
    const int steps = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if ((!lens && !tiles) || steps == 0) return QWidget::wheelEvent(event);
    const std::int64_t by = steps > 0 ? -1 : 1;
    if (lens) scroll_.firstColumn = lens->origin.col + by * std::max<std::int64_t>(1, lens->cells.cols / 3);
    if (tiles) scroll_.firstTile = {tiles->origin.row + by, tiles->origin.col};
    event->accept();
    layOut();
}

// Where the right button paints it opens no menu; the menu key does.
void PanelCanvas::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Mouse && paintValue(Qt::RightButton)) return;
    Q_EMIT menuRequested(event->globalPos());
}

SceneCard::SceneCard(Session& session, ScenePainter& painter, const QString& name, Build build, QWidget* parent)
    : QWidget(parent), session_(session), painter_(painter), build_(std::move(build)) {
    setAccessibleName(name);
    connect(&session_, &Session::evaluated, this, qOverload<>(&QWidget::update));
    connect(&session_, &Session::focusChanged, this, qOverload<>(&QWidget::update));
}

void SceneCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& rendered = session_.rendered();
    paintCard(painter, rect(), themeNamed(rendered ? rendered->themeName : session_.themeName()), false);
    if (!rendered) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const FigureStyle style = screenStyle(session_);
    painter_.paint(painter,
                   build_(panelContextOf(session_, style), session_.links(), {double(width()), double(height())}),
                   Surface::Raster);
}

}  // namespace poolscope
