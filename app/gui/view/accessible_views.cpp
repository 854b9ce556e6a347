// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view/accessible_views.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <deque>
#include <limits>
#include <map>

#include "app/gui/view/canvas.h"
#include "app/gui/view/chart_view.h"
#include "app/gui/view/measure_histogram.h"
#include "app/gui/view/scene_view.h"
#include "core/panel/cell_table.h"

namespace poolscope {
namespace {

class CanvasTable;

// One cell, which knows no more than where it is.
class CanvasCell : public QAccessibleInterface, public QAccessibleTableCellInterface {
  public:
    CanvasCell(CanvasTable& table, const CellRef& cell) : table_(table), cell_(cell) {}

    const CellRef& cell() const { return cell_; }

    bool isValid() const override;
    QObject* object() const override { return nullptr; }
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text which) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return static_cast<int>(cell_.col); }
    int rowIndex() const override { return static_cast<int>(cell_.row); }
    bool isSelected() const override;
    QAccessibleInterface* table() const override;

  private:
    CanvasTable& table_;
    CellRef cell_;
};

class CanvasTable : public QAccessibleWidget, public QAccessibleTableInterface {
  public:
    explicit CanvasTable(PanelCanvas& canvas) : QAccessibleWidget(&canvas, QAccessible::Table) {}
    ~CanvasTable() override {
        for (const auto& [cell, id] : kept_) QAccessible::deleteAccessibleInterface(id);
    }

    PanelCanvas& canvas() const { return *static_cast<PanelCanvas*>(widget()); }

    // What is made of the picture in view, while there is one.
    template <class Value, class Make>
    Value withContext(const Value& otherwise, const Make& make) const {
        const Session& session = canvas().session();
        if (!session.rendered() || !hasPanel(session.rendered()->evaluation, canvas().kind())) return otherwise;
        const FigureStyle style = screenStyle(session);
        return make(panelContextOf(session, style));
    }
    Extent cells() const {
        return withContext(Extent{0, 0},
                           [this](const PanelContext& context) { return cellTable(canvas().kind(), context); });
    }
    std::optional<CellRef> current() const {
        return withContext(std::optional<CellRef>(), [this](const PanelContext& context) {
            return litTableCell(canvas().kind(), context.evaluation.grid, canvas().session().links());
        });
    }
    QString words(const CellRef& cell) const {
        return QString::fromStdString(withContext(
            std::string(), [&](const PanelContext& context) { return cellWords(canvas().kind(), context, cell); }));
    }
    // On the screen; empty where it is out of view.
    QRect rectOf(const CellRef& cell) const {
        const CellArea* area = shownArea();
        if (!area || !area->shows(cell)) return {};
        const Rect place = area->cellRect(cell);
        const QRect inside = QRectF(place.x, place.y, place.width, place.height).toRect();
        return {canvas().mapToGlobal(inside.topLeft()), inside.size()};
    }
    // -1 where no number is large enough.
    int indexOf(const CellRef& cell) const {
        const std::int64_t index = flatIndex(cells(), cell);
        return index < std::numeric_limits<int>::max() ? static_cast<int>(index) : -1;
    }

    int childCount() const override {
        return static_cast<int>(std::min<std::int64_t>(cells().count(), std::numeric_limits<int>::max()));
    }
    QAccessibleInterface* child(int index) const override {
        const Extent all = cells();
        return index < 0 || index >= all.count() ? nullptr : made({index / all.cols, index % all.cols});
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const QPoint at = canvas().mapFromGlobal(QPoint(x, y));
        const CellArea* area = shownArea();
        const auto cell = area ? area->cellAt({double(at.x()), double(at.y())}) : std::nullopt;
        return cell && cells().contains(*cell) ? made(*cell) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const auto* cell = dynamic_cast<const CanvasCell*>(child);
        return cell && cell->parent() == this ? indexOf(cell->cell()) : -1;
    }
    QAccessibleInterface* focusChild() const override {
        const auto cell = current();
        return canvas().hasFocus() && cell ? made(*cell) : nullptr;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::TableInterface) return static_cast<QAccessibleTableInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override {
        const CellRef cell{row, column};
        return cells().contains(cell) ? made(cell) : nullptr;
    }
    int selectedCellCount() const override { return current() ? 1 : 0; }
    QList<QAccessibleInterface*> selectedCells() const override {
        const auto cell = current();
        return cell ? QList<QAccessibleInterface*>{made(*cell)} : QList<QAccessibleInterface*>{};
    }
    QString columnDescription(int column) const override {
        return QString::fromStdString(withContext(std::string(), [&](const PanelContext& context) {
            return columnWords(canvas().kind(), context.evaluation.grid, column);
        }));
    }
    QString rowDescription(int row) const override { return QString::fromStdString(rowWords(canvas().kind(), row)); }
    int columnCount() const override { return bounded(cells().cols); }
    int rowCount() const override { return bounded(cells().rows); }
    // Cells are chosen one by one, rows and columns never.
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return 0; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {}

    // The cell that was told last.
    std::optional<CellRef> told;

  private:
    static int bounded(std::int64_t count) {
        return static_cast<int>(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
    }
    const CellArea* shownArea() const {
        const Panel& panel = canvas().panel();
        const CellArea* lens = panel.area(AreaKind::Lens);
        return panel.plane() ? panel.plane() : lens ? lens : panel.area(AreaKind::Strip);
    }
    // The oldest make room.
    QAccessibleInterface* made(const CellRef& cell) const {
        const std::pair key{cell.row, cell.col};
        const auto known = kept_.find(key);
        if (known != kept_.end()) return QAccessible::accessibleInterface(known->second);
        if (order_.size() >= kMostCellsKept) {
            const auto oldest = kept_.find(order_.front());
            QAccessible::deleteAccessibleInterface(oldest->second);
            kept_.erase(oldest);
            order_.pop_front();
        }
        auto* one = new CanvasCell(const_cast<CanvasTable&>(*this), cell);
        kept_[key] = QAccessible::registerAccessibleInterface(one);
        order_.push_back(key);
        return one;
    }

    mutable std::map<std::pair<std::int64_t, std::int64_t>, QAccessible::Id> kept_;
    mutable std::deque<std::pair<std::int64_t, std::int64_t>> order_;
};

bool CanvasCell::isValid() const {
    return table_.isValid() && table_.cells().contains(cell_);
}

QWindow* CanvasCell::window() const {
    return table_.window();
}

QAccessibleInterface* CanvasCell::parent() const {
    return &table_;
}

QAccessibleInterface* CanvasCell::table() const {
    return &table_;
}

QString CanvasCell::text(QAccessible::Text which) const {
    return which == QAccessible::Name && isValid() ? table_.words(cell_) : QString();
}

QRect CanvasCell::rect() const {
    return isValid() ? table_.rectOf(cell_) : QRect();
}

bool CanvasCell::isSelected() const {
    return isValid() && table_.current() == cell_;
}

QAccessible::State CanvasCell::state() const {
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const bool selected = isSelected();
    state.focusable = true;
    state.selectable = true;
    state.selected = selected;
    state.focused = selected && table_.canvas().hasFocus();
    state.offscreen = rect().isEmpty();
    return state;
}

void* CanvasCell::interface_cast(QAccessible::InterfaceType type) {
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this) : nullptr;
}

QAccessibleInterface* viewFor(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    auto* canvas = qobject_cast<PanelCanvas*>(widget);
    if (canvas && hasCellTable(canvas->kind())) return new CanvasTable(*canvas);
    const bool picture = canvas || qobject_cast<SceneCard*>(widget) || qobject_cast<SceneView*>(widget) ||
                         qobject_cast<ChartView*>(widget) || qobject_cast<MeasureHistogram*>(widget);
    return picture ? new QAccessibleWidget(widget, QAccessible::Graphic) : nullptr;
}

CanvasTable* tableOf(PanelCanvas& canvas) {
    // Nobody listens: nothing is made.
    return QAccessible::isActive() ? dynamic_cast<CanvasTable*>(QAccessible::queryAccessibleInterface(&canvas))
                                   : nullptr;
}

}  // namespace

void describeViews() {
    QAccessible::installFactory(&viewFor);
}

void tellCell(PanelCanvas& canvas) {
    CanvasTable* table = tableOf(canvas);
    if (!table) return;
    const auto cell = canvas.hasFocus() ? table->current() : std::nullopt;
    if (cell == table->told) return;
    table->told = cell;
    const int index = cell ? table->indexOf(*cell) : -1;
    if (index < 0) return;
    for (const auto type : {QAccessible::Focus, QAccessible::Selection}) {
        QAccessibleEvent event(&canvas, type);
        event.setChild(index);
        QAccessible::updateAccessibility(&event);
    }
}

void tellTable(PanelCanvas& canvas) {
    CanvasTable* table = tableOf(canvas);
    if (!table) return;
    table->told.reset();
    QAccessibleTableModelChangeEvent event(&canvas, QAccessibleTableModelChangeEvent::ModelReset);
    QAccessible::updateAccessibility(&event);
}

}  // namespace poolscope
